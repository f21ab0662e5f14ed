"""A practicum at the desk: two trainers mark, one leads."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import people
from tests.people import at_the_desk
from tests.trainings import make
from tests.trainings.test_desk import facts, is_gone, planner
from trainings.assessing import mark, sign_off
from trainings.models import PracticumResult, Resolution, Session, Station, StationMark

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
GOOD = {"criterion-1": 5, "criterion-2": 5, "comment": "Calm and clear"}
POOR = {"criterion-1": 0, "criterion-2": 2, "comment": ""}

__all__ = ["planner"]


@pytest.fixture
def marat():
    return people.person("marat@narkostop.kz", given_name="Марат")


@pytest.fixture
def desk(client, saule):
    client.force_login(at_the_desk(saule, "Trainers"))
    return client


def at(name, booking, *more):
    return reverse(f"trainings_{name}", args=[booking.session_id, booking.pk, *more])


def marked(booking, assessor, scores):
    points = {name[-1]: value for name, value in scores.items() if name != "comment"}
    return mark(booking, booking.session.stations.get(), assessor=assessor, scores=points, comment="", at=timezone.now())


def test_a_station_is_marked_and_the_practicum_signed_off(desk, daniyar):
    meeting = make.practicum()
    booking = make.taking_part(meeting, daniyar)
    overview = reverse("trainings_practicum", args=[meeting.pk])
    assert desk.post(at("mark", booking, "contact"), {"criterion-1": 5}).status_code == 200
    assert desk.post(at("mark", booking, "contact"), GOOD).url == overview
    assert at("sign_off", booking) in desk.get(overview).content.decode()
    assert desk.get(at("sign_off", booking)).status_code == 200
    assert desk.post(at("sign_off", booking)).url == overview
    assert PracticumResult.objects.get().passed
    assert at("sign_off", booking) not in desk.get(overview).content.decode()


def test_the_other_assessors_comment_is_seen_once_both_have_marked(desk, daniyar, saule, marat):
    meeting = make.practicum(assessors=2)
    booking = make.taking_part(meeting, daniyar)
    mark(booking, meeting.stations.get(), assessor=marat, scores={"1": 5, "2": 5}, comment="Spoke over him", at=timezone.now())
    page = at("mark", booking, "contact")
    assert "Spoke over him" not in desk.get(page).content.decode()
    desk.post(page, GOOD)
    assert "Spoke over him" in desk.get(page).content.decode()


def test_saule_decides_where_two_disagree(desk, daniyar, saule, marat):
    meeting = make.practicum(assessors=2)
    booking = make.taking_part(meeting, daniyar)
    marked(booking, marat, POOR)
    marked(booking, saule, GOOD)
    page = at("decide", booking, "contact")
    assert page in desk.get(reverse("trainings_practicum", args=[meeting.pk])).content.decode()
    assert desk.post(page, {"points": 11, "reason": "More"}).status_code == 200
    assert desk.post(page, {"points": 6, "reason": ""}).status_code == 200
    assert desk.post(page, {"points": 6, "reason": "Seen again on the record"}).status_code == 302
    assert Resolution.objects.get().points == 6


def test_an_assessor_who_does_not_lead_neither_decides_nor_signs(client, daniyar, saule, marat):
    meeting = make.practicum()
    booking = make.taking_part(meeting, daniyar)
    guest = client
    guest.force_login(at_the_desk(marat, "Trainers"))
    assert guest.post(at("mark", booking, "contact"), GOOD).status_code == 302
    for page in (at("decide", booking, "contact"), at("sign_off", booking)):
        assert is_gone(guest, page)
        assert is_gone(guest, page, {"points": 6, "reason": "Mine"})
    assert not PracticumResult.objects.exists()


def test_a_reviewer_marks_nobody(client, daniyar, saule, marat):
    booking = make.taking_part(make.practicum(), daniyar)
    reviewer = client
    reviewer.force_login(at_the_desk(marat, "Reviewers"))
    assert is_gone(reviewer, at("mark", booking, "contact"), GOOD)
    assert not StationMark.objects.exists()


def test_the_overview_asks_as_much_for_twenty_as_for_one(desk, saule, django_assert_max_num_queries):
    meeting = make.practicum(make.station("a"), make.station("b"), make.station("c"), make.station("d"), capacity=30)
    for number in range(20):
        booking = make.taking_part(meeting, make.somebody(number))
        for station in meeting.stations.all():
            mark(booking, station, assessor=saule, scores={"1": 5, "2": 5}, comment="", at=timezone.now())
    page = reverse("trainings_practicum", args=[meeting.pk])
    desk.get(page)
    with django_assert_max_num_queries(16):
        desk.get(page)


def station_facts(**changes):
    words = {f"{field}_{code}": f"{field} {code}" for field in ("title", "scene") for code in ("kk", "ru", "en")}
    return {
        "code": "rights",
        **words,
        **{f"rubric_{code}": text for code, text in make.RUBRIC.items()},
        "pass_mark": 6,
        "is_open": "on",
        **changes,
    }


def test_a_station_is_written(planner):
    assert planner.post(reverse("stations:add"), station_facts()).status_code == 302
    station = Station.objects.get()
    assert (station.read_rubric().maximum, station.pass_mark) == (10, 6)
    page = planner.get(reverse("stations:edit", args=[station.pk])).content.decode()
    assert "Contact ru\n0: none" in page


@pytest.mark.parametrize("wrong", [{"rubric_en": "Contact"}, {"rubric_ru": ""}, {"pass_mark": 11}, {"rubric_en": "Contact\n0: a\n9: b"}])
def test_what_is_no_station_is_refused(planner, wrong):
    assert planner.post(reverse("stations:add"), station_facts(**wrong)).status_code == 200
    assert not Station.objects.exists()


def test_a_rubric_that_somebody_was_marked_by_stays(planner, daniyar, saule):
    meeting = make.practicum()
    station = meeting.stations.get()
    marked(make.taking_part(meeting, daniyar), saule, GOOD)
    edit = reverse("stations:edit", args=[station.pk])
    other = {f"rubric_{code}": "Other\n0: a\n9: b" for code in ("kk", "ru", "en")}
    assert planner.post(edit, station_facts(code="contact", title_en="New title", **other)).status_code == 302
    station.refresh_from_db()
    assert (station.title_en, station.read_rubric().maximum, station.pass_mark) == ("New title", 10, 5)


def test_a_practicum_is_planned_with_stations_and_a_training_without(planner, saule):
    saule.is_staff = True
    saule.save()
    station = make.station()
    add = reverse("training_sessions:add")
    assert planner.post(add, facts(kind="practicum", assessors=2)).status_code == 200
    assert planner.post(add, facts(kind="training", stations=[station.pk])).status_code == 200
    assert planner.post(add, facts(kind="practicum", assessors=2, stations=[station.pk])).status_code == 302
    made = Session.objects.get()
    assert (list(made.stations.all()), made.assessors) == ([station], 2)


def test_a_station_where_somebody_was_marked_is_not_taken_away(planner, daniyar, saule):
    saule.is_staff = True
    saule.save()
    other = make.station("rights")
    meeting = make.practicum()
    marked(make.taking_part(meeting, daniyar), saule, GOOD)
    edit = reverse("training_sessions:edit", args=[meeting.pk])
    assert planner.post(edit, facts(kind="practicum", stations=[other.pk])).status_code == 200
    assert planner.post(edit, facts(kind="practicum", stations=[other.pk, meeting.stations.get().pk])).status_code == 302
    assert meeting.stations.count() == 2


def test_daniyar_reads_what_he_was_marked_on_once_it_is_signed_off(client, daniyar, saule):
    meeting = make.practicum()
    booking = make.taking_part(meeting, daniyar)
    mark(booking, meeting.stations.get(), assessor=saule, scores={"1": 5, "2": 2}, comment="Calm and clear", at=timezone.now())
    client.force_login(daniyar)
    page = f"/en/trainings/{meeting.pk}/"
    assert "Calm and clear" not in client.get(page).content.decode()
    sign_off(booking, by=saule, at=timezone.now())
    page = client.get(page).content.decode()
    assert "Calm and clear" in page
    assert "points: 7 of 10, to pass: 5" in page
