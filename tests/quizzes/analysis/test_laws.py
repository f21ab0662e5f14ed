"""Laws of the figures, for any answers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.analysis import Response, analyse

POINTS = st.integers(0, 30_000).map(lambda number: Decimal(number) / 10_000)


@st.composite
def a_test(draw, most=3):
    """A test of two to five questions of three points each, taken by two to twelve people."""
    items = draw(st.integers(2, 5))
    people = draw(st.integers(2, 12))
    languages = st.sampled_from(["kk", "ru", ""])
    return [
        Response(person, item, item, draw(POINTS), most, draw(languages), draw(st.sampled_from([(), ("a",), ("b",), ("a", "b")])))
        for person in range(people)
        for item in range(items)
    ]


@given(a_test())
def test_percentages_stay_within_their_bounds(rows):
    found = analyse(rows)
    for item in found.items.values():
        assert 0 <= item.facility.value <= 100
        assert item.discrimination.value is None or abs(item.discrimination.value) <= 100.000001
        assert item.efficiency.value is None or item.efficiency.value <= 100
    assert 0 <= found.whole.mean.value <= 100
    assert found.whole.consistency.value is None or found.whole.consistency.value <= 100


@given(a_test(), st.integers(1, 5))
def test_a_gift_of_points_to_everybody_changes_no_consistency(rows, gift):
    given_more = [row._replace(points=row.points + gift) if row.item == 0 else row for row in rows]
    assert analyse(given_more).whole.consistency == analyse(rows).whole.consistency


@given(a_test(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert analyse(shuffled) == analyse(rows)


@given(a_test())
def test_weights_share_out_the_whole(rows):
    items = analyse(rows).items.values()
    assert sum(item.intended_weight.value for item in items) == pytest.approx(100)
    effective = [item.effective_weight for item in items]
    if any(figure.value for figure in effective):
        assert sum(figure.value or 0 for figure in effective) == pytest.approx(100)


@given(a_test())
def test_everybody_who_met_a_question_stands_in_its_table(rows):
    for item in analyse(rows).items.values():
        assert all(0 < row.count <= item.answers and 0 < row.share <= 100 for row in item.choices)
        assert sum(row.count for row in item.choices) >= item.answers
