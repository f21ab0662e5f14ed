"""A newer consent text is asked for once, at sign-in; every version stays readable."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.consenting import agree, text_in_force, text_to_ask
from accounts.models import Consent, ConsentText
from tests import people


def publish(version: str, *, days_ago: int) -> ConsentText:
    return ConsentText.objects.create(
        version=version,
        published_at=timezone.now() - timedelta(days=days_ago),
        title={"kk": f"Келісім {version}", "ru": f"Согласие {version}", "en": f"Consent {version}"},
        body={"kk": f"<p>Мәтін {version}</p>", "ru": f"<p>Текст {version}</p>", "en": f"<p>Text {version}</p>"},
    )


@pytest.fixture
def old(db):
    return publish("2025-01", days_ago=300)


@pytest.fixture
def new(old):
    return publish("2026-11", days_ago=1)


def consent_of(person, text):
    return agree(person, text, language="kk", address="203.0.113.7", at=timezone.now())


def sign_in(client, person):
    return client.post("/kk/accounts/login/?next=/kk/me/security/", {"login": person.email, "password": people.PASSWORD})


def test_the_latest_published_text_is_in_force(new):
    publish("2027-01", days_ago=-30)
    assert text_in_force(timezone.now()) == new


def test_agreeing_twice_is_one_consent(aigerim, new):
    assert consent_of(aigerim, new) == consent_of(aigerim, new)
    assert Consent.objects.count() == 1


def test_a_withdrawn_consent_is_asked_again_and_stays_on_record(aigerim, new):
    consent_of(aigerim, new)
    Consent.objects.update(withdrawn_at=timezone.now())
    assert text_to_ask(aigerim, timezone.now()) == new
    consent_of(aigerim, new)
    assert Consent.objects.count() == 2


def test_at_sign_in_a_newer_text_is_asked_for_and_leads_on(client, aigerim, old, new):
    consent_of(aigerim, old)
    answer = sign_in(client, aigerim)
    assert answer.url == "/kk/me/consent/?next=%2Fkk%2Fme%2Fsecurity%2F"

    page = client.get(answer.url).content.decode()
    assert "Мәтін 2026-11" in page
    assert 'href="/kk/me/security/"' in page  # not now

    answer = client.post("/kk/me/consent/", {"version": new.version, "next": "/kk/me/security/"})
    assert answer.url == "/kk/me/security/"
    assert text_to_ask(aigerim, timezone.now()) is None
    assert sign_in(client, aigerim).url == "/kk/me/security/"


def test_who_agreed_already_is_not_asked(client, aigerim, new):
    consent_of(aigerim, new)
    assert sign_in(client, aigerim).url == "/kk/me/security/"


def test_nobody_agrees_to_a_text_they_did_not_see(client, aigerim, new):
    client.force_login(aigerim)
    answer = client.post("/kk/me/consent/", {"version": "2025-01"})
    assert answer.status_code == 200
    assert not Consent.objects.exists()


def test_the_page_shows_what_one_agreed_to(client, aigerim, new):
    consent_of(aigerim, new)
    client.force_login(aigerim)
    page = client.get("/ru/me/consent/").content.decode()
    assert "Согласие 2026-11" in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]


def test_the_text_in_force_and_earlier_ones_are_public(client, old, new):
    assert "Text 2026-11" in client.get("/en/me/consent/text/").content.decode()
    earlier = client.get("/en/me/consent/text/2025-01/").content.decode()
    assert "Text 2025-01" in earlier
    assert "/en/me/consent/text/2026-11/" in earlier


def test_a_text_of_tomorrow_is_not_shown_today(client, db):
    publish("2027-01", days_ago=-30)
    assert client.get("/en/me/consent/text/2027-01/").status_code == 404
    assert client.get("/en/me/consent/text/").status_code == 200
