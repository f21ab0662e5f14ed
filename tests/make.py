"""Small builders: a site in three languages, a course with lessons, an edition, an enrolment."""

import uuid

from django.utils import timezone
from wagtail.models import Locale, Page, Site

from courses.models import CataloguePage, CoursePage, Edition, Enrolment, HomePage, LessonPage, ModulePage
from courses.opening import open_edition

LANGUAGES = ("kk", "ru", "en")
WORDS = {"kk": "қазақша", "ru": "по-русски", "en": "in English"}


def site() -> dict[str, CataloguePage]:
    """Home and catalogue in each language; the default site points at the Kazakh home."""
    root = Page.get_first_root_node()
    if found := {page.locale.language_code: page for page in CataloguePage.objects.select_related("locale")}:
        return found
    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    Page.objects.filter(depth=2).delete()
    root.refresh_from_db()
    homes = put(HomePage, dict.fromkeys(LANGUAGES, root), title="Qalqan", slug=lambda code: code, lead="Qalqan")
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=homes["kk"], is_default_site=True, site_name="Qalqan")
    return put(CataloguePage, homes, title="Catalogue", slug="courses")


def put(page_class, parents, *, languages=LANGUAGES, key=None, **fields) -> dict:
    """One published page in each language under its parent; a field may be a function of the language."""
    key = key or uuid.uuid4()
    made = {}
    for code in languages:
        values = {name: value(code) if callable(value) else value for name, value in fields.items()}
        page = page_class(translation_key=key, locale=Locale.objects.get(language_code=code), **values)
        parents[code].add_child(instance=page)
        # As publishing leaves it, without the work that the CMS does around it.
        revision = page.save_revision(clean=False, log_action=False)
        Page.objects.filter(pk=page.pk).update(live_revision=revision, first_published_at=revision.created_at)
        page.refresh_from_db()
        made[code] = page
    return made


def words(text):
    """A field that differs by language: the text with the language's name behind it."""
    return lambda code: f"{text} {WORDS[code]}"


def lesson_body(text="Тыңдау"):
    """A body with a heading, a text, a checklist and a reflection; block ids are the same in every language."""
    ids = [str(uuid.uuid5(uuid.NAMESPACE_URL, f"{text}-{part}")) for part in range(4)]
    return lambda code: [
        {"type": "heading", "value": {"text": f"{text} {WORDS[code]}", "level": "h2"}, "id": ids[0]},
        {"type": "text", "value": f"<p>{text}: {WORDS[code]}.</p>", "id": ids[1]},
        {
            "type": "checklist",
            "value": {
                "title": f"Checklist {WORDS[code]}",
                "intro": "",
                "items": [
                    {"type": "item", "value": f"One {WORDS[code]}", "id": str(uuid.uuid5(uuid.UUID(ids[2]), "one"))},
                    {"type": "item", "value": f"Two {WORDS[code]}", "id": str(uuid.uuid5(uuid.UUID(ids[2]), "two"))},
                ],
            },
            "id": ids[2],
        },
        {"type": "reflection", "value": {"prompt": f"Reflection {WORDS[code]}", "hint": ""}, "id": ids[3]},
    ]


def course(
    slug="prevention", *, lessons=3, modules=1, languages=LANGUAGES, completion="read", after_previous=False, **fields
) -> CoursePage:
    """A published course of lessons in the source language, translated; `lessons` in each of `modules`. No edition yet."""
    faces = put(
        CoursePage,
        site(),
        languages=languages,
        slug=slug,
        **{"title": words("Course"), "summary": words("Promise"), "hours": 10, "certificate_note": words("Note"), **fields},
    )
    for number in range(1, modules + 1):
        parts = put(
            ModulePage, faces, languages=languages, slug=f"module-{number}", title=words(f"Module {number}"), after_previous=after_previous
        )
        for index in range(1, lessons + 1):
            put(
                LessonPage,
                parts,
                languages=languages,
                slug=f"lesson-{number}-{index}",
                title=words(f"Lesson {number}.{index}"),
                body=lesson_body(f"Сабақ {number}.{index}"),
                completion=completion,
                minutes=10,
            )
    return faces["kk"]


def edition(page: CoursePage | None = None, **course_fields) -> Edition:
    """An opened edition of that course, or of a new one."""
    return open_edition(page or course(**course_fields), by=None, at=timezone.now())


def enrolment(learner, followed: Edition | None = None, **course_fields) -> Enrolment:
    """That person in that edition, or in a new course."""
    followed = followed or edition(**course_fields)
    return Enrolment.objects.create(learner=learner, course=followed.course, edition=followed, enrolled_at=timezone.now())
