"""Small builders of the exam hall: questions in the bank, a quiz in a course, somebody with a seat in it."""

import datetime
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.images import get_image_model

from courses.models import ModulePage
from courses.seating import sit
from quizzes.banking import save_question
from quizzes.models import Category, QuestionVersion, QuizPage, QuizSection
from tests import make
from tests.quizzes.bodies import BODIES, EVERY, body

TODAY = datetime.date(2026, 11, 23)


def shelf() -> Category:
    """Where these questions stand."""
    return Category.objects.get_or_create(slug="general", defaults={"name": "General"})[0]


def question(code, kind="single", *, tags=(), changes=None, **fields) -> QuestionVersion:
    """A question of that kind in the bank."""
    values = {
        "category": shelf(),
        "checked_on": TODAY,
        "review_by": TODAY.replace(year=2027),
        "at": timezone.now(),
        **fields,
    }
    values.setdefault("body", body(kind, **(changes or {})) if kind in EVERY else {})
    if kind == "hotspot":
        values["body"]["picture"]["image"] = picture().pk
    return save_question(code=code, kind=kind, tags=tags, **values)


def picture():
    """A picture in the library, 80 by 60."""
    content = BytesIO()
    PillowImage.new("RGB", (80, 60), "white").save(content, "PNG")
    return get_image_model().objects.create(title="Wall", file=ContentFile(content.getvalue(), "wall.png"))


def one_of_each() -> list[QuestionVersion]:
    """Six questions, one of each kind, named after it."""
    return [question(f"Q-{kind}", kind) for kind in BODIES]


def quiz(questions=None, *, slug="prevention", quiz_slug="final-test", sections=None, **rules) -> QuizPage:
    """A published course of one lesson and one quiz; with one question of every kind unless said otherwise."""
    make.course(slug, lessons=1)
    modules = {page.locale.language_code: page for page in ModulePage.objects.filter(slug="module-1") if page.get_parent().slug == slug}
    if sections is None:
        sections = [{"questions": [version.question for version in questions or one_of_each()]}]
    made = make.put(
        QuizPage,
        modules,
        slug=quiz_slug,
        title=make.words("Test"),
        intro=lambda code: f"<p>{make.WORDS[code]}</p>",
        sections=lambda code: [QuizSection(**section) for section in sections],
        **{"pass_mark": 80, **rules},
    )
    return made["kk"]


def seat(person, page=None, **rules):
    """That person's seat at the quiz of a course that they are enrolled in."""
    page = page or quiz(**rules)
    course = page.get_parent().get_parent().specific
    make.enrolment(person, make.edition(course))
    return sit(person, course.slug, page.slug)
