"""The rules of being done, as tables and as laws that hold for any course."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.completion import Facts, ItemRule, ModuleRule, Standing, course_standing, gates, item_standing


def rule(key="a", module="m1", *, required=True, completion="read", threshold=None):
    return ItemRule(key, module, required, completion, threshold)


@pytest.mark.parametrize(
    ("completion", "threshold", "facts", "done"),
    [
        pytest.param("opened", None, Facts(), False, id="opened: not yet"),
        pytest.param("opened", None, Facts(opened=True), True, id="opened: enough"),
        pytest.param("read", None, Facts(opened=True), False, id="read: opening is not reading"),
        pytest.param("read", None, Facts(opened=True, read=True), True, id="read: to the end"),
        pytest.param("video", 80, Facts(opened=True, read=True, video_percent=79), False, id="video: one percent short"),
        pytest.param("video", 80, Facts(opened=True, video_percent=80), True, id="video: exactly enough"),
        pytest.param("video", None, Facts(video_percent=99), False, id="video: without a threshold all of it"),
        pytest.param("passed", None, Facts(opened=True, read=True, video_percent=100), False, id="passed: nothing else will do"),
        pytest.param("passed", None, Facts(passed=True), True, id="passed"),
    ],
)
def test_what_completes_an_item(completion, threshold, facts, done):
    standing = item_standing(rule(completion=completion, threshold=threshold), facts)
    assert standing == Standing(done, () if done else ("a",), (completion,))


@pytest.mark.parametrize(
    ("rules", "done", "standing"),
    [
        pytest.param([rule("a"), rule("b")], {"a"}, Standing(False, ("b",), ("required",)), id="one is missing"),
        pytest.param([rule("a"), rule("b")], {"a", "b"}, Standing(True), id="all done"),
        pytest.param([rule("a"), rule("b", required=False)], {"a"}, Standing(True), id="an optional item holds nobody up"),
        pytest.param([rule("a"), rule("b")], {"a", "b", "gone"}, Standing(True), id="an item of another edition changes nothing"),
        pytest.param([rule("a", required=False)], {"a"}, Standing(False, (), ("required",)), id="nothing required: never done by itself"),
        pytest.param([], set(), Standing(False, (), ("required",)), id="an empty course is never done"),
    ],
)
def test_what_completes_a_course(rules, done, standing):
    assert course_standing(rules, done) == standing


def test_a_gated_module_names_all_that_stands_before_it():
    modules = [ModuleRule("m1"), ModuleRule("m2"), ModuleRule("m3", after_previous=True)]
    rules = [rule("a", "m1"), rule("b", "m2"), rule("extra", "m2", required=False), rule("c", "m3")]
    assert gates(modules, rules, ()) == {
        "m1": Standing(True),
        "m2": Standing(True),
        "m3": Standing(False, ("a", "b"), ("after_previous",)),
    }
    assert gates(modules, rules, {"a", "b"})["m3"] == Standing(True)


def test_the_first_module_is_open_whatever_it_says():
    assert gates([ModuleRule("m1", after_previous=True)], [rule("a", "m1")], ()) == {"m1": Standing(True)}


MODULES = st.lists(st.booleans(), min_size=1, max_size=5).map(
    lambda gated: [ModuleRule(f"m{number}", after) for number, after in enumerate(gated)]
)


@st.composite
def courses(draw):
    """A course of any shape, with some of its items done."""
    modules = draw(MODULES)
    shape = draw(st.lists(st.tuples(st.sampled_from(modules), st.booleans()), max_size=12))
    order = sorted(shape, key=lambda pair: modules.index(pair[0]))
    rules = [rule(f"i{number}", module.key, required=required) for number, (module, required) in enumerate(order)]
    done = draw(st.sets(st.sampled_from([each.key for each in rules]))) if rules else set()
    return modules, rules, done


@given(courses())
def test_doing_more_never_shuts_a_module_or_undoes_a_course(course):
    modules, rules, done = course
    before, was_done = gates(modules, rules, done), course_standing(rules, done).done
    for each in rules:
        after = gates(modules, rules, done | {each.key})
        assert all(after[key].done for key, standing in before.items() if standing.done)
        assert course_standing(rules, done | {each.key}).done >= was_done


@given(courses())
def test_what_is_missing_is_exactly_what_opens_the_way(course):
    modules, rules, done = course
    for key, standing in gates(modules, rules, done).items():
        assert not set(standing.missing) & done
        assert gates(modules, rules, done | set(standing.missing))[key].done


@given(courses())
def test_nobody_is_ever_stuck(course):
    """While something required is missing, at least one such item stands in an open module."""
    modules, rules, done = course
    missing = course_standing(rules, done).missing
    open_modules = {key for key, standing in gates(modules, rules, done).items() if standing.done}
    assert not missing or any(each.key in missing and each.module in open_modules for each in rules)


@given(courses())
def test_a_course_is_done_exactly_when_something_is_required_and_nothing_missing(course):
    _modules, rules, done = course
    standing = course_standing(rules, done)
    required = {each.key for each in rules if each.required}
    assert standing.done == (bool(required) and required <= done)
    assert set(standing.missing) == required - done
