"""Small builders: printed facts, a completed course, an issued certificate."""

import io
import uuid
from datetime import UTC, datetime

from PIL import Image

from certificates.issuing import issue
from certificates.snapshot import snapshot_of
from courses.models import Course, Edition, Enrolment

TITLES = {
    "kk": "Тәуелділіктің алдын алу: не көмектеседі",
    "ru": "Профилактика зависимостей: что помогает",
    "en": "Evidence-based prevention: what helps",
}
ISSUER = {
    "name": {"kk": "Алматы қаласының «Наркостоп» жобасы", "ru": "Проект города Алматы «Наркостоп»", "en": "Narkostop, Almaty"},
    "place": {"kk": "Алматы қаласы", "ru": "город Алматы", "en": "Almaty"},
    "signatories": [
        {"name": {"kk": "С. М. Әбенова", "ru": "С. М. Абенова", "en": "S. Abenova"}, "role": {"kk": "Жетекші", "ru": "Глава", "en": "Head"}}
    ],
}
BEGUN = datetime(2026, 3, 5, 4, tzinfo=UTC)
DONE = datetime(2026, 3, 20, 19, 30, tzinfo=UTC)  # already the 21st in Almaty


def printed(**facts) -> dict:
    """A stored snapshot."""
    given = {
        "serial": "QLQ-26-48317-72035-41",
        "code": "x7Gk2_aPq-LmN3vTzR81wQ",
        "check_base": "https://qalqan.example",
        "full_name": "Сейітқали Айгерім Нұрланқызы",
        "latin_name": "Aigerim Seiitkali",
        "title": TITLES,
        "note": {"kk": "Ескертпе", "ru": "Примечание", "en": "A note"},
        "hours": 36,
        "edition": 2,
        "issuer": ISSUER,
        "enrolled_at": BEGUN,
        "completed_at": DONE,
        "issued_at": DONE,
    }
    return snapshot_of(**{**given, **facts}).model_dump(mode="json")


def completed(person, *, at=DONE, **fields) -> Enrolment:
    """Somebody in a course of their own, completed unless `at` is None."""
    key = uuid.uuid4()
    course = Course.objects.create(key=key, slug=f"course-{key}")
    edition = Edition.objects.create(course=course, number=2, titles=TITLES, hours=36, opened_at=BEGUN, corrected_at=BEGUN, **fields)
    return Enrolment.objects.create(learner=person, course=course, edition=edition, enrolled_at=BEGUN, completed_at=at)


def certificate(person, **fields):
    """An issued certificate."""
    return issue(completed(person, **fields), at=DONE)


def picture(colour="navy", size=(300, 120), kind="PNG", mode="RGB") -> bytes:
    """A file as somebody uploads it."""
    written = io.BytesIO()
    Image.new(mode, size, colour).save(written, kind)
    return written.getvalue()
