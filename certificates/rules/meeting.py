"""Whether requirements are met by evidence, with which pieces, and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from certificates.rules.facts import Evidence
from certificates.rules.months import add_months
from certificates.rules.programme import Courses, Requirements


@dataclass(frozen=True)
class Missing:
    """Something that is still required: courses (`refs` to choose from, how many `more`), the exam, the practicum, hours (`more`).

    `too_old_since` is the day of a pass that does not count any more.
    """

    what: Literal["courses", "exam", "practicum", "hours"]
    refs: tuple[str, ...] = ()
    more: int = 1
    too_old_since: date | None = None


@dataclass(frozen=True)
class Met:
    """How far requirements are met: the pieces that serve, and what is missing."""

    used: tuple[Evidence, ...]
    missing: tuple[Missing, ...]


def meet(requirements: Requirements, evidence: Iterable[Evidence], on: date) -> Met:
    """How far that evidence meets the requirements on a day. The earliest pieces serve; of passes, the latest."""
    pieces = sorted((each for each in evidence if each.on <= on), key=lambda each: (each.on, each.key))
    used: list[Evidence] = []
    missing: list[Missing] = []
    for group in requirements.courses:
        _meet_courses(group, pieces, used, missing)
    if requirements.exam:
        _meet_exam(requirements, pieces, on, used, missing)
    if requirements.practicum:
        held = [each for each in pieces if each.kind == "practicum" and each.ref == requirements.practicum]
        if held:
            used.append(held[-1])
        else:
            missing.append(Missing("practicum", (requirements.practicum,)))
    _meet_hours(requirements.hours, pieces, used, missing)
    return Met(tuple(used), tuple(missing))


def begins_after(requirements: Requirements, evidence: Sequence[Evidence], kind: str, ref: str) -> tuple[Missing, ...]:
    """What has to be met before that course, exam or practicum may be begun: the programme's order. [rule 8]

    Courses group after group, then the exam, then the practicum. Nothing where the programme keeps no order.
    """
    if not requirements.in_order:
        return ()
    missing = []
    for part in meet(requirements, evidence, date.max).missing:
        own = (kind == "course" and part.what == "courses" and ref in part.refs) or kind == part.what
        if own or part.what == "hours":
            break
        missing.append(part)
    return tuple(missing)


def _meet_courses(group: Courses, pieces: Sequence[Evidence], used: list[Evidence], missing: list[Missing]) -> None:
    first: dict[str, Evidence] = {}
    for each in pieces:
        if each.kind == "course" and each.ref in group.keys and each not in used:
            first.setdefault(each.ref, each)
    chosen = list(first.values())[: group.number]
    used.extend(chosen)
    if len(chosen) < group.number:
        missing.append(Missing("courses", tuple(key for key in group.keys if key not in first), group.number - len(chosen)))


def _meet_exam(requirements: Requirements, pieces: Sequence[Evidence], on: date, used: list[Evidence], missing: list[Missing]) -> None:
    passes = [each for each in pieces if each.kind == "exam" and each.ref == requirements.exam]
    months = requirements.exam_months
    if passes and (months is None or on <= add_months(passes[-1].on, months)):  # [rule 7]
        used.append(passes[-1])
    else:
        missing.append(Missing("exam", (requirements.exam,), too_old_since=passes[-1].on if passes else None))


def _meet_hours(needed: int, pieces: Sequence[Evidence], used: list[Evidence], missing: list[Missing]) -> None:
    """Hours of what serves already, then of further pieces until it is enough; each piece once."""
    have = sum(each.hours for each in used)
    for each in pieces:
        if have >= needed:
            return
        if each.hours and each not in used:
            used.append(each)
            have += each.hours
    if have < needed:
        missing.append(Missing("hours", more=needed - have))
