"""What a question type is: the one interface that the bank, the exam and the review speak to. Pure: no Django here.

A body holds all languages of a question. A learner's choices travel by their place in the order shown to that learner, never by the
author's ids (an id such as `right` or `step-1` would be the key), and are stored by id, so that an answer means the same in every language
and order.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Generic, TypeVar

import nh3
from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator

LANGUAGES = ("kk", "ru", "en")
AUTHORED = "authored"  # validation context of what an author hands in: rich text is cleaned then, and only then
TAGS = {"p", "br", "h3", "ul", "ol", "li", "b", "strong", "i", "em", "a", "sub", "sup"}

View = dict[str, Any]
Fields = Mapping[str, Sequence[str]]  # what a form sends for one question: name of the part ("" where there is one) to values


class Frozen(BaseModel):
    """A piece of a body or an answer: unknown fields are refused, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Frozen):
    """A text in the languages of the platform."""

    kk: str = ""
    ru: str = ""
    en: str = ""

    def within(self, language: str) -> str:
        """The text in that language, else the first there is in kk, ru, en."""
        return str(getattr(self, language, "")) or self.kk or self.ru or self.en

    def missing(self) -> set[str]:
        """Languages that lack this text while another has it."""
        lacking = {code for code in LANGUAGES if not getattr(self, code).strip()}
        return lacking if len(lacking) < len(LANGUAGES) else set()

    def is_empty(self) -> bool:
        return not any(getattr(self, code).strip() for code in LANGUAGES)


class Rich(Text):
    """A text with simple HTML. Cleaned when authored, so that templates may show it as it is."""

    @field_validator("kk", "ru", "en")
    @classmethod
    def _clean(cls, value: str, info: ValidationInfo) -> str:
        return nh3.clean(value, tags=TAGS, attributes={"a": {"href"}}).strip() if info.context == AUTHORED else value


class Picture(Frozen):
    """A picture of the bank, with the words that stand for it."""

    image: int
    alt: Text


class Body(Frozen):
    """What every question has."""

    prompt: Rich
    feedback: Text = Text()
    picture: Picture | None = None

    @field_validator("prompt")
    @classmethod
    def _asks_something(cls, value: Rich) -> Rich:
        if value.is_empty():
            raise ValueError("A question needs its text in at least one language.")
        return value

    def inner(self) -> Sequence["Body"]:
        """The bodies of its parts, in order. Only a case has any."""
        return ()

    def texts(self) -> Iterator[Text]:
        """Every text of the body, wherever it stands."""
        yield from _texts(self)

    def missing_languages(self) -> list[str]:
        """Languages in which some text is missing: such a question cannot be frozen into a quiz."""
        lacking: set[str] = set()
        for text in self.texts():
            lacking |= text.missing()
        return [code for code in LANGUAGES if code in lacking]


def _texts(part: object) -> Iterator[Text]:
    if isinstance(part, Text):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name))
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _texts(each)


class Choice(Frozen):
    """Something to choose, with what is said to those who chose it."""

    id: str
    text: Text
    feedback: Text = Text()
    correct: bool = False


class Answer(Frozen):
    """A learner's answer, by the ids of the body."""


@dataclass(frozen=True)
class Mark:
    """Points earned, exact, in [0, maximum], and why. `reason` is a word for code and tests, not for people."""

    points: Fraction
    reason: str
    maximum: int = 1


B = TypeVar("B", bound=Body)
A = TypeVar("A", bound=Answer)


class QuestionType(ABC, Generic[B, A]):
    """A kind of question: how its body is checked, shown, answered and graded. Deterministic, so that an attempt can be graded again."""

    name: ClassVar[str]
    body_type: type[B]
    answer_type: type[A]
    always_shuffled: ClassVar[bool] = False  # where the written order is the key
    places_picture: ClassVar[bool] = False  # the type draws the body's picture itself
    own_words: ClassVar[bool] = False  # an answer may say anything, also who gave it
    by_hand: ClassVar[bool] = False  # a person marks it: `mark` says how many points there are to give

    @property
    def solution_template(self) -> str:
        return f"types/{self.name}/solution.html"

    def read_body(self, data: Mapping[str, Any], *, authored: bool = False) -> B:
        """The body from stored or authored data. Raises pydantic.ValidationError."""
        return self.body_type.model_validate(data, context=AUTHORED if authored else None)

    def read_answer(self, data: Mapping[str, Any] | None) -> A | None:
        """The stored answer."""
        return None if data is None else self.answer_type.model_validate(data)

    def grade(self, body: B, answer: A | None) -> Mark:
        """The mark of any answer to any body, also of none."""
        return Mark(Fraction(0), "unanswered", self.maximum(body)) if answer is None else self.mark(body, answer)

    def maximum(self, body: B) -> int:
        """The most points that this question gives."""
        return 1

    def scored(self, body: B, scores: Mapping[str, int], language: str) -> list[View]:
        """One marker's points for each criterion, where people mark."""
        return []

    def choice_ids(self, body: B) -> list[str]:
        """Ids of what may be shuffled, as written."""
        return []

    @abstractmethod
    def mark(self, body: B, answer: A) -> Mark:
        """The mark of a given answer."""

    @abstractmethod
    def parse_answer(self, body: B, order: Sequence[str], fields: Fields) -> A | None:
        """The answer that a form sent; None where nothing was answered. What was never offered is ignored."""

    @abstractmethod
    def learner_view(self, body: B, order: Sequence[str], language: str, answer: A | None) -> View:
        """What a learner may see during the attempt: no key, no feedback, no author's id."""

    @abstractmethod
    def solution_view(self, body: B, order: Sequence[str], language: str, answer: A | None) -> View:
        """What a learner sees when answers are released: own answer, key, feedback."""


AnyType = QuestionType[Any, Any]


def places(order: Sequence[str], values: Sequence[str]) -> list[str]:
    """The ids standing at these places of the shown order; whatever is not a place is left out."""
    return [order[int(value)] for value in values if value.isascii() and value.isdigit() and int(value) < len(order)]


def require_distinct(ids: Sequence[str]) -> None:
    """Refuses a body in which two things share an id, or one has none."""
    if len(set(ids)) < len(ids) or not all(ids):
        raise ValueError("Every choice needs an id of its own.")
