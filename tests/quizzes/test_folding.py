"""Words folded for comparison: what differs only by keyboard, case or script is the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.folding import EVERYTHING, Folds, fold

SAME = [
    ("Қазақстан", "казакстан"),
    ("Ёлка", "елка"),
    ("cocтaв", "состав"),  # four Latin letters
    ("  екі   сөз. ", "еки соз"),
    ("«Сауалнама»", '"сауалнама"'),
    ("көмек — бұл", "комек - бул"),
    ("Attendance", "attendance"),
    ("BASE", "base"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("folds", "one", "other"),
    [
        (Folds(case=False), "Алматы", "алматы"),
        (Folds(yo=False), "ёлка", "елка"),
        (Folds(kazakh=False), "қар", "кар"),
        (Folds(lookalikes=False), "cостав", "состав"),
    ],
    ids=["case", "yo", "kazakh", "lookalikes"],
)
def test_an_author_may_let_a_difference_count(folds, one, other):
    assert fold(one, folds) != fold(other, folds)
    assert fold(one) == fold(other)


words = st.text(alphabet="aceopxyiABCkmtbhҚқәіІүөаебвЁё «»—- .!?1İß", max_size=30)
folds = st.builds(Folds, case=st.booleans(), yo=st.booleans(), lookalikes=st.booleans(), kazakh=st.booleans())


@given(words, folds)
def test_folding_twice_changes_nothing_more(text, options):
    once = fold(text, options)
    assert fold(once, options) == once


@given(words)
def test_case_and_space_never_count_where_everything_folds(text):
    assert fold(f"  {text} ", EVERYTHING) == fold(text, EVERYTHING)
