"""A teacher finishes a real course and holds a certificate that anyone can check: on a phone, with real mail, PDF and QR."""

import os
import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from tests.browser import chromium
from tests.journeys import learner
from tests.journeys.processes import academy

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
pytestmark = pytest.mark.browser
CODE = re.compile(r"\b(\d{4}-\d{4}|\d{8})\b")


@pytest.mark.django_db(transaction=True)
def test_a_teacher_studies_in_two_languages_and_holds_a_certificate(live_server, settings, open_page, chores_here):
    settings.SITE_URL = live_server.url
    with override_settings(DEMO=True):
        call_command("load_demo", verbosity=0)

    def read_code(email):
        return CODE.search(next(letter.body for letter in reversed(mail.outbox) if email in letter.to))[1]

    found = learner.walk(open_page(), read_code)
    assert found["check"].startswith(live_server.url)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not settings.REDIS_URL, reason="needs Redis: set REDIS_URL")
def test_the_same_on_two_web_processes_a_worker_and_beat(tmp_path):
    """Every second connection goes to the other web process; the certificate is drawn by the worker."""
    database = connection.settings_dict
    user, host, port = database["USER"] or "postgres", database["HOST"] or "127.0.0.1", database["PORT"] or 5432
    name = f"{database['NAME']}_many"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    redis = urlsplit(settings.REDIS_URL)._replace(path="/14").geturl()
    password = f":{database['PASSWORD']}" if database["PASSWORD"] else ""
    try:
        with academy(tmp_path, database_url=f"postgres://{user}{password}@{host}:{port}/{name}", redis_url=redis) as running:
            page = chromium.browser().new_context(base_url=running.url, viewport=chromium.PHONE, locale="kk").new_page()
            found = learner.walk(page, lambda email: CODE.search(running.post.wait_for(email).get_body(("plain",)).get_content())[1])
            assert found["serial"]
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
