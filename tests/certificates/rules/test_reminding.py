"""What is due on a day: the table of days, and what holds for every history."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from certificates.rules.facts import Facts, Grant, Leave, Period
from certificates.rules.reminding import LATE, reminder_due
from certificates.rules.standing import State, stand
from tests.certificates.rules.test_laws import days, facts_of, leaves, pieces, replay, rules

# A year until 20 January 2027, that day included; a month of grace.
YEAR = Period(date(2026, 1, 20), date(2026, 1, 20), date(2026, 1, 20), 12, window_days=90, grace_days=30)
END = "2027-01-21"


def on(day: str, *periods: Period, leaves=(), grants=()) -> str:
    reminder = reminder_due(Facts(periods=periods or (YEAR,), leaves=leaves, grants=grants), date.fromisoformat(day))
    return reminder.key if reminder else ""


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-01-20", ""),
        ("2026-10-21", ""),
        ("2026-10-22", f"90:{END}"),
        ("2026-12-20", f"90:{END}"),
        ("2026-12-21", f"30:{END}"),
        ("2026-12-22", f"30:{END}"),
        ("2027-01-12", f"30:{END}"),
        ("2027-01-13", f"7:{END}"),
        ("2027-01-20", f"7:{END}"),
        ("2027-01-21", f"grace:{END}"),
        ("2027-02-19", f"grace:{END}"),
        ("2027-02-20", f"lapsed:{END}"),
        ("2027-03-21", f"lapsed:{END}"),
        ("2027-03-22", ""),
    ],
)
def test_the_days_of_a_year(day, said):
    assert on(day) == said


def test_without_grace_it_lapses_at_once():
    assert on("2027-01-21", replace(YEAR, grace_days=0)) == f"lapsed:{END}"


def test_what_is_renewed_early_is_not_reminded_of_and_the_next_one_is():
    renewed = replace(YEAR, met_on=date(2026, 12, 1), known_on=date(2026, 12, 1), term=24, continues=True)
    assert on("2026-12-21", YEAR, renewed) == ""
    assert on("2027-01-20", YEAR, renewed) == ""
    assert on("2027-10-22", YEAR, renewed) == "90:2028-01-21"


def test_what_was_revoked_or_never_ends_is_not_reminded_of():
    assert on("2026-12-21", replace(YEAR, revoked_on=date(2026, 6, 1))) == ""
    assert on("2026-12-21", replace(YEAR, term=None)) == ""


def test_during_leave_nothing_is_due_and_after_it_the_days_have_moved():
    away = Leave(date(2026, 12, 1), date(2026, 12, 31))
    assert on("2026-12-21", leaves=(away,)) == ""
    assert on("2026-12-31", leaves=(away,)) == "90:2027-02-20"
    assert on("2027-01-20", leaves=(away,)) == "30:2027-02-20"
    assert on("2027-01-19", leaves=(Leave(date(2026, 12, 1)),)) == ""


def test_a_leave_that_begins_after_the_lapse_hides_nothing():
    assert on("2027-02-25", leaves=(Leave(date(2027, 2, 22)),)) == f"lapsed:{END}"


def test_while_a_temporary_certification_holds_nobody_is_told_that_it_ended():
    granted = Grant(date(2027, 1, 15), date(2027, 3, 1))
    assert on("2027-01-14", grants=(granted,)) == f"7:{END}"
    assert on("2027-01-25", grants=(granted,)) == ""
    assert on("2027-03-01", grants=(granted,)) == f"lapsed:{END}"


def test_a_temporary_certification_is_announced_to_end_where_nothing_else_carries():
    granted = Grant(date(2026, 6, 1), date(2026, 9, 1))
    for day, said in {
        "2026-06-02": "",
        "2026-08-01": "temporary-30:2026-09-01",
        "2026-08-31": "temporary-7:2026-09-01",
        "2026-09-01": "temporary-ended:2026-09-01",
        "2026-09-30": "temporary-ended:2026-09-01",
        "2026-10-01": "",
    }.items():
        reminder = reminder_due(Facts(grants=(granted,)), date.fromisoformat(day))
        assert (reminder.key if reminder else "") == said
    assert on("2026-08-31", grants=(granted,)) == ""  # the period goes on
    assert on("2026-08-31", replace(YEAR, revoked_on=date(2026, 5, 1)), grants=(granted,)) == ""


def test_the_latest_of_several_temporary_ones_is_what_ends():
    granted = (Grant(date(2026, 6, 1), date(2026, 9, 1)), Grant(date(2026, 8, 20), date(2026, 12, 1)))
    assert reminder_due(Facts(grants=granted), date(2026, 8, 30)) is None
    assert reminder_due(Facts(grants=granted), date(2026, 11, 25)).key == "temporary-7:2026-12-01"


def test_a_short_period_is_not_announced_to_end_when_it_has_hardly_begun():
    month = replace(YEAR, term=1, window_days=7, grace_days=3)
    assert on("2026-01-25", month) == ""
    assert on("2026-02-14", month) == "7:2026-02-21"


ENDING = {State.CERTIFIED, State.RENEWABLE}


@given(rules, pieces, leaves, days)
def test_a_reminder_says_what_the_standing_says(programme, found, away, today):
    facts = replay(programme, facts_of(found, away), today)
    reminder, standing = reminder_due(facts, today), stand(programme, facts, today)
    if reminder is None:
        assert standing.state != State.IN_GRACE
    elif reminder.about == "grace":
        assert standing.state == State.IN_GRACE
    elif reminder.about == "lapsed":
        assert standing.state == State.LAPSED
    else:
        assert standing.state in ENDING
        assert standing.stretch
        assert standing.stretch.until == reminder.until
        assert reminder.until - today <= timedelta(days=int(reminder.about) + 1)


@given(rules, pieces, leaves, days)
def test_nothing_is_due_about_what_ended_long_ago(programme, found, away, today):
    facts = replay(programme, facts_of(found, away), today)
    later = today + timedelta(days=2000) + LATE
    assert reminder_due(facts, later) is None
