"""A statement that is true or false: all or nothing. Never shuffled: "true" stands first."""

from collections.abc import Sequence
from fractions import Fraction

from quizzes import questions
from quizzes.questions import Fields, Mark, QuestionType, Text, View

VALUES = {"true": True, "false": False}


class Body(questions.Body):
    answer: bool
    feedback_true: Text = Text()
    feedback_false: Text = Text()


class Answer(questions.Answer):
    value: bool


class TrueFalse(QuestionType[Body, Answer]):
    name = "truefalse"
    body_type = Body
    answer_type = Answer

    def mark(self, body: Body, answer: Answer) -> Mark:
        return Mark(Fraction(1), "right") if answer.value is body.answer else Mark(Fraction(0), "wrong")

    def parse_answer(self, body: Body, order: Sequence[str], fields: Fields) -> Answer | None:
        chosen = [VALUES[value] for value in fields.get("", []) if value in VALUES]
        return Answer(value=chosen[0]) if chosen else None

    def learner_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        return {"prompt": body.prompt.within(language), "chosen": answer.value if answer else None}

    def solution_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        said = (body.feedback_true if answer.value else body.feedback_false) if answer else Text()
        return {
            "prompt": body.prompt.within(language),
            "chosen": answer.value if answer else None,
            "correct": body.answer,
            "chosen_feedback": said.within(language),
            "feedback": body.feedback.within(language),
        }
