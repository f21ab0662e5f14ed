"""The academy that is measured: the real course A, its test as twenty questions, and as many learners as asked for."""

import random
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core.signing import get_cookie_signer
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from certificates.drawing import draw_files
from certificates.models import Certificate
from courses.models import CoursePage, Edition, Enrolment, ItemProgress
from courses.opening import open_edition
from courses.outline import outline_of
from courses.seating import sit
from courses.statements import done_keys
from lms.demo_answers import right_fields
from quizzes.attempting import start
from quizzes.device import COOKIE, SALT
from quizzes.models import Attempt, AttemptQuestion, QuizPage, QuizSection
from quizzes.registry import TYPES

PASSWORD = "bench-password-2026"  # noqa: S105
DEVICE = UUID("00000000-0000-4000-8000-000000000001")
COURSE = "evidence-based-prevention"
QUESTIONS = 20


def prepare(learners: int) -> Edition:
    """Learners enrolled in an edition whose test asks twenty questions of the bank; makes what is missing."""
    edition = Edition.objects.filter(note="bench").first() or open_newest()
    here = User.objects.filter(email__startswith="bench-").count()
    hashed = make_password(PASSWORD)
    people = User.objects.bulk_create(
        [
            User(email=f"bench-{number}@example.com", password=hashed, surname="Сейітқали", given_name="Айгерім", language="kk")
            for number in range(here, learners)
        ],
        batch_size=2000,
    )
    _verify(people)
    now = timezone.now()
    enrolments = Enrolment.objects.bulk_create(
        [Enrolment(learner=person, course=edition.course, edition=edition, enrolled_at=now) for person in people], batch_size=2000
    )
    lessons = [item for item in outline_of(edition).items if item.kind == "lesson"]
    ItemProgress.objects.bulk_create(
        [
            ItemProgress(enrolment=enrolment, item_key=item.key, opened_at=now, read_at=now, completed_at=now)
            for enrolment in enrolments
            for item in lessons
        ],
        batch_size=5000,
    )
    return edition


def _verify(people: list[User]) -> None:
    from allauth.account.models import EmailAddress

    EmailAddress.objects.bulk_create(
        [EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people], batch_size=2000
    )


def open_newest() -> Edition:
    """The course's next edition: its test asks twenty questions, as often as one likes."""
    page = QuizPage.objects.get(locale__language_code=settings.LANGUAGE_CODE, slug="final-test")
    tags = [section.tag for section in page.sections.all()]
    page.sections.set([QuizSection(tag=tag, draw=QUESTIONS // len(tags)) for tag in tags])
    page.attempts_allowed = None
    page.pause_hours = 0
    page.time_limit_minutes = 600
    page.save_revision().publish()
    return open_edition(CoursePage.objects.get(slug=COURSE, locale=page.locale), by=None, at=timezone.now(), note="bench")


def learners(count: int) -> list[User]:
    """That many learners who did all but the test, from all over the crowd: their rows lie far apart."""
    return _from_all_over(User.objects.filter(email__startswith="bench-"), count)


def _from_all_over(rows: QuerySet[Any], count: int) -> list[Any]:
    pks = list(rows.order_by("pk").values_list("pk", flat=True))
    return list(rows.filter(pk__in=pks[:: max(len(pks) // count, 1)][:count]).order_by("pk"))


def cookies(person: User) -> dict[str, str]:
    """What the browser of a signed-in learner sends: session, device, form token."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    device = get_cookie_signer(salt=COOKIE + SALT).sign(str(DEVICE))
    return {settings.SESSION_COOKIE_NAME: session.session_key, COOKIE: device, settings.CSRF_COOKIE_NAME: "a" * 32}


def begin_attempts(people: list[User]) -> list[Attempt]:
    """An open attempt for each: one drawn by the product, the others written like it in bulk."""
    test = "final-test"
    Attempt.objects.filter(enrolment__learner__in=people, finished_at=None).delete()
    pattern = start(sit(people[0], COURSE, test), holder=DEVICE, at=timezone.now())
    asked = list(pattern.questions.all())
    enrolments = {row.learner_id: row for row in Enrolment.objects.filter(learner__in=people, course__slug=COURSE)}
    numbers = {}
    for learner, number in Attempt.objects.filter(enrolment__learner__in=people).values_list("enrolment__learner", "number"):
        numbers[learner] = max(number, numbers.get(learner, 0))
    made = Attempt.objects.bulk_create(
        [
            Attempt(
                key=uuid4(),
                enrolment=enrolments[person.pk],
                item_key=pattern.item_key,
                quiz=pattern.quiz,
                number=numbers.get(person.pk, 0) + 1,
                seed=random.getrandbits(62),
                holder=DEVICE,
                started_at=timezone.now(),
                deadline_at=timezone.now() + timedelta(hours=5),
                maximum=pattern.maximum,
            )
            for person in people[1:]
        ],
        batch_size=1000,
    )
    AttemptQuestion.objects.bulk_create(
        [
            AttemptQuestion(
                attempt=attempt,
                position=question.position,
                section=question.section,
                question_version_id=question.question_version_id,
                order=question.order,
                holder=DEVICE,
            )
            for attempt in made
            for question in asked
        ],
        batch_size=5000,
    )
    return [pattern, *made]


def right(question: AttemptQuestion) -> dict[str, list[str]]:
    """The right answer to a question as form fields; the question comes with its version."""
    return right_fields(question.question_version.kind, question.question_version.body, question.order)


def as_sent(question: AttemptQuestion) -> list[list[str]]:
    """The right answer as the page's script sends it."""
    return [[part, value] for part, values in right(question).items() for value in values]


def answer_all(attempts: list[Attempt]) -> None:
    """The right answers in every attempt, so that finishing grades, completes and issues."""
    for question in attempts[0].questions.select_related("question_version"):
        kind = TYPES[question.question_version.kind]
        answer = kind.parse_answer(kind.read_body(question.question_version.body), question.order, right(question))
        AttemptQuestion.objects.filter(attempt__in=attempts, position=question.position).update(
            answer=answer.model_dump(mode="json"), answered_at=timezone.now(), seq=1
        )


def travellers(count: int) -> list[str]:
    """The addresses of learners who have the last three lessons and the test before them."""
    people = learners_to_finish(count)
    Attempt.objects.filter(enrolment__learner__in=people, finished_at=None).delete()
    outline = outline_of(Edition.objects.get(note="bench"))
    last = [item.key for item in outline.items if item.kind == "lesson"][-3:]
    ItemProgress.objects.filter(enrolment__learner__in=people, item_key__in=last).delete()
    return [person.email for person in people]


def unread_lesson(email: str) -> str:
    """The address of the first lesson that this learner has not read."""
    enrolment = Enrolment.objects.select_related("edition").get(learner__email=email, course__slug=COURSE)
    done = done_keys(enrolment)
    item = next(item for item in outline_of(enrolment.edition).items if str(item.key) not in done)
    return f"/kk/learn/{COURSE}/{item.slug}/"


def right_answers(exam: str) -> list[tuple[int, list[list[str]]]]:
    """Position and right answer of each question of the attempt at that address."""
    asked = AttemptQuestion.objects.filter(attempt__key=exam.rstrip("/").rpartition("/")[2]).select_related("question_version")
    return [(each.position, as_sent(each)) for each in asked]


def learners_to_finish(count: int = 900) -> list[User]:
    """Learners who did all but the test. Makes more when earlier runs used them up."""
    outline = outline_of(Edition.objects.get(note="bench"))
    lessons = sum(item.kind == "lesson" for item in outline.items)
    read = Count("enrolments__progress", filter=Q(enrolments__progress__read_at__isnull=False))
    passed = Count("enrolments__progress", filter=Q(enrolments__progress__passed_at__isnull=False))
    learners = User.objects.filter(email__startswith="bench-", enrolments__completed_at=None)
    waiting = learners.annotate(read=read, passed=passed).filter(read=lessons, passed=0).order_by("-pk")[:count]
    if len(waiting) < count:
        prepare(User.objects.filter(email__startswith="bench-").count() + 2 * count)
        waiting = waiting.all()  # asked anew
    return list(waiting)


def drawn_certificates(count: int) -> list[Certificate]:
    """Certificates of learners from all over the table, with their files; drawn now where no worker did it."""
    found = _from_all_over(Certificate.objects.filter(status="valid", learner__isnull=False).select_related("learner"), count)
    for certificate in found:
        if certificate.drawn_at is None:
            draw_files(certificate.pk)
    return found
