"""Pure rules of regrading: outcomes read back as they were, ids that an answer rests on are not lost."""

from decimal import Decimal

import pytest

from quizzes.differences import Difference, Outcome, tally
from quizzes.rekeying import lost_ids

PASSED = Outcome(Decimal("6.0000"), Decimal("6.0000"), Decimal("100.00"), True)
FAILED = Outcome(Decimal("5.0000"), Decimal("6.0000"), Decimal("83.33"), False)
WAITING = Outcome(None, Decimal("6.0000"), None, None, marks_due=True)


@pytest.mark.parametrize("outcome", [PASSED, FAILED, WAITING], ids=["passed", "failed", "waiting"])
def test_an_outcome_reads_back_to_the_last_digit(outcome):
    read = Outcome.read(outcome.stored())
    assert read == outcome
    assert [str(read.points), str(read.percent)] == [str(outcome.points), str(outcome.percent)]


@pytest.mark.parametrize(
    ("before", "after", "changed", "gained", "lost"),
    [
        (PASSED, PASSED, False, False, False),
        (PASSED, FAILED, True, False, True),
        (FAILED, PASSED, True, True, False),
        (WAITING, PASSED, True, True, False),
        (PASSED, WAITING, True, False, True),
        (None, None, False, False, False),
    ],
    ids=["same", "lost", "gained", "marked", "to be marked", "open"],
)
def test_what_a_difference_says(before, after, changed, gained, lost):
    difference = Difference(before, after)
    assert (difference.changed, difference.gained, difference.lost) == (changed, gained, lost)
    assert difference.rank == (0 if lost else 1 if gained else 2 if changed else 3)


def test_a_tally_counts_the_open_ones_apart():
    counted = tally([Difference(None, None), Difference(PASSED, FAILED), Difference(FAILED, PASSED), Difference(FAILED, FAILED)])
    assert (counted.met, counted.unfinished, counted.changed, counted.gained, counted.lost) == (4, 1, 2, 1, 1)


OLD = {"choices": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}


@pytest.mark.parametrize(
    ("new", "orders", "answers", "lost"),
    [
        ({"choices": [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}]}, [["c", "a", "b"]], [{"choice": "c"}], set()),
        ({"choices": [{"id": "a"}, {"id": "b"}]}, [["c", "a", "b"]], [None], {"c"}),
        ({"choices": [{"id": "a"}, {"id": "b"}]}, [[]], [{"rights": {"a": "c"}}], {"c"}),
        ({"choices": [{"id": "a"}, {"id": "b"}]}, [[]], [{"numbers": {"c": 1}}], {"c"}),
        ({"choices": [{"id": "a"}, {"id": "b"}]}, [["a", "b"]], [{"choice": "a"}, None], set()),
        ({"choices": [{"id": "a"}, {"id": "b"}]}, [{"p1": ["c"]}], [{"parts": {"p1": {"choices": ["a"]}}}], {"c"}),
    ],
    ids=["only more", "shown", "answered as value", "answered as key", "never used", "inside a case"],
)
def test_ids_that_were_shown_or_answered_must_stay(new, orders, answers, lost):
    assert lost_ids(OLD, new, orders=orders, answers=answers) == lost
