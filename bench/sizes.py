"""How large an academy is asked for, and what counts as growth. Pure."""

import re

MOST = 1.2  # times the smallest academy's cost: what a learner's page may grow by
STEPS = {"": 1, "k": 1_000, "m": 1_000_000}


def parse(text: str) -> int:
    """Enrolments: `300`, `1k`, `100k`, `1m`. Raises ValueError."""
    found = re.fullmatch(r"([1-9]\d{0,6})([km]?)", text.strip().lower())
    if not found or int(found[1]) * STEPS[found[2]] > 10_000_000:
        raise ValueError(f"A size is written 300, 1k, 100k or 1m, not {text!r}.")
    return int(found[1]) * STEPS[found[2]]


def label(size: int) -> str:
    """As it is written in names and tables: 1k, 100k, 1m."""
    for name, step in (("m", 1_000_000), ("k", 1_000)):
        if size % step == 0:
            return f"{size // step}{name}"
    return str(size)


def factor(smallest: list[float], larger: list[float]) -> float:
    """How many times as much the larger academy costs, by the better run of each: noise only ever adds."""
    return round(min(larger) / min(smallest), 2) if smallest and larger and min(smallest) else 0.0


def has_grown(smallest: list[float], larger: list[float]) -> bool:
    """Whether that is more than a learner's page may grow by."""
    return factor(smallest, larger) > MOST
