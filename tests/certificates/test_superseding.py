"""A name is put right: another certificate takes the place, the old number says which."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates import listing, tasks
from certificates.erasing import erase
from certificates.models import Certificate, StatusList
from certificates.reviewing import raise_reviews
from certificates.revoking import revoke
from certificates.superseding import correct
from lms.roles import ADMINISTRATORS, TRAINERS
from tests import people
from tests.certificates import rows, signers
from tests.certificates.programmes import certified

pytestmark = pytest.mark.django_db
RIGHT = {"full_name": "Сейітқали Айгерім Нұрланқызы", "latin_name": "Aigerim Seiitkali"}


@pytest.fixture
def wrong(aigerim):
    """Aigerim's certificate, with a letter amiss."""
    made = rows.certificate(aigerim)
    made.snapshot["full_name"] = "Сейтқали Айгерім"
    made.save()
    return Certificate.objects.get()


def put_right(certificate, saule, **changes):
    return correct(certificate, **{**RIGHT, **changes}, by=saule, at=timezone.now(), reason="A letter was missing")


def test_everything_stays_but_name_number_and_day(wrong, saule):
    new = put_right(wrong, saule)
    wrong.refresh_from_db()
    assert (wrong.status, new.status, wrong.superseded_by) == ("superseded", "valid", new)
    assert (new.facts.full_name, new.facts.replaces) == (RIGHT["full_name"], wrong.serial)
    assert new.serial != wrong.serial
    assert new.code != wrong.code
    same = {"title", "hours", "issuer", "design", "enrolled_on", "completed_on", "edition", "note"}
    assert new.facts.model_dump(include=same) == wrong.facts.model_dump(include=same)
    assert (new.corrected_by, new.correction_reason, new.enrolment) == (saule, "A letter was missing", wrong.enrolment)
    entry = ModelLogEntry.objects.get(action="certificates.correct")
    assert (entry.user, entry.data) == (saule, {"reason": "A letter was missing", "successor": new.serial})


def test_a_second_correction_of_the_same_changes_nothing(wrong, saule):
    put_right(wrong, saule)
    assert put_right(wrong, saule) is None
    assert Certificate.objects.count() == 2


def test_the_successor_may_be_corrected_in_its_turn(wrong, saule):
    last = put_right(put_right(wrong, saule), saule, full_name="Сейітқали Айгерім")
    assert Certificate.objects.filter(status="valid").get() == last


def test_what_is_revoked_or_erased_is_not_corrected(wrong, saule, aigerim):
    erase(aigerim, by=None, at=timezone.now())
    assert put_right(wrong, saule) is None
    other = rows.certificate(people.daniyar())
    revoke(other, by=saule, at=timezone.now(), reason="Fraud")
    assert put_right(other, saule) is None


def test_the_old_number_says_superseded_by_which(client, wrong, saule):
    new = put_right(wrong, saule)
    page = client.get(f"/en/certificates/c/{wrong.code}/").content.decode()
    assert 'data-state="superseded"' in page
    assert f"Superseded by certificate: {new.serial}" in page
    answer = client.get(f"/c/{wrong.code}.json").json()
    assert (answer["status"], answer["superseded_by"]["serial"]) == ("superseded", new.serial)
    assert client.get(f"/c/{new.code}.json").json()["facts"]["replaces"] == wrong.serial


def test_the_status_list_is_told_before_the_request_ends(wrong, saule, tmp_path, settings, django_capture_on_commit_callbacks):
    key = signers.put(tmp_path, settings)
    before = listing.publish(wrong.status_list, key=key, at=wrong.issued_at).token
    with django_capture_on_commit_callbacks(execute=True):
        put_right(wrong, saule)
    assert StatusList.objects.get(year=wrong.status_list).token != before


def test_the_learner_gets_one_letter_in_their_language(wrong, saule, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        new = put_right(wrong, saule)
    (letter,) = mail.outbox
    assert new.serial in letter.subject
    assert wrong.serial in letter.body
    assert new.facts.check_url in letter.body


def test_the_learner_finds_the_new_one_and_the_old_page_leads_to_it(client, wrong, saule, aigerim):
    new = put_right(wrong, saule)
    client.force_login(aigerim)
    page = client.get(f"/en/certificates/{wrong.serial}/").content.decode()
    assert f"/en/certificates/{new.serial}/" in page
    assert ".pdf" not in page
    learning = client.get("/en/learn/").content.decode()
    assert new.serial in learning
    assert wrong.serial not in learning


def test_a_period_points_on_and_its_validity_holds(client, daniyar, saule):
    period = certified(daniyar).periods.get()
    old = period.certificate
    new = put_right(old, saule, full_name="Қасымов Данияр Ерланұлы")
    period.refresh_from_db()
    assert period.certificate == new
    answer = client.get(f"/c/{new.code}.json").json()
    assert answer["last_valid_day"] == period.last_valid_day.isoformat()
    assert client.get(f"/c/{old.code}.json").json()["status"] == "superseded"


def test_an_undecided_review_moves_on(daniyar, saule):
    period = certified(daniyar).periods.get()
    attempt = period.evidence.exclude(attempt=None).get().attempt
    (review,) = raise_reviews(attempt, by=saule, at=timezone.now(), reason="Regraded")
    new = put_right(period.certificate, saule, full_name="Қасымов Данияр Ерланұлы")
    review.refresh_from_db()
    assert review.certificate == new


def test_the_new_file_says_what_it_replaces(wrong, saule):
    from tests.certificates.test_rendering import text_of

    new = put_right(wrong, saule)
    tasks.draw(new.pk)
    with new.files.get(sheet="kk-ru").file.open("rb") as stored:
        assert wrong.serial in text_of(stored.read())


def test_erasing_takes_the_reason_along(wrong, saule, aigerim):
    put_right(wrong, saule)
    erase(aigerim, by=None, at=timezone.now())
    assert set(Certificate.objects.values_list("correction_reason", "learner")) == {("", None)}


class TestDesk:
    @pytest.fixture
    def desk(self, client, no_second_factor):
        arman = people.at_the_desk(people.person("arman@narkostop.kz", surname="А", given_name="Б"), ADMINISTRATORS.name)
        client.force_login(arman)
        return client

    def test_the_form_begins_with_the_profile_and_corrects(self, desk, wrong):
        address = reverse("certificate-correct", args=[wrong.pk])
        assert address in desk.get(reverse("certificates_register:inspect", args=[wrong.pk])).content.decode()
        assert 'value="Сейітқали Айгерім Нұрланқызы"' in desk.get(address).content.decode()
        desk.post(address, {**RIGHT, "reason": "A letter was missing"})
        assert Certificate.objects.filter(status="valid").get().facts.full_name == RIGHT["full_name"]
        assert "Only a certificate that is valid can be corrected" in desk.get(address).content.decode()

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"full_name": "<b>Айгерім</b>"}, "full_name"),
            ({"latin_name": "Айгерім"}, "latin_name"),
            ({"reason": " "}, "reason"),
            ({"full_name": "Сейтқали Айгерім", "latin_name": ""}, "full_name"),
        ],
    )
    def test_what_is_no_correction_is_said_at_its_field(self, desk, wrong, said, field):
        answer = desk.post(reverse("certificate-correct", args=[wrong.pk]), {**RIGHT, "reason": "A letter", **said})
        assert field in answer.context["form"].errors
        assert Certificate.objects.count() == 1

    def test_a_trainer_corrects_nothing(self, client, saule, wrong, no_second_factor):
        client.force_login(people.at_the_desk(saule, TRAINERS.name))
        assert client.post(reverse("certificate-correct", args=[wrong.pk]), {**RIGHT, "reason": "x"}).status_code in (302, 403)
        assert Certificate.objects.count() == 1
