"""Pages in a real browser, against a live server on the test database."""

import os

import pytest

from tests.browser import chromium

# Playwright's own event loop runs in this thread; the ORM calls of the tests beside it are ordinary, synchronous ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def open_page(live_server):
    """Opens pages of the live server: `open_page(language=…, scheme=…, size=…, signed_in=person)`; closes what it opened."""
    contexts = []

    def open_one(*, language="kk", scheme="light", size=chromium.PHONE, javascript=True, signed_in=None):
        context = chromium.browser().new_context(
            base_url=live_server.url,
            viewport=size,
            locale=language,
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        if signed_in:
            context.add_cookies([{"name": "sessionid", "value": session_of(signed_in), "url": live_server.url}])
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


def session_of(person) -> str:
    """The key of a fresh session of that person, as signing in would make it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.cached_db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key
