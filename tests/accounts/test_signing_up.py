"""Signing up: a few answers, a mailed code, and consent on record."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Consent, ConsentText, User
from tests import people

ANSWERS = {"email": "aigerim@mektep.kz", "password1": people.PASSWORD, "audience": "teacher"}
GREETING = {"kk": "kk", "ru": "ru", "en": "en"}


@pytest.fixture
def text(db) -> ConsentText:
    return publish("2026-11")


def publish(version: str, **fields) -> ConsentText:
    words = {"kk": f"Келісім {version}", "ru": f"Согласие {version}", "en": f"Consent {version}"}
    body = {code: f"<p>{title}</p>" for code, title in words.items()}
    return ConsentText.objects.create(version=version, title=words, body=body, **{"published_at": timezone.now(), **fields})


def mailed_code() -> str:
    """The code in the latest mail."""
    return re.search(r"\b\d{4}-\d{4}\b", mail.outbox[-1].body)[0]


def consented(text: ConsentText) -> dict:
    return {**ANSWERS, "consent": "on", "consent_version": text.version}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_aigerim_signs_up_in_her_language_and_confirms_by_the_mailed_code(client, text, language):
    answer = client.post(f"/{language}/accounts/signup/", consented(text), follow=True)
    assert answer.redirect_chain[-1][0] == f"/{language}/accounts/confirm-email/"

    letter = mail.outbox[-1]
    assert letter.to == ["aigerim@mektep.kz"]
    page, kind = letter.alternatives[0]
    assert kind == "text/html"
    assert f'lang="{language}"' in page
    assert mailed_code() in page
    assert mailed_code() in letter.subject

    answer = client.post(f"/{language}/accounts/confirm-email/", {"code": mailed_code()})
    assert answer.url.startswith(f"/{language}/")
    aigerim = User.objects.get()
    assert aigerim.language == language
    assert aigerim.audience == "teacher"
    assert aigerim.emailaddress_set.get().verified
    assert client.session["_auth_user_id"] == str(aigerim.pk)
    assert client.cookies["django_language"].value == language


def test_the_code_works_without_its_dash_and_with_spaces(client, text):
    client.post("/kk/accounts/signup/", consented(text))
    client.post("/kk/accounts/confirm-email/", {"code": " " + mailed_code().replace("-", " ")})
    assert User.objects.get().emailaddress_set.get().verified


def test_a_wrong_code_is_said_at_the_field(client, text):
    client.post("/en/accounts/signup/", consented(text))
    answer = client.post("/en/accounts/confirm-email/", {"code": "0000-0000"})
    assert answer.context["verify_form"].errors["code"] == ["Incorrect code."]
    assert not User.objects.get().emailaddress_set.get().verified


def test_a_new_code_comes_on_request(client, text, settings):
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": None}
    client.post("/en/accounts/signup/", consented(text))
    first = mailed_code()
    client.post("/en/accounts/confirm-email/", {"action": "resend"})
    assert len(mail.outbox) == 2
    assert mailed_code() != first
    client.post("/en/accounts/confirm-email/", {"code": mailed_code()})
    assert User.objects.get().emailaddress_set.get().verified


def test_consent_is_kept_with_text_language_instant_and_a_keyed_hash_of_the_address(client, text):
    before = timezone.now()
    client.post("/ru/accounts/signup/", consented(text), REMOTE_ADDR="203.0.113.7")
    consent = Consent.objects.get()
    assert consent.text == text
    assert consent.language == "ru"
    assert before <= consent.given_at <= timezone.now()
    assert len(consent.address_hash) == 64
    assert "203.0.113.7" not in consent.address_hash


def test_without_consent_there_is_no_account(client, text):
    answer = client.post("/en/accounts/signup/", ANSWERS | {"consent_version": text.version})
    assert answer.context["form"].errors["consent"] == ["An account needs your consent: please tick the box."]
    assert not User.objects.exists()


def test_a_text_published_while_the_form_stood_open_has_to_be_read_first(client, text):
    answers = consented(text)
    newer = publish("2026-12")
    answer = client.post("/en/accounts/signup/", answers)
    assert "changed meanwhile" in answer.context["form"].errors["consent"][0]
    assert f'value="{newer.version}"' in answer.content.decode()
    assert not User.objects.exists()


def test_where_no_text_is_published_signing_up_works_and_says_so(client, db):
    page = client.get("/en/accounts/signup/").content.decode()
    assert "No consent text has been published" in page
    assert 'name="consent"' not in page
    client.post("/en/accounts/signup/", ANSWERS)
    assert User.objects.get().consents.count() == 0


def test_a_taken_address_is_answered_exactly_like_a_free_one(client, text, aigerim):
    taken = client.post("/en/accounts/signup/", consented(text), follow=True)
    client.cookies.clear()
    free = client.post("/en/accounts/signup/", consented(text) | {"email": "other@mektep.kz"}, follow=True)
    assert taken.redirect_chain == free.redirect_chain
    assert _plain(taken) == _plain(free)
    assert User.objects.count() == 2
    to_aigerim = mail.outbox[0]
    assert "/kk/accounts/password/reset/" in to_aigerim.body


def test_an_address_in_capitals_is_the_same_address(client, text, aigerim):
    client.post("/en/accounts/signup/", consented(text) | {"email": "AIGERIM@Mektep.KZ"})
    assert User.objects.count() == 1


def test_a_common_password_is_refused_at_the_field(client, text):
    answer = client.post("/en/accounts/signup/", consented(text) | {"password1": "password12345"})
    assert "password1" in answer.context["form"].errors


def test_names_are_not_asked(client, text):
    page = client.get("/kk/accounts/signup/").content.decode()
    assert "surname" not in page


def _plain(answer) -> str:
    """The page without what differs by visit: tokens and the address itself."""
    page = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", answer.content.decode())
    return re.sub(r"\b(aigerim|other)@mektep\.kz", "", page)
