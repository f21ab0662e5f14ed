"""Ten points, five to pass."""

from fractions import Fraction

import pytest

from trainings.verdicts import Outcome, Verdict, outcome, verdict


@pytest.mark.parametrize(
    ("needed", "points", "decided", "expected"),
    [
        (1, [], None, Verdict(1)),
        (1, [7], None, Verdict(0, Fraction(7), True)),
        (1, [4], None, Verdict(0, Fraction(4), False)),
        (2, [7], None, Verdict(1)),
        (2, [7, 8], None, Verdict(0, Fraction(15, 2), True)),
        (2, [7, 9], None, Verdict(0, Fraction(8), True)),
        (2, [7, 10], None, Verdict(0, reasons=("far-apart",))),
        (2, [4, 5], None, Verdict(0, reasons=("one-passed",))),
        (2, [1, 9], None, Verdict(0, reasons=("far-apart", "one-passed"))),
        (2, [4, 5], 4, Verdict(0, Fraction(4), False, ("one-passed",))),
        (2, [1, 9], 6, Verdict(0, Fraction(6), True, ("far-apart", "one-passed"))),
        (2, [7, 8], 1, Verdict(0, Fraction(15, 2), True)),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_the_points_come_to(needed, points, decided, expected):
    assert verdict(points, needed=needed, maximum=10, pass_mark=5, decided=decided) == expected


PASSED, FAILED, OPEN, TORN = Verdict(0, Fraction(7), True), Verdict(0, Fraction(1), False), Verdict(1), Verdict(0, reasons=("one-passed",))


@pytest.mark.parametrize(
    ("stations", "expected"),
    [
        ([], Outcome(ready=False, passed=False)),
        ([PASSED, PASSED], Outcome(ready=True, passed=True)),
        ([PASSED, FAILED], Outcome(ready=True, passed=False)),
        ([PASSED, OPEN], Outcome(ready=False, passed=False)),
        ([PASSED, TORN], Outcome(ready=False, passed=False)),
    ],
    ids=["none", "all", "one-failed", "one-open", "one-torn"],
)
def test_the_whole_waits_for_every_station(stations, expected):
    assert outcome(stations) == expected
