"""Certificates in bulk: what was left behind is issued, files are gathered for whoever asked, and go after some days."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates import batching, tasks
from certificates.erasing import erase
from certificates.models import Batch, Certificate
from certificates.models.certificates import private_storage
from certificates.revoking import revoke
from lms.roles import ADMINISTRATORS, TRAINERS
from tests import people
from tests.certificates import rows
from tests.certificates.programmes import certified

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, no_second_factor):
    client.force_login(people.at_the_desk(people.person("arman@narkostop.kz", surname="А", given_name="Б"), ADMINISTRATORS.name))
    return client


def ask(client, work, django_capture, **wanted):
    """Clicks the button and lets the chores run. Returns the page of what was asked for."""
    with django_capture(execute=True):
        answer = client.post(reverse("certificate-batches"), {work: "", "numbers": "", **wanted})
    return answer.url if answer.status_code == 302 else answer


def unpacked(packed: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(packed))


class TestIssuing:
    def test_who_met_everything_gets_theirs_and_who_has_no_name_waits(self, desk, aigerim, django_capture_on_commit_callbacks):
        nameless = people.person("someone@mektep.kz")
        waiting = rows.completed(aigerim)
        rows.completed(nameless)
        waiting.__class__.objects.filter(learner=nameless).update(edition=waiting.edition, course=waiting.course)
        address = f"{reverse('certificate-batches')}?edition={waiting.edition_id}&numbers="
        looked = desk.get(address).content.decode()
        assert "hold no certificate: 2" in looked
        assert "so that none can be written: 1" in looked
        page = desk.get(ask(desk, "issue", django_capture_on_commit_callbacks, edition=waiting.edition_id)).content.decode()
        assert Certificate.objects.get().enrolment == waiting
        assert "Done: 1" in page
        assert "Without a name" in page
        assert ModelLogEntry.objects.get(action="certificates.batch").data["number"] == 2

    def test_earned_periods_count_too(self, desk, daniyar, django_capture_on_commit_callbacks):
        certification = certified(daniyar)
        paper = certification.periods.get().certificate
        certification.periods.update(certificate=None)
        paper.delete()
        ask(desk, "issue", django_capture_on_commit_callbacks, programme=certification.programme_id)
        assert certification.periods.get().certificate == Certificate.objects.get(period__isnull=False)

    def test_asking_again_issues_nothing_more(self, aigerim, saule):
        waiting = rows.completed(aigerim)
        for _again in range(2):
            batch = batching.ask("issue", "Again", by=saule, at=timezone.now(), enrolments=[waiting.pk])
            batching.work_through(batch.pk)
            batching.work_through(batch.pk)
        assert Certificate.objects.count() == 1

    def test_the_sweep_goes_on_with_what_nobody_finished(self, aigerim, saule):
        batch = batching.ask("issue", "Lost", by=saule, at=timezone.now(), enrolments=[rows.completed(aigerim).pk])
        assert batching.unfinished() == [batch.pk]
        tasks.sweep()
        assert batching.unfinished() == []

    def test_one_piece_that_fails_holds_up_no_other(self, aigerim, daniyar, saule, monkeypatch):
        bad, good = rows.completed(aigerim), rows.completed(daniyar)
        bad.edition.titles = None
        type(bad.edition).objects.filter(pk=bad.edition_id).update(titles="no titles at all")
        batch = batching.ask("issue", "One bad", by=saule, at=timezone.now(), enrolments=[bad.pk, good.pk])
        batching.work_through(batch.pk)
        assert {name: batching.progress_of(batch)[name] for name in ("done", "failed", "waiting")} == {"done": 1, "failed": 1, "waiting": 0}


class TestGathering:
    def gathered(self, desk, django_capture, *certificates, **wanted):
        numbers = "\n".join(each.serial for each in certificates)
        page = ask(desk, "gather", django_capture, numbers=numbers, **wanted)
        answer = desk.get(f"{page}file/")
        assert "no-store" in answer["Cache-Control"]
        return answer.getvalue()

    def test_the_files_come_in_one_zip_by_person_and_number(self, desk, aigerim, daniyar, django_capture_on_commit_callbacks):
        made = [rows.certificate(aigerim), rows.certificate(daniyar)]
        packed = unpacked(self.gathered(desk, django_capture_on_commit_callbacks, *made))
        assert set(packed.namelist()) == {f"{each.facts.full_name} {each.serial}.pdf" for each in made}
        assert all(packed.read(name).startswith(b"%PDF") for name in packed.namelist())

    def test_what_is_revoked_is_left_out(self, desk, aigerim, daniyar, saule, django_capture_on_commit_callbacks):
        made = [rows.certificate(aigerim), rows.certificate(daniyar)]
        revoke(made[0], by=saule, at=timezone.now(), reason="Fraud")
        assert len(unpacked(self.gathered(desk, django_capture_on_commit_callbacks, *made)).namelist()) == 1

    def test_it_is_nobody_elses(self, desk, aigerim, saule, django_capture_on_commit_callbacks):
        self.gathered(desk, django_capture_on_commit_callbacks, rows.certificate(aigerim))
        batch = Batch.objects.get()
        desk.force_login(people.at_the_desk(saule, ADMINISTRATORS.name))
        for name in ("certificate-batch", "certificate-batch-file"):
            assert desk.get(reverse(name, args=[batch.pk])).status_code in (302, 404)
        assert batch.title not in desk.get(reverse("certificate-batches")).content.decode()

    def test_it_goes_after_three_days(self, desk, aigerim, django_capture_on_commit_callbacks):
        self.gathered(desk, django_capture_on_commit_callbacks, rows.certificate(aigerim))
        batch = Batch.objects.get()
        stored = batch.file.name
        assert batching.remove_old(at=timezone.now()) == 0
        assert batching.remove_old(at=timezone.now() + timedelta(days=3, minutes=1)) == 1
        assert not private_storage().exists(stored)
        assert desk.get(reverse("certificate-batch-file", args=[batch.pk])).status_code in (302, 404)
        assert "removed after some days" in desk.get(reverse("certificate-batch", args=[batch.pk])).content.decode()

    def test_it_goes_at_once_when_somebody_in_it_is_erased(self, desk, aigerim, daniyar, django_capture_on_commit_callbacks):
        self.gathered(desk, django_capture_on_commit_callbacks, rows.certificate(aigerim), rows.certificate(daniyar))
        stored = Batch.objects.get().file.name
        with django_capture_on_commit_callbacks(execute=True):
            erase(aigerim, by=None, at=timezone.now())
        assert not private_storage().exists(stored)

    def test_a_lost_file_is_drawn_again_on_the_way(self, desk, aigerim, django_capture_on_commit_callbacks):
        made = rows.certificate(aigerim)
        tasks.draw(made.pk)
        private_storage().delete(made.files.get(sheet="kk-ru").file.name)
        assert len(unpacked(self.gathered(desk, django_capture_on_commit_callbacks, made)).namelist()) == 1


class TestAsking:
    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ({"numbers": ""}, "one of the three"),
            ({"numbers": "QLQ-26-11111-11111-11"}, "No certificate has this number"),
        ],
    )
    def test_what_is_not_clear_is_asked_back(self, desk, said, words):
        assert words in desk.get(reverse("certificate-batches"), said).content.decode()
        assert words in desk.post(reverse("certificate-batches"), {"issue": "", **said}).content.decode()
        assert not Batch.objects.exists()

    def test_nothing_to_do_asks_for_nothing(self, desk, aigerim):
        desk.post(reverse("certificate-batches"), {"issue": "", "numbers": rows.certificate(aigerim).serial})
        assert not Batch.objects.exists()

    def test_while_it_goes_on_the_page_looks_again(self, desk, aigerim):
        arman = people.User.objects.get(email="arman@narkostop.kz")
        batch = batching.ask("issue", "Slow", by=arman, at=timezone.now(), enrolments=[rows.completed(aigerim).pk])
        answer = desk.get(reverse("certificate-batch", args=[batch.pk]))
        assert answer["Refresh"] == "3"
        assert "Worked through: 0 of 1" in answer.content.decode()
        desk.post(reverse("certificate-batch", args=[batch.pk]))
        assert "Refresh" not in desk.get(reverse("certificate-batch", args=[batch.pk]))

    def test_a_trainer_asks_for_nothing(self, client, saule, aigerim, no_second_factor):
        made = rows.certificate(aigerim)
        client.force_login(people.at_the_desk(saule, TRAINERS.name))
        assert client.get(reverse("certificate-batches")).status_code in (302, 403)
        assert client.post(reverse("certificate-batches"), {"gather": "", "numbers": made.serial}).status_code in (302, 403)
        assert not Batch.objects.exists()
