"""Every page of signing in and of one's own account: it opens in each language and obeys the content security policy."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from tests import people

STRANGER = ["login/", "signup/", "login/code/", "password/reset/", "inactive/"]
SIGNED_IN = [
    "logout/",
    "email/",
    "password/change/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "sessions/",
    "reauthenticate/",
]
OWN = ["me/", "me/?reason=certificate&next=/kk/me/security/", "me/security/", "me/consent/", "me/consent/text/"]
WITH_SECOND_FACTOR = [
    "2fa/",
    "2fa/totp/deactivate/",
    "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/",
    "2fa/reauthenticate/",
]
LANGUAGES = ["kk", "ru", "en"]


@pytest.fixture
def at_home(client, aigerim) -> Client:
    """Aigerim's phone, signed in, with her password asked once more as before any change of security."""
    client.post("/kk/accounts/login/", {"login": aigerim.email, "password": people.PASSWORD})
    client.post("/kk/accounts/reauthenticate/", {"password": people.PASSWORD})
    return client


def check(answer, language: str):
    """A page of ours without anything the policy would block."""
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    assert not re.search(r"<style|\sstyle=|\son\w+=", page)
    for attributes in re.findall(r"<script\b([^>]*)>", page):
        assert "src=" in attributes or "application/json" in attributes or "nonce=" in attributes or "importmap" in attributes
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", STRANGER)
def test_a_stranger_may_open(client, db, page, language):
    check(client.get(f"/{language}/accounts/{page}"), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [*(f"accounts/{page}" for page in SIGNED_IN), *OWN])
def test_aigerim_may_open(at_home, page, language):
    check(at_home.get(f"/{language}/{page}"), language)


@pytest.mark.parametrize("page", WITH_SECOND_FACTOR)
def test_aigerim_may_open_once_she_has_a_second_factor(at_home, aigerim, page):
    TOTP.activate(aigerim, generate_totp_secret())
    RecoveryCodes.activate(aigerim)
    check(at_home.get(f"/kk/accounts/{page}"), "kk")


@pytest.mark.parametrize("page", OWN[:4])
def test_a_stranger_is_asked_to_sign_in_first(client, db, page):
    answer = client.get(f"/kk/{page}")
    assert answer.status_code == 302
    assert answer.url.startswith("/kk/accounts/login/?next=")


def test_the_passkey_page_offers_a_challenge(at_home):
    page = at_home.get("/kk/accounts/2fa/webauthn/add/").content.decode()
    assert '"creation_options"' in page
    assert "mfa/js/webauthn.js" in page


def test_signing_in_with_a_passkey_starts_with_a_challenge(client, db):
    answer = client.get("/kk/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    assert "challenge" in answer.json()["request_options"]["publicKey"]
