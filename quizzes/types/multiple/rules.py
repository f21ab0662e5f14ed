"""One or more correct choices, with partial credit.

points = max(0, right chosen / right − wrong chosen / wrong)

This is Moodle's multichoice with several answers (docs.moodle.org, "Multiple Choice question type"): each right choice carries
100 % / right, each wrong one −100 % / wrong, and the sum is kept within 0 and 1. Choosing everything earns nothing.
"""

from collections.abc import Sequence
from fractions import Fraction

from pydantic import model_validator

from quizzes import questions
from quizzes.questions import Choice, Fields, Mark, QuestionType, View, places, require_distinct


class Body(questions.Body):
    choices: tuple[Choice, ...]

    @model_validator(mode="after")
    def _some_are_correct(self) -> "Body":
        require_distinct([choice.id for choice in self.choices])
        if len(self.choices) < 2 or not any(choice.correct for choice in self.choices):
            raise ValueError("Give at least two choices, at least one of them correct.")
        return self


class Answer(questions.Answer):
    choices: tuple[str, ...]


class Multiple(QuestionType[Body, Answer]):
    name = "multiple"
    body_type = Body
    answer_type = Answer

    def choice_ids(self, body: Body) -> list[str]:
        return [choice.id for choice in body.choices]

    def mark(self, body: Body, answer: Answer) -> Mark:
        right = {choice.id for choice in body.choices if choice.correct}
        wrong = {choice.id for choice in body.choices if not choice.correct}
        chosen = set(answer.choices)
        lost = Fraction(len(chosen & wrong), len(wrong)) if wrong else Fraction(0)
        points = max(Fraction(0), Fraction(len(chosen & right), len(right)) - lost)
        return Mark(points, "right" if points == 1 else "partly" if points else "wrong")

    def parse_answer(self, body: Body, order: Sequence[str], fields: Fields) -> Answer | None:
        chosen = set(places(order, fields.get("", [])))
        return Answer(choices=tuple(sorted(chosen))) if chosen else None

    def learner_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        texts = {choice.id: choice.text.within(language) for choice in body.choices}
        chosen = answer.choices if answer else ()
        return {
            "prompt": body.prompt.within(language),
            "choices": [{"value": place, "text": texts[each], "chosen": each in chosen} for place, each in enumerate(order)],
        }

    def solution_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        choices = {choice.id: choice for choice in body.choices}
        chosen = answer.choices if answer else ()
        return {
            "prompt": body.prompt.within(language),
            "choices": [
                {
                    "text": choices[each].text.within(language),
                    "chosen": each in chosen,
                    "correct": choices[each].correct,
                    "feedback": choices[each].feedback.within(language) if each in chosen or choices[each].correct else "",
                }
                for each in order
            ],
            "feedback": body.feedback.within(language),
        }
