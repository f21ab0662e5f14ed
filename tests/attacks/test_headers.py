"""What the browser is told to refuse: on every page, at the desk, over https, for uploaded files."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client
from whitenoise import WhiteNoise

from accounts import limiting
from lms.headers import of_media
from tests import make, people
from tests.attacks import world
from tests.attacks.addresses import addresses
from tests.attacks.table import line_for
from tests.attacks.test_roles import NO_SUCH_WAY, OUT, verdict

pytestmark = pytest.mark.django_db
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policy(response) -> dict[str, list[str]]:
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in parts}


def lacking(response, *, desk: bool) -> list[str]:
    """What that answer does not say."""
    said = {name for name, value in EVERYWHERE.items() if response.headers.get(name) != value}
    if response.headers.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        said.add("Referrer-Policy")
    if "camera=()" not in response.headers.get("Permissions-Policy", ""):
        said.add("Permissions-Policy")
    if "html" not in response.headers["Content-Type"]:
        return sorted(said)
    rules = policy(response)
    inline = {"'unsafe-inline'", "'unsafe-eval'"} & {*rules["script-src"], *rules["style-src"]}
    if (inline and not desk) or "'unsafe-eval'" in inline:
        said.add(f"policy: {inline}")
    if rules["object-src"] != ["'none'"] or rules["base-uri"] != ["'none'"] or any("*" in source for source in rules["script-src"]):
        said.add("policy")
    if rules["frame-ancestors"] != (["'self'"] if desk else ["'none'"]):
        said.add("frames")
    return sorted(said)


@pytest.fixture
def academy(no_second_factor, chores_here):
    return world.build()


@pytest.mark.parametrize("role", [world.ANONYMOUS, "learner", "administrator"])
def test_every_page_says_what_the_browser_is_to_refuse(academy, role):
    client = Client(raise_request_exception=False)
    if role != world.ANONYMOUS:
        client.force_login(academy.people[role])
    wrong = {}
    for address in addresses():
        if role not in line_for(address.name).get or address.name.startswith(("notifications", "account_logout")):
            continue  # a mail of the demo academy styles itself, in a frame that runs nothing
        path = address.path(academy.arguments(address.name, address.wanted))
        response = client.get(path)
        response.getvalue()
        if response.status_code == 200 and (found := lacking(response, desk=path.startswith("/cms/"))):
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize("path", ["/en/no-such-page/", "/cms/no-such-page/", "/no%00such"])
def test_a_page_that_is_not_there_says_so_too(client, path):
    assert lacking(client.get(path, follow=True), desk=False) == []


def test_over_https_cookies_travel_encrypted_and_browsers_remember_it():
    """The settings as they are with an https address: the suite itself runs without."""
    names = [
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "LANGUAGE_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SESSION_COOKIE_NAME",
    ]
    said = f"from lms import settings; print([getattr(settings, name) for name in {names}])"
    there = {**os.environ, "SITE_URL": "https://qalqan.example", "SECRET_KEY": "x" * 50}
    out = subprocess.run([sys.executable, "-c", said], env=there, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[True, True, True, True, 31536000, '__Host-session']"


def test_cookies_are_not_sent_from_other_sites_nor_read_by_scripts(client, aigerim):
    client.post("/kk/accounts/login/", {"login": aigerim.email, "password": people.PASSWORD})
    session, csrf = client.cookies["sessionid"], Client().get("/kk/accounts/login/").cookies["csrftoken"]
    assert (session["samesite"], session["httponly"], csrf["samesite"]) == ("Lax", True, "Lax")


def test_a_session_that_somebody_planted_is_not_the_one_that_is_signed_in(client, aigerim):
    client.get("/kk/accounts/login/code/")
    client.session.save()
    before = client.session.session_key
    client.post("/kk/accounts/login/", {"login": aigerim.email, "password": people.PASSWORD})
    assert client.session.session_key not in (None, before)


def test_a_new_password_renews_this_session_and_ends_the_others(client, aigerim):
    school = Client()
    for browser in (client, school):
        browser.post("/kk/accounts/login/", {"login": aigerim.email, "password": people.PASSWORD})
    before = client.session.session_key
    change = {"oldpassword": people.PASSWORD, "password1": "Medeu-2026-qys!", "password2": "Medeu-2026-qys!"}
    client.post("/kk/accounts/password/change/", change)
    assert client.session.session_key != before
    assert client.get("/kk/me/").status_code == 200
    assert school.get("/kk/me/").status_code == 302


def test_every_change_asks_for_the_forms_token(academy):
    """Whoever is signed in, a POST from elsewhere does nothing."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(academy.people["superuser"])
    open_to_others = []
    for address in addresses():
        path = address.path(academy.arguments(address.name, address.wanted))
        client.get(path).getvalue()  # where a page is drawn, its token's cookie is set
        if verdict(path, client.post(path)) not in (OUT, NO_SUCH_WAY):
            open_to_others.append(address.name)
    assert open_to_others == ["letters:switch-off"]  # a mailbox's own button carries its proof with it


def test_a_program_inside_an_uploaded_picture_is_not_run(tmp_path):
    (tmp_path / "sign.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    served = WhiteNoise(None, root=tmp_path, prefix="/media/", add_headers_function=of_media)
    answer = served.files["/media/sign.svg"].get_response("GET", {})
    answer.file.close()
    headers = dict(answer.headers)
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


class TestLimits:
    @pytest.fixture(autouse=True)
    def _few(self, monkeypatch):
        monkeypatch.setattr(limiting, "within", lambda what, who, *, most: False)

    def test_enrolling_too_often_is_answered_in_words(self, client, aigerim):
        client.force_login(aigerim)
        course = make.edition().course
        answer = client.post(f"/en/learn/{course.slug}/enrolment/")
        assert (answer.status_code, "Too many tries" in answer.content.decode()) == (429, True)

    @pytest.mark.parametrize("way", ["trainings/1/booking/", "certificates/programmes/police/beginning/"])
    def test_so_is_taking_places_and_beginning_programmes(self, client, aigerim, way):
        client.force_login(aigerim)
        assert client.post(f"/en/{way}").status_code == 429


def test_who_does_something_now_and_then_meets_no_limit(client, aigerim):
    assert [limiting.within("x", 1, most=3) for _ in range(5)] == [True, True, True, False, False]
    assert limiting.within("x", 2, most=3)


@pytest.mark.parametrize("path", ["/en/", "/cms/", "/en/accounts/login/", "/healthy"])
def test_nothing_is_echoed(client, path):
    assert b"an-unusual-word" not in client.trace(path, headers={"x-said": "an-unusual-word"}).getvalue()


def test_the_policy_of_our_pages_names_no_place_but_ours():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert not re.search(r"https?:|\*|unsafe", str(directives))
