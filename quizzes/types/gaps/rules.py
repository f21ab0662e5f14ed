"""A text with gaps, each to be filled with one of its choices or with words.

points = right gaps / gaps

This is Moodle's "select missing words" and the short-answer and multiple-choice gaps of its "embedded answers" (docs.moodle.org), every
gap with the same weight. In the author's text a gap is written [[a]] after its id; each language has each gap once, in whatever order its
grammar wants. What a learner is shown are numbers in the order of reading.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pydantic import model_validator

from quizzes import questions
from quizzes.folding import Folds
from quizzes.questions import LANGUAGES, Choice, Fields, Frozen, Mark, QuestionType, Rich, View, places, require_distinct
from quizzes.variants import LONGEST, Variants

MARKER = re.compile(r"\[\[([\w-]+)\]\]")


class Gap(Frozen):
    """A gap with choices, or with answers that are accepted when typed."""

    id: str
    choices: tuple[Choice, ...] = ()
    accepted: Variants | None = None
    folds: Folds = Folds()

    @model_validator(mode="after")
    def _can_be_filled(self) -> "Gap":
        if bool(self.choices) == bool(self.accepted):
            raise ValueError("Give each gap either choices or accepted answers.")
        if self.choices:
            require_distinct([choice.id for choice in self.choices])
            if len(self.choices) < 2 or sum(choice.correct for choice in self.choices) != 1:
                raise ValueError("Give a gap at least two choices, exactly one of them correct.")
        return self

    def fill(self, given: str) -> bool:
        """Whether that fills the gap rightly: a choice's id or typed words."""
        if self.accepted:
            return self.accepted.accept(given, self.folds)
        return any(choice.correct and choice.id == given for choice in self.choices)

    def shown(self, given: str, language: str) -> str:
        """What was given, in words."""
        return given if self.accepted else next((each.text.within(language) for each in self.choices if each.id == given), "")

    def key(self, language: str) -> str:
        if self.accepted:
            return self.accepted.shown(language)
        return next(choice.text.within(language) for choice in self.choices if choice.correct)


class Body(questions.Body):
    text: Rich
    gaps: tuple[Gap, ...]

    @model_validator(mode="after")
    def _each_gap_stands_once_in_each_language(self) -> "Body":
        ids = [gap.id for gap in self.gaps]
        require_distinct(ids)
        if not ids:
            raise ValueError("Give the text at least one gap.")
        for code in LANGUAGES:
            written = getattr(self.text, code)
            if written and sorted(MARKER.findall(written)) != sorted(ids):
                raise ValueError(f"Each gap stands once in the text, as [[{ids[0]}]]; compare the language “{code}”.")
        return self

    def missing_languages(self) -> list[str]:
        lacking = {*super().missing_languages(), *(code for gap in self.gaps if gap.accepted for code in gap.accepted.missing())}
        return [code for code in LANGUAGES if code in lacking]


class Answer(questions.Answer):
    gaps: dict[str, str]


class Gaps(QuestionType[Body, Answer]):
    name = "gaps"
    own_words = True
    body_type = Body
    answer_type = Answer

    def choice_ids(self, body: Body) -> list[str]:
        return [f"{gap.id}/{choice.id}" for gap in body.gaps for choice in gap.choices]

    def mark(self, body: Body, answer: Answer) -> Mark:
        right = sum(gap.fill(answer.gaps.get(gap.id, "")) for gap in body.gaps)
        points = Fraction(right, len(body.gaps))
        return Mark(points, "right" if points == 1 else "partly" if points else "wrong")

    def parse_answer(self, body: Body, order: Sequence[str], fields: Fields) -> Answer | None:
        given = {}
        for part, gap in enumerate(body.gaps):
            sent = fields.get(str(part), [])
            if gap.accepted:
                found = " ".join("".join(sent[:1]).replace("\x00", "").split())[:LONGEST]
            else:
                chosen = [each.removeprefix(f"{gap.id}/") for each in places(order, sent) if each.startswith(f"{gap.id}/")]
                found = chosen[0] if chosen else ""
            if found:
                given[gap.id] = found
        return Answer(gaps=given) if given else None

    def learner_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        given = answer.gaps if answer else {}
        parts = {gap.id: part for part, gap in enumerate(body.gaps)}
        pieces: list[View] = []
        for text, gap in _pieces(body, language):
            if gap is None:
                pieces.append({"text": text})
                continue
            mine = given.get(gap.id, "")
            texts = {f"{gap.id}/{choice.id}": choice.text.within(language) for choice in gap.choices}
            options = [
                {"value": place, "text": texts[each], "chosen": each == f"{gap.id}/{mine}"}
                for place, each in enumerate(order)
                if each in texts
            ]
            number = sum("part" in piece for piece in pieces) + 1
            pieces.append({"part": parts[gap.id], "number": number, "options": options, "given": mine if gap.accepted else ""})
        return {"prompt": body.prompt.within(language), "pieces": pieces}

    def solution_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        given = answer.gaps if answer else {}
        pieces: list[View] = []
        for text, gap in _pieces(body, language):
            mine = given.get(gap.id, "") if gap else ""
            if gap is None:
                pieces.append({"text": text})
            else:
                pieces.append({"given": gap.shown(mine, language), "key": gap.key(language), "correct": gap.fill(mine), "is_gap": True})
        return {"prompt": body.prompt.within(language), "pieces": pieces, "feedback": body.feedback.within(language)}


def _pieces(body: Body, language: str) -> Iterator[tuple[str, Gap | None]]:
    """The text of that language cut at its gaps: pieces of text and gaps in turn."""
    gaps = {gap.id: gap for gap in body.gaps}
    for place, piece in enumerate(MARKER.split(body.text.within(language))):
        if place % 2:
            yield "", gaps[piece]
        else:
            yield piece, None
