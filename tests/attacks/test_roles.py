"""Every address, each role: nobody gets in where the table does not let them, and everybody gets in where it does."""

import json
import re
import warnings
from http.cookies import SimpleCookie

import pytest
from django.core.paginator import UnorderedObjectListWarning
from django.db import connection, transaction
from django.test import Client

from tests.attacks import table, world
from tests.attacks.addresses import addresses

pytestmark = pytest.mark.django_db
IN, OUT, NO_SUCH_WAY, BROKEN = "in", "out", "no such way", "broken"
SENTENCES = {  # a refusal needs something to refuse: what is sent where an empty form would already be unreadable
    "quizzes:answer-save": {"data": json.dumps({"seq": 1, "fields": []}), "content_type": "application/json"},
}


def verdict(path: str, response) -> str:
    """What that answer means. A 404 at the desk reaches people as a way to the same address in their language, where nothing is."""
    response.getvalue()  # closes what is streamed
    if response.status_code >= 500:
        return BROKEN
    if response.status_code == 405:
        return NO_SUCH_WAY
    if response.status_code in (401, 403, 404):
        return OUT
    if response.status_code == 302:
        to = response.url.partition("?")[0]
        if to in ("/cms/", "/cms/login/") or to.endswith("/accounts/login/") or re.fullmatch(f"/(kk|ru|en){re.escape(path)}", to):
            return OUT
        if to.endswith("/accounts/password/reset/") and path.startswith("/cms/"):
            return OUT
    return IN


class Walker:
    """Somebody who tries every address; whatever a request does is undone after it."""

    def __init__(self, person):
        self.client = Client(raise_request_exception=False)
        if person:
            self.client.force_login(person)
        self.cookies = {name: morsel.value for name, morsel in self.client.cookies.items()}

    def try_it(self, *request, **more) -> str:
        """What comes of `client.get(path)`, said as ("get", path)."""
        method, *where = request
        self.client.cookies = SimpleCookie(self.cookies)
        point = transaction.savepoint()
        try:
            return verdict(where[-1], getattr(self.client, method)(*where, **more))
        finally:
            transaction.savepoint_rollback(point)


@pytest.fixture
def academy(no_second_factor, chores_here):
    return world.build()


def wrong(address, path: str, role: str, walker: Walker) -> list[str]:
    """What is not as the table says, in words."""
    line = table.line_for(address.name)
    seen = walker.try_it("get", path)
    found = []
    if seen == BROKEN or seen != NO_SUCH_WAY and (seen == IN) != (role in line.get):
        found.append(f"GET {address.name} {path}: {seen}")
    if role in line.post and seen != NO_SUCH_WAY:
        return found  # what the forms of those who may do is told by the forms' tests
    done = walker.try_it("post", path, **SENTENCES.get(address.name, {}))
    if done == BROKEN or done != NO_SUCH_WAY and (done == IN) != (role in line.post):
        found.append(f"POST {address.name} {path}: {done}")
    return found


@pytest.mark.skipif(connection.vendor == "postgresql", reason="who may go where is no matter of the database; one walk is enough")
@pytest.mark.parametrize("role", world.ROLES)
def test_each_role_gets_in_where_the_table_says_and_nowhere_else(academy, role):
    walker = Walker(academy.people.get(role))
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnorderedObjectListWarning)  # a report of wagtail-localize
        for address in addresses():
            path = address.path(academy.arguments(address.name, address.wanted))
            found += wrong(address, path, role, walker)
    assert found == []


def test_every_address_stands_in_the_table():
    assert [address.name for address in addresses() if table.line_for(address.name) is None] == []


def test_every_line_of_the_table_is_about_an_address(no_second_factor):
    names = [address.name for address in addresses()]
    used = {next(p for p in table.TABLE if table.fnmatchcase(name, p)) for name in names if table.line_for(name)}
    assert set(table.TABLE) - used == set()
