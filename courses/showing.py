"""What the public pages show: courses by audience, one course's outline, and where the visitor stands."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Audience
from courses.models import CoursePage, Edition, Enrolment
from courses.outline import outline_of
from courses.shown import next_item, show_outline
from courses.statements import done_keys


@dataclass(frozen=True)
class Shelf:
    """The courses for one audience."""

    audience: str
    label: str
    courses: list[CoursePage]


def shelves(locale, audience: str = "") -> list[Shelf]:
    """All published courses in that language, by audience, in the order of `Audience`; only one audience if named. One query."""
    pages = CoursePage.objects.live().public().filter(locale=locale).order_by("path")
    if audience in Audience.values:
        pages = pages.filter(audience=audience)
    by_audience: dict[str, list[CoursePage]] = {}
    for page in pages:
        by_audience.setdefault(page.audience, []).append(page)
    return [Shelf(value, label, by_audience[value]) for value, label in Audience.choices if value in by_audience]


def continuing(person) -> dict | None:
    """Where “continue” leads on the home page: the unfinished course begun last. At most three queries."""
    if not person.is_authenticated:
        return None
    enrolment = (
        Enrolment.objects.filter(learner=person, completed_at=None, left_at=None)
        .select_related("edition", "course")
        .order_by("-enrolled_at")
        .first()
    )
    if enrolment is None:
        return None
    outline = outline_of(enrolment.edition)
    done = done_keys(enrolment)
    item = next_item(outline, done, enrolment.current_item)
    if item is None:
        return None
    return {
        "course": enrolment.edition.title(),
        "item": outline.title(item),
        "url": reverse("learning:item", args=[enrolment.course.slug, item.slug]),
        "shown": show_outline(outline, done, enrolment.course.slug),
    }


def face_of(page: CoursePage, person) -> dict:
    """The outline of the newest edition, and what the one button does: enrol, continue, sign in, or wait."""
    edition = Edition.objects.filter(course_id=page.translation_key).select_related("course").order_by("-number").first()
    enrolment = None
    if edition and person.is_authenticated:
        enrolment = Enrolment.objects.filter(learner=person, course=edition.course, left_at=None).order_by("-enrolled_at").first()
    shown = show_outline(outline_of(edition), frozenset(), edition.course.slug) if edition else None
    return {
        "edition": edition,
        "enrolment": enrolment,
        "shown": shown,
        "course_url": reverse("learning:course", args=[edition.course.slug]) if edition else "",
        "enrol_url": reverse("learning:enrol", args=[edition.course.slug]) if edition else "",
    }
