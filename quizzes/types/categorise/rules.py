"""Things, each to be put into the category where it belongs.

points = right things / things

Moodle has no such type of its own; the rule is that of its matching question (docs.moodle.org, "Matching question type": every
subquestion has the same weight), with categories that several things may share.
"""

from collections.abc import Sequence
from fractions import Fraction

from pydantic import model_validator

from quizzes import questions
from quizzes.questions import Fields, Frozen, Mark, QuestionType, Text, View, require_distinct


class Category(Frozen):
    id: str
    text: Text


class Thing(Frozen):
    id: str
    text: Text
    category: str


class Body(questions.Body):
    categories: tuple[Category, ...]
    things: tuple[Thing, ...]

    @model_validator(mode="after")
    def _everything_belongs_somewhere(self) -> "Body":
        categories = [category.id for category in self.categories]
        require_distinct(categories)
        require_distinct([thing.id for thing in self.things])
        if not 2 <= len(categories) <= 6:
            raise ValueError("Give two to six categories.")
        if len(self.things) < 3:
            raise ValueError("Give at least three things.")
        if any(thing.category not in categories for thing in self.things):
            raise ValueError("Each thing belongs to one of the categories.")
        return self


class Answer(questions.Answer):
    places: dict[str, str]


class Categorise(QuestionType[Body, Answer]):
    name = "categorise"
    body_type = Body
    answer_type = Answer

    def choice_ids(self, body: Body) -> list[str]:
        return [thing.id for thing in body.things]

    def mark(self, body: Body, answer: Answer) -> Mark:
        right = sum(answer.places.get(thing.id) == thing.category for thing in body.things)
        points = Fraction(right, len(body.things))
        return Mark(points, "right" if points == 1 else "partly" if points else "wrong")

    def parse_answer(self, body: Body, order: Sequence[str], fields: Fields) -> Answer | None:
        categories = [category.id for category in body.categories]
        placed = {}
        for part, thing in enumerate(order):
            chosen = questions.places(categories, fields.get(str(part), []))
            if chosen:
                placed[thing] = chosen[0]
        return Answer(places=placed) if placed else None

    def learner_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        things = {thing.id: thing.text.within(language) for thing in body.things}
        places = {category.id: place for place, category in enumerate(body.categories)}
        given = answer.places if answer else {}
        return {
            "prompt": body.prompt.within(language),
            "categories": [{"value": places[category.id], "text": category.text.within(language)} for category in body.categories],
            "things": [{"part": part, "text": things[each], "chosen": places.get(given.get(each, ""))} for part, each in enumerate(order)],
        }

    def solution_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        names = {category.id: category.text.within(language) for category in body.categories}
        things = {thing.id: thing for thing in body.things}
        given = answer.places if answer else {}
        rows = [
            {
                "text": things[each].text.within(language),
                "chosen": names.get(given.get(each, ""), ""),
                "key": names[things[each].category],
                "correct": given.get(each) == things[each].category,
            }
            for each in order
        ]
        return {"prompt": body.prompt.within(language), "rows": rows, "feedback": body.feedback.within(language)}
