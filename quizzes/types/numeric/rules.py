"""A number, right within a tolerance: all or nothing.

What was typed is kept as typed. Read with a comma or a point before the fraction and with spaces between thousands; where both signs stand,
the last one begins the fraction; a sign that stands twice groups thousands. Accepted: |number − answer| ≤ tolerance, in exact decimals.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pydantic import Field

from quizzes import questions
from quizzes.questions import Fields, Mark, QuestionType, Text, View

LONGEST = 40
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?|[+-]?\.[0-9]+")


class Body(questions.Body):
    answer: Decimal = Field(allow_inf_nan=False)
    tolerance: Decimal = Field(default=Decimal(0), ge=0, allow_inf_nan=False)
    unit: Text = Text()


class Answer(questions.Answer):
    text: str = Field(max_length=LONGEST)


def read_number(text: str) -> Decimal | None:
    """The number that a person wrote, or None."""
    plain = re.sub(r"\s", "", text).replace("−", "-")
    last = max(plain.rfind(","), plain.rfind("."))
    if last >= 0:
        sign = plain[last]
        grouping = plain.count(sign) > 1
        other = plain.replace("," if sign == "." else ".", "")
        plain = other.replace(sign, "" if grouping else ".")
    return Decimal(plain) if NUMBER.fullmatch(plain) else None


def write_number(number: Decimal, language: str) -> str:
    """A number as people write it in that language."""
    text = format(number.normalize(), "f")
    return text if language == "en" else text.replace(".", ",")


class Numeric(QuestionType[Body, Answer]):
    name = "numeric"
    body_type = Body
    answer_type = Answer

    def mark(self, body: Body, answer: Answer) -> Mark:
        number = read_number(answer.text)
        if number is None:
            return Mark(Fraction(0), "not_a_number")
        right = abs(Fraction(number) - Fraction(body.answer)) <= Fraction(body.tolerance)
        return Mark(Fraction(1), "right") if right else Mark(Fraction(0), "wrong")

    def parse_answer(self, body: Body, order: Sequence[str], fields: Fields) -> Answer | None:
        text = "".join(fields.get("", [])[:1]).strip()[:LONGEST]
        return Answer(text=text) if text else None

    def learner_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        return {"prompt": body.prompt.within(language), "unit": body.unit.within(language), "text": answer.text if answer else ""}

    def solution_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        return {
            **self.learner_view(body, order, language, answer),
            "key": write_number(body.answer, language),
            "tolerance": write_number(body.tolerance, language) if body.tolerance else "",
            "feedback": body.feedback.within(language),
        }
