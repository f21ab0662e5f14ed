"""How many queries a learner's pages may make, with ten thousand others in the same course."""

import json

import pytest
from django.core.signing import get_cookie_signer
from django.test import Client
from django.utils import timezone

from accounts.models import User
from courses.models import Enrolment, ItemProgress
from quizzes.device import COOKIE, SALT
from tests.browser import academy

pytestmark = pytest.mark.django_db
OTHERS = 10_000


@pytest.fixture
def crowded(client):
    """The small academy, ten thousand other learners in its course, and Aigerim signed in on her device."""
    here = academy.build()
    edition = here.attempt.enrolment.edition
    now = timezone.now()
    people = User.objects.bulk_create(
        [User(email=f"learner-{number}@example.com", password="!") for number in range(OTHERS)], batch_size=1000
    )
    enrolments = Enrolment.objects.bulk_create(
        [Enrolment(learner=person, course=edition.course, edition=edition, enrolled_at=now) for person in people], batch_size=1000
    )
    key = edition.items.first().key
    ItemProgress.objects.bulk_create(
        [ItemProgress(enrolment=each, item_key=key, opened_at=now, read_at=now) for each in enrolments], batch_size=1000
    )
    client.force_login(here.aigerim)
    client.cookies[COOKIE] = get_cookie_signer(salt=COOKIE + SALT).sign(str(academy.DEVICE))
    return here


def test_pages_stay_within_their_budgets(crowded, client, django_assert_max_num_queries):
    course = f"/kk/learn/{crowded.course.slug}/"
    attempt = f"{course}final-test/attempts/{crowded.attempt.key}/"
    body = json.dumps({"seq": 5, "fields": [["", "0"]]})
    pages = {
        "lesson": (6, lambda: client.get(f"{course}lesson-1-1/")),
        "exam": (6, lambda: client.get(attempt)),
        "my learning": (8, lambda: client.get("/kk/learn/")),
        "check page": (2, lambda: Client().get(f"/kk/certificates/c/{crowded.certificate.code}/")),
    }
    for name, (most, visit) in pages.items():
        visit()  # what is drawn once is drawn
        with django_assert_max_num_queries(most, info=name):
            assert visit().status_code == 200
    with django_assert_max_num_queries(4, info="saving an answer"):
        answer = client.post(f"{attempt}answers/1/", body, content_type="application/json")
    assert answer.status_code == 200
