"""An academy that was copied by the database is one that the product could have written."""

from collections import Counter

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.models import User
from bench import crowd
from bench.academy import PASSWORD, open_newest
from certificates.models import Certificate, Period
from certificates.serials import parse
from courses.models import Edition, Enrolment, ItemProgress
from notifications.models import Letter
from quizzes.models import Attempt, AttemptQuestion

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
SIZE = 300


@pytest.fixture
def crowded():
    call_command("load_content", verbosity=0)
    crowd.gather(SIZE, PASSWORD, open_newest)


def pages_of(person):
    """The addresses of everything that is theirs."""
    yield "/kk/learn/"
    for enrolment in person.enrolments.filter(left_at=None).select_related("course"):
        yield f"/kk/learn/{enrolment.course.slug}/"
        for attempt in enrolment.attempts.all():
            item = next(item for item in enrolment.edition.items.all() if item.key == attempt.item_key)
            yield f"/kk/learn/{enrolment.course.slug}/{item.slug}/attempts/{attempt.key}/result/"
    for certificate in person.certificates.all():
        yield f"/kk/certificates/{certificate.serial}/"
        yield f"/kk/certificates/{certificate.serial}/kk-ru.pdf"
        yield f"/kk/certificates/c/{certificate.code}/"


def test_a_copied_academy_keeps_every_promise_of_the_database(crowded):
    connection.check_constraints()  # foreign keys; the others were looked at row by row
    assert SIZE * 0.95 <= Enrolment.objects.count() <= SIZE * 1.05
    assert Edition.objects.filter(enrolments__isnull=False).distinct().count() == 3
    assert Attempt.objects.filter(finished_at__isnull=False).count() > SIZE / 5
    assert AttemptQuestion.objects.filter(answer__isnull=False).count() > SIZE * 3
    assert ItemProgress.objects.filter(completed_at__isnull=False).count() > SIZE * 2
    assert Period.objects.count() == 15
    assert Letter.objects.filter(sent_at=None).count() == 0
    assert Letter.objects.count() > SIZE / 5


def test_what_completed_a_course_was_certified_under_a_good_number_and_the_own_name(crowded):
    completed = Enrolment.objects.filter(completed_at__isnull=False)
    assert completed.count() == Certificate.objects.exclude(enrolment=None).count()
    for certificate in Certificate.objects.select_related("learner"):
        assert parse(certificate.serial) == certificate.serial == certificate.facts.serial
        assert certificate.facts.code == certificate.code
        assert certificate.facts.full_name == certificate.learner.full_name


def test_people_of_every_way_find_all_their_pages(crowded):
    ways = {way.name for way in crowd.WAYS} - {crowd.MEASURED}
    copies = {way: User.objects.filter(email__regex=rf"^crowd-{way}-\d+@").last() for way in ways}
    copies[crowd.MEASURED] = User.objects.filter(email__startswith="bench-crowd-").last()
    for way, person in copies.items():
        client = Client()
        client.force_login(person)
        answers = {}
        for address in pages_of(person):
            answer = client.get(address)
            answer.getvalue()  # a file is read to its end, and closed
            answers[address] = answer.status_code
        assert set(answers.values()) == {200}, (way, answers)


def test_a_copy_signs_in_with_its_own_address(crowded):
    person = User.objects.filter(email__startswith="bench-crowd-").last()
    answer = Client().post("/kk/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert answer.status_code == 302


def test_people_are_many_and_their_days_lie_apart(crowded):
    people = User.objects.filter(email__startswith="crowd-begun-")
    assert len(Counter(people.values_list("surname", "given_name"))) > 10
    assert len({joined.date() for joined in people.values_list("date_joined", flat=True)}) > 20
