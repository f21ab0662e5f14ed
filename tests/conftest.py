"""What every test may ask for."""

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import translation

import lms.urls  # noqa: F401 — read now, before a test that plays the demo academy could read them with its extra page
from lms.celery import app as celery_app
from tests import people

hypothesis.settings.register_profile("repeatable", derandomize=True)
hypothesis.settings.load_profile(
    "repeatable"
)  # a change is judged by what it changed; `--hypothesis-profile=default` looks for new examples


@pytest.fixture(autouse=True)
def _fresh_cache():
    """Nothing cached leaks from one test into another."""
    cache.clear()


@pytest.fixture(autouse=True)
def _english():
    """Words outside a page are English in tests; a page's language is in its address."""
    with translation.override("en"):
        yield


def pytest_collection_modifyitems(items):
    """Races need real locks: those tests say `postgres` and are left out where the database is another.

    Whoever tests with real transactions finds what the migrations wrote: emptying the database afterwards takes it along, and with it the
    ids under which a process remembers types of content. So all of them put it back, not some.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        if (marker and marker.kwargs.get("transaction")) or "live_server" in item.fixturenames:
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)
        if "postgres" in item.keywords and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: set DATABASE_URL"))


@pytest.fixture
def aigerim(db):
    return people.aigerim()


@pytest.fixture
def daniyar(db):
    return people.daniyar()


@pytest.fixture
def saule(db):
    return people.saule()


@pytest.fixture
def outsider(db):
    return people.outsider()


@pytest.fixture
def no_second_factor(settings):
    """Whoever works at the desk gets in by the password alone, as in the demo academy, whose pages lead to its mails."""
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.notifications.academy_urls"


@pytest.fixture
def chores_here():
    """Chores run in this process, also where Redis is there for workers that this test has not."""
    before = celery_app.conf.task_always_eager
    celery_app.conf.task_always_eager = True
    yield
    celery_app.conf.task_always_eager = before
