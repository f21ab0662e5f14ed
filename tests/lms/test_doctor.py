"""The doctor: says what is wrong, how to mend it, and ends with 1 where it cannot wait."""

import json
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import StringIO

import pytest
from aiosmtpd.controller import Controller
from django.core import checks
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from certificates import watching as certificates_watching
from certificates.models import Certificate
from lms import heartbeats
from lms.management.commands import doctor as command
from lms.watching import checks as ours
from lms.watching import doctor, rooms
from lms.watching.checks import chores, database, files
from lms.watching.checks import settings as settings_checks
from lms.watching.doctor import State, state_of
from notifications import watching as post_watching
from tests.certificates import rows
from tests.journeys.processes import Post, free_port

pytestmark = pytest.mark.django_db
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@contextmanager
def mail_server():
    post = Post()
    server = Controller(post, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        yield server.port, post
    finally:
        server.stop()


def asked(*options) -> tuple[str, int]:
    """What the command says and ends with."""
    out = StringIO()
    try:
        call_command("doctor", *options, stdout=out)
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0


def only(monkeypatch, *answers):
    """A doctor with these checks."""

    def one(answer):
        def check():
            if isinstance(answer, Exception):
                raise answer
            return answer

        return check

    monkeypatch.setattr(rooms, "checks", lambda: [(f"room: {number}", one(answer)) for number, answer in enumerate(answers)])


class TestCommand:
    def test_every_room_that_watches_is_asked_and_what_is_beneath_comes_first(self):
        names = [name for name, _check in rooms.checks()]
        assert names[0] == "lms: database"
        assert {"accounts: consent", "notifications: outbox", "courses: content", "certificates: signing key"} <= set(names)
        assert len(names) == len(set(names))

    def test_every_check_says_what_it_looks_at(self):
        assert all(check.__doc__ for _name, check in rooms.checks())
        assert set(ours.CHECKS) <= {check for _name, check in rooms.checks()}

    def test_a_fault_ends_with_1_and_says_how_to_mend_it(self, monkeypatch):
        only(monkeypatch, checks.Info("Well."), checks.Error("Broken.", hint="Mend it."))
        said, code = asked("--no-color")
        assert code == 1
        assert "ok       room: 0: Well." in said
        assert "FAULT    room: 1: Broken.\n         → Mend it." in said

    def test_a_warning_ends_with_0(self, monkeypatch):
        only(monkeypatch, checks.Warning("Soon.", hint="Plan it."))
        assert asked()[1] == 0

    def test_a_check_that_breaks_is_a_fault_and_stops_no_other(self, monkeypatch):
        only(monkeypatch, RuntimeError("aigerim@mektep.kz"), checks.Info("Well."))
        said, code = asked("--json")
        first, second = json.loads(said)
        assert (first["state"], second["state"], code) == ("fault", "ok", 1)
        assert "aigerim" not in said

    def test_nobodys_name_is_said(self, aigerim):
        rows.certificate(aigerim)
        said = asked("--json")[0]
        assert not [word for word in (aigerim.surname, aigerim.email) if word in said]

    def test_a_database_that_is_away_is_said(self, monkeypatch):
        class Away:
            def cursor(self):
                raise database.DatabaseError("no")

        monkeypatch.setattr(database, "connection", Away())
        assert "DATABASE_URL" in database.database().hint
        assert doctor.state_of(database.database()) == command.State.FAULT


class TestMail:
    def test_a_server_that_answers_is_well_and_gets_no_mail(self, settings):
        settings.EMAIL_BACKEND = SMTP
        with mail_server() as (port, post):
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
            assert state_of(post_watching.mail_server()) == State.OK
        assert not post.letters

    def test_one_that_does_not_is_a_fault(self, settings):
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", free_port()
        assert state_of(post_watching.mail_server()) == State.FAULT

    def test_files_are_for_the_demo_academy(self, settings):
        settings.EMAIL_BACKEND = post_watching.FILES
        assert state_of(post_watching.mail_server()) == State.FAULT
        settings.DEMO = True
        assert state_of(post_watching.mail_server()) == State.OK


class TestChores:
    @pytest.mark.parametrize(("hours", "state"), [(0, State.OK), (1, State.WARNING), (3, State.FAULT)])
    def test_a_certificate_that_nobody_draws_is_said(self, aigerim, hours, state):
        rows.certificate(aigerim)
        Certificate.objects.update(issued_at=timezone.now() - timedelta(hours=hours), drawn_at=None)
        said = chores.chores()
        assert state_of(said) == state
        assert state == State.OK or "1 certificates to draw" in said.msg

    def test_beat_is_known_by_the_chore_it_asks_for(self, settings, monkeypatch):
        settings.REDIS_URL = "redis://somewhere"
        assert state_of(chores.beat()) == State.FAULT
        heartbeats.beat_lives()
        assert state_of(chores.beat()) == State.OK
        later = timezone.now() + timedelta(minutes=10)
        monkeypatch.setattr(chores.timezone, "now", lambda: later)
        assert "Beat gave no sign since" in chores.beat().msg

    def test_without_redis_nothing_is_missed(self, settings):
        settings.REDIS_URL = ""
        assert [state_of(check()) for check in (chores.redis, chores.workers, chores.beat)] == [State.OK] * 3


class TestAddress:
    @pytest.mark.parametrize(
        ("site", "hosts", "demo", "state"),
        [
            ("https://qalqan.example", ["qalqan.example"], False, State.OK),
            ("https://qalqan.example", ["other.example"], False, State.FAULT),
            ("qalqan.example", ["qalqan.example"], False, State.FAULT),
            ("http://qalqan.example", ["qalqan.example"], False, State.WARNING),
            ("http://127.0.0.1:8000", ["127.0.0.1"], True, State.OK),
        ],
    )
    def test_what_letters_bear_has_to_be_answered(self, settings, site, hosts, demo, state):
        settings.SITE_URL, settings.ALLOWED_HOSTS, settings.DEMO = site, hosts, demo
        assert state_of(settings_checks.address()) == state

    def test_the_demo_academy_on_a_public_address_is_a_fault(self, settings):
        settings.DEMO = settings.HTTPS = True
        assert state_of(settings_checks.demo_and_debug()) == State.FAULT


class TestFiles:
    def test_a_folder_that_takes_nothing_is_a_fault(self, settings, tmp_path):
        (tmp_path / "private").write_text("a file where a folder should be")
        broken = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "private"}}
        settings.STORAGES = {**settings.STORAGES, "private": broken}
        assert "private" in files.storage().msg
        assert state_of(files.storage()) == State.FAULT

    def test_nothing_is_left_behind(self, settings, tmp_path):
        place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
        settings.STORAGES = {**settings.STORAGES, "private": place, "default": place}
        assert state_of(files.storage()) == State.OK
        assert not list(tmp_path.iterdir())

    @pytest.mark.parametrize(("free", "state"), [(0.1, State.FAULT), (1, State.WARNING), (50, State.OK)])
    def test_room_on_the_disk(self, monkeypatch, free, state):
        monkeypatch.setattr(files.shutil, "disk_usage", lambda _folder: type("Usage", (), {"free": free * files.GIGABYTE}))
        assert state_of(files.disk()) == state

    def test_static_files_that_were_never_collected(self, settings, tmp_path):
        settings.STATIC_ROOT = tmp_path
        assert state_of(files.static_files()) == State.FAULT
        (tmp_path / "staticfiles.json").write_text(json.dumps({"paths": {"css/app.css": "css/app.123.css"}}))
        assert files.static_files().msg == "1 static files are missing."


class TestTime:
    def test_old_time_zone_data_are_a_fault(self, monkeypatch):
        monkeypatch.setattr(database, "ALMATY", timedelta(hours=6))
        assert state_of(database.time_zone()) == State.FAULT

    @pytest.mark.postgres
    def test_clocks_that_differ(self, monkeypatch):
        assert state_of(database.clock()) == State.OK
        now = datetime.now(timezone.get_current_timezone())
        monkeypatch.setattr(database.timezone, "now", lambda: now + timedelta(minutes=5))
        assert state_of(database.clock()) == State.FAULT

    @pytest.mark.postgres
    def test_the_databases_own_tools_are_there(self):
        assert connection.vendor == "postgresql"
        assert state_of(database.backups()) == State.OK


class TestCertificates:
    def test_a_key_that_cannot_be_read_is_a_fault(self, settings, tmp_path):
        settings.SIGNING_KEY = str(tmp_path / "gone.p12")
        assert state_of(certificates_watching.signing_key()) == State.FAULT

    def test_codes_on_paper_that_lead_elsewhere(self, settings, aigerim):
        rows.certificate(aigerim)
        assert state_of(certificates_watching.printed_address()) == State.OK
        settings.SITE_URL = "https://new.example"
        said = certificates_watching.printed_address()
        assert state_of(said) == State.WARNING
        assert "lead to https://new.example by a redirect" in said.hint

    def test_a_font_that_is_missing_is_a_fault(self, monkeypatch, tmp_path):
        monkeypatch.setattr(certificates_watching, "FONTS", tmp_path)
        assert "GolosText-Regular.ttf" in certificates_watching.drawing().msg
