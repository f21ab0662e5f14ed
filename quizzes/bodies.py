"""Bodies of question versions, read once in each process: a version never changes, so what was read stays true."""

from collections.abc import Iterable
from datetime import datetime

from quizzes.models import QuestionVersion
from quizzes.questions import Body
from quizzes.registry import TYPES

KEPT = 5000
_read: dict[tuple[int, datetime], Body] = {}


def body_of(version: QuestionVersion) -> Body:
    """The body of a version; its stored form is only touched, and fetched where it was deferred, the first time."""
    key = (version.pk, version.created_at)
    body = _read.get(key)
    if body is None:
        body = TYPES[version.kind].read_body(version.body)
        _keep(key, body)
    return body


def bodies_of(versions: Iterable[tuple[int, datetime]]) -> dict[int, Body]:
    """The bodies of many versions, given as (id, made at), by id. At most one query."""
    keys = dict(versions)
    found = {key[0]: body for key in keys.items() if (body := _read.get(key))}
    missing = [pk for pk in keys if pk not in found]
    for pk, kind, body in QuestionVersion.objects.filter(pk__in=missing).values_list("pk", "kind", "body") if missing else ():
        found[pk] = TYPES[kind].read_body(body)
        _keep((pk, keys[pk]), found[pk])
    return found


def _keep(key: tuple[int, datetime], body: Body) -> None:
    if len(_read) >= KEPT:
        _read.clear()
    _read[key] = body
