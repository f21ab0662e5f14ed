"""Where the marks of a chart stand. Pure: figures in, whole numbers of a drawing 360 wide and 220 high out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

WIDTH, HEIGHT = 360, 220
LEFT, RIGHT, TOP, BOTTOM = 36, 342, 12, 184  # where the templates draw the edges, too
BINS = 10
STEP = 25  # percent between two lines of discrimination


@dataclass(frozen=True)
class Bar:
    """How many results lie from `low` to below `high` percent; the last bar has 100, too."""

    low: int
    high: int
    count: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Line:
    """A line across the drawing, with the number that it stands for."""

    at: int
    value: int


@dataclass(frozen=True)
class Histogram:
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Dot:
    """A question at its facility (to the right) and its discrimination (upwards)."""

    name: str
    x: int
    y: int
    facility: float
    discrimination: float
    grave: bool


@dataclass(frozen=True)
class Scatter:
    """`columns` are facilities, `lines` discriminations; `zero` is the height at which strong and weak do alike."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    columns: tuple[Line, ...]
    zero: int


def histogram(percents: Iterable[float]) -> Histogram:
    """Results in ten bars of ten percent."""
    counts = [0] * BINS
    for percent in percents:
        counts[min(int(percent * BINS // 100), BINS - 1)] += 1
    top = _round_up(max(counts))
    wide = (RIGHT - LEFT) / BINS
    bars = []
    for place, count in enumerate(counts):
        x, y = round(LEFT + place * wide), _height(count, 0, top)
        width = round(LEFT + (place + 1) * wide) - x - 2
        bars.append(Bar(place * 100 // BINS, (place + 1) * 100 // BINS, count, x + 1, y, width, BOTTOM - y))
    return Histogram(tuple(bars), tuple(Line(_height(value, 0, top), value) for value in (0, top // 2, top)))


def scatter(questions: Sequence[tuple[str, float, float, bool]]) -> Scatter:
    """Questions as (name, facility, discrimination, whether something is gravely wrong)."""
    lowest = min([0, *(floor(each[2] / STEP) * STEP for each in questions)])
    dots = [Dot(name, _across(easy), _height(apart, lowest, 100), easy, apart, grave) for name, easy, apart, grave in questions]
    lines = tuple(Line(_height(value, lowest, 100), value) for value in range(lowest, 101, STEP))
    columns = tuple(Line(_across(value), value) for value in range(0, 101, STEP))
    return Scatter(tuple(sorted(dots, key=lambda dot: dot.grave)), lines, columns, _height(0, lowest, 100))


def _across(percent: float) -> int:
    return round(LEFT + (RIGHT - LEFT) * percent / 100)


def _height(value: float, low: float, high: float) -> int:
    return round(BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low))


def _round_up(count: int) -> int:
    """The next even number that is easy to read: 2, 4, 6, 8, 10, 20, 40, 60 …"""
    size = 2
    while size * 5 < count:
        size *= 10
    return max(2, -(-count // size) * size)
