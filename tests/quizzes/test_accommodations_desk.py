"""Extra time at the desk: administrators grant and end it, what was granted stays as it was."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from quizzes.accommodating import extra_time_of
from quizzes.models import Accommodation
from tests import make as courses
from tests.people import at_the_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def desk(client, saule):
    client.force_login(at_the_desk(saule, "Administrators"))
    return client


def grant(desk, **changes):
    data = {"email": "aigerim@mektep.kz", "course": "", "extra_time": 25, "reason": "Order 14", **changes}
    return desk.post(reverse("accommodations:add"), data)


def test_extra_time_is_granted_by_the_address_of_the_learner(desk, saule, aigerim):
    assert grant(desk, email="Aigerim@MEKTEP.kz").status_code == 302
    granted = Accommodation.objects.get()
    assert (granted.learner, granted.course, granted.extra_time, granted.granted_by) == (aigerim, None, 25, saule)
    assert ModelLogEntry.objects.filter(action="wagtail.create", user=saule, object_id=str(granted.pk)).exists()


def test_it_may_hold_for_one_course(desk, aigerim):
    page = courses.course("prevention", lessons=1)
    courses.edition(page)
    assert grant(desk, course=page.translation_key).status_code == 302
    assert extra_time_of(aigerim.pk, page.translation_key) == 25
    listed = desk.get(reverse("accommodations:index")).content.decode()
    assert courses.words("Course")("en") in listed


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"email": "nobody@example.com"}, "email", id="nobody has this address"),
        pytest.param({"extra_time": 0}, "extra_time", id="no time"),
        pytest.param({"extra_time": 301}, "extra_time", id="more than four times the time"),
        pytest.param({"reason": ""}, "reason", id="no reason"),
    ],
)
def test_what_is_wrong_stands_at_its_field(desk, aigerim, changes, field):
    assert list(grant(desk, **changes).context["form"].errors) == [field]
    assert not Accommodation.objects.exists()


def test_nobody_has_it_twice_at_the_same_place(desk, aigerim):
    grant(desk)
    assert list(grant(desk, extra_time=50).context["form"].errors) == ["email"]
    assert Accommodation.objects.count() == 1


def test_it_is_ended_once_and_never_rewritten(desk, saule, aigerim):
    grant(desk)
    granted = Accommodation.objects.get()
    address = reverse("accommodations:edit", args=[granted.pk])
    assert "Order 14" in desk.get(address).content.decode()
    assert desk.post(address, {"extra_time": 300}).status_code == 200
    assert desk.post(address, {"end": "on", "extra_time": 300}).status_code == 302
    granted.refresh_from_db()
    ended_at = granted.ended_at
    assert (granted.extra_time, bool(ended_at)) == (25, True)
    desk.post(address, {"end": "on"})
    granted.refresh_from_db()
    assert granted.ended_at == ended_at
    assert extra_time_of(aigerim.pk, None) == 0
    assert grant(desk, extra_time=50).status_code == 302


@pytest.mark.parametrize("role", ["Trainers", "Lead trainers", "Reviewers"])
def test_nobody_else_sees_or_grants_it(client, saule, aigerim, role):
    desk = client
    desk.force_login(at_the_desk(saule, role))
    held = Accommodation.objects.create(learner=aigerim, extra_time=25, reason="Order 14")
    pages = [reverse("accommodations:index"), reverse("accommodations:add"), reverse("accommodations:edit", args=[held.pk])]
    assert {desk.get(page).status_code for page in pages} == {302}
    assert grant(desk).status_code == 302
    assert Accommodation.objects.count() == 1
    assert reverse("accommodations:index") not in desk.get(reverse("wagtailadmin_home")).content.decode()
