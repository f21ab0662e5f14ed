"""Certificates from before: a CSV file of them is read, looked at line by line, and taken over whole or not at all."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from time import strptime
from typing import Any

from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_noop

from accounts.models import User
from certificates.certifying import advance, recognise_period
from certificates.days import day_of
from certificates.models import Certification, Period, Programme

COLUMNS = ("email", "first_day", "last_day", "number")
MOST = 500
FAULTS = {
    "columns": gettext_noop("The line has another number of columns than the first one."),
    "person": gettext_noop("Nobody has an account with this address."),
    "day": gettext_noop("A day is written as 2024-01-31 or 31.01.2024."),
    "order": gettext_noop("The last valid day lies before the first."),
    "future": gettext_noop("The first valid day has not come yet."),
    "number": gettext_noop("The number is missing, or longer than 200 characters."),
    "twice": gettext_noop("This person stands in the file already."),
    "held": gettext_noop("This person has a certification in this programme already."),
}


class UnreadableError(ValueError):
    """The file is no table of earlier certificates. `args[0]` is one of "encoding", "header", "empty", "long"."""


class MeanwhileError(Exception):
    """What was looked at is not so any more; nothing was saved."""


@dataclass(frozen=True)
class Line:
    """One line of the file. `faults` are keys of FAULTS; a line without any can be taken over."""

    number: int
    email: str
    first: date | None
    last: date | None
    issued_as: str
    faults: tuple[str, ...] = ()


def read(data: bytes, programme: Programme, today: date) -> list[Line]:
    """Every line with what is wrong with it. Two queries. UTF-8 or Windows-1251, commas or semicolons. Raises UnreadableError."""
    rows = list(_rows(data))
    if not rows:
        raise UnreadableError("empty")
    if len(rows) > MOST:
        raise UnreadableError("long")
    known = _people(cells[0].strip().lower() for _number, cells in rows if cells)
    held = set(Period.objects.filter(certification__programme=programme).values_list("certification__person", flat=True))
    seen: set[str] = set()
    return [_line(number, cells, known, held, seen, today) for number, cells in rows]


@transaction.atomic
def recognise_all(lines: Sequence[Line], programme: Programme, *, by: Any, at: datetime) -> int:
    """Takes every line over as somebody's first period, or none; returns how many. Raises MeanwhileError where one cannot be any more."""
    people = _people(line.email for line in lines)
    for line in lines:
        person = people.get(line.email)
        if person is None or line.faults:
            raise MeanwhileError(line.number)
        certification, _new = Certification.objects.get_or_create(person=person, programme=programme, defaults={"begun_on": day_of(at)})
        if recognise_period(certification, first=line.first, last=line.last, number=line.issued_as, by=by, at=at) is None:
            raise MeanwhileError(line.number)
        advance(certification, at=at)
    return len(lines)


def _people(addresses: Iterable[str]) -> dict[str, User]:
    """Who has these addresses, in small letters; an account may write its own in others."""
    found = User.objects.alias(address=Lower("email")).filter(address__in=set(addresses), is_active=True)
    return {each.email.lower(): each for each in found}


def _rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Lines below the header, with their numbers in the file; empty ones are left out."""
    text = _text(data)
    delimiter = ";" if text.split("\n", 1)[0].count(";") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        if header != list(COLUMNS):
            raise UnreadableError("header")
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise UnreadableError("header") from error


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableError("encoding")


def _line(number: int, cells: list[str], known: dict[str, User], held: set[int], seen: set[str], today: date) -> Line:
    if len(cells) != len(COLUMNS):
        return Line(number, cells[0].strip()[:200], None, None, "", ("columns",))
    email, first_text, last_text, issued_as = (cell.strip() for cell in cells)
    email, first, last = email.lower(), _day(first_text), _day(last_text)
    faults = {
        "person": email not in known,
        "twice": email in seen,
        "held": email in known and known[email].pk in held,
        "day": first is None or last is None,
        "order": bool(first and last and last < first),
        "future": bool(first and first > today),
        "number": not 0 < len(issued_as) <= 200,
    }
    seen.add(email)
    return Line(number, email[:200], first, last, issued_as[:200], tuple(name for name, there in faults.items() if there))


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return date(*strptime(text, form)[:3])
        except ValueError:
            continue
    return None
