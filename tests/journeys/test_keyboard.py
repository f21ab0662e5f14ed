"""A learner's way with the keyboard alone: nothing here clicks, and the focus is on something visible after every step."""

import re

import pytest
from playwright.sync_api import Page, expect

from courses.models import BlockState, Enrolment
from quizzes.models import Attempt
from tests import people
from tests.browser import academy, chromium
from tests.quizzes.bodies import BODIES, RIGHT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

both_sizes = pytest.mark.parametrize("size", [chromium.PHONE, chromium.DESK], ids=["phone", "desk"])

# Where the focus is: its element in short, and whether a reader sees it there: inside the window, not covered, with a ring around it, or
# around what holds it.
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return { lost: true, at: "body" };
  const name = at.outerHTML.slice(0, 120);
  if (at.id === "main") return { at: name };
  const ringed = (each, part) => {
    const style = getComputedStyle(each, part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  };
  let ring = ringed(at) || ringed(at, "::after");
  for (let each = at.parentElement, up = 0; each && up < 4; each = each.parentElement, up++) ring ||= ringed(each);
  const box = at.getBoundingClientRect();
  const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight - 1);
  const covered = ![0.15, 0.5, 0.85].some((part) => {
    const hit = document.elementFromPoint(x, top + (bottom - top) * part);
    return hit && (at.contains(hit) || hit.contains(at));
  });
  return { at: name, ring, inside, covered };
}"""


def look(page: Page) -> None:
    """The focus is somewhere, and seen."""
    found = page.evaluate(FOCUS)
    assert not found.get("lost"), "the focus is lost"
    assert found.get("ring", True), f"no ring around {found['at']}"
    assert found.get("inside", True), f"out of sight: {found['at']}"
    assert not found.get("covered", False), f"covered: {found['at']}"


def tab_to(page: Page, selector: str, *, key: str = "Tab", most: int = 80) -> None:
    """Goes on with the Tab key until the focus is on that element."""
    for _press in range(most):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement === document.body"):
            continue  # the end of the page: the next Tab begins anew
        look(page)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def press(page: Page, key: str) -> None:
    """Presses a key that changes this part of the page: the focus stays somewhere visible."""
    page.keyboard.press(key)
    look(page)


def follow(page: Page, address: str, key: str = "Enter") -> None:
    """Presses a key that leads to another page."""
    page.keyboard.press(key)
    expect(page).to_have_url(re.compile(address))
    page.wait_for_load_state()


def kept(block: str) -> dict:
    """What the server has of that person's state in a block of that kind."""
    number = next(each["id"] for each in academy.every_block() if each["type"] == block)
    return BlockState.objects.get(enrolment__learner__email="gulnar@mektep.kz", block_id=number).data


@pytest.fixture
def place():
    return academy.build()


@pytest.fixture
def gulnar(place):
    """A teacher who does not use a mouse."""
    return people.person("gulnar@mektep.kz", surname="Әбдіқадырқызы", given_name="Гүлңәр")


@both_sizes
def test_the_skip_link_and_the_languages(place, open_page, size):
    page = open_page(size=size, signed_in=place.aigerim)
    page.goto("/kk/learn/prevention/all-blocks/")
    page.keyboard.press("Tab")
    look(page)
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    press(page, "Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    tab_to(page, ".languages a[hreflang=ru]", key="Shift+Tab")
    follow(page, "/ru/learn/prevention/all-blocks/")
    assert page.locator("html").get_attribute("lang") == "ru"


@both_sizes
def test_from_the_course_page_to_the_result(gulnar, place, open_page, size):
    page = open_page(size=size, signed_in=gulnar)
    page.goto("/kk/courses/prevention/")
    tab_to(page, ".enrol-box button")
    follow(page, "/learn/prevention/lesson-1-1/")
    tab_to(page, ".player-bar button")
    follow(page, "/learn/prevention/all-blocks/")
    sort(page)
    take_the_case(page)
    tick(page)
    reflect(page)
    tab_to(page, ".player-bar button")
    follow(page, "/learn/prevention/final-test/")
    tab_to(page, "article.quiz form button")
    follow(page, "/attempts/")
    for question in page.locator("fieldset.question").all():
        ANSWERS[question.locator(".prompt").inner_text()](page, f"#{question.get_attribute('id')}")
    expect(page.locator(".question-map [data-state=answered]")).to_have_count(6)
    tab_to(page, "button[name=finish]")
    follow(page, "/finish/")
    tab_to(page, "main form button")
    follow(page, "/result/")
    expect(page.locator("article.result")).to_have_attribute("data-state", "passed")
    attempt = Attempt.objects.get(enrolment__learner=gulnar)
    given = {each.question_version.kind: each.answer for each in attempt.questions.select_related("question_version")}
    assert given == {kind: RIGHT[kind] for kind in BODIES}
    assert Enrolment.objects.get(learner=gulnar).completed_at


def sort(page: Page) -> None:
    """Says of a statement that it is a myth: one key chooses, the explanation opens."""
    tab_to(page, ".sorter input[type=radio]")
    press(page, "Space")
    expect(page.locator(".sorter__statement details")).to_have_attribute("open", "")
    expect(page.locator(".sorter .lesson-saved__line")).to_have_attribute("data-state", "saved")
    press(page, "ArrowDown")
    expect(page.locator(".sorter input[value=fact]")).to_be_checked()
    press(page, "ArrowUp")
    expect(page.locator(".sorter input[value=myth]")).to_be_checked()


def take_the_case(page: Page) -> None:
    """Chooses a reply, hears what comes of it, starts over, chooses the other one."""
    tab_to(page, ".case__reply summary")
    press(page, "Enter")
    expect(page.locator(".case__feedback").first).to_be_focused()
    tab_to(page, ".case__restart")
    press(page, "Enter")
    expect(page.locator(".case__step").first).to_be_focused()
    expect(page.locator(".case__reply[open]")).to_have_count(0)
    tab_to(page, ".case__reply summary")
    press(page, "Space")
    expect(page.locator(".case .lesson-saved__line")).to_have_attribute("data-state", "saved")


def tick(page: Page) -> None:
    tab_to(page, ".checklist input[type=checkbox]")
    press(page, "Space")
    expect(page.locator(".checklist .lesson-saved__line")).to_have_attribute("data-state", "saved")
    assert len(kept("checklist")["items"]) == 1


def reflect(page: Page) -> None:
    """Writes, and goes on: leaving the field keeps the words."""
    tab_to(page, ".reflection textarea")
    page.keyboard.type("Әлияны тыңдадым")
    press(page, "Tab")
    expect(page.locator(".reflection .lesson-saved__line")).to_have_attribute("data-state", "saved")
    assert kept("reflection") == {"text": "Әлияны тыңдадым"}


def single(page: Page, question: str) -> None:
    """Arrows go through the choices of one question."""
    tab_to(page, f"{question} input[type=radio]")
    press(page, "Space")
    go_to_choice(page, question, "Two қаз")


def truefalse(page: Page, question: str) -> None:
    tab_to(page, f"{question} input[type=radio]")
    press(page, "Space")
    press(page, "ArrowDown")
    expect(page.locator(f"{question} input[value=false]")).to_be_checked()


def go_to_choice(page: Page, question: str, words: str) -> None:
    for _press in range(4):
        if page.evaluate("document.activeElement.closest('label').innerText.trim()") == words:
            break
        press(page, "ArrowDown")
    expect(page.locator(f"{question} label", has_text=words).locator("input")).to_be_checked()


def multiple(page: Page, question: str) -> None:
    """Space ticks; the right ones are told by their words."""
    for _choice in range(5):
        tab_to(page, f"{question} input[type=checkbox]")
        if page.evaluate("document.activeElement.closest('label').innerText").startswith("Right"):
            press(page, "Space")
    expect(page.locator(f"{question} input:checked")).to_have_count(2)


def numeric(page: Page, question: str) -> None:
    tab_to(page, f"{question} input[type=text]")
    page.keyboard.type("1234,5")
    look(page)


def matching(page: Page, question: str) -> None:
    """Typing the first letters chooses in a list."""
    for letter in "ABC":
        tab_to(page, f"{question} select")
        page.keyboard.type(f"Right {letter}")
        look(page)
        chosen = page.evaluate("document.activeElement.selectedOptions[0].text")
        assert chosen == f"Right {letter} қаз"


def ordering(page: Page, question: str) -> None:
    """Moves each step up to its place by its button; the focus goes with the button."""
    for number in range(1, 6):
        for _move in range(5):
            words = page.locator(f"{question} li label").all_inner_texts()
            at = words.index(f"Do {number} қаз")
            if at == number - 1:
                break
            name = f"{question} li:nth-child({at + 1}) button:first-of-type"
            above = page.evaluate("name => document.activeElement.compareDocumentPosition(document.querySelector(name)) & 2", name)
            tab_to(page, name, key="Shift+Tab" if above else "Tab")
            press(page, "Enter")
            assert page.evaluate("document.activeElement.closest('li').innerText").startswith(f"Do {number}")


ANSWERS = {
    "Single? қаз": single,
    "Multiple? қаз": multiple,
    "Statement қаз": truefalse,
    "How many? қаз": numeric,
    "Match қаз": matching,
    "Order қаз": ordering,
}
