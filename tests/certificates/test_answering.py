"""The answer for machines, and what becomes of a certificate whose holder asks to be taken out of it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates import limiting, tasks
from certificates.erasing import erase
from certificates.models import Certificate, Credential
from certificates.models.certificates import private_storage
from certificates.revoking import revoke
from tests.certificates import rows, signers

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(tmp_path, settings):
    return signers.put(tmp_path, settings)


@pytest.fixture
def drawn(aigerim, key):
    certificate = rows.certificate(aigerim)
    tasks.draw(certificate.pk)
    return certificate


def answer(client, certificate) -> dict:
    return client.get(f"/c/{certificate.code}.json").json()


class TestAnswering:
    def test_says_what_the_page_says_in_two_queries(self, client, drawn, key, django_assert_num_queries):
        with django_assert_num_queries(2):
            said = answer(client, drawn)
        assert (said["serial"], said["status"], said["superseded_by"], said["revoked"]) == (drawn.serial, "valid", None, None)
        assert said["facts"]["full_name"] == "Сейітқали Айгерім Нұрланқызы"
        assert said["facts"]["issued_on"] == "2026-03-21"
        assert {file["sha256"] for file in said["files"]} == set(drawn.files.values_list("sha256", flat=True))
        assert {file["signed_by"]["sha256"] for file in said["files"]} == {key.fingerprint}
        assert client.get(said["files"][0]["signed_by"]["certificate"]).status_code == 200
        assert client.get(said["status_list"]["address"]).status_code == 200

    def test_says_nothing_that_the_page_does_not(self, client, drawn):
        said = client.get(f"/c/{drawn.code}.json").content.decode()
        assert not [hidden for hidden in (drawn.learner.email, '"learner', '"enrolment"') if hidden in said]

    def test_a_program_that_asks_for_json_is_led_to_it(self, client, drawn):
        response = client.get(f"/c/{drawn.code}", headers={"Accept": "application/json"})
        assert response.url == f"/c/{drawn.code}.json"
        assert "Accept" in response["Vary"]
        browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
        assert client.get(f"/c/{drawn.code}", headers={"Accept": browser}).url.endswith(f"/certificates/c/{drawn.code}/")

    def test_a_revoked_one_says_when_and_why(self, client, drawn, saule):
        revoke(drawn, by=saule, at=timezone.now(), reason="Another person sat the test")
        said = answer(client, drawn)
        assert (said["status"], said["revoked"]["reason"]) == ("revoked", "Another person sat the test")

    def test_a_replaced_one_names_the_one_in_force(self, client, drawn):
        Certificate.objects.update(status="superseded")
        facts = {**drawn.snapshot, "serial": "QLQ-26-11111-11111-11", "code": "s" * 22}
        Certificate.objects.create(
            serial=facts["serial"],
            code=facts["code"],
            enrolment=drawn.enrolment,
            snapshot=facts,
            snapshot_version=1,
            issued_at=timezone.now(),
            supersedes=drawn,
        )
        said = answer(client, drawn)
        assert said["status"] == "superseded"
        assert said["superseded_by"] == {"serial": facts["serial"], "check": f"{facts['check_base']}/c/{facts['code']}"}

    def test_a_guessed_code_is_unknown_and_guessing_ends_soon(self, client, monkeypatch):
        monkeypatch.setattr(limiting, "LOOK_UPS", 3)
        answers = [client.get(f"/c/{number:022d}.json").status_code for number in range(5)]
        assert answers == [404, 404, 404, 429, 429]
        assert client.get(f"/kk/certificates/c/{9:022d}/").status_code == 429

    def test_who_guessed_too_often_still_reads_a_certificate_in_hand(self, client, drawn, monkeypatch):
        monkeypatch.setattr(limiting, "LOOK_UPS", 0)
        for number in range(3):
            client.get(f"/c/{number:022d}.json")
        assert answer(client, drawn)["status"] == "valid"
        assert client.get(f"/kk/certificates/c/{drawn.code}/").status_code == 200

    def test_may_be_read_by_pages_of_others_but_is_not_kept_or_listed(self, client, drawn):
        response = client.get(f"/c/{drawn.code}.json")
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"

    def test_the_page_of_keys_and_lists_names_nobody(self, client, drawn, key, django_assert_num_queries):
        with django_assert_num_queries(2):
            page = client.get("/ru/certificates/trust/").content.decode()
        assert key.fingerprint in page
        assert f"/trust/status/{drawn.status_list}.jwt" in page
        assert "Сейітқали" not in page
        assert "/ru/certificates/trust/" in client.get(f"/ru/certificates/c/{drawn.code}/").content.decode()


class TestErasing:
    @pytest.fixture
    def erased(self, drawn, aigerim, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            erase(aigerim, by=None, at=timezone.now())
        drawn = Certificate.objects.get(pk=drawn.pk)
        assert drawn.learner is drawn.enrolment is None
        return drawn

    def test_the_number_stays_answerable_without_the_name(self, client, erased):
        said = answer(client, erased)
        assert (said["status"], said["serial"], said["name_erased"]) == ("valid", erased.serial, True)
        assert (said["facts"]["full_name"], said["facts"]["hours"]) == ("", 36)
        page = client.get(f"/kk/certificates/c/{erased.code}/").content.decode()
        assert erased.serial in page
        for told in (page, json.dumps(said, ensure_ascii=False), json.dumps(erased.snapshot, ensure_ascii=False)):
            assert "Сейітқали" not in told
            assert "Айгерім" not in told

    def test_a_kept_file_can_still_be_compared(self, client, drawn, erased):
        assert {file["sha256"] for file in answer(client, erased)["files"]} == set(drawn.files.values_list("sha256", flat=True))

    def test_files_and_credential_are_gone(self, drawn, aigerim, django_capture_on_commit_callbacks):
        names = [file.file.name for file in drawn.files.all()]
        with django_capture_on_commit_callbacks(execute=True):
            erase(aigerim, by=None, at=timezone.now())
        assert not [name for name in names if private_storage().exists(name)]
        assert not Credential.objects.exists()

    def test_nothing_is_drawn_any_more(self, erased):
        erased.files.all().delete()
        tasks.draw(erased.pk)
        assert not erased.files.exists()

    def test_an_erased_one_can_still_be_revoked(self, client, erased, saule):
        revoke(erased, by=saule, at=timezone.now(), reason="Another person sat the test")
        assert answer(client, erased)["status"] == "revoked"

    def test_the_database_holds_no_erased_one_of_somebody(self, drawn):
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificate.objects.filter(pk=drawn.pk).update(erased_at=timezone.now())

    def test_the_command_tells_which_and_is_logged(self, drawn):
        said = StringIO()
        call_command("erase_name", "Aigerim@mektep.kz", stdout=said)
        assert said.getvalue().split() == [drawn.serial]
        assert ModelLogEntry.objects.filter(action="certificates.erase").count() == 1
        with pytest.raises(CommandError, match="Nobody"):
            call_command("erase_name", "nobody@mektep.kz")
