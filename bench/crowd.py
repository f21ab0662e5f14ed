"""A crowd: a few learners go their ways by the product's own verbs, then the database copies them as often as asked for.

A copy is a person of their own: name, address, keys, numbers and codes; all their days lie a common number of days back. Only two things
are not as if they had been there: the receipt's code is no fingerprint of their answers, and their certificates' files are the first one's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, models
from django.db.models import F
from django.utils import timezone

from accounts.models import Organisation, User
from certificates.certifying import begin, recognise_evidence
from certificates.days import day_of
from certificates.drawing import draw_files
from certificates.models import Certificate, CertificateFile, Certification, Evidence, Period, PeriodEvidence, Programme
from certificates.reminding import remind
from courses.enrolling import enrol, leave
from courses.models import BlockState, Course, CoursePage, Enrolment, ItemProgress
from courses.opening import open_edition
from courses.progressing import open_item, read_item
from courses.seating import sit
from lms.demo_answers import right_fields
from lms.demo_officer import study
from notifications.delivering import deliver
from notifications.models import Letter
from quizzes.answering import save_answer
from quizzes.attempting import start
from quizzes.finishing import finish
from quizzes.mailing import post_due
from quizzes.models import Attempt, AttemptQuestion

COURSE, OFFICERS, RENEWAL = "evidence-based-prevention", "juvenile-police", "juvenile-police-renewal"
AGO = timedelta(days=60)
LONG_BEFORE = timedelta(days=280)
OPEN_FOR = timedelta(days=800)
SPREAD = 700  # days over which the crowd enrolled

SURNAMES = (
    "Сейітқали",
    "Әбенова",
    "Нұрғалиева",
    "Қасымов",
    "Жұмабаев",
    "Орлова",
    "Төлегенқызы",
    "Ким",
    "Ысқақов",
    "Петренко",
    "Ғабдуллина",
)
GIVEN_NAMES = (
    "Айгерім",
    "Данияр",
    "Сәуле",
    "Наталья",
    "Арман",
    "Гүлнар",
    "Ерлан",
    "Марина",
    "Әсел",
    "Бауыржан",
    "Жанар",
    "Тимур",
    "Қарлығаш",
)

# Whose each row is, in the order in which rows are written.
OWN: dict[type[models.Model], str] = {
    User: "pk",
    EmailAddress: "user",
    Enrolment: "learner",
    ItemProgress: "enrolment__learner",
    BlockState: "enrolment__learner",
    Attempt: "enrolment__learner",
    AttemptQuestion: "attempt__enrolment__learner",
    Certificate: "learner",
    CertificateFile: "certificate__learner",
    Certification: "person",
    Evidence: "certification__person",
    Period: "certification__person",
    PeriodEvidence: "period__certification__person",
    Letter: "person",
}


@dataclass(frozen=True)
class Way:
    """A way through the courses: how many of a hundred enrolments are by such people, and what one of them does."""

    name: str
    share: int
    language: str
    walk: Callable[[User, datetime], None]
    before: bool = False  # in the edition before the newest
    enrolments: int = 1


def _enrolled(person: User, at: datetime, course: str = COURSE) -> Enrolment:
    return enrol(person, Course.objects.get(slug=course), at=at)


def _read(person: User, at: datetime, lessons: int | None = None) -> Enrolment:
    """Reads that many lessons, or all of them."""
    enrolment = _enrolled(person, at)
    for item in [each for each in enrolment.edition.items.all() if each.kind == "lesson"][:lessons]:
        open_item(enrolment, item.key, at=at)
        read_item(enrolment, item.key, at=at + timedelta(minutes=15))
    return enrolment


def _fail(person: User, at: datetime) -> None:
    """Half the answers right, half of them missing."""
    enrolment = _read(person, at)
    test = next(item for item in enrolment.edition.items.all() if item.kind == "quiz")
    device, sat_at = uuid4(), at + timedelta(days=3)
    attempt = start(sit(person, COURSE, test.slug), holder=device, at=sat_at)
    for question in attempt.questions.select_related("question_version", "attempt"):
        asked = question.question_version
        if question.position % 2:
            save_answer(question, right_fields(asked.kind, asked.body, question.order), seq=1, holder=device, at=sat_at)
    finish(attempt, at=sat_at + timedelta(minutes=20))


def _certify(person: User, at: datetime) -> None:
    """Begins the programme, studies for it, has a practicum recognised that took place elsewhere, and takes up another course.

    All that so long ago that the certification ends soon.
    """
    at -= LONG_BEFORE
    programme = Programme.objects.get(slug="juvenile-police")
    certification = begin(person, programme, at=at)
    study(_enrolled(person, at, OFFICERS))
    staff, _new = User.objects.get_or_create(email="staff@example.com", defaults={"password": "!", "is_staff": True})
    until = at + timedelta(days=50)
    course = programme.versions.latest("number").rules.first.practicum
    elsewhere = {"kind": Evidence.Kind.PRACTICUM, "ref": course, "on": until.date(), "hours": 8}
    recognise_evidence(certification, **elsewhere, reason="Practicum of the academy", by=staff, at=until)
    _read(person, until, 2)


WAYS = (
    Way("passed-before", 5, "ru", lambda person, at: study(_enrolled(person, at)), before=True),
    Way("waiting", 16, "kk", _enrolled),
    Way("begun", 26, "kk", lambda person, at: _read(person, at, 3)),
    Way("begun-ru", 10, "ru", lambda person, at: _read(person, at, 2)),
    Way("studied", 11, "kk", _read),
    Way("left", 6, "ru", lambda person, at: leave(_read(person, at, 1), at=at + timedelta(days=1))),
    Way("failed", 6, "ru", _fail),
    Way("passed", 10, "kk", lambda person, at: study(_enrolled(person, at))),
    Way("certified", 10, "ru", _certify, enrolments=2),
)
MEASURED = "studied"  # did all but the test: the bench visits pages as one of them


def gather(size: int, password: str, open_newest: Callable[[], object]) -> None:
    """That many enrolments in an academy that has content and nobody yet. `open_newest` opens the course's next edition."""
    at = timezone.now() - AGO
    for page in CoursePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE):
        open_edition(page, by=None, at=timezone.now() - OPEN_FOR)
    first = [_walk(way, password, at) for way in WAYS if way.before]
    open_newest()
    first += [_walk(way, password, at) for way in WAYS if not way.before]
    _do_chores()
    for way, person in zip(WAYS, first, strict=True):
        copy(person, round(way.share * size / 100 / way.enrolments) - 1, "bench-crowd" if way.name == MEASURED else f"crowd-{way.name}")


def _walk(way: Way, password: str, at: datetime) -> User:
    person = User.objects.create(
        email=f"crowd-{way.name}@example.com",
        password=make_password(password),
        surname=SURNAMES[0],
        given_name=GIVEN_NAMES[0],
        language=way.language,
        date_joined=at,
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    way.walk(person, at)
    return person


def _do_chores() -> None:
    """What worker and beat would do: files are drawn, letters written and sent. Places in the status list make room for the copies'."""
    now = timezone.now()
    for certificate in Certificate.objects.all():
        draw_files(certificate.pk)
    for attempt in Attempt.objects.filter(finished_at__isnull=False):
        post_due(attempt.pk)
    remind(today=day_of(now), at=now)
    for letter in Letter.objects.all():
        deliver(letter.pk, at=timezone.now())
    Certificate.objects.update(status_index=F("pk"))


def settle() -> None:
    """What autovacuum would have done by now."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def copy(person: User, copies: int, prefix: str) -> None:
    """Writes a person and all that is theirs that many times more. Constraints hold: it is INSERT … SELECT and nothing else."""
    blocks = {model: _block(model, {path: person.pk}) for model, path in OWN.items()}
    for model, block in blocks.items():
        if block.rows and copies > 0:
            table = model._meta.db_table
            with connection.cursor() as cursor:
                cursor.execute(_insert(model, blocks, copies, prefix))
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608


@dataclass(frozen=True)
class Block:
    """Rows of one table and the ids of their copies: the row at place r of copy n gets `base + n * len(rows) + r`."""

    base: int
    rows: tuple[int, ...]

    def id_of(self, column: str) -> str:
        """SQL: the id of copy n of the row whose id stands in `column`; NULL for any other row."""
        return f"{self.base} + n * {len(self.rows)} + array_position(ARRAY[{','.join(map(str, self.rows))}]::bigint[], {column}) - 1"


def _block(model: type[models.Model], whose: dict[str, int]) -> Block:
    rows = tuple(model._default_manager.filter(**whose).order_by("pk").values_list("pk", flat=True))
    return Block((model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0) + 1, rows)


def _insert(model: type[models.Model], blocks: dict[type[models.Model], Block], copies: int, prefix: str) -> str:
    """One statement for all copies of the rows of one table."""
    own = _own_words(f"({blocks[User].base} + n)", f"({blocks[model].id_of('t.id')})", prefix).get(model, {})
    columns = {field.column: own.get(field.column) or _expression(field, blocks) for field in model._meta.concrete_fields}
    names = ", ".join(f'"{column}"' for column in columns)
    rows = ",".join(map(str, blocks[model].rows))
    return (
        f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(columns.values())} "  # noqa: S608
        f"FROM generate_series(0::bigint, {copies - 1}) n, {model._meta.db_table} t, "
        f"LATERAL (SELECT (({blocks[User].base} + n) * 7919 % {SPREAD})::int AS days) back WHERE t.id IN ({rows})"
    )


def _expression(field: models.Field, blocks: dict[type[models.Model], Block]) -> str:
    """SQL of a column as it follows from its kind: ids are the copy's own, days lie back, anything else is as it is."""
    column = f't."{field.column}"'
    if field.primary_key:
        return blocks[field.model].id_of(column)
    if field.related_model in blocks and blocks[field.related_model].rows:
        return f"COALESCE({blocks[field.related_model].id_of(column)}, {column})"
    if isinstance(field, models.DateTimeField):
        return f"{column} - make_interval(days => days)"
    if isinstance(field, models.DateField):
        return f"{column} - days"
    return column


def _own_words(person: str, pk: str, prefix: str) -> dict[type[models.Model], dict[str, str]]:
    """SQL of what nobody else may have: addresses, keys, numbers, codes; and of names."""
    surname, given_name = _one_of(SURNAMES, f"{person} / 7"), _one_of(GIVEN_NAMES, person)
    organisations = list(Organisation.objects.values_list("pk", flat=True))
    email = f"'{prefix}-' || {person} || '@example.com'"
    digits = f"substr(t.serial, 5, 2) || lpad(({pk} * 7368787 % 10000000000)::text, 10, '0')"
    checked = f"(SELECT d || lpad((98 - (d || '00')::bigint % 97)::text, 2, '0') FROM (SELECT {digits} AS d) s)"  # noqa: S608 — of our own words
    serial = f"(SELECT regexp_replace({checked}, '^(..)(.....)(.....)(..)$', 'QLQ-\\1-\\2-\\3-\\4'))"
    code = f"translate(substr(encode(decode(md5('code' || {pk}), 'hex'), 'base64'), 1, 22), '+/', '-_')"
    receipt = f"upper(translate(substr(md5('receipt' || {pk}), 1, 16), '0189', 'ghij'))"
    facts = {"serial": serial, "code": code, "full_name": f"{surname} || ' ' || {given_name}"}
    facts |= {day: f"(t.snapshot->>'{day}')::date - days" for day in ("enrolled_on", "completed_on", "issued_on", "valid_from", "last_day")}
    printed = ", ".join(f"'{name}', {value}" for name, value in facts.items())
    return {
        User: {
            "email": email,
            "surname": surname,
            "given_name": given_name,
            **({"organisation_id": f"(ARRAY{organisations})[1 + {person} % {len(organisations)}]"} if organisations else {}),
        },
        EmailAddress: {"email": email},
        Attempt: {
            "key": "gen_random_uuid()",
            "receipt": f"CASE WHEN t.receipt IS NULL THEN NULL ELSE regexp_replace({receipt}, '(....)(?=.)', '\\1-', 'g') END",
        },
        Certificate: {
            "serial": serial,
            "code": code,
            "status_index": pk,
            "snapshot": f"t.snapshot || jsonb_strip_nulls(jsonb_build_object({printed}))",
        },
    }


def _one_of(words: tuple[str, ...], number: str) -> str:
    return f"(ARRAY[{', '.join(repr(word) for word in words)}])[1 + {number} % {len(words)}]"
