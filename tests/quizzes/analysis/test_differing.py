"""A question that is harder in one language than in the other, by Mantel and Haenszel."""

from decimal import Decimal
from math import log
from random import Random

import pytest

from quizzes.analysis import Response, analyse, mantel_haenszel
from quizzes.analysis.differing import category_of, measure

# Two strata of a hundred: Russian right, wrong, Kazakh right, wrong.
STRATA = [(40, 10, 30, 20), (20, 30, 10, 40)]


def test_the_statistic_by_hand():
    # ΣAD/N = 40·20/100 + 20·40/100 = 16, ΣBC/N = 10·30/100 + 30·10/100 = 6: α = 8/3, D = −2.35 · ln(8/3) = −2.30495.
    # ΣA = 60, ΣE(A) = 50·70/100 + 50·30/100 = 50, V(A) = 50·50·70·30/(100²·99) = 5.30303 in each: χ² = 9.5²/10.60606 = 8.50929.
    # P = 0.6, Q = 0.4, R = 8, S = 3 in each: 9.6/(2·16²) + 2(1.8 + 3.2)/(2·16·6) + 2.4/(2·6²) = 0.1041667; 2.35 · √0.1041667 = 0.75846.
    delta, error, chi_square = measure(STRATA)
    assert delta == pytest.approx(-2.35 * log(8 / 3))
    assert error == pytest.approx(0.75846, abs=1e-5)
    assert chi_square == pytest.approx(90.25 / (2 * 50 * 50 * 70 * 30 / (10_000 * 99)))


def test_a_large_difference_is_named_with_the_language_that_has_it_harder():
    found = mantel_haenszel([tuple(3 * count for count in stratum) for stratum in STRATA])
    assert (found.reference, found.focal, found.category, found.harder_in) == (300, 300, "C", "kk")
    assert mantel_haenszel([(c, d, a, b) for a, b, c, d in STRATA * 3]).harder_in == "ru"


def test_equal_chances_are_no_difference():
    found = mantel_haenszel([(120, 30, 80, 20), (60, 90, 60, 90)])
    assert (found.category, found.harder_in) == ("A", "")
    assert found.delta == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("delta", "error", "chi_square", "category"),
    [
        (0.99, 0.1, 50, "A"),  # small, however certain
        (-2.5, 2.0, 1.5, "A"),  # large, but may be chance
        (1.2, 0.3, 16, "B"),
        (-1.6, 0.5, 10, "B"),  # large, but not surely above 1: 1.6 − 0.82 < 1
        (-1.9, 0.5, 14, "C"),  # 1.9 − 0.82 > 1
        (1.49, 0.1, 90, "B"),
    ],
)
def test_categories_are_those_of_ets(delta, error, chi_square, category):
    assert category_of(delta, error, chi_square) == category


@pytest.mark.parametrize(("russian", "kazakh"), [(301, 199), (199, 301), (249, 250)], ids=["few Kazakh", "few Russian", "few in all"])
def test_of_small_groups_nothing_is_said(russian, kazakh):
    found = mantel_haenszel([(russian, 0, 0, kazakh)])
    assert (found.reference, found.focal, found.delta, found.category, found.why) == (russian, kazakh, None, "", "few")


def test_groups_that_never_meet_are_not_compared():
    assert mantel_haenszel([(200, 100, 0, 0), (0, 0, 200, 100)]).why == "no_overlap"
    assert mantel_haenszel([(300, 0, 300, 0)]).why == "no_overlap"


def test_people_are_matched_on_all_their_points():
    """Saule's five questions are fair but the first, which half of those who know it in Kazakh still get wrong."""
    chance, rows = Random(7), []
    for attempt in range(600):
        kazakh = attempt % 2
        knows = [chance.random() < chance.choice([0.3, 0.8]) for _item in range(5)]
        marks = [knows[0] and not (kazakh and chance.random() < 0.5), *knows[1:]]
        rows += [Response(attempt, item, item, Decimal(bool(right)), 1, "kk" if kazakh else "ru") for item, right in enumerate(marks, 1)]
    items = analyse(rows).items
    first = items[1].differing
    assert (first.reference, first.focal) == (300, 300)
    assert (first.category, first.harder_in) == ("C", "kk")
    assert [items[item].differing.category for item in (2, 3, 4, 5)].count("C") == 0


def test_answers_in_english_or_in_no_language_belong_to_neither_group():
    rows = [Response(attempt, 1, 1, Decimal(1), 1, language) for attempt, language in enumerate(["kk", "ru", "en", ""])]
    assert (analyse(rows).items[1].differing.reference, analyse(rows).items[1].differing.focal) == (1, 1)
