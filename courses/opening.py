"""Opening an edition: the published pages of a course, frozen for the learners who enrol from now on."""

from django.db import transaction
from django.db.models import Max
from wagtail.log_actions import log

from courses.models import Course, CoursePage, Edition, EditionItem, EditionModule, Pin
from courses.surveying import LANGUAGES, Survey, survey


class CannotOpen(Exception):  # noqa: N818 — it reads as the refusal it is
    """An edition cannot be opened; `reasons` says why, in words for the trainer."""

    def __init__(self, reasons: list[str]):
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def open_edition(page: CoursePage, *, by, at, note: str = "") -> Edition:
    """Freezes the course as published and returns the new edition. Learners of earlier editions stay where they are.

    Locks the course row, so that two people opening at once get two numbers; `edition_number_once_per_course` holds it. A second call opens
    a further edition. Raises CannotOpen with the reasons.
    """
    found = survey(page)
    if found.hindrances:
        raise CannotOpen(found.hindrances)
    Course.objects.get_or_create(key=found.course.translation_key, defaults={"slug": found.course.slug})
    course = Course.objects.select_for_update().get(key=found.course.translation_key)
    number = (course.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    faces = {each.locale.language_code: each for each in found.course.get_translations(inclusive=True).live().select_related("locale")}
    edition = Edition.objects.create(
        course=course,
        number=number,
        titles={code: face.title for code, face in faces.items()},
        certificate_notes={code: face.certificate_note for code, face in faces.items()},
        hours=found.course.hours,
        note=note,
        opened_at=at,
        opened_by=by,
        corrected_at=at,
    )
    _freeze_outline(edition, found, at=at)
    log(found.course, "courses.edition_open", user=by, data={"number": number, "note": note})
    return edition


def _freeze_outline(edition: Edition, found: Survey, *, at) -> None:
    modules = {}
    for position, page in enumerate(found.modules):
        titles = {each.locale.language_code: each.title for each in page.get_translations(inclusive=True).live().select_related("locale")}
        modules[page.pk] = EditionModule.objects.create(
            edition=edition, key=page.translation_key, position=position, titles=titles, after_previous=page.after_previous
        )
    pins = []
    for position, page in enumerate(found.items):
        rule = page.rule()
        item = EditionItem.objects.create(
            edition=edition,
            module=modules[page.get_parent().pk],
            key=page.translation_key,
            slug=page.slug,
            position=position,
            kind=page.kind,
            required=page.required,
            minutes=page.minutes,
            completion=rule.completion,
            threshold=rule.threshold,
            version=page.freeze(at=at),
        )
        shown = found.pages[str(page.translation_key)]
        pins += [
            Pin(item=item, language=code, revision_id=shown[code].live_revision_id, title=shown[code].title)
            for code in LANGUAGES
            if code in shown
        ]
    Pin.objects.bulk_create(pins)
