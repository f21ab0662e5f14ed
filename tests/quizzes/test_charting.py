"""Where the marks of a chart stand."""

from quizzes.charting import BOTTOM, LEFT, RIGHT, TOP, histogram, scatter


def test_results_are_counted_by_ten_percent_and_a_hundred_is_in_the_last():
    bars = histogram([0, 9.99, 10, 55.5, 100, 99]).bars
    assert [bar.count for bar in bars] == [2, 1, 0, 0, 0, 1, 0, 0, 0, 2]
    assert (bars[0].low, bars[0].high, bars[-1].low, bars[-1].high) == (0, 10, 90, 100)


def test_the_highest_bar_stays_within_the_drawing():
    for people in (1, 10, 11, 99, 2500):
        drawn = histogram([50] * people)
        assert all(TOP <= bar.y <= BOTTOM and bar.y + bar.height == BOTTOM for bar in drawn.bars)
        assert drawn.lines[-1].value >= people


def test_an_empty_bar_has_no_height():
    assert histogram([50]).bars[0].height == 0


def test_the_scale_is_easy_to_read():
    assert [histogram([50] * people).lines[-1].value for people in (1, 3, 10, 11, 45, 101)] == [2, 4, 10, 20, 60, 200]


def test_easy_questions_stand_right_and_telling_ones_high():
    dots = {dot.name: dot for dot in scatter([("easy", 100, 0, False), ("hard", 0, 100, False)]).dots}
    assert (dots["easy"].x, dots["easy"].y) == (RIGHT, BOTTOM)
    assert (dots["hard"].x, dots["hard"].y) == (LEFT, TOP)


def test_where_a_discrimination_is_negative_the_scale_goes_below_zero():
    drawn = scatter([("Q-1", 50, -30, True), ("Q-2", 50, 30, False)])
    assert [line.value for line in drawn.lines] == [-50, -25, 0, 25, 50, 75, 100]
    assert TOP < drawn.zero < BOTTOM


def test_the_grave_ones_are_drawn_last_so_that_nothing_covers_them():
    assert [dot.name for dot in scatter([("Q-1", 50, -30, True), ("Q-2", 50, 30, False)]).dots] == ["Q-2", "Q-1"]


def test_without_questions_there_are_axes():
    assert scatter([]).columns
