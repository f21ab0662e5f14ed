"""The question types there are: one line each. A case is made of the others."""

from quizzes.questions import AnyType
from quizzes.types.case.rules import Case
from quizzes.types.categorise.rules import Categorise
from quizzes.types.essay.rules import Essay
from quizzes.types.gaps.rules import Gaps
from quizzes.types.hotspot.rules import Hotspot
from quizzes.types.matching.rules import Matching
from quizzes.types.multiple.rules import Multiple
from quizzes.types.numeric.rules import Numeric
from quizzes.types.ordering.rules import Ordering
from quizzes.types.shorttext.rules import ShortText
from quizzes.types.single.rules import Single
from quizzes.types.truefalse.rules import TrueFalse

SIMPLE: dict[str, AnyType] = {
    kind.name: kind
    for kind in (
        Single(),
        Multiple(),
        TrueFalse(),
        Numeric(),
        ShortText(),
        Gaps(),
        Matching(),
        Ordering(),
        Categorise(),
        Hotspot(),
    )
}

TYPES: dict[str, AnyType] = {
    **SIMPLE,
    "case": Case(SIMPLE),
    "essay": Essay(),
}
