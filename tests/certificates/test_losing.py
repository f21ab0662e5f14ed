"""A stored file goes missing: it comes again from the snapshot, and nobody pretends otherwise."""

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates import tasks
from certificates.losing import note_lost
from certificates.models.certificates import private_storage
from lms.roles import ADMINISTRATORS
from tests import people
from tests.certificates import rows, signers

pytestmark = pytest.mark.django_db


def lose(certificate, sheet="kk-ru") -> str:
    """The file is gone; what its fingerprint was."""
    file = certificate.files.get(sheet=sheet)
    private_storage().delete(file.file.name)
    return file.sha256


@pytest.fixture
def drawn(aigerim):
    made = rows.certificate(aigerim)
    tasks.draw(made.pk)
    return made


def test_an_unsigned_file_comes_out_as_it_was(client, aigerim, drawn, chores_here, django_capture_on_commit_callbacks):
    before = lose(drawn)
    client.force_login(aigerim)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.get(f"/en/certificates/{drawn.serial}/kk-ru.pdf")
    if answer.status_code == 202:  # where a worker draws, the page asks to wait for it
        answer = client.get(f"/en/certificates/{drawn.serial}/kk-ru.pdf")
    assert answer.getvalue().startswith(b"%PDF")
    (file,) = drawn.files.filter(sheet="kk-ru")
    assert (file.sha256, file.lost_at) == (before, None)


def test_a_signed_file_is_signed_anew_and_the_check_page_knows_both(client, aigerim, tmp_path, settings):
    signers.put(tmp_path, settings)
    made = rows.certificate(aigerim)
    tasks.draw(made.pk)
    before = lose(made)
    note_lost(made, at=timezone.now())
    tasks.draw(made.pk)
    now = made.files.get(sheet="kk-ru", lost_at=None)
    assert now.sha256 != before
    page = client.get(f"/en/certificates/c/{made.code}/").content.decode()
    assert before in page
    assert now.sha256 in page
    assert "an earlier file, drawn again since" in page
    said = {file["sha256"]: file["lost"] for file in client.get(f"/c/{made.code}.json").json()["files"] if file["sheet"] == "kk-ru"}
    assert said == {before: True, now.sha256: False}


def test_while_a_worker_draws_it_again_the_page_waits(client, aigerim, drawn, settings):
    settings.CELERY_TASK_ALWAYS_EAGER = False
    lose(drawn)
    client.force_login(aigerim)
    assert client.get(f"/en/certificates/{drawn.serial}/kk-ru.pdf").status_code == 202
    drawn.refresh_from_db()
    assert drawn.drawn_at is None  # the sweep finds it, whatever becomes of the message


def test_nothing_is_lost_twice(drawn):
    lose(drawn)
    assert len(note_lost(drawn, at=timezone.now())) == 1
    assert note_lost(drawn, at=timezone.now()) == []


def test_the_desk_shows_what_is_missing_and_has_it_drawn(client, drawn, no_second_factor, django_capture_on_commit_callbacks):
    client.force_login(people.at_the_desk(people.saule(), ADMINISTRATORS.name))
    address = reverse("certificate-files", args=[drawn.pk])
    assert "Draw again" not in client.get(address).content.decode()
    lose(drawn)
    assert "missing" in client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)
    assert "Draw again" not in client.get(address).content.decode()
    assert drawn.files.filter(lost_at=None).count() == 2


def test_nobody_else_looks(client, aigerim, drawn):
    client.force_login(aigerim)
    assert client.get(reverse("certificate-files", args=[drawn.pk])).status_code in (302, 403)
