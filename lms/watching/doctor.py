"""The doctor: asks every check, and takes one that breaks for a fault of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.core import checks
from django.core.checks import CheckMessage

from lms.watching import rooms


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """What one check found, and how to mend it."""

    check: str
    state: State
    words: str
    mend: str


def examine() -> Iterator[Finding]:
    """Looks at everything, one check after the other. Writes nothing but a file and a cache entry that it removes or lets lapse."""
    for name, check in rooms.checks():
        try:
            said = check()
        except Exception as problem:
            said = checks.Error(f"Could not be looked at ({type(problem).__name__}).", hint="Mend what is said above first.")
        yield Finding(name, state_of(said), said.msg, said.hint or "")


def state_of(said: CheckMessage) -> State:
    """Pure."""
    if said.level >= checks.ERROR:
        return State.FAULT
    return State.WARNING if said.level >= checks.WARNING else State.OK
