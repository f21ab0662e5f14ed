"""One correct choice: all or nothing."""

from collections.abc import Sequence
from fractions import Fraction

from pydantic import model_validator

from quizzes import questions
from quizzes.questions import Choice, Fields, Mark, QuestionType, View, places, require_distinct


class Body(questions.Body):
    choices: tuple[Choice, ...]

    @model_validator(mode="after")
    def _one_is_correct(self) -> "Body":
        require_distinct([choice.id for choice in self.choices])
        if len(self.choices) < 2 or sum(choice.correct for choice in self.choices) != 1:
            raise ValueError("Give at least two choices, exactly one of them correct.")
        return self


class Answer(questions.Answer):
    choice: str


class Single(QuestionType[Body, Answer]):
    name = "single"
    body_type = Body
    answer_type = Answer

    def choice_ids(self, body: Body) -> list[str]:
        return [choice.id for choice in body.choices]

    def mark(self, body: Body, answer: Answer) -> Mark:
        right = any(choice.correct and choice.id == answer.choice for choice in body.choices)
        return Mark(Fraction(1), "right") if right else Mark(Fraction(0), "wrong")

    def parse_answer(self, body: Body, order: Sequence[str], fields: Fields) -> Answer | None:
        chosen = places(order, fields.get("", []))
        return Answer(choice=chosen[0]) if chosen else None

    def learner_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        texts = {choice.id: choice.text.within(language) for choice in body.choices}
        chosen = answer and answer.choice
        return {
            "prompt": body.prompt.within(language),
            "choices": [{"value": place, "text": texts[each], "chosen": each == chosen} for place, each in enumerate(order)],
        }

    def solution_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        choices = {choice.id: choice for choice in body.choices}
        chosen = answer and answer.choice
        return {
            "prompt": body.prompt.within(language),
            "choices": [
                {
                    "text": choices[each].text.within(language),
                    "chosen": each == chosen,
                    "correct": choices[each].correct,
                    "feedback": choices[each].feedback.within(language) if each == chosen else "",
                }
                for each in order
            ],
            "feedback": body.feedback.within(language),
        }
