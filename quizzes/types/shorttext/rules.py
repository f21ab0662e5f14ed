"""A few words: right if they are among the accepted answers of any language, after folding.

points = 1 if accepted, else 0

This is Moodle's short answer (docs.moodle.org, "Short-Answer question type") with one full mark and no wildcards; instead of "case
sensitive" alone the author chooses which differences do not count (`quizzes.folding`). What was typed is kept as typed.
"""

from collections.abc import Sequence
from fractions import Fraction

from quizzes import questions
from quizzes.folding import Folds
from quizzes.questions import LANGUAGES, Fields, Mark, QuestionType, View
from quizzes.variants import LONGEST, Variants


class Body(questions.Body):
    accepted: Variants
    folds: Folds = Folds()

    def missing_languages(self) -> list[str]:
        lacking = {*super().missing_languages(), *self.accepted.missing()}
        return [code for code in LANGUAGES if code in lacking]


class Answer(questions.Answer):
    text: str


class ShortText(QuestionType[Body, Answer]):
    name = "shorttext"
    own_words = True
    body_type = Body
    answer_type = Answer

    def mark(self, body: Body, answer: Answer) -> Mark:
        right = body.accepted.accept(answer.text, body.folds)
        return Mark(Fraction(int(right)), "right" if right else "wrong")

    def parse_answer(self, body: Body, order: Sequence[str], fields: Fields) -> Answer | None:
        text = " ".join("".join(fields.get("", [])[:1]).replace("\x00", "").split())[:LONGEST]
        return Answer(text=text) if text else None

    def learner_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        return {"prompt": body.prompt.within(language), "text": answer.text if answer else ""}

    def solution_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        return {
            **self.learner_view(body, order, language, answer),
            "key": body.accepted.shown(language),
            "feedback": body.feedback.within(language),
        }
