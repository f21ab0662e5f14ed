"""A code lives for half a minute, and for half a minute more."""

from datetime import UTC, datetime, timedelta

import pytest

from trainings.codes import code_at, is_current, seconds_left
from trainings.presence import is_late, refusal, seconds_to_late

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(("after", "taken"), [(0, True), (29, True), (30, True), (59, True), (60, False), (3600, False), (-1, False)])
def test_how_long_a_code_is_taken(after, taken):
    assert is_current("secret", code_at("secret", NOON), NOON + timedelta(seconds=after)) is taken


def test_a_code_of_another_session_is_not_taken():
    assert not is_current("secret", code_at("other", NOON), NOON)
    assert not is_current("secret", "", NOON)


def test_codes_can_be_read_aloud_and_differ():
    codes = {code_at("secret", NOON + timedelta(seconds=30 * step)) for step in range(100)}
    assert len(codes) == 100
    assert all(len(code) == 10 and code.isalnum() and code == code.lower() for code in codes)


def test_the_next_code_comes_with_the_next_half_minute():
    assert seconds_left(NOON) == 30
    assert seconds_left(NOON + timedelta(seconds=12.5)) == 17.5


@pytest.mark.parametrize(
    ("minutes", "by_list", "expected"),
    [(-31, False, "early"), (-30, False, ""), (120, False, ""), (121, False, "over"), (121, True, ""), (120 + 7 * 1440, True, "")],
)
def test_when_people_are_marked(minutes, by_list, expected):
    ends = NOON + timedelta(hours=2)
    assert refusal(NOON, ends, marked_at=NOON + timedelta(minutes=minutes), by_list=by_list) == expected


@pytest.mark.parametrize(("minutes", "late"), [(-10, False), (15, False), (16, True)])
def test_late_is_after_a_quarter_of_an_hour(minutes, late):
    assert is_late(NOON, marked_at=NOON + timedelta(minutes=minutes)) is late


@pytest.mark.parametrize(("minutes", "seconds"), [(-5, 1200), (14, 60), (15, 0), (40, 0)])
def test_how_long_a_mark_needs_no_reason(minutes, seconds):
    assert seconds_to_late(NOON, now=NOON + timedelta(minutes=minutes)) == seconds
