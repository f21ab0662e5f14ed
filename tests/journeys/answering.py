"""Each type of question answered rightly by keyboard, as a person would: what is right is told by its words, in any language.

A function gets the keyboard and the selector of the question, or of the part of a case.
"""

from playwright.sync_api import expect

from tests.journeys.keyboard import Keyboard

PDF = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 twelve sessions"}
LABEL = "it.labels[0].innerText.trim()"


def single(keys: Keyboard, question: str) -> None:
    """Arrows go through the choices of one question."""
    keys.tab_to(f"{question} input[type=radio]")
    keys.press("Space")
    _choose(keys, "Two")


def truefalse(keys: Keyboard, question: str) -> None:
    keys.tab_to(f"{question} input[type=radio]")
    keys.press("Space")
    keys.press("ArrowDown")
    expect(keys.page.locator(f"{question} input[value=false]")).to_be_checked()


def multiple(keys: Keyboard, question: str) -> None:
    """Space ticks; the right ones are told by their words."""
    for _choice in range(5):
        keys.tab_to(f"{question} input[type=checkbox]")
        if keys.focused(LABEL).startswith("Right"):
            keys.press("Space")
    expect(keys.page.locator(f"{question} input:checked")).to_have_count(2)


def numeric(keys: Keyboard, question: str) -> None:
    keys.tab_to(f"{question} input[type=text]")
    keys.type("1234,5")


def shorttext(keys: Keyboard, question: str) -> None:
    keys.tab_to(f"{question} input[type=text]")
    keys.type("опрос")


def gaps(keys: Keyboard, question: str) -> None:
    """One gap is a list, the other a field; their order is that of the sentence in this language."""
    for _gap in range(2):
        keys.tab_to(f"{question} :is(.gaps select, .gaps input)")
        keys.type("Good" if keys.focused("it.localName") == "select" else "қалқан")


def matching(keys: Keyboard, question: str) -> None:
    """Typing the first letters chooses in a list."""
    for letter in "ABC":
        keys.tab_to(f"{question} select")
        keys.type(f"Right {letter}")
        assert keys.focused("it.selectedOptions[0].text").startswith(f"Right {letter}")


def categorise(keys: Keyboard, question: str) -> None:
    """From one thing to the next that has no place yet: each Tab leads there, without a way back."""
    for _thing in range(3):
        keys.page.keyboard.press("Tab")
        keys.look()
        assert keys.focused(f"it.matches('{question} select') && it.value === ''")
        keys.type("There" if keys.focused(LABEL).startswith("Pear") else "Here")


def ordering(keys: Keyboard, question: str) -> None:
    """Moves each step up to its place by its button; the focus goes with the button."""
    for number in range(1, 6):
        for _move in range(5):
            words = keys.page.locator(f"{question} li label").all_inner_texts()
            at = next(place for place, each in enumerate(words) if each.startswith(f"Do {number}"))
            if at == number - 1:
                break
            name = f"{question} li:nth-child({at + 1}) button:first-of-type"
            above = keys.focused(f"it.compareDocumentPosition(document.querySelector({name!r})) & 2")
            if not keys.focused(f"it.matches({name!r})"):
                keys.tab_to(name, key="Shift+Tab" if above else "Tab")
            keys.press("Enter")
            assert keys.focused("it.closest('li').innerText").startswith(f"Do {number}")


def case(keys: Keyboard, question: str) -> None:
    """Each part as the question that it is."""
    for number, answer in enumerate((single, matching, shorttext)):
        answer(keys, f'{question} .case-part[aria-labelledby*=".p{number}-"]')


def hotspot(keys: Keyboard, question: str) -> None:
    """Places are named; arrows go through them."""
    keys.tab_to(f"{question} input[type=radio]")
    keys.press("Space")
    _choose(keys, "Middle")


def essay(keys: Keyboard, question: str) -> None:
    """Closes and opens what is said about the marks, writes, and hands a file in."""
    keys.page.once("filechooser", lambda chooser: chooser.set_files(PDF))
    keys.tab_to(f"{question} summary")
    keys.press("Enter")
    keys.press("Enter")
    keys.tab_to(f"{question} textarea")
    keys.type("Он екі сабақ, аптасына бір рет.")
    keys.tab_to(f"{question} input[type=file]")
    keys.page.keyboard.press("Enter")
    expect(keys.page.locator(f"{question} .essay-file-state")).to_contain_text("plan.pdf")
    keys.look()


def _choose(keys: Keyboard, words: str) -> None:
    for _press in range(4):
        if keys.focused(LABEL).startswith(words):
            break
        keys.press("ArrowDown")
    assert keys.focused(f"it.checked && {LABEL}.startsWith({words!r})")


ANSWERS = {
    each.__name__: each
    for each in (single, multiple, truefalse, numeric, shorttext, gaps, matching, ordering, categorise, case, hotspot, essay)
}
