"""Questions made ready for a page: what the exam shows of them, and what the review shows once that is released."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from quizzes.bodies import bodies_of, body_of
from quizzes.finishing import grade
from quizzes.folders import drawer_of
from quizzes.models import Attempt, AttemptQuestion
from quizzes.models.pages import Feedback
from quizzes.paging import Pages
from quizzes.pictures import draw_picture, pictures_of, with_pictures
from quizzes.questions import Fields, View
from quizzes.registry import TYPES


@dataclass(frozen=True)
class Asked:
    """A question of an attempt, as much of it as the exam page needs: plain values, read without models."""

    position: int
    section: int
    order: list[str]
    answer: dict[str, Any] | None
    seq: int
    answered_at: datetime | None
    seconds: int | None
    version: int
    made_at: datetime
    kind: str


def asked_in(attempt: Attempt) -> list[Asked]:
    """The questions of an attempt in order. One query."""
    names = ("position", "section", "order", "answer", "seq", "answered_at", "seconds")
    version = ("question_version_id", "question_version__created_at", "question_version__kind")
    return [Asked(*values) for values in attempt.questions.order_by("position").values_list(*names, *version)]


@dataclass(frozen=True)
class Drawn:
    """What is drawn of an attempt: the links of the map of questions, and the questions in its form."""

    links: SafeString
    questions: SafeString


def draw_exam(questions: list[Asked], language: str, *, pages: Pages, page: int) -> Drawn:
    """One page of questions as a learner may see them during the attempt, with their own answers, and the map of all.

    One query for the bodies that this process has not read yet, two for pictures that it has not seen yet.
    """
    shown = pages.on(page, questions)
    bodies = bodies_of((question.version, question.made_at) for question in shown)
    pictures = pictures_of(bodies.values())
    labels, words, part = map_labels(), _("Question %(number)s"), _("Part %(number)s")
    in_parts = len({question.section for question in questions}) > 1
    links = [_link(question, labels, pages, page) for question in questions]
    drawn, section = [], None
    for question in shown:
        if in_parts and question.section != section:
            section = question.section
            drawn.append(f"<h2>{escape(part % {'number': section + 1})}</h2>")
        kind, body = TYPES[question.kind], bodies[question.version]
        view = kind.learner_view(body, question.order, language, kind.read_answer(question.answer))
        drawn.append(_draw(question, with_pictures(view, body, pictures, language), words=words))
    return Drawn(mark_safe("".join(links)), mark_safe("".join(drawn)))  # noqa: S308


def _draw(question: Asked, view: View, *, words: str) -> str:
    """A question in the exam's form. The prompt was cleaned when it was written."""
    position = question.position
    name = f"q{position}"
    return (
        f'<fieldset class="question" id="{name}" aria-labelledby="{name}-number {name}-prompt"'
        f' data-position="{position}" data-seconds="{question.seconds or 0}">'
        f'<p class="question-number" id="{name}-number">{escape(words % {"number": position})}</p>'
        f'<div class="prompt" id="{name}-prompt">{view["prompt"]}</div>'
        f"{'' if TYPES[question.kind].places_picture else draw_picture(view['picture'])}{drawer_of(question.kind)(name, view)}"
        f'<input type="hidden" name="seq{position}" value="{question.seq}"></fieldset>'
    )


def _link(question: Asked, labels: dict[str, str], pages: Pages, page: int) -> str:
    """A question's place in the map: a link where its page may be opened, else only its number and state."""
    position = question.position
    state = "empty" if question.answer is None else "answered"
    facts = f'data-position="{position}" data-state="{state}" aria-label="{escape(labels[state].format(number=position))}"'
    there = pages.open_page_of(position)
    if there == page:
        return f'<li><a href="#q{position}" {facts}>{position}</a></li>'
    if there:
        return f'<li><a href="?page={there}#q{position}" {facts}>{position}</a></li>'
    return f'<li><span role="img" {facts}>{position}</span></li>'


def map_labels() -> dict[str, str]:
    """What the map of questions says of each, by state; also handed to the page's script."""
    return {
        "answered": _("Question {number}, answered"),
        "empty": _("Question {number}, not answered yet"),
        "waiting": _("Question {number}, waiting for the network"),
    }


def solutions(questions: Iterable[AttemptQuestion], language: str) -> list[dict[str, Any]]:
    """Each question with own answer, key and feedback. Only for an attempt whose answers are released."""
    questions = list(questions)
    bodies = [body_of(question.graded_as or question.question_version) for question in questions]
    pictures = pictures_of(bodies)
    shown = []
    for question, body in zip(questions, bodies, strict=True):
        version = question.graded_as or question.question_version
        kind = TYPES[version.kind]
        answer = kind.read_answer(question.answer)
        mark = grade(question)
        shown.append(
            {
                "position": question.position,
                "mark": "right" if mark.points == mark.maximum else "partly" if mark.points else "wrong",
                "remedy": question.get_remedy_display(),
                "answered": answer is not None,
                "points": question.points,
                "maximum": mark.maximum,
                "markings": _markings(question, body, language) if kind.by_hand else [],
                "template": kind.solution_template,
                "places_picture": kind.places_picture,
                "view": with_pictures(kind.solution_view(body, question.order, language, answer), body, pictures, language),
            }
        )
    return shown


def _markings(question: AttemptQuestion, body: Any, language: str) -> list[dict[str, Any]]:
    """What each marker gave for each criterion, without names."""
    scored = TYPES[question.question_version.kind].scored
    return [
        {"points": each.points, "comment": each.comment, "marks": scored(body, each.scores, language)} for each in question.markings.all()
    ]


def released(attempt: Attempt, attempts: Iterable[Attempt]) -> bool:
    """Whether this finished attempt's key and feedback may be seen, given all attempts of the same person at the same quiz."""
    rule = attempt.quiz.feedback
    if attempt.finished_at is None or attempt.marks_due or rule == Feedback.NEVER:
        return False
    if rule == Feedback.AFTER_ATTEMPT:
        return True
    finished = [each for each in attempts if each.finished_at]
    allowed = attempt.quiz.attempts_allowed
    return any(each.passed for each in finished) or (allowed is not None and len(finished) >= allowed)


def last_saved(questions: list[Asked]) -> datetime | None:
    """When an answer was last acknowledged."""
    return max((question.answered_at for question in questions if question.answered_at), default=None)


def fields_of(form, position: int) -> Fields:
    """What a form holds for one question: values by part, from fields named `q3` or `q3.part`."""
    name = f"q{position}"
    found = {}
    for field in form:
        if field == name or field.startswith(f"{name}."):
            found[field[len(name) + 1 :]] = form.getlist(field)
    return found
