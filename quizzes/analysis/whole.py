"""The test as a whole, and the analysis of it with its questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from quizzes.analysis.choosing import Thirds, thirds_of
from quizzes.analysis.figures import Figure, Sample, root
from quizzes.analysis.items import Item, item_of
from quizzes.analysis.rows import Part, Response, Table, table_of


@dataclass(frozen=True)
class Whole:
    """Figures of the test, over attempts. Points in percent of each attempt's own maximum."""

    attempts: int
    mean: Figure
    median: Figure
    deviation: Figure
    skewness: Figure
    kurtosis: Figure
    consistency: Figure
    error_ratio: Figure
    standard_error: Figure


@dataclass(frozen=True)
class Analysis:
    whole: Whole
    thirds: Thirds | None
    items: dict[int, Item]


def analyse(responses: Iterable[Response], *, guesses: Mapping[int, Fraction] | None = None) -> Analysis:
    """The figures of a test and of each of its questions. `guesses`: what guessing earns, as a share of the maximum, where it is known."""
    table = table_of(responses)
    shares, everything = table.shares()
    thirds = thirds_of(shares, everything)
    parts = table.parts()
    weights = _part_covariances(table, parts)
    items = {item: item_of(table, item, guess=(guesses or {}).get(item), thirds=thirds, weights=weights) for item in sorted(table.items)}
    return Analysis(_whole(table, Sample(list(shares.values())), everything, parts), thirds, items)


def _whole(table: Table, shares: Sample, everything: int, parts: dict[Part, list[int]] | None) -> Whole:
    """Moodle, "Test statistics". Mean T̄, median, SD(T) = √V(T)."""
    if not shares.n:
        return Whole(0, *[Figure(None, "few")] * 8)
    variance = shares.variance()
    deviation = Figure(None, "few") if variance is None else Figure(100 * root(variance) / everything)
    consistency = consistency_of(table, parts)
    error_ratio = _error_ratio(consistency)
    return Whole(
        attempts=shares.n,
        mean=Figure(float(100 * shares.mean() / everything)),
        median=Figure(float(100 * shares.median() / everything)),
        deviation=deviation,
        skewness=skewness_of(shares),
        kurtosis=kurtosis_of(shares),
        consistency=consistency,
        error_ratio=error_ratio,
        standard_error=_standard_error(error_ratio, deviation),
    )


def skewness_of(sample: Sample) -> Figure:
    """Moodle, "Skewness": k₃ / k₂^(3/2), where k₂ = n·m₂ / (n − 1), k₃ = n²·m₃ / ((n − 1)(n − 2)) and m_r = Σ(T − T̄)^r / n."""
    n = sample.n
    if n < 3:
        return Figure(None, "few")
    k2 = sample.power_sum(2) / (n - 1)
    if not k2:
        return Figure(None, "no_spread")
    k3 = n * sample.power_sum(3) / ((n - 1) * (n - 2))
    return Figure(float(k3 / k2) / root(k2))


def kurtosis_of(sample: Sample) -> Figure:
    """Moodle, "Kurtosis": k₄ / k₂², where k₄ = n²·((n + 1)·m₄ − 3(n − 1)·m₂²) / ((n − 1)(n − 2)(n − 3)). Zero for a normal distribution."""
    n = sample.n
    if n < 4:
        return Figure(None, "few")
    m2, m4 = sample.power_sum(2) / n, sample.power_sum(4) / n
    if not m2:
        return Figure(None, "no_spread")
    k2 = n * m2 / (n - 1)
    k4 = n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2) / ((n - 1) * (n - 2) * (n - 3))
    return Figure(float(k4 / (k2 * k2)))


def consistency_of(table: Table, parts: dict[Part, list[int]] | None) -> Figure:
    """Moodle, "Coefficient of internal consistency": CIC = 100 · P/(P − 1) · (1 − ΣV(x_p) / V(T)), P parts.

    It is Cronbach's alpha in percent.
    """
    if len(table.totals) < 2:
        return Figure(None, "few")
    if parts is None:
        return Figure(None, "uneven")
    if len(parts) < 2:
        return Figure(None, "one_part")
    total = Sample(list(table.totals.values())).variance()
    if not total:
        return Figure(None, "no_spread")
    variances = sum((Sample([table.points[index] for index in part]).variance() or Fraction(0) for part in parts.values()), Fraction(0))
    return Figure(float(100 * Fraction(len(parts), len(parts) - 1) * (1 - variances / total)))


def _error_ratio(consistency: Figure) -> Figure:
    """Moodle, "Error ratio": ER = 100 · √(1 − CIC/100): how much of the deviation is chance."""
    if consistency.value is None:
        return consistency
    return Figure(100 * sqrt(max(0.0, 1 - consistency.value / 100)))


def _standard_error(error_ratio: Figure, deviation: Figure) -> Figure:
    """Moodle, "Standard error": SE = ER/100 · SD(T)."""
    if error_ratio.value is None or deviation.value is None:
        return Figure(None, error_ratio.why or deviation.why)
    return Figure(error_ratio.value * deviation.value / 100)


def _part_covariances(table: Table, parts: dict[Part, list[int]] | None) -> dict[Part, Fraction] | None:
    """C(x_p, T) of every part, for the effective weights."""
    if parts is None or len(table.totals) < 2:
        return None
    found = {}
    for part, indices in parts.items():
        own = Sample([table.points[index] for index in indices])
        totals = Sample([table.totals[table.rows[index].attempt] for index in indices])
        found[part] = own.covariance(totals) or Fraction(0)
    return found
