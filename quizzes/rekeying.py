"""Whether a new version of a question can grade what was answered to an older one. Pure.

An answer names things by the ids of the body that it was given to. A key of another kind, or one that has lost such an id, would call a
right answer wrong without anybody noticing.
"""

from collections.abc import Iterable, Iterator
from typing import Any


def ids_in(body: object) -> set[str]:
    """Every id that a stored body gives to something."""
    return set(_ids(body))


def _ids(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("id"), str):
            yield part["id"]
        for each in part.values():
            yield from _ids(each)
    elif isinstance(part, list):
        for each in part:
            yield from _ids(each)


def named_in(answer: object) -> set[str]:
    """Every word in a stored answer that may be an id: keys and texts."""
    return set(_named(answer))


def _named(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from part
        for each in part.values():
            yield from _named(each)
    elif isinstance(part, list):
        for each in part:
            yield from _named(each)


def lost_ids(old: Any, new: Any, *, orders: Iterable[Any], answers: Iterable[Any]) -> set[str]:
    """Ids of the old body that were shown or answered and that the new body does not have."""
    gone = ids_in(old) - ids_in(new)
    if not gone:
        return set()
    used: set[str] = set()
    for each in (*orders, *answers):
        used |= named_in(each)
    return gone & used
