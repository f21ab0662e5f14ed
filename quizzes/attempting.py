"""Beginning an attempt: who may, with which questions, until when. `answering` and `finishing` go on with it."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from courses.seating import Seat
from quizzes import clock
from quizzes.accommodating import extra_time_of, factor
from quizzes.admission import Admission, Rules, admit
from quizzes.bodies import body_of
from quizzes.drawing import Drawn, Section, draw
from quizzes.finishing import end_if_over
from quizzes.freezing import candidate
from quizzes.models import Attempt, AttemptQuestion, QuestionVersion, QuizVersion
from quizzes.registry import TYPES
from quizzes.regrading import follow


class NotAdmitted(Exception):  # noqa: N818 — it reads as the refusal it is
    """No attempt may start now; `admission` says why."""

    def __init__(self, admission: Admission):
        super().__init__(admission.reason)
        self.admission = admission


def quiz_of(seat: Seat) -> QuizVersion:
    """The quiz version that the learner's edition pins."""
    return QuizVersion.objects.get(key=seat.item.key, number=seat.item.version)


def admission(quiz: QuizVersion, earlier: list[Attempt], *, now: datetime) -> Admission:
    """Whether a further attempt may start, given all earlier attempts of the enrolment at this item."""
    ends = [attempt.finished_at for attempt in earlier if attempt.finished_at]
    return admit(
        Rules(quiz.attempts_allowed, quiz.pause, quiz.opens_at, quiz.closes_at),
        finished=len(ends),
        last_end=max(ends, default=None),
        now=now,
    )


def start(seat: Seat, *, holder: UUID, at: datetime) -> Attempt:
    """The learner's open attempt at this quiz; drawn now if there is none.

    `attempt_one_open_per_person` decides between two starts at once: the second gets the first one's row, whoever holds it. An open attempt
    whose time is over is finished first. Raises NotAdmitted.
    """
    quiz = quiz_of(seat)
    for _again in range(3):
        earlier = attempts_of(seat, at=at)
        running = [attempt for attempt in earlier if attempt.finished_at is None]
        if running:
            return running[0]
        admitted = admission(quiz, earlier, now=at)
        if not admitted.allowed:
            raise NotAdmitted(admitted)
        try:
            return _begin(seat, quiz, number=len(earlier) + 1, holder=holder, at=at)
        except IntegrityError:  # another click was faster: look again
            continue
    raise RuntimeError("An attempt could neither be started nor found.")


def attempts_of(seat: Seat, *, at: datetime) -> list[Attempt]:
    """All attempts of the enrolment at this item, oldest first; one whose time has gone by is finished on the way."""
    found = Attempt.objects.filter(enrolment=seat.enrolment, item_key=seat.item.key).order_by("number")
    return [end_if_over(attempt, at=at) for attempt in found]


@transaction.atomic
def _begin(seat: Seat, quiz: QuizVersion, *, number: int, holder: UUID, at: datetime) -> Attempt:
    seed = secrets.randbits(63)
    drawn = _draw(seat, quiz, seed=seed)
    maxima = _maxima(drawn)
    extra_time = extra_time_of(seat.enrolment.learner_id, seat.enrolment.course_id)
    attempt = Attempt.objects.create(
        enrolment=seat.enrolment,
        item_key=seat.item.key,
        quiz=quiz,
        number=number,
        seed=seed,
        holder=holder,
        started_at=at,
        deadline_at=clock.deadline(at, quiz.time_limit, factor=factor(extra_time), closes_at=quiz.closes_at),
        extra_time=extra_time,
        maximum=sum(maxima.values()),
    )
    AttemptQuestion.objects.bulk_create(
        AttemptQuestion(
            attempt=attempt,
            position=position,
            section=each.section,
            question_version_id=each.version,
            order=list(each.order),
            holder=holder,
            maximum=maxima[each.version],
        )
        for position, each in enumerate(drawn, 1)
    )
    follow(attempt, maxima, at=at)
    return attempt


def _draw(seat: Seat, quiz: QuizVersion, *, seed: int) -> list[Drawn]:
    asked = AttemptQuestion.objects.filter(attempt__enrolment__learner=seat.enrolment.learner_id, attempt__item_key=seat.item.key)
    seen = frozenset(asked.values_list("question_version__question_id", flat=True))
    sections = [
        Section(tuple(candidate(entry.question_version) for entry in section.pool.all()), section.draw)
        for section in quiz.sections.prefetch_related("pool__question_version")
    ]
    return draw(sections, seed=seed, seen=seen, shuffle_questions=quiz.shuffle_questions, shuffle_choices=quiz.shuffle_choices)


def _maxima(drawn: list[Drawn]) -> dict[int, int]:
    """The most points of each version that was drawn."""
    versions = QuestionVersion.objects.filter(pk__in=[each.version for each in drawn]).defer("body")
    return {version.pk: TYPES[version.kind].maximum(body_of(version)) for version in versions}
