"""The question types there are: one line each."""

from quizzes.questions import AnyType
from quizzes.types.matching.rules import Matching
from quizzes.types.multiple.rules import Multiple
from quizzes.types.numeric.rules import Numeric
from quizzes.types.ordering.rules import Ordering
from quizzes.types.single.rules import Single
from quizzes.types.truefalse.rules import TrueFalse

TYPES: dict[str, AnyType] = {
    kind.name: kind
    for kind in (
        Single(),
        Multiple(),
        TrueFalse(),
        Numeric(),
        Matching(),
        Ordering(),
    )
}
