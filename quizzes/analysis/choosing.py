"""Who chose what: the whole, the top third and the bottom third of the attempts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quizzes.analysis.rows import Response

UNANSWERED = ""


@dataclass(frozen=True)
class Thirds:
    """The attempts with the highest and the lowest totals. Whoever has as much as the last one in a third is in it too.

    `top_from` and `bottom_to` are the totals that bound them, in percent.
    """

    top: frozenset[int]
    bottom: frozenset[int]
    top_from: float
    bottom_to: float


@dataclass(frozen=True)
class ChoiceRow:
    """How often something was chosen. Shares are in percent of those who met the question; of a third that nobody of met it, None."""

    choice: str
    count: int
    share: float
    top: int
    top_share: float | None
    bottom: int
    bottom_share: float | None


def thirds_of(shares: Mapping[int, int], everything: int) -> Thirds | None:
    """None where there are fewer than three attempts, or where equal totals would put somebody in both."""
    size = len(shares) // 3
    ordered = sorted(shares.values())
    if not size or ordered[size - 1] >= ordered[-size]:
        return None
    low, high = ordered[size - 1], ordered[-size]
    return Thirds(
        frozenset(attempt for attempt, share in shares.items() if share >= high),
        frozenset(attempt for attempt, share in shares.items() if share <= low),
        100 * high / everything,
        100 * low / everything,
    )


def choices_of(rows: Iterable[Response], thirds: Thirds | None) -> tuple[ChoiceRow, ...]:
    """The table of choices of one question, the commonest first. Several choices in one answer count once each."""
    rows = list(rows)
    everybody = _counted(rows)
    top_rows = [row for row in rows if thirds and row.attempt in thirds.top]
    bottom_rows = [row for row in rows if thirds and row.attempt in thirds.bottom]
    top, bottom = _counted(top_rows), _counted(bottom_rows)
    return tuple(
        ChoiceRow(
            choice,
            count,
            100 * count / len(rows),
            top[choice],
            _share(top[choice], len(top_rows)),
            bottom[choice],
            _share(bottom[choice], len(bottom_rows)),
        )
        for choice, count in sorted(everybody.items(), key=lambda each: (-each[1], each[0]))
    )


def _counted(rows: Iterable[Response]) -> Counter[str]:
    return Counter(choice for row in rows for choice in set(row.choices) or {UNANSWERED})


def _share(count: int, of: int) -> float | None:
    return 100 * count / of if of else None
