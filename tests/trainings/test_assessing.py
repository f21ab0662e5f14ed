"""Daniyar goes through two stations; Saule leads, Marat assesses beside her."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from notifications.models import Letter
from tests import people
from tests.trainings import make
from trainings.assessing import NotAssessed, mark, resolve, sign_off, standing_of
from trainings.models import PracticumResult, StationMark
from trainings.scheduling import cancel
from trainings.signals import practicum_signed_off

pytestmark = pytest.mark.django_db
GOOD, FAIR, POOR = {"1": 5, "2": 5}, {"1": 5, "2": 2}, {"1": 0, "2": 2}


@pytest.fixture
def marat():
    return people.person("marat@narkostop.kz", given_name="Марат")


def judge(booking, station, assessor, scores, comment=""):
    return mark(booking, station, assessor=assessor, scores=scores, comment=comment, at=timezone.now())


def refused(work):
    with pytest.raises(NotAssessed) as refusal:
        work()
    return refusal.value.reason


def test_one_assessor_decides_alone(daniyar, saule):
    meeting = make.practicum()
    booking, station = make.taking_part(meeting, daniyar), meeting.stations.get()
    found = judge(booking, station, saule, FAIR)
    assert (found.verdict.points, found.verdict.passed) == (7, True)
    assert refused(lambda: judge(booking, station, saule, GOOD)) == "twice"
    assert refused(lambda: judge(booking, station, people.person("third@narkostop.kz"), GOOD)) == "settled"


def test_two_see_nothing_of_each_other_until_both_have_marked(daniyar, saule, marat):
    meeting = make.practicum(assessors=2)
    booking, station = make.taking_part(meeting, daniyar), meeting.stations.get()
    first = judge(booking, station, saule, GOOD)
    assert [len(first.shown_to(person)) for person in (saule, marat)] == [1, 0]
    second = judge(booking, station, marat, GOOD)
    assert [len(second.shown_to(person)) for person in (saule, marat)] == [2, 2]
    assert second.verdict.points == 10


def test_where_they_disagree_the_trainer_decides_once_with_a_reason(daniyar, saule, marat):
    meeting = make.practicum(assessors=2)
    booking, station = make.taking_part(meeting, daniyar), meeting.stations.get()
    judge(booking, station, saule, GOOD)

    def decide(points=6):
        return resolve(booking, station, points=points, reason="The rights were explained after all", by=saule, at=timezone.now())

    assert refused(decide) == "agreed"
    assert judge(booking, station, marat, POOR).verdict.disagreed
    assert refused(lambda: sign_off(booking, by=saule, at=timezone.now())) == "waiting"
    assert refused(lambda: decide(11)) == "scores"
    decide()
    (standing,) = standing_of(booking)
    assert (standing.verdict.points, standing.verdict.passed) == (6, True)
    assert refused(decide) == "agreed"


@pytest.mark.parametrize(
    ("reason", "who", "scores"),
    [("own", "daniyar@police.kz", GOOD), ("scores", "saule@narkostop.kz", {"1": 3, "2": 5}), ("scores", "saule@narkostop.kz", {"1": 5})],
)
def test_marks_that_are_refused(daniyar, saule, reason, who, scores):
    meeting = make.practicum()
    booking = make.taking_part(meeting, daniyar)
    assessor = people.User.objects.get(email=who)
    assert refused(lambda: judge(booking, meeting.stations.get(), assessor, scores)) == reason
    assert not StationMark.objects.exists()


def test_nobody_is_marked_before_the_beginning_in_a_queue_or_when_it_was_cancelled(daniyar, aigerim, saule):
    ahead = make.practicum(starts_at=timezone.now() + timedelta(hours=1), capacity=1)
    booked, waiting = make.taking_part(ahead, daniyar), make.taking_part(ahead, aigerim)
    station = ahead.stations.get()
    assert refused(lambda: judge(booked, station, saule, GOOD)) == "early"
    assert refused(lambda: judge(waiting, station, saule, GOOD)) == "absent"
    cancel(ahead, reason="Snow", by=saule, at=timezone.now())
    assert refused(lambda: judge(booked, station, saule, GOOD)) == "cancelled"


def test_signing_off_is_evidence_once(daniyar, saule):
    meeting = make.practicum(make.station("contact"), make.station("rights"))
    booking = make.taking_part(meeting, daniyar)
    for station in meeting.stations.all():
        judge(booking, station, saule, GOOD, comment=f"Well done: {station.code}")
    heard = []

    def hear(sender, **news):
        heard.append((news["person"], news["session"], news["held_on"], news["passed"]))

    practicum_signed_off.connect(hear)
    try:
        result = sign_off(booking, by=saule, at=timezone.now())
        assert sign_off(booking, by=saule, at=timezone.now()) == result
    finally:
        practicum_signed_off.disconnect(hear)
    assert heard == [(daniyar, meeting, localdate(meeting.starts_at), True)]
    assert [each["points"] for each in result.stations] == ["10", "10"]
    assert Letter.objects.filter(person=daniyar, event__endswith="practicum-passed").count() == 1
    assert refused(lambda: judge(booking, meeting.stations.first(), people.person("late@narkostop.kz"), GOOD)) == "signed"


def test_a_receiver_that_fails_undoes_the_signing(daniyar, saule):
    meeting = make.practicum()
    booking = make.taking_part(meeting, daniyar)
    judge(booking, meeting.stations.get(), saule, GOOD)

    def fail(sender, **news):
        raise RuntimeError

    practicum_signed_off.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            sign_off(booking, by=saule, at=timezone.now())
    finally:
        practicum_signed_off.disconnect(fail)
    assert not PracticumResult.objects.exists()


def test_one_station_not_passed_means_not_passed(daniyar, saule):
    meeting = make.practicum(make.station("contact"), make.station("rights"))
    booking = make.taking_part(meeting, daniyar)
    for station, scores in zip(meeting.stations.all(), (GOOD, POOR), strict=True):
        judge(booking, station, saule, scores)
    assert not sign_off(booking, by=saule, at=timezone.now()).passed


def test_the_database_keeps_second_marks_and_results_out(daniyar, saule):
    meeting = make.practicum()
    booking = make.taking_part(meeting, daniyar)
    judge(booking, meeting.stations.get(), saule, GOOD)
    given = StationMark.objects.get()
    given.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        given.save()
    result = sign_off(booking, by=saule, at=timezone.now())
    result.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        result.save()
