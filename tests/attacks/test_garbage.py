"""Garbage to every address: whatever is sent, in whatever way, the answer is never a fault of the server."""

import json
import logging
import re
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.attacks import world
from tests.attacks.addresses import addresses
from tests.attacks.test_roles import BROKEN, Walker

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")]
ROOMS = ("accounts", "notifications", "courses", "quizzes", "trainings", "certificates", "lms")
FORM = "application/x-www-form-urlencoded"
VALUES = {
    "nothing": b"",
    "a NUL": b"a\0b",
    "no UTF-8": b"\xff\xfe\xed\xa0\x80",
    "too long": "ж".encode() * 40_000,
    "a huge number": b"9" * 400,
    "one more than 64 bits": str(2**63).encode(),
    "below nothing": b"-1",
    "no number at all": b"NaN",
    "a day that is none": b"2026-02-31T25:61",
    "a list": b"[[]]",
}
BODIES = {
    "deep JSON": (b"[" * 100_000, "application/json"),
    "JSON of another shape": (
        b'{"seq": {}, "fields": 7, "items": {"a": null}, "second": [], "percent": true}',
        "application/json",
    ),
    "JSON with NULs": (json.dumps({"seq": 1, "fields": [["\0", "\0"]], "text": "\0", "items": ["\0"]}).encode(), "application/json"),
    "JSON that is a number": (b"1e999", "application/json"),
    "JSON of half a letter": (b'"\xd0', "application/json"),
    "half a surrogate": (b'{"seq": 1, "fields": [["", "\\ud800"]], "text": "\\ud800", "items": ["\\ud800"]}', "application/json"),
    "multipart without parts": (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x"),
    "multipart without a boundary": (b"--x--", "multipart/form-data"),
    "an unknown alphabet": (b"a=b", "application/x-www-form-urlencoded; charset=no-such-alphabet"),
}
QUERIES = ("page", "p", "q", "next", "version", "language", "which", "locale", "edition", "numbers", "part", "ordering", "id", "until")
RICH = "data-draftail-input"  # what Wagtail's editor wrote: its JSON is read as the editor writes it, or not at all
LEFT_OUT = ("csrfmiddlewaretoken", "viewport", "image")  # an image's number is written by Wagtail's chooser and read back unlooked at
FAULTS_OF_LIBRARIES = {  # at the desk, and nobody's browser sends these: the forms that Wagtail draws do not lead there
    "wagtailadmin_choose_page_external_link",
    "wagtailsnippetchoosers_courses_video:create",
    "wagtailsnippetchoosers_accounts_organisation:create",
    "wagtailsnippetchoosers_accounts_consenttext:create",
}


class Sender(Walker):
    """Somebody who sends garbage."""

    def send(self, path: str, body: bytes, kind: str) -> str:
        """POSTs these very bytes."""
        return self.try_it("generic", "POST", path, data=body, content_type=kind)

    def fields(self, path: str) -> set[str]:
        """The names of the fields of the forms on that page."""
        response = self.client.get(path)
        page = response.getvalue()
        if "html" not in response.headers.get("Content-Type", ""):
            return set()
        tags = [tag for tag in re.findall(r"<[a-z]+[^>]*", page.decode()) if RICH not in tag]
        names = {name for tag in tags for name in re.findall(r'\bname="([\w:.-]+)"', tag)}
        return {name for name in names if not name.endswith(LEFT_OUT)}


@pytest.fixture
def academy(no_second_factor, chores_here, caplog):
    caplog.set_level(logging.CRITICAL, "django")
    return world.build()


def of_ours(address) -> bool:
    view = getattr(address.view, "view_class", address.view)
    return view.__module__.partition(".")[0] in ROOMS


def form(names, value: bytes) -> bytes:
    return "&".join(f"{name}={quote_from_bytes(value)}" for name in sorted(names)).encode()


def sweep(sender: Sender, chosen, made: world.World, *, values=VALUES, bodies=BODIES) -> list[str]:
    """Every value in every field of every form, in every query; every body."""
    broken = []
    for address in chosen:
        path = address.path(made.arguments(address.name, address.wanted))
        names = sender.fields(path) | {"reason", "key", "age", "block"}
        for what, value in values.items():
            if sender.send(path, form(names, value), FORM) == BROKEN:
                broken.append(f"POST {address.name}: {what}")
            if sender.try_it("get", f"{path}?{form(names | set(QUERIES), value[:500]).decode()}") == BROKEN:
                broken.append(f"GET {address.name}: {what}")
        for what, (body, kind) in bodies.items():
            if sender.send(path, body, kind) == BROKEN:
                broken.append(f"POST {address.name}: {what}")
    return broken


def test_forms_and_json_of_learners(academy):
    chosen = [one for one in addresses() if one.way.startswith("en/") and of_ours(one)]
    assert sweep(Sender(academy.people["learner"]), chosen, academy) == []


def test_forms_of_the_desk(academy):
    chosen = [one for one in addresses() if one.way.startswith("cms/") and of_ours(one)]
    values = {what: VALUES[what] for what in ("a NUL", "no UTF-8", "one more than 64 bits", "no number at all")}
    bodies = {what: BODIES[what] for what in ("deep JSON", "multipart without parts")}
    assert sweep(Sender(academy.people["superuser"]), chosen, academy, values=values, bodies=bodies) == []


def test_the_doors_before_anybody_has_signed_in(academy):
    chosen = [one for one in addresses() if "accounts/" in one.way or not one.way.startswith(("cms/", "en/"))]
    assert sweep(Sender(None), chosen, academy) == []


ODD = st.sampled_from([*VALUES.values(), b"../../etc/passwd", b"%00", b"a" * 300, b"\xd0", b"\r\nSet-Cookie: a=b"])
PIECE = st.one_of(ODD, st.binary(max_size=12), st.text(max_size=12).map(lambda text: text.encode("utf-8", "replace")))


@settings(max_examples=400, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_anything_anywhere(shared, data):
    """Any address, its arguments replaced now and then, by anybody, with anything in it."""
    made, senders = shared
    address = data.draw(st.sampled_from(addresses()))
    sender = senders[data.draw(st.sampled_from(["learner", "superuser", world.ANONYMOUS]))]
    arguments = made.arguments(address.name, address.wanted)
    for name in address.wanted:
        if data.draw(st.integers(0, 2)) == 0:
            arguments[name] = data.draw(st.one_of(PIECE.map(quote_from_bytes), st.integers(0, 10**30)))
    path = address.path(arguments)
    names = data.draw(st.sets(st.sampled_from(["title", "slug", "reason", "file", "q", "next", *QUERIES]), max_size=4))
    method = data.draw(st.sampled_from(["get", "post", "put", "head", "options"]))
    if method in ("get", "head"):
        seen = sender.try_it(method, f"{path}?{form(names, data.draw(PIECE)[:500]).decode()}")
    else:
        body, kind = data.draw(st.one_of(PIECE.map(lambda value: (form(names, value), FORM)), st.sampled_from(list(BODIES.values()))))
        seen = sender.try_it("generic", method.upper(), path, data=body, content_type=kind)
    assert seen != BROKEN or address.name in FAULTS_OF_LIBRARIES, (method, path)


@pytest.fixture
def shared(academy):
    """One academy for all that Hypothesis thinks of: each request is undone."""
    return academy, {role: Sender(academy.people.get(role)) for role in ("learner", "superuser", world.ANONYMOUS)}
