"""What holds for every programme and every history."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from certificates.days import day_of
from certificates.rules import imagining
from certificates.rules.awarding import next_period
from certificates.rules.chain import resolve
from certificates.rules.changing import version_under
from certificates.rules.facts import Evidence, Facts, Leave
from certificates.rules.meeting import begins_after
from certificates.rules.months import add_months
from certificates.rules.programme import Courses, Requirements, Rules
from certificates.rules.standing import State, stand

FIRST = date(2022, 1, 1)
days = st.integers(0, 1500).map(lambda number: FIRST + timedelta(days=number))
rules = st.builds(
    Rules,
    first=st.just(Requirements(courses=(Courses(keys=("a",)),), exam="x", practicum="p")),
    renewal=st.sampled_from([None, Requirements(exam="x"), Requirements(courses=(Courses(keys=("a", "b"), needed=1),))]),
    months=st.sampled_from([None, 1, 6, 12, 13]),
    window_days=st.sampled_from([0, 7, 27]),
    grace_days=st.sampled_from([0, 30]),
    keeps_anniversary=st.booleans(),
    renewal_after_lapse=st.booleans(),
)
pieces = st.lists(st.tuples(st.sampled_from([("course", "a"), ("course", "b"), ("exam", "x"), ("practicum", "p")]), days), max_size=25)
leaves = st.lists(st.tuples(days, st.integers(1, 60)), max_size=2).map(
    lambda found: tuple(Leave(start, start + timedelta(days=length)) for start, length in found[:1])
)


def facts_of(found, leaves=()) -> Facts:
    return Facts(tuple(Evidence(str(number), kind, ref, on) for number, ((kind, ref), on) in enumerate(found)), leaves=leaves)


def replay(programme, facts, today):
    return imagining.replay([(date.min, programme)], FIRST, facts, today)


@given(rules, pieces, leaves, days)
def test_there_is_an_answer_for_every_day(programme, found, leaves, today):
    standing = stand(programme, replay(programme, facts_of(found, leaves), today), today)
    assert standing.reasons
    assert standing.state in State


@given(rules, pieces, leaves, days)
def test_earning_again_earns_nothing_and_no_piece_serves_twice(programme, found, leaves, today):
    facts = replay(programme, facts_of(found, leaves), today)
    assert replay(programme, facts, today) == facts
    used = [key for period in facts.periods for key in period.evidence]
    assert len(used) == len(set(used))


@given(rules, pieces, leaves, days)
def test_no_two_periods_cover_one_day(programme, found, leaves, today):
    chain = resolve(replay(programme, facts_of(found, leaves), today).periods, leaves, today)
    for before, after in zip(chain, chain[1:], strict=False):
        assert before.until is not None
        assert before.start <= before.until <= after.start


@given(rules, pieces, days)
def test_a_renewal_in_the_window_loses_no_day(programme, found, today):
    chain = resolve(replay(programme, facts_of(found), today).periods, (), today)
    for before, after in zip(chain, chain[1:], strict=False):
        whole = resolve([before.period], (), today)[0] if not before.period.continues else None
        if after.period.continues or (whole and whole.until and after.start < whole.until):
            assert before.until == after.start


@given(rules, pieces, days, days)
def test_knowing_later_changes_nothing_about_an_earlier_day_but_what_was_known_later(programme, found, one, other):
    early, late = sorted((one, other))
    facts = facts_of(found)
    assert stand(programme, replay(programme, facts, early), early) == stand(programme, replay(programme, facts, early).known(early), early)
    then = replay(programme, facts, early).periods
    assert replay(programme, facts, late).periods[: len(then)] == then


@given(days, st.integers(0, 60))
def test_months_end_on_the_same_day_or_the_month_s_last(anniversary, months):
    found = add_months(anniversary, months)
    assert (found.year * 12 + found.month) - (anniversary.year * 12 + anniversary.month) == months
    assert found.day == anniversary.day or (found + timedelta(days=1)).day == 1


@given(days, st.integers(1, 60))
def test_leave_moves_the_end_by_its_days(earned, length):
    programme = Rules(first=Requirements(exam="x"), months=12)
    facts = facts_of([(("exam", "x"), earned)])
    today = earned + timedelta(days=200)
    leave = Leave(earned + timedelta(days=30), earned + timedelta(days=30 + length))
    [plain] = resolve(replay(programme, facts, today).periods, (), today)
    [moved] = resolve(replay(programme, facts, today).periods, (leave,), today)
    assert moved.until - plain.until == timedelta(days=length)


def test_an_instant_before_the_clock_changed_is_a_day_in_almaty():
    """Until 1 March 2024 Almaty was six hours ahead, from then on five."""
    assert day_of(datetime(2024, 2, 29, 17, 59, tzinfo=UTC)) == date(2024, 2, 29)
    assert day_of(datetime(2024, 2, 29, 18, 0, tzinfo=UTC)) == date(2024, 2, 29)
    assert day_of(datetime(2024, 2, 28, 18, 0, tzinfo=UTC)) == date(2024, 2, 29)
    assert day_of(datetime(2024, 3, 1, 18, 59, tzinfo=UTC)) == date(2024, 3, 1)
    assert day_of(datetime(2024, 3, 1, 19, 0, tzinfo=UTC)) == date(2024, 3, 2)


def test_order_governs_what_may_be_begun():
    ordered = Requirements(courses=(Courses(keys=("a",)), Courses(keys=("b", "c"), needed=1)), exam="x", practicum="p", in_order=True)
    nothing, first = [], [Evidence("1", "course", "a", FIRST)]
    assert begins_after(ordered, nothing, "course", "a") == ()
    assert [each.refs for each in begins_after(ordered, nothing, "course", "b")] == [("a",)]
    assert begins_after(ordered, first, "course", "c") == ()
    assert [each.what for each in begins_after(ordered, first, "practicum", "p")] == ["courses", "exam"]
    assert begins_after(ordered.model_copy(update={"in_order": False}), nothing, "practicum", "p") == ()


def test_somebody_half_way_keeps_the_version_they_began_under():
    versions = [(date(2024, 1, 1), "old"), (date(2024, 6, 1), "new")]
    asked = [date(2023, 5, 1), date(2024, 5, 31), date(2024, 6, 1)]
    assert [version_under(versions, day) for day in asked] == ["old", "old", "new"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": {}},
        {"first": {"courses": [{"keys": ["a"], "needed": 2}]}},
        {"first": {"exam": "x"}, "months": 1, "window_days": 28},
    ],
)
def test_a_programme_that_cannot_be_met_is_refused(wrong):
    with pytest.raises(ValidationError):
        Rules.model_validate(wrong)


def test_a_programme_reads_back_as_it_was_written():
    programme = Rules(first=Requirements(courses=(Courses(keys=("a", "b"), needed=1),), exam="x", hours=72), months=12, grace_days=30)
    assert Rules.model_validate(programme.model_dump(mode="json")) == programme


def test_nothing_is_earned_twice_from_a_revoked_period():
    programme = Rules(first=Requirements(exam="x"), months=12)
    facts = replay(programme, facts_of([(("exam", "x"), FIRST)]), FIRST)
    gone = replace(facts, periods=(replace(facts.periods[0], revoked_on=FIRST),))
    assert next_period(programme, gone, FIRST) is None
    stands = replace(facts, periods=(replace(facts.periods[0], revoked_on=FIRST, still_stands=frozenset({"0"})),))
    assert next_period(programme, stands, FIRST) is not None
