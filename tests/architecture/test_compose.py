"""What the papers and the compose file name is there: services, commands, settings, files, addresses, metrics."""

import re
import shlex
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands
from django.test import RequestFactory

from lms import heartbeats
from lms.health import health_middleware
from lms.watching import metrics

ROOT = Path(settings.BASE_DIR)
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
PAPER = (ROOT / "docs" / "operations.md").read_text()
CADDY = (ROOT / "ops" / "Caddyfile").read_text()
CLIENT_OF_DEBIAN = {"12": "15", "13": "17"}  # the version of its postgresql-client


def read_settings() -> set[str]:
    """Every name that the settings and the servers' configuration read from the environment."""
    files = [ROOT / "lms" / "settings.py", *(ROOT / "ops").glob("*.py")]
    pattern = re.compile(r'(?:env\.\w+\(\s*|environ\.get\(|environ\[)"([A-Z][A-Z_0-9]+)"')
    return {name for file in files for name in pattern.findall(file.read_text())}


def names(value) -> set[str]:
    return set(value or ())


def test_our_services_are_those_that_are_needed():
    commands = [shlex.split(service["command"])[0] for service in OURS.values()]
    assert sorted(OURS) == ["beat", "migrate", "web-1", "web-2", "worker"]
    assert commands.count("celery") == 2


@pytest.mark.parametrize("name", OURS)
def test_its_command_is_there(name):
    program, *words = shlex.split(OURS[name]["command"])
    assert which(program)
    if program == "python":
        assert (ROOT / words[0]).is_file()
        assert words[1] in get_commands()
    if program == "gunicorn":
        assert (ROOT / words[words.index("--config") + 1]).is_file()
        assert find_spec(words[-1])
    if program == "celery":
        assert find_spec(words[words.index("--app") + 1])


def test_workers_take_every_queue_that_chores_go_to():
    words = shlex.split(OURS["worker"]["command"])
    queues = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()} | {settings.CELERY_TASK_DEFAULT_QUEUE}
    assert set(words[words.index("--queues") + 1].split(",")) == queues == set(heartbeats.QUEUES)


@pytest.mark.parametrize("name", OURS)
def test_its_environment_is_read_by_somebody(name):
    given = {key.removesuffix("_FILE") for key in OURS[name]["environment"]}
    assert given <= read_settings()


@pytest.mark.parametrize("name", SERVICES, ids="service-{}".format)
def test_what_it_refers_to_is_declared(name):
    service = SERVICES[name]
    assert names(service.get("depends_on")) <= SERVICES.keys()
    assert names(service.get("secrets")) <= COMPOSE["secrets"].keys()
    for volume in service.get("volumes", ()):
        source = volume.split(":")[0]
        assert (ROOT / source).exists() if source.startswith("./") else source in COMPOSE["volumes"]


def test_what_machines_ask_is_answered():
    asked = re.findall(r"http://127\.0\.0\.1:8000(/\w+)", str(OURS)) + re.findall(r"health_uri (\S+)", CADDY)
    assert set(asked) == {"/healthy", "/ready"}
    answer = health_middleware(lambda _request: None)
    assert all(answer(RequestFactory().get(address)) for address in ("/healthy", "/metrics"))


def test_the_proxy_hands_on_to_services():
    targets = re.search(r"reverse_proxy (.+) \{", CADDY)[1].split()
    assert {target.split(":")[0] for target in targets} == {name for name in OURS if name.startswith("web-")}


def test_the_image_can_back_up_the_database():
    debian = re.findall(r"^FROM debian:(\d+)", (ROOT / "Dockerfile").read_text(), re.M)[-1]
    assert SERVICES["postgres"]["image"] == f"postgres:{CLIENT_OF_DEBIAN[debian]}"
    assert "postgresql-client" in (ROOT / "Dockerfile").read_text()


def test_the_paper_has_every_setting_and_no_other():
    table = PAPER.split("## Settings by environment")[1].split("\n## ")[0]
    told = {name for row in table.splitlines() if row.startswith("| `") for name in re.findall(r"`([A-Z][A-Z_0-9]+)`", row.split("|")[1])}
    known = read_settings() - {"DEBUG", "PROMETHEUS_MULTIPROC_DIR", "PORT"}
    assert told == known


def test_the_papers_commands_are_there():
    managed = set(re.findall(r"manage\.py ([a-z_]+)", PAPER))
    made = set(re.findall(r"`make ([a-z]+)", PAPER))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    assert managed <= get_commands().keys()
    assert made <= targets


@pytest.mark.django_db
def test_the_paper_has_every_metric_and_no_other(monkeypatch):
    monkeypatch.setattr(settings, "REDIS_URL", "")
    metrics.count(view="home", method="GET", status=200, seconds=0.1)
    exposed = set(re.findall(r"^# TYPE (qalqan_\w+)", metrics.exposed().decode(), re.M))
    exposed = {name for name in exposed if not name.endswith("_created")}
    told = set(re.findall(r"`(qalqan_\w+)", PAPER))
    assert told - exposed == {"qalqan_queue_depth", "qalqan_silent_seconds"}  # those of Redis
    assert exposed <= told
