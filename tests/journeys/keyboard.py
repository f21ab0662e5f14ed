"""A keyboard and nothing else: the focus is on something visible after every key, and what a screen reader says of it can be kept."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.hearing import Ear

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


class Keyboard:
    """The keys of a page. With an ear, what is said after each key is kept."""

    def __init__(self, page: Page, ear: Ear | None = None):
        self.page, self.ear = page, ear

    def look(self) -> None:
        """The focus is somewhere, and seen."""
        found = self.page.evaluate(FOCUS)
        assert not found.get("lost"), "the focus is lost"
        assert found.get("ring", True), f"no ring around {found['at']}"
        assert found.get("inside", True), f"out of sight: {found['at']}"
        assert not found.get("covered", False), f"covered: {found['at']}"
        if self.ear:
            self.ear.listen()

    def tab_to(self, selector: str, *, key: str = "Tab", most: int = 80) -> None:
        """Goes on with the Tab key until the focus is on that element."""
        for _press in range(most):
            self.page.keyboard.press(key)
            if self.page.evaluate("document.activeElement === document.body"):
                continue  # the end of the page: the next Tab begins anew
            self.look()
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{selector} is not reached by Tab")

    def press(self, key: str) -> None:
        """Presses a key that changes this part of the page: the focus stays somewhere visible."""
        self.page.keyboard.press(key)
        self.look()

    def type(self, words: str) -> None:
        """Types into a field, or the first letters of a choice in a list."""
        self.page.keyboard.type(words)
        self.look()

    def follow(self, address: str, key: str = "Enter") -> None:
        """Presses a key that leads to another page."""
        self.page.keyboard.press(key)
        expect(self.page).to_have_url(re.compile(address))
        self.page.wait_for_load_state()

    def focused(self, expression: str) -> str:
        """Something about the element that has the focus: `it` in JavaScript."""
        return self.page.evaluate(f"(it => {expression})(document.activeElement)")
