"""Venues, stations and sessions from files."""

import copy

import pytest
from django.conf import settings
from django.utils import timezone

from courses.content import BadContent, read
from courses.models import Course
from tests.trainings import make
from trainings import rubrics
from trainings.assessing import mark
from trainings.content import put_demo_sessions, put_stations, put_venues
from trainings.models import Session, Station, Venue

pytestmark = pytest.mark.django_db
FOLDER = settings.BASE_DIR / "content" / "trainings"
STATIONS = read(FOLDER / "stations.yaml")


def test_the_four_centres_are_there_once_and_keep_what_the_desk_wrote():
    for _twice in range(2):
        put_venues(read(FOLDER / "venues.yaml"))
        Venue.objects.filter(name_en__endswith="1").update(address_ru="проспект Абая, 1")
    assert Venue.objects.count() == 4
    assert Venue.objects.filter(address_ru="проспект Абая, 1").count() == 1


def test_the_stations_speak_three_languages_and_can_be_edited():
    for _twice in range(2):
        put_stations(STATIONS)
    assert Station.objects.count() == 4
    for station in Station.objects.all():
        rubric = station.read_rubric()
        assert (rubric.maximum, station.pass_mark) == (8, 6)
        assert rubrics.read({code: rubrics.write(rubric, code) for code in ("kk", "ru", "en")}) == rubric


def test_a_rubric_that_somebody_was_marked_by_stays(daniyar, saule):
    put_stations(STATIONS)
    station = Station.objects.get(code="family")
    booking = make.taking_part(make.practicum(station), daniyar)
    mark(booking, station, assessor=saule, scores={str(number): 2 for number in range(1, 5)}, comment="", at=timezone.now())
    changed = copy.deepcopy(STATIONS)
    changed["criteria"]["contact"]["levels"][2]["points"] = 5
    put_stations(changed)
    assert {each.code: each.read_rubric().maximum for each in Station.objects.all()} == {
        "family": 8,
        "first-contact": 11,
        "parcels": 11,
        "witness": 11,
    }


def test_more_points_to_pass_than_there_are_is_said():
    changed = copy.deepcopy(STATIONS)
    changed["stations"][1]["pass_mark"] = 9
    with pytest.raises(BadContent, match="parcels"):
        put_stations(changed)


def test_the_demo_has_sessions_ahead_and_one_behind_once(saule):
    put_venues(read(FOLDER / "venues.yaml"))
    put_stations(STATIONS)
    course = Course.objects.create(slug="juvenile-police")
    for _twice in range(2):
        put_demo_sessions(read(FOLDER / "demo_sessions.yaml"), trainer=saule, today=timezone.now())
    past, *ahead = Session.objects.order_by("starts_at")
    assert [(each.kind, each.stations.count()) for each in ahead] == [("training", 0), ("training", 0), ("practicum", 4)]
    assert all(each.starts_at > timezone.now() for each in ahead)
    assert past.starts_at < timezone.now()
    assert past.course == ahead[-1].course == course
