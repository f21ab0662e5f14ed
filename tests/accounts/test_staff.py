"""The way into the CMS: one door, a second factor, and what each role may do there."""

import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from accounts.granting import ensure_groups
from accounts.models import ConsentText, User
from lms.demo import CAST, PASSWORD, make_demo_people
from lms.roles import ROLES
from tests import people

SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105


@pytest.fixture
def trainer(saule) -> User:
    """Saule in the trainers' group."""
    saule.groups.add(ensure_groups(ROLES)["Trainers"])
    return saule


@pytest.fixture
def administrator(db) -> User:
    person = people.person("arman@narkostop.kz", surname="Жұмабаев", given_name="Арман")
    person.groups.add(ensure_groups(ROLES)["Administrators"])
    TOTP.activate(person, generate_totp_secret())
    return person


@pytest.fixture
def desk(client, administrator):
    """The administrator at the CMS."""
    client.force_login(administrator)
    return client


def code_now(secret: str) -> str:
    counter = int(time.time()) // 30
    assert counter in yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, counter))


def mailed_code() -> str:
    return re.search(r"\b\d{4}-\d{4}\b", mail.outbox[-1].body)[0]


def sign_in(client, person):
    return client.post("/kk/accounts/login/?next=/cms/", {"login": person.email, "password": people.PASSWORD})


def test_a_trainer_without_a_second_factor_is_sent_to_add_one(client, trainer):
    sign_in(client, trainer)
    answer = client.get("/cms/")
    assert answer.status_code == 302
    assert answer.url.endswith("/accounts/2fa/")


def test_a_trainer_with_a_second_factor_types_its_code_and_enters(client, trainer):
    TOTP.activate(trainer, SECRET)
    answer = sign_in(client, trainer)
    assert answer.url == "/kk/accounts/2fa/authenticate/"
    assert client.get("/cms/").status_code == 302
    answer = client.post(answer.url, {"code": code_now(SECRET)})
    assert answer.url == "/cms/"
    assert client.get("/cms/").status_code == 200


def test_a_mailed_code_is_no_way_around_the_second_factor(client, trainer):
    TOTP.activate(trainer, SECRET)
    client.post("/kk/accounts/login/code/", {"email": trainer.email})
    answer = client.post("/kk/accounts/login/code/confirm/", {"code": mailed_code()})
    assert answer.url == "/kk/accounts/2fa/authenticate/"
    assert client.get("/cms/").url.startswith("/kk/accounts/login/")


def test_nor_is_a_new_password(client, trainer):
    TOTP.activate(trainer, SECRET)
    client.post("/kk/accounts/password/reset/", {"email": trainer.email})
    client.post("/kk/accounts/password/reset/confirm/", {"code": mailed_code()})
    passwords = {"password1": "Medeu-Shymbulaq-7", "password2": "Medeu-Shymbulaq-7"}
    answer = client.post("/kk/accounts/password/reset/complete/", passwords)
    assert answer.url == "/kk/accounts/2fa/authenticate/"


def test_the_sign_in_page_of_the_demo_academy_names_its_people_and_what_is_off(client, db, settings):
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.notifications.academy_urls"
    page = client.get("/en/accounts/login/").content.decode()
    assert "the second factor is switched off" in page
    assert PASSWORD in page
    assert all(one.email in page for one in CAST)


def test_the_demo_academy_does_without_and_says_so(client, trainer, settings):
    settings.DEMO = True
    client.force_login(trainer)
    page = client.get("/cms/", headers={"accept-language": "en"}).content.decode()
    assert "This is the demo academy" in page


@pytest.mark.django_db(transaction=True)  # allauth tells of it after the commit
def test_a_new_second_factor_ends_the_sessions_that_began_without_it(trainer):
    """Somebody who knows the password signed in before: the desk does not open to them because its owner added a factor."""
    theirs, own = Client(), Client()
    sign_in(theirs, trainer)
    sign_in(own, trainer)
    theirs.get("/kk/me/")
    own.post("/kk/accounts/reauthenticate/", {"password": people.PASSWORD})
    page = own.get("/kk/accounts/2fa/totp/activate/")
    own.post("/kk/accounts/2fa/totp/activate/", {"code": code_now(page.context["form"].secret)})
    assert Authenticator.objects.filter(user=trainer, type="totp").exists()
    assert own.get("/cms/").status_code == 200
    assert theirs.get("/cms/").url.startswith("/kk/accounts/login/")
    assert theirs.get("/kk/me/").status_code == 302


def test_a_secret_is_not_readable_in_the_database(trainer):
    TOTP.activate(trainer, SECRET)
    stored = Authenticator.objects.get()
    assert SECRET not in str(stored.data)
    assert stored.wrap().validate_code(code_now(SECRET))


@pytest.mark.parametrize("door", ["/cms/", "/cms/login/", "/cms/pages/", "/cms/account/"])
def test_every_door_of_the_cms_is_our_sign_in_page(client, db, door):
    answer = client.get(door)
    assert answer.status_code == 302
    assert "/accounts/login/?next=/cms/" in answer.url


def test_a_password_posted_to_wagtails_own_page_signs_nobody_in(client, trainer):
    client.post("/cms/login/", {"username": trainer.email, "password": people.PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("door", ["/cms/password_reset/", "/cms/password_reset/confirm/MQ/abc-def/"])
def test_wagtails_password_reset_is_ours(client, db, door):
    assert client.get(door).url.endswith("/accounts/password/reset/")


def test_a_teacher_is_told_that_the_cms_is_not_for_her(client, aigerim):
    client.force_login(aigerim)
    assert client.get("/cms/").status_code == 403


def test_groups_are_made_once_and_trainers_may_do_their_work(trainer):
    ensure_groups(ROLES)
    assert Group.objects.filter(name__in=["Trainers", "Reviewers", "Administrators"]).count() == 3
    trainer = User.objects.get(pk=trainer.pk)
    assert trainer.has_perms(["wagtailadmin.access_admin", "quizzes.add_question", "quizzes.change_question", "courses.add_video"])
    assert not trainer.has_perm("accounts.change_user")


def test_what_an_administrator_added_to_a_group_stays(db):
    reviewers = ensure_groups(ROLES)["Reviewers"]
    extra = ensure_groups(ROLES)["Administrators"].permissions.get(codename="change_organisation")
    reviewers.permissions.add(extra)
    ensure_groups(ROLES)
    assert extra in reviewers.permissions.all()


def test_the_list_of_people_shows_name_address_and_audience(desk, aigerim):
    page = desk.get("/cms/users/", headers={"accept-language": "en"}).content.decode()
    assert "Сейітқали Айгерім Нұрланқызы" in page
    assert aigerim.email in page
    assert str(aigerim.get_audience_display()) in page
    assert aigerim.email in desk.get("/cms/users/?q=Айгерім").content.decode()


def test_an_administrator_invites_somebody_who_signs_in_by_a_mailed_code(desk):
    answers = {"email": "Marat@Narkostop.kz", "surname": "Оспанов", "given_name": "Марат", "audience": "other", "language": "ru"}
    answer = desk.post("/cms/users/new/", answers)
    assert answer.status_code == 302, answer.context["form"].errors
    marat = User.objects.get(email="marat@narkostop.kz")
    assert not marat.has_usable_password()
    assert not marat.emailaddress_set.get().verified


def test_a_changed_address_has_to_be_confirmed_again(desk, aigerim):
    edit = f"/cms/users/edit/{aigerim.pk}/"
    assert desk.get(edit).status_code == 200
    answers = {"email": "new@mektep.kz", "surname": "С", "given_name": "А", "audience": "teacher", "language": "kk", "is_active": "on"}
    assert desk.post(edit, answers).status_code == 302
    address = aigerim.emailaddress_set.get()
    assert (address.email, address.verified) == ("new@mektep.kz", False)


def test_an_administrator_neither_makes_nor_edits_superusers(desk, aigerim):
    page = desk.get(f"/cms/users/edit/{aigerim.pk}/").content.decode()
    assert "is_superuser" not in page
    User.objects.filter(pk=aigerim.pk).update(is_superuser=True)
    assert desk.get(f"/cms/users/edit/{aigerim.pk}/").status_code == 302


def test_a_trainer_sees_no_list_of_people(client, trainer):
    TOTP.activate(trainer, SECRET)
    client.force_login(trainer)
    assert client.get("/cms/users/").status_code == 302


def test_an_administrator_publishes_a_consent_text_which_nobody_edits_afterwards(desk):
    words = {
        f"{part}_{code}": _draftail(f"{part} {code}") if part == "body" else code
        for part in ("title", "body")
        for code in ("kk", "ru", "en")
    }
    answer = desk.post("/cms/snippets/accounts/consenttext/add/", {"version": "2026-11", "published_at": "2026-01-01 00:00", **words})
    assert answer.status_code == 302, answer.context["form"].errors
    text = ConsentText.objects.get()
    assert text.title["ru"] == "ru"
    assert "body kk" in text.body["kk"]
    assert desk.get(f"/cms/snippets/accounts/consenttext/edit/{text.pk}/").status_code == 302
    assert desk.get(f"/cms/snippets/accounts/consenttext/inspect/{text.pk}/").status_code == 200


def test_organisations_are_kept_in_the_cms(desk):
    answer = desk.post("/cms/snippets/accounts/organisation/add/", {"name_kk": "№ 5 мектеп", "name_ru": "Школа № 5"})
    assert answer.status_code == 302
    assert "№ 5 мектеп" in desk.get("/cms/snippets/accounts/organisation/").content.decode()


def test_wagtails_preferences_leave_names_to_the_profile(desk):
    page = desk.get("/cms/account/").content.decode()
    assert "first_name" not in page
    assert "/me/" in page


def test_demo_people_are_made_once_and_can_sign_in(client, db, settings):
    settings.DEMO = True
    first = make_demo_people()
    assert make_demo_people() == first
    assert set(first) == {"teacher", "officer", "trainer", "reviewer", "admin"}
    client.post("/kk/accounts/login/", {"login": "trainer@qalqan.demo", "password": PASSWORD})
    assert client.get("/cms/").status_code == 200


def test_demo_people_exist_nowhere_else(db):
    assert not django_settings.DEMO
    with pytest.raises(ImproperlyConfigured):
        make_demo_people()


def _draftail(text: str) -> str:
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})
