"""Deadlines, seconds left, and who may start again."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from quizzes import clock
from quizzes.admission import Admission, Rules, admit

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_an_accommodation_lengthens_the_time():
    assert clock.deadline(NOON, HOUR) == NOON + HOUR
    assert clock.deadline(NOON, HOUR, factor=Decimal("1.5")) == NOON + 1.5 * HOUR
    assert clock.deadline(NOON, None) is None


@pytest.mark.parametrize(
    ("moment", "over", "left"),
    [
        pytest.param(NOON - HOUR, False, 3600, id="an hour before"),
        pytest.param(NOON - timedelta(milliseconds=1500), False, 1, id="part of a second does not count"),
        pytest.param(NOON, False, 0, id="the last instant still counts"),
        pytest.param(NOON + timedelta(microseconds=1), True, 0, id="just after"),
    ],
)
def test_the_end(moment, over, left):
    assert (clock.is_over(NOON, moment), clock.seconds_left(NOON, moment)) == (over, left)
    assert clock.ended_at(NOON, moment) == (NOON if over else moment)


def test_without_a_limit_nothing_is_ever_over():
    assert (clock.is_over(None, NOON), clock.seconds_left(None, NOON), clock.ended_at(None, NOON)) == (False, None, NOON)


@pytest.mark.parametrize(
    ("rules", "finished", "last_end", "decision"),
    [
        pytest.param(Rules(None, timedelta()), 0, None, Admission(True), id="the first"),
        pytest.param(Rules(None, timedelta()), 99, NOON, Admission(True), id="no limit, no pause"),
        pytest.param(Rules(2, timedelta()), 1, NOON, Admission(True), id="one left"),
        pytest.param(Rules(2, timedelta()), 2, NOON, Admission(False, "no_attempts"), id="none left"),
        pytest.param(Rules(None, HOUR), 1, NOON, Admission(True), id="the pause has just ended"),
        pytest.param(Rules(None, 2 * HOUR), 1, NOON, Admission(False, "pause", NOON + 2 * HOUR), id="the pause"),
        pytest.param(Rules(1, 2 * HOUR), 1, NOON, Admission(False, "no_attempts"), id="no pause is promised where none is left"),
    ],
)
def test_who_may_start_again(rules, finished, last_end, decision):
    assert admit(rules, finished=finished, last_end=last_end, now=NOON + HOUR) == decision
