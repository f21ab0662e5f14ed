"""Laws of grading and drawing, for any answer, order, language and pool."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from quizzes.drawing import Candidate, PoolTooSmall, Section, draw
from quizzes.grading import total
from quizzes.questions import LANGUAGES, Mark
from quizzes.registry import TYPES
from tests.quizzes.bodies import body

kinds = st.sampled_from(sorted(TYPES))
fields = st.dictionaries(
    st.sampled_from(["", "0", "1", "2", "3", "4", "x"]),
    st.lists(st.sampled_from(["0", "1", "2", "3", "4", "5", "true", "false", "1234,5", "??", ""]), max_size=5),
    max_size=6,
)


@given(kinds, fields, st.randoms(use_true_random=False))
def test_grading_is_total_and_within_bounds(kind, sent, chance):
    rules = TYPES[kind]
    read = rules.read_body(body(kind))
    order = rules.choice_ids(read)
    chance.shuffle(order)
    mark = rules.grade(read, rules.parse_answer(read, order, sent))
    assert 0 <= mark.points <= mark.maximum


@given(kinds, fields, st.randoms(use_true_random=False), st.sampled_from(LANGUAGES))
def test_a_stored_answer_is_the_same_in_every_order_and_language(kind, sent, chance, language):
    """The answer is given in one order; its mark is that of its stored form, however it is shown again."""
    rules = TYPES[kind]
    read = rules.read_body(body(kind))
    order = rules.choice_ids(read)
    chance.shuffle(order)
    answer = rules.parse_answer(read, order, sent)
    stored = None if answer is None else answer.model_dump(mode="json")
    again = rules.read_answer(stored)
    rules.learner_view(read, order, language, again)
    rules.solution_view(read, order, language, again)
    one_language = rules.read_body(body(kind, prompt={language: "Only here"}))
    assert rules.grade(one_language, again) == rules.grade(read, answer)


@given(st.lists(st.fractions(0, 1, max_denominator=12), min_size=1, max_size=40), st.integers(1, 100), st.randoms())
def test_a_result_depends_on_the_marks_not_on_their_order(points, pass_mark, chance):
    marks = [Mark(each, "any") for each in points]
    result = total(marks, pass_mark=pass_mark)
    chance.shuffle(marks)
    assert total(marks, pass_mark=pass_mark) == result
    assert 0 <= result.percent <= 100
    assert result.passed == (sum(points, Fraction(0)) * 100 >= pass_mark * len(points))
    assert result.passed == (result.percent >= pass_mark)  # the number shown never contradicts the verdict


pools = st.lists(st.integers(1, 12), min_size=1, max_size=12, unique=True)
sections = st.lists(st.tuples(pools, st.one_of(st.none(), st.integers(1, 4))), min_size=1, max_size=4)


@given(sections, st.frozensets(st.integers(1, 12)), st.integers(0, 2**32))
def test_a_draw_fills_every_section_without_a_repeat_or_says_it_cannot(wanted, seen, seed):
    made = [Section(tuple(Candidate(question * 10, question, ("a", "b", "c")) for question in pool), count) for pool, count in wanted]
    try:
        drawn = draw(made, seed=seed, seen=seen, shuffle_questions=True, shuffle_choices=True)
    except PoolTooSmall:
        return
    assert len({each.question for each in drawn}) == len(drawn)
    for number, (pool, count) in enumerate(wanted):
        mine = [each for each in drawn if each.section == number]
        assert {each.question for each in mine} <= set(pool)
        if count is not None:
            assert len(mine) == count
    assert all(sorted(each.order) == ["a", "b", "c"] for each in drawn)
    assert draw(made, seed=seed, seen=seen, shuffle_questions=True, shuffle_choices=True) == drawn


@given(st.integers(0, 2**32), st.frozensets(st.integers(0, 9)), st.integers(1, 10))
def test_questions_not_seen_yet_come_first(seed, seen, count):
    pool = tuple(Candidate(question, question) for question in range(10))
    drawn = {each.question for each in draw([Section(pool, count)], seed=seed, seen=seen)}
    new = 10 - len(seen)
    assert len(drawn - seen) == min(count, new)


def test_overlapping_pools_are_shared_out_so_that_both_fill():
    pool = [Candidate(number, number) for number in range(3)]
    for seed in range(50):
        drawn = draw([Section((pool[0], pool[1]), 1), Section((pool[0],), 1)], seed=seed)
        assert [each.question for each in drawn] == [1, 0]


def test_a_written_order_that_is_the_key_is_never_shown():
    step = Candidate(1, 1, ("a", "b"), always_shuffled=True)
    assert {draw([Section((step,))], seed=seed)[0].order for seed in range(50)} == {("b", "a")}


def test_without_shuffling_everything_stands_as_written():
    pool = tuple(Candidate(number, number, ("a", "b", "c")) for number in (3, 1, 2))
    drawn = draw([Section(pool)], seed=1)
    assert [(each.question, each.order) for each in drawn] == [(3, ("a", "b", "c")), (1, ("a", "b", "c")), (2, ("a", "b", "c"))]


def test_a_seed_of_its_own_gives_an_order_of_its_own():
    pool = tuple(Candidate(number, number) for number in range(20))
    orders = {tuple(each.question for each in draw([Section(pool)], seed=seed, shuffle_questions=True)) for seed in range(20)}
    assert len(orders) == 20
