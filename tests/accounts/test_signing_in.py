"""Signing in: by password, by mailed code, by a new password; and what a stranger learns from trying."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import identify_hasher
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.devices import device_name
from accounts.models import User
from tests import people

LOGIN = "/kk/accounts/login/"
NEW_PASSWORD = "Medeu-Shymbulaq-7"


def mailed_code() -> str:
    return re.search(r"\b\d{4}-\d{4}\b", mail.outbox[-1].body)[0]


def sign_in(client, person, **more):
    return client.post(LOGIN, {"login": person.email, "password": people.PASSWORD}, **more)


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_aigerim_signs_in_by_password_and_comes_to_her_learning(client, aigerim):
    answer = sign_in(client, aigerim)
    assert answer.url.startswith("/kk/")
    assert signed_in(client)


@pytest.mark.parametrize("address", ["AIGERIM@MEKTEP.KZ", " Aigerim@mektep.kz "])
def test_the_address_may_be_typed_in_any_case(client, aigerim, address):
    client.post(LOGIN, {"login": address, "password": people.PASSWORD})
    assert signed_in(client)


def test_the_database_refuses_an_address_that_differs_by_case_only(aigerim):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="Aigerim@Mektep.kz")])


def test_after_sign_in_the_site_speaks_the_language_of_the_profile(client, daniyar):
    answer = sign_in(client, daniyar)
    assert answer.url.startswith("/ru/")
    assert client.cookies["django_language"].value == "ru"


def test_the_page_somebody_was_going_to_comes_in_their_language(client, daniyar):
    answer = client.post(f"{LOGIN}?next=/kk/me/security/", {"login": daniyar.email, "password": people.PASSWORD})
    assert answer.url == "/ru/me/security/"


def test_a_way_to_another_site_is_not_followed(client, aigerim):
    answer = client.post(f"{LOGIN}?next=https://evil.example/", {"login": aigerim.email, "password": people.PASSWORD})
    assert answer.url.startswith("/kk/")


def test_a_wrong_password_is_said_in_words_that_tell_nothing_else(client, aigerim):
    known = client.post("/en/accounts/login/", {"login": aigerim.email, "password": "wrong"})
    unknown = client.post("/en/accounts/login/", {"login": "nobody@mektep.kz", "password": "wrong"})
    words = ["The email address and/or password you specified are not correct."]
    assert known.context["form"].non_field_errors() == unknown.context["form"].non_field_errors() == words


def test_guessing_is_slowed_down(client, aigerim):
    for _ in range(5):
        client.post("/en/accounts/login/", {"login": aigerim.email, "password": "wrong"})
    answer = sign_in(client, aigerim)
    assert not signed_in(client)
    assert answer.status_code == 200


def test_too_many_tries_are_answered_in_words(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    for _ in range(2):
        answer = client.post("/en/accounts/login/", {"login": "nobody@mektep.kz", "password": "wrong"})
    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()


def test_an_unconfirmed_address_is_asked_for_its_code(client, aigerim):
    EmailAddress.objects.update(verified=False)
    answer = sign_in(client, aigerim)
    assert answer.url == "/kk/accounts/confirm-email/"
    client.post(answer.url, {"code": mailed_code()})
    assert signed_in(client)


def test_daniyar_signs_in_by_a_code_mailed_in_his_language(client, daniyar):
    client.post("/kk/accounts/login/code/", {"email": daniyar.email})
    letter = mail.outbox[-1]
    assert letter.to == [daniyar.email]
    assert 'lang="ru"' in letter.alternatives[0][0]
    answer = client.post("/kk/accounts/login/code/confirm/", {"code": mailed_code()})
    assert answer.url.startswith("/ru/")
    assert signed_in(client)


def test_three_wrong_codes_end_the_attempt(client, daniyar):
    client.post("/kk/accounts/login/code/", {"email": daniyar.email})
    code = mailed_code()
    for _ in range(3):
        client.post("/kk/accounts/login/code/confirm/", {"code": "0000-0000"})
    client.post("/kk/accounts/login/code/confirm/", {"code": code})
    assert not signed_in(client)


@pytest.mark.parametrize("page", ["/en/accounts/login/code/", "/en/accounts/password/reset/"])
def test_asking_for_a_code_tells_nobody_who_has_an_account(page, aigerim):
    known, unknown = Client(), Client()
    first = known.post(page, {"email": aigerim.email}, follow=True)
    second = unknown.post(page, {"email": "nobody@mektep.kz"}, follow=True)
    assert first.redirect_chain == second.redirect_chain
    assert _plain(first) == _plain(second)
    assert [letter.to for letter in mail.outbox] == [[aigerim.email], ["nobody@mektep.kz"]]


def test_a_forgotten_password_is_replaced_by_a_mailed_code(client, aigerim):
    answer = client.post("/kk/accounts/password/reset/", {"email": aigerim.email}, follow=True)
    assert answer.redirect_chain[-1][0] == "/kk/accounts/password/reset/confirm/"
    answer = client.post("/kk/accounts/password/reset/confirm/", {"code": mailed_code()}, follow=True)
    assert answer.redirect_chain[-1][0] == "/kk/accounts/password/reset/complete/"
    client.post("/kk/accounts/password/reset/complete/", {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert signed_in(client)
    aigerim.refresh_from_db()
    assert aigerim.check_password(NEW_PASSWORD)


def test_a_changed_password_is_told_by_mail_with_the_place_it_came_from(client, aigerim):
    sign_in(client, aigerim)
    answer = client.post(
        "/kk/accounts/password/change/", {"oldpassword": people.PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    )
    assert answer.status_code == 302
    assert "127.0.0.1" in mail.outbox[-1].body
    assert mail.outbox[-1].alternatives


def test_passwords_are_kept_as_argon2id_at_the_owasp_minimum(aigerim):
    assert identify_hasher(aigerim.password).algorithm == "argon2"
    assert aigerim.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_aigerim_ends_the_session_she_forgot_at_school(aigerim):
    school, phone = Client(headers={"user-agent": "School computer"}), Client(headers={"user-agent": "Phone"})
    sign_in(school, aigerim)
    sign_in(phone, aigerim)
    page = phone.get("/kk/accounts/sessions/").content.decode()
    assert "School computer" in page
    phone.post("/kk/accounts/sessions/")
    assert UserSession.objects.count() == 1
    assert phone.get("/kk/me/").status_code == 200
    assert school.get("/kk/me/").status_code == 302


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36",
            "Samsung Internet, Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Version/17.4 Mobile Safari/604.1", "Safari, iPhone"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0 YaBrowser/24.4 Safari/537.36",
            "Yandex Browser, Windows",
        ),
        ("curl/8.7", "curl/8.7"),
    ],
    ids=["samsung", "iphone", "yandex", "other"],
)
def test_a_session_is_called_by_browser_and_device(user_agent, name):
    assert device_name(user_agent) == name


def test_signing_out_leads_home(client, aigerim):
    client.force_login(aigerim)
    answer = client.post("/ru/accounts/logout/")
    assert answer.url == "/ru/"
    assert not signed_in(client)


def _plain(answer) -> str:
    page = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", answer.content.decode())
    return re.sub(r"\b(aigerim|nobody)@mektep\.kz", "", page)
