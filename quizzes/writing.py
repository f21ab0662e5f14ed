"""What a regrading found, written down: few statements for many attempts, because few values are different."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from quizzes.models import Attempt, AttemptQuestion
from quizzes.weighing import Row, Turn


def write(turns: Sequence[Turn]) -> None:
    """Writes rows and outcomes of a slice of attempts, which the caller has locked. One UPDATE for each different value."""
    rows: dict[Hashable, list[int]] = {}
    outcomes: dict[Hashable, list[int]] = {}
    for turn in turns:
        for pk, row in turn.after.items():
            if row != turn.before[pk]:
                rows.setdefault(tuple(_columns(row).items()), []).append(pk)
        if turn.difference.changed and turn.difference.after is not None:
            outcomes.setdefault(turn.difference.after, []).append(turn.attempt.pk)
    _update(AttemptQuestion, rows, dict)
    _update(Attempt, outcomes, vars)


def _columns(row: Row) -> dict[str, Any]:
    points = None if row["points"] is None else Decimal(row["points"])
    return {"graded_as_id": row["graded_as"], "remedy": row["remedy"], "points": points, "maximum": row["maximum"]}


def _update(model: Any, by_values: Mapping[Hashable, Iterable[int]], columns: Any) -> None:
    for values, pks in by_values.items():
        model.objects.filter(pk__in=pks).update(**columns(values))
