"""Saule leads a session; the administrator plans, moves and cancels it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from notifications.models import Letter
from tests import people
from tests.people import at_the_desk
from tests.trainings import make
from trainings.models import Session, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def trainer(client, saule):
    client.force_login(at_the_desk(saule, "Trainers"))
    return client


@pytest.fixture
def planner(client):
    client.force_login(at_the_desk(people.person("arman@narkostop.kz", given_name="Арман"), "Administrators"))
    return client


def desk(name, meeting):
    return reverse(f"trainings_{name}", args=[meeting.pk])


def is_gone(client, address, data=None):
    """Whether nothing is there; an address without a language is first looked for with one."""
    answer = client.post(address, data, follow=True) if data else client.get(address, follow=True)
    return answer.status_code == 404


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def facts(**changes):
    starts = timezone.now() + timedelta(days=2)
    return {
        "kind": "training",
        "course": "",
        "title_kk": "Әңгімелесу",
        "title_ru": "Беседа",
        "title_en": "",
        "trainer": make.trainer().pk,
        "language": "ru",
        "venue": make.venue().pk,
        "room": "204",
        "starts_at": local(starts),
        "ends_at": local(starts + timedelta(hours=2)),
        "capacity": 12,
        "assessors": 1,
        **changes,
    }


def test_a_session_is_planned(planner, saule):
    saule.is_staff = True
    saule.save()
    assert planner.post(reverse("training_sessions:add"), facts()).status_code == 302
    made = Session.objects.get()
    assert (made.title("en"), made.trainer, made.capacity) == ("Әңгімелесу", saule, 12)
    assert "Әңгімелесу" in planner.get(reverse("training_sessions:index")).content.decode()


@pytest.mark.parametrize("wrong", [{"starts_at": "2020-01-01 10:00"}, {"ends_at": "2020-01-01 10:00"}, {"capacity": 0}, {"venue": ""}])
def test_what_cannot_be_is_refused_with_words(planner, saule, wrong):
    saule.is_staff = True
    saule.save()
    assert planner.post(reverse("training_sessions:add"), facts(**wrong)).status_code == 200
    assert not Session.objects.exists()


def test_a_learner_leads_no_session(planner, saule):
    assert planner.post(reverse("training_sessions:add"), facts(trainer=saule.pk)).status_code == 200
    assert not Session.objects.exists()


def test_more_places_reach_those_who_wait_and_fewer_than_taken_are_refused(planner, saule):
    saule.is_staff = True
    saule.save()
    meeting = make.session(capacity=1)
    for number in range(3):
        make.booked(meeting, make.somebody(number))
    edit = reverse("training_sessions:edit", args=[meeting.pk])
    assert planner.post(edit, facts(capacity=2)).status_code == 302
    assert meeting.bookings.filter(state="booked").count() == 2
    assert planner.post(edit, facts(capacity=1, title_ru="Другое")).status_code == 200
    meeting.refresh_from_db()
    assert (meeting.capacity, meeting.title_ru, meeting.room) == (2, "Беседа", "")


def test_before_moving_one_sees_who_is_told(planner, aigerim):
    meeting = make.session()
    make.booked(meeting, aigerim)
    assert aigerim.email in planner.get(desk("move", meeting)).content.decode()
    later = meeting.starts_at + timedelta(days=1)
    data = {"venue": make.venue(2).pk, "room": "", "starts_at": local(later), "ends_at": local(later + timedelta(hours=1)), "note": "Ill"}
    assert planner.post(desk("move", meeting), data).status_code == 302
    meeting.refresh_from_db()
    assert meeting.venue == make.venue(2)
    assert Letter.objects.get(event__endswith="moved-1").person == aigerim


def test_before_cancelling_one_sees_who_is_told_and_says_why(planner, aigerim):
    meeting = make.session()
    make.booked(meeting, aigerim)
    assert aigerim.email in planner.get(desk("cancel", meeting)).content.decode()
    assert planner.post(desk("cancel", meeting), {"reason": ""}).status_code == 200
    assert planner.post(desk("cancel", meeting), {"reason": "The hall is flooded"}).status_code == 302
    assert planner.post(desk("cancel", meeting), {"reason": "Again"}).status_code == 302
    assert Letter.objects.filter(event__endswith="cancelled").count() == 1
    assert "The hall is flooded" in planner.get(desk("desk", meeting)).content.decode()


def test_what_has_begun_is_not_cancelled(planner):
    meeting = make.session(starts_at=timezone.now() - timedelta(minutes=1))
    assert planner.post(desk("cancel", meeting), {"reason": "Too late"}).status_code == 200
    meeting.refresh_from_db()
    assert meeting.cancelled_at is None


def test_the_trainer_sees_her_list_and_prints_it(trainer, aigerim):
    meeting = make.session()
    make.booked(meeting, aigerim)
    assert aigerim.email in trainer.get(desk("desk", meeting)).content.decode()
    paper = trainer.get(desk("paper", meeting)).content.decode()
    assert aigerim.full_name in paper
    assert aigerim.email not in paper
    assert "style=" not in paper


def test_another_trainers_session_is_not_hers(trainer):
    meeting = make.session(trainer=people.person("other@narkostop.kz"))
    for name in ("desk", "paper", "move", "cancel"):
        assert is_gone(trainer, desk(name, meeting))
    assert trainer.get(reverse("training_sessions:index")).status_code == 200


def test_a_trainer_does_not_plan(trainer):
    meeting = make.session()
    assert is_gone(trainer, desk("move", meeting))
    assert is_gone(trainer, desk("cancel", meeting), {"reason": "No"})
    assert trainer.get(reverse("training_sessions:add")).status_code == 302


def test_a_venue_is_written_down_and_closed_but_never_deleted(planner):
    names = {f"name_{code}": f"Centre {code}" for code in ("kk", "ru", "en")}
    addresses = {f"address_{code}": f"Street {code}" for code in ("kk", "ru", "en")}
    assert planner.post(reverse("venues:add"), {**names, **addresses, "is_open": "on"}).status_code == 302
    venue = Venue.objects.get()
    assert planner.post(reverse("venues:edit", args=[venue.pk]), {**names, **addresses}).status_code == 302
    venue.refresh_from_db()
    assert not venue.is_open
    assert is_gone(planner, f"/cms/venues/delete/{venue.pk}/")


def test_the_desk_asks_as_much_for_twenty_as_for_one(planner, django_assert_max_num_queries):
    meeting = make.session(capacity=10)
    for number in range(20):
        make.booked(meeting, make.somebody(number))
    planner.get(desk("desk", meeting))
    with django_assert_max_num_queries(14):
        planner.get(desk("desk", meeting))


def test_the_list_of_sessions_asks_as_much_for_twenty_as_for_one(trainer, django_assert_max_num_queries):
    for number in range(20):
        make.booked(make.session(venue=make.venue(number % 4)), make.somebody(number))
    index = reverse("training_sessions:index")
    trainer.get(index)
    with django_assert_max_num_queries(16):
        assert trainer.get(index).status_code == 200
