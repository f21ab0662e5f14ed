"""The log names nobody, and says by which request a line came about."""

import gzip
import json
import logging
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from urllib.parse import quote

import brotli
import pytest
from celery import shared_task
from celery.contrib.testing.worker import start_worker
from django.conf import settings as live
from django.core import signing
from django.db import OperationalError

from lms import logs, tracing
from lms.celery import app
from tests.certificates import rows
from tests.lms.named import IIN, QUERY, WORDS
from tests.waiting import until

pytestmark = pytest.mark.django_db
CODE = "4821-9374"
TOKEN = signing.Signer(salt="notifications.choosing").sign_object([1, "reminders"])


@pytest.fixture
def lines():
    """Whatever is logged from here on, as production would write it."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.Json())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def told():
    """What a Sentry on this machine is told: its address, and the events."""
    events = []

    class Listening(BaseHTTPRequestHandler):
        def do_POST(self):  # noqa: N802 — http.server's name
            body = self.rfile.read(int(self.headers["Content-Length"]))
            said = brotli.decompress(body) if self.headers["Content-Encoding"] == "br" else gzip.decompress(body)
            events.extend(json.loads(line) for line in said.splitlines() if line.startswith(b"{") and b"event_id" in line)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_said):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://public@127.0.0.1:{server.server_port}/1", events
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def by_a_worker():
    """Chores wait for a worker: in Redis, or in this process's memory."""
    before = app.conf.task_always_eager
    app.conf.task_always_eager = False
    yield
    app.conf.task_always_eager = before


@shared_task
def name_somebody(words: str) -> None:
    logging.getLogger("tests.chores").error("It went wrong: %s", ValueError(words))
    raise ValueError(words)


def secrets_of(person, certificate) -> list[str]:
    return [person.surname, person.given_name, person.email, IIN, CODE, TOKEN, certificate.code, "aigerim", "letmein", "kok-tobe"]


def visit_everything(client, certificate):
    """What people do and what goes wrong meanwhile, with something that names somebody in each address, query and form."""
    client.raise_request_exception = False
    client.post(f"/ru/accounts/login/{QUERY}", {"login": "aigerim@mektep.kz", "password": "Kok-Tobe"})
    client.post("/ru/accounts/signup/", {"email": "aigerim@mektep.kz", "password1": IIN, "audience": "teacher"})
    for address in (
        f"/c/{certificate.code}",
        f"/ru/certificates/c/{certificate.code}/",
        f"/ru/certificates/c/{certificate.code[:-1]}_/",
        f"/ru/certificates/find/?number={IIN}",
        f"/ru/me/letters/{TOKEN}/off/",
        f"/ru/{quote('Сейітқали')}/aigerim@mektep.kz/",
        f"/calendars/{certificate.code}.ics",
        f"/broken/{certificate.code}/",
    ):
        client.get(address + ("" if "?" in address else QUERY))
        client.delete(address)


def test_no_line_names_anybody(client, aigerim, lines, settings, chores_here):
    settings.ROOT_URLCONF = "tests.lms.broken_urls"
    certificate = rows.certificate(aigerim)
    visit_everything(client, certificate)
    name_somebody.delay(f"{WORDS} {TOKEN} {CODE}")
    written = lines()
    assert {"django.request", "lms.requests", "tests.chores"} <= {line["logger"] for line in written}
    whole = json.dumps(written, ensure_ascii=False).lower()
    assert not [secret for secret in secrets_of(aigerim, certificate) if secret.lower() in whole]


def test_a_failed_request_says_where_and_of_what_kind(client, lines, settings):
    settings.ROOT_URLCONF = "tests.lms.broken_urls"
    client.raise_request_exception = False
    answer = client.get("/broken/x7Gk2_aPq-LmN3vTzR81wQ/")
    (line,) = [line for line in lines() if line["level"] == "ERROR"]
    assert line["message"] == "Internal Server Error: <broken>"
    assert line["error"]["kinds"] == ["builtins.ValueError", "django.db.utils.IntegrityError"]
    assert any("broken_urls.py" in place for place in line["error"]["stack"])
    assert line["request_id"] == answer["X-Request-ID"]


def test_a_person_is_a_number(client, aigerim, lines):
    client.force_login(aigerim)
    client.get("/ru/learn/")
    (line,) = [line for line in lines() if line["logger"] == "lms.requests"]
    assert (line["person"], line["method"], line["status"]) == (aigerim.pk, "GET", 200)
    assert line["view"] == "learning:my-learning"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("to aigerim@mektep.kz: no", "to [e-mail]: no"),
        ("GET /find/?number=1&x=2 HTTP", "GET /find/?[query] HTTP"),
        ("Error handling request /c/x7GkEaPqTLmNuvTzRxxwQQ", "Error handling request /c/[code]"),
        ("IIN 850101400123", "IIN [number]"),
        ("code 4821-9374", "code [number]"),
        ("Attempt 1b4e28ba-2fa1-11d2-883f-0016d3cca427 could not be finished", "Attempt [code] could not be finished"),
        ("Letter 1234 did not leave: SMTPServerDisconnected", "Letter 1234 did not leave: SMTPServerDisconnected"),
        ("certificates.tasks.draw in 2026-11-23 12:30", "certificates.tasks.draw in 2026-11-23 12:30"),
    ],
)
def test_what_is_taken_out_of_words(said, written):
    assert logs.scrubbed(said) == written


def test_words_that_speak_of_code_stay():
    assert logs.words_of(OperationalError("connection to server failed\nDETAIL: more")) == "connection to server failed"
    assert logs.words_of(AttributeError("no attribute 'x'")) == "no attribute 'x'"
    assert logs.words_of(KeyError("aigerim")) == ""


def test_the_same_as_text(lines):
    try:
        raise ValueError(WORDS)
    except ValueError:
        record = logging.LogRecord("room", logging.ERROR, "x.py", 1, "It broke", (), sys.exc_info())
    said = logs.Text().format(record)
    assert "ERROR room It broke" in said
    assert "builtins.ValueError" in said
    assert "mektep" not in said


class TestRequestId:
    def test_one_that_the_proxy_gave_is_kept(self, client):
        assert client.get("/ru/", headers={"X-Request-ID": "a1b2c3d4-e5"})["X-Request-ID"] == "a1b2c3d4-e5"

    @pytest.mark.parametrize("given", ["short", "with space 12345", "x" * 65, "line\tbreak12345", "<script>12345"])
    def test_a_malformed_one_is_not(self, client, given):
        made = client.get("/ru/", headers={"X-Request-ID": given})["X-Request-ID"]
        assert made != given
        assert tracing.WELL_FORMED.fullmatch(made)

    def test_each_request_has_its_own_and_leaves_none_behind(self, client):
        assert client.get("/ru/")["X-Request-ID"] != client.get("/ru/")["X-Request-ID"]
        assert tracing.current.get() is None

    def test_a_chore_done_by_a_worker_bears_the_id_of_the_request(self, by_a_worker):
        seen = []

        @app.task(name="tests.see")
        def see():
            seen.append(tracing.current.get())

        token = tracing.current.set(tracing.Trace("request-1234"))
        with start_worker(app, perform_ping_check=False, pool="solo", queues=["default"], shutdown_timeout=30):
            see.delay()
            until(lambda: seen)
        tracing.current.reset(token)
        app.tasks.pop("tests.see")
        assert [(trace.request_id, trace.chore) for trace in seen] == [("request-1234", "tests.see")]

    def test_one_done_in_the_same_process_too(self, chores_here, lines):
        token = tracing.current.set(tracing.Trace("request-1234"))
        name_somebody.delay("nobody")
        assert tracing.current.get().request_id == "request-1234"
        tracing.current.reset(token)
        assert {line["request_id"] for line in lines()} == {"request-1234"}


class TestSentry:
    def break_down(self, tmp_path, **more) -> None:
        clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        environment = {**clean, "DJANGO_SETTINGS_MODULE": "lms.settings", "PYTHONPATH": ".", "DATA_DIR": str(tmp_path), **more}
        command = [sys.executable, "-m", "tests.lms.breaking"]
        subprocess.run(command, cwd=live.BASE_DIR, env=environment, check=True, stderr=subprocess.DEVNULL)

    def test_what_is_told_names_nobody(self, tmp_path, told):
        address, events = told
        self.break_down(tmp_path, SENTRY_DSN=address)
        broken, chore, said = (event for event in events if "level" in event)
        assert broken["transaction"] == "broken"
        assert [each["type"] for each in broken["exception"]["values"]] == ["IntegrityError", "ValueError"]
        assert broken["tags"]["request_id"]
        assert chore["transaction"].endswith("break_down")
        assert said["logentry"]["message"] == "No letter to %s"
        whole = json.dumps(events, ensure_ascii=False).lower()
        secrets = ["aigerim", "сейітқали", IIN, "letmein", "python-requests", "cookie"]
        assert not [secret for secret in secrets if secret in whole]

    def test_without_an_address_nothing_is_told(self, tmp_path, told):
        self.break_down(tmp_path)
        assert told[1] == []
