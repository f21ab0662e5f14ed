"""The demo academy's mailbox: every mail it would send, on a page; nowhere else."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import Resolver404, resolve


@pytest.fixture
def academy(settings, tmp_path):
    """The demo academy with an empty mailbox."""
    settings.DEMO = True
    settings.MAILBOX_DIR = tmp_path / "mailbox"
    settings.ROOT_URLCONF = "tests.notifications.academy_urls"
    return settings.MAILBOX_DIR


def send(directory, subject, *, html=""):
    post = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=directory)
    letter = EmailMultiAlternatives(subject, f"{subject}: http://127.0.0.1:8000/kk/", to=["aigerim@mektep.kz"], connection=post)
    if html:
        letter.attach_alternative(html, "text/html")
    letter.send()


def test_an_empty_mailbox_says_so(client, academy, db):
    assert "No mails yet." in client.get("/mailbox/", headers={"accept-language": "en"}).content.decode()


def test_mails_stand_newest_first_with_links_that_can_be_followed(client, academy, db):
    send(academy, "Бірінші хат")
    send(academy, "Екінші хат")
    mails = client.get("/mailbox/").context["mails"]
    assert sorted(mail.subject for mail in mails) == ["Бірінші хат", "Екінші хат"]
    assert mails == sorted(mails, key=lambda mail: mail.sent_at, reverse=True)
    page = client.get("/mailbox/").content.decode()
    assert "aigerim@mektep.kz" in page
    assert '<a href="http://127.0.0.1:8000/kk/"' in page


def test_the_html_part_is_shown_in_a_frame_that_runs_nothing(client, academy, db):
    send(academy, "Хат", html='<html><head></head><body><p style="color:red">Сәлем</p></body></html>')
    [mail] = client.get("/mailbox/").context["mails"]
    assert f'src="/mailbox/{mail.key}/"' in client.get("/mailbox/").content.decode()
    answer = client.get(f"/mailbox/{mail.key}/")
    assert "Сәлем" in answer.content.decode()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("key", ["nothing-0", "..", "20260101-000000-1-0"])
def test_a_mail_that_is_not_there_is_not_found(client, academy, db, key):
    assert client.get(f"/mailbox/{key}/", follow=True).status_code == 404


def test_outside_the_demo_academy_there_is_no_mailbox(client, academy, db, settings):
    with pytest.raises(Resolver404):
        resolve("/mailbox/", urlconf="lms.urls")
    settings.DEMO = False
    assert client.get("/mailbox/", follow=True).status_code == 404
