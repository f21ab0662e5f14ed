"""Aigerim points at a picture, works through a case and writes an essay, in a real browser."""

import pytest
from playwright.sync_api import expect

from quizzes.models import Attempt
from tests.browser import chromium
from tests.quizzes import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LEAST = 24  # pixels of a thing to touch


@pytest.fixture
def begin(open_page, aigerim):
    """Starts a test of these questions and returns its page."""

    def begin_with(*kinds, **options):
        make.seat(aigerim, make.quiz([make.question(f"Q-{kind}", kind) for kind in kinds]))
        page = open_page(language="en", signed_in=aigerim, **options)
        page.goto("/en/learn/prevention/final-test/")
        page.click("text=Start the test")
        return page

    return begin_with


def answer_to(kind):
    return Attempt.objects.get().questions.get(question_version__kind=kind).answer


def saved(page):
    expect(page.locator("answer-state")).to_have_attribute("data-state", "saved")
    expect(page.locator(".question-map [data-state=waiting]")).to_have_count(0)


def place(page, words):
    """The control on the picture that goes by that name."""
    return page.get_by_role("radio", name=words)


def test_a_place_is_chosen_by_touch_on_the_picture_or_on_its_name(begin):
    page = begin("hotspot")
    page.wait_for_selector("exam-form:defined")
    place(page, "Middle").click()
    saved(page)
    assert answer_to("hotspot") == {"spots": ["spot-good"]}
    page.click(".hotspot-names >> text=Corner")
    expect(place(page, "Corner")).to_be_checked()
    saved(page)
    assert answer_to("hotspot") == {"spots": ["spot-bad"]}


def test_places_are_reached_by_keyboard_and_seen_where_the_focus_is(begin):
    page = begin("hotspot")
    page.wait_for_selector("exam-form:defined")
    page.locator(".hotspot input").first.focus()
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".hotspot input:checked")
    expect(chosen).to_be_focused()
    other = page.locator(".hotspot input:not(:checked)")
    look = "each => { const style = getComputedStyle(each); return [style.outlineColor, style.backgroundColor, style.borderTopWidth]; }"
    assert all(one != two for one, two in zip(chosen.evaluate(look), other.evaluate(look), strict=True))
    saved(page)


@pytest.mark.parametrize("size", [chromium.PHONE, chromium.DESK], ids=["phone", "desk"])
def test_places_lie_where_they_were_drawn_and_are_large_enough_to_touch(begin, size):
    page = begin("hotspot", size=size)
    picture = page.locator(".hotspot-picture img").bounding_box()
    middle = place(page, "Middle").bounding_box()
    assert middle["x"] - picture["x"] == pytest.approx(0.4 * picture["width"], abs=1)
    assert middle["y"] - picture["y"] == pytest.approx(0.4 * picture["height"], abs=1)
    for control in page.locator(".hotspot input, .hotspot-names label").all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= LEAST
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_without_a_script_places_parts_and_texts_are_saved_by_the_form(begin):
    page = begin("hotspot", "case", "essay", javascript=False)
    place(page, "Middle").check()
    page.get_by_role("radio", name="Two").check()
    page.get_by_label("Your answer in a few words").fill("опрос")
    page.get_by_label("Your text").fill("Twelve sessions, one a week.")
    page.click("[name=save]")
    assert answer_to("hotspot") == {"spots": ["spot-good"]}
    assert answer_to("case") == {"parts": {"part-one": {"choice": "the-key"}, "part-three": {"text": "опрос"}}}
    assert answer_to("essay")["text"] == "Twelve sessions, one a week."


def test_each_part_of_a_case_is_saved_with_the_others(begin):
    page = begin("case")
    page.wait_for_selector("exam-form:defined")
    left = page.get_by_role("group", name="Part B Who does what?").get_by_role("combobox", name="Left A")
    left.select_option(label="Right A eng")
    chosen = left.input_value()
    page.get_by_role("radio", name="Two").check()
    saved(page)
    assert answer_to("case") == {"parts": {"part-one": {"choice": "the-key"}, "part-two": {"rights": {"pair-a": "pair-a"}}}}
    page.reload()
    expect(left).to_have_value(chosen)


def test_words_are_counted_while_she_writes(begin):
    page = begin("essay")
    page.wait_for_selector("exam-form:defined")
    text, count = page.get_by_label("Your text"), page.locator(".essay-count")
    expect(page.get_by_text("6 points")).to_be_visible()
    expect(count).to_have_text("Words: 0")
    text.press_sequentially("Two words")
    expect(count).to_have_text("Words: 2")
    expect(count).to_have_attribute("data-state", "off")
    text.fill("Now there are five words")
    expect(count).to_have_attribute("data-state", "fits")
    saved(page)
    assert answer_to("essay")["text"] == "Now there are five words"


def box(page, words):
    """The box of that category."""
    return page.get_by_role("group", name=f"{words} eng", exact=True)


def test_a_thing_is_dragged_into_a_box_or_chosen_into_it(begin):
    page = begin("categorise", size=chromium.DESK)
    page.wait_for_selector("exam-form:defined")
    page.get_by_text("Apple").drag_to(box(page, "Here"))
    saved(page)
    expect(box(page, "Here").get_by_role("combobox", name="Apple")).to_be_visible()
    assert answer_to("categorise") == {"places": {"thing-1": "cat-x"}}
    pear = page.get_by_role("combobox", name="Pear")
    pear.select_option(label="There eng")
    expect(box(page, "There").get_by_role("combobox", name="Pear")).to_be_visible()
    pear.focus()
    page.keyboard.press("ArrowUp")  # by keyboard: it goes when the focus goes
    expect(box(page, "There").get_by_role("combobox", name="Pear")).to_be_focused()
    page.keyboard.press("Tab")
    expect(box(page, "Here").get_by_role("combobox", name="Pear")).to_be_visible()
    saved(page)
    assert answer_to("categorise") == {"places": {"thing-1": "cat-x", "thing-2": "cat-x"}}
