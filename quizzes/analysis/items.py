"""The figures of one question."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from quizzes.analysis.choosing import ChoiceRow, Thirds, choices_of
from quizzes.analysis.differing import Differing, differing_of
from quizzes.analysis.figures import Figure, Sample, root
from quizzes.analysis.rows import UNIT, Part, Response, Table


@dataclass(frozen=True)
class Item:
    """What the answers tell about a question. All figures in percent, except `seconds`."""

    item: int
    answers: int
    facility: Figure
    deviation: Figure
    guess: Figure
    intended_weight: Figure
    effective_weight: Figure
    discrimination: Figure
    efficiency: Figure
    seconds: Figure
    choices: tuple[ChoiceRow, ...]
    differing: Differing


def item_of(
    table: Table,
    item: int,
    *,
    guess: Fraction | None,
    thirds: Thirds | None,
    weights: Mapping[Part, Fraction] | None,
) -> Item:
    """The question's figures over the attempts that met it.

    Moodle, "Facility index": 100 · x̄ / x(max); "Standard deviation": 100 · √V(x) / x(max); "Intended question weight": 100 · x(max) /
    T(max); its x(min) and T(min) are 0 here, for no question earns less.
    """
    indices = table.items[item]
    rows = [table.rows[index] for index in indices]
    own = Sample([table.points[index] for index in indices])
    rest = Sample([table.totals[row.attempt] - table.points[index] for index, row in zip(indices, rows, strict=True)])
    maxima = sum(row.maximum for row in rows)
    variance = own.variance()
    return Item(
        item=item,
        answers=own.n,
        facility=Figure(float(100 * Fraction(own.sum, maxima * UNIT))),
        deviation=Figure(None, "few") if variance is None else Figure(100 * root(variance) * own.n / (maxima * UNIT)),
        guess=Figure(None, "unknown") if guess is None else Figure(float(100 * guess)),
        intended_weight=Figure(float(100 * Fraction(maxima, sum(table.maxima[row.attempt] for row in rows)))),
        effective_weight=effective_weight(("item", item), weights),
        discrimination=discrimination(own, rest),
        efficiency=efficiency(own, rest),
        seconds=_seconds(rows),
        choices=choices_of(rows, thirds),
        differing=differing_of(rows, table.totals),
    )


def effective_weight(part: Part, weights: Mapping[Part, Fraction] | None) -> Figure:
    """Moodle, "Effective question weight": 100 · √C(x, T) / Σ√C(x_p, T), parts with a negative covariance left out of the sum."""
    if weights is None or part not in weights:
        return Figure(None, "drawn")
    if weights[part] < 0:
        return Figure(None, "negative")
    total = sum(root(weights[each]) for each in sorted(weights) if weights[each] > 0)
    return Figure(100 * root(weights[part]) / total) if total else Figure(None, "no_spread")


def discrimination(own: Sample, rest: Sample) -> Figure:
    """Moodle, "Discrimination index": 100 · C(x, X) / √(V(x)·V(X)), X = T − x: the correlation with the rest of the test.

    Drawn questions too are compared with the rest; Moodle's code takes the total for those, which holds the question itself.
    """
    covariance, own_variance, rest_variance = own.covariance(rest), own.variance(), rest.variance()
    if covariance is None or own_variance is None or rest_variance is None:
        return Figure(None, "few")
    if not own_variance or not rest_variance:
        return Figure(None, "no_spread")
    return Figure(100 * float(covariance) / root(own_variance * rest_variance))


def efficiency(own: Sample, rest: Sample) -> Figure:
    """Moodle, "Discriminative efficiency": 100 · C(x, X) / C_max(x, X), C_max being that of x and X each sorted by size."""
    covariance, greatest = own.covariance(rest), own.greatest_covariance(rest)
    if covariance is None or greatest is None:
        return Figure(None, "few")
    return Figure(float(100 * covariance / greatest)) if greatest else Figure(None, "no_spread")


def _seconds(rows: list[Response]) -> Figure:
    timed = [row.seconds for row in rows if row.seconds is not None]
    return Figure(float(Sample(timed).median())) if timed else Figure(None, "not_timed")
