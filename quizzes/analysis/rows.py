"""The rows that are analysed: one answer to one question of one attempt."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from math import lcm
from typing import NamedTuple

UNIT = 10_000  # points are kept with four decimals: counted in ten-thousandths they are whole numbers


Part = tuple[str, int]


class Response(NamedTuple):
    """What one attempt got for one question. `item` names the question; `choices` what was chosen, nothing where it was not answered."""

    attempt: int
    item: int
    position: int
    points: Decimal
    maximum: int
    language: str = ""
    choices: tuple[str, ...] = ()
    seconds: int | None = None


@dataclass
class Table:
    """Rows by question, and what each attempt has in all, in ten-thousandths of a point."""

    rows: list[Response]
    points: list[int] = field(init=False)
    totals: dict[int, int] = field(init=False)
    maxima: dict[int, int] = field(init=False)
    items: dict[int, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.points = [round(row.points * UNIT) for row in self.rows]
        self.totals, self.maxima, self.items = {}, {}, {}
        for index, (row, points) in enumerate(zip(self.rows, self.points, strict=True)):
            self.totals[row.attempt] = self.totals.get(row.attempt, 0) + points
            self.maxima[row.attempt] = self.maxima.get(row.attempt, 0) + row.maximum
            self.items.setdefault(row.item, []).append(index)

    def shares(self) -> tuple[dict[int, int], int]:
        """Each attempt's total as a share of its own maximum: whole numbers, and the number that stands for all points."""
        whole = lcm(*(maximum for maximum in self.maxima.values() if maximum)) * UNIT
        return {attempt: total * whole // (self.maxima[attempt] * UNIT) for attempt, total in self.totals.items()}, whole

    def parts(self) -> dict[Part, list[int]] | None:
        """Rows by the parts that every attempt has.

        A part is a question that everybody met, or the first, second, … of the drawn ones in an attempt, as Moodle has a position for
        each. None where attempts have different numbers of drawn questions.
        """
        everybody = len(self.totals)
        common = {item for item, indices in self.items.items() if len(indices) == everybody}
        drawn: dict[int, list[int]] = {attempt: [] for attempt in self.totals}
        for index, row in enumerate(self.rows):
            if row.item not in common:
                drawn[row.attempt].append(index)
        if len({len(indices) for indices in drawn.values()}) > 1:
            return None
        parts: dict[Part, list[int]] = {("item", item): self.items[item] for item in common}
        for indices in drawn.values():
            for place, index in enumerate(sorted(indices, key=lambda index: self.rows[index].position)):
                parts.setdefault(("drawn", place), []).append(index)
        return parts


def table_of(responses: Iterable[Response]) -> Table:
    """Questions with nothing to earn, left out by a regrading, count nowhere."""
    return Table([row for row in responses if row.maximum > 0])
