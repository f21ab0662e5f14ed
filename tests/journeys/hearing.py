"""What a screen reader says of the focus and of live regions, as text: one line for each thing said, in the order of the keys.

Taken from the browser's own accessibility tree. A line is role, name, value and states; a group is said when the focus comes into it;
`»` begins what a live region says. The line of saving is left out: it says a time.
"""

from playwright.sync_api import Page

GROUPS = {"group", "radiogroup", "navigation", "form", "region", "dialog"}
STATES = {"checked", "expanded", "disabled", "invalid", "required"}
# Keeps what live regions say from now on.
LISTEN = """() => {
  const region = ({ target }) => (target.closest ? target : target.parentElement)?.closest("[role=status], [role=alert], [aria-live]");
  window.said = [];
  const listen = (changes) => {
    for (const each of new Set(changes.map(region))) {
      const words = each?.textContent.trim();
      if (words && !each.matches("answer-state")) window.said.push(words);
    }
  };
  new MutationObserver(listen).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


class Ear:
    """Listens to one page."""

    def __init__(self, page: Page):
        self.page = page
        self.tree = page.context.new_cdp_session(page)
        self.tree.send("Accessibility.enable")
        self.lines: list[str] = []
        self._groups: list[tuple[str, str]] = []
        page.evaluate(LISTEN)

    def listen(self) -> None:
        """Keeps what is said now: of live regions, then of the focus; what is the same as before is not said again."""
        for words in self.page.evaluate("window.said.splice(0)"):
            self._say(f"» {words}")
        focused = self.tree.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
        node, *above = self.tree.send("Accessibility.getAXNodeAndAncestors", {"objectId": focused})["nodes"]
        groups = [(each["nodeId"], _words(each)) for each in reversed(above) if _role(each) in GROUPS and _text(each, "name")]
        for depth, group in enumerate(groups):
            if group not in self._groups:
                self._say("  " * depth + group[1])
        self._groups = groups
        self._say("  " * len(groups) + _words(node))

    def _say(self, line: str) -> None:
        if not self.lines or self.lines[-1] != line:
            self.lines.append(line)


def _words(node: dict) -> str:
    words = [_role(node), f'"{_text(node, "name")}"']
    if value := _text(node, "value"):
        words.append(f"= {value}")
    if description := _text(node, "description"):
        words.append(f"({description})")
    for fact in node.get("properties", []):
        value = fact["value"].get("value")
        if fact["name"] in STATES and value not in (False, "false"):
            words.append(fact["name"] if value in (True, "true") else f"{fact['name']}: {value}")
    return " ".join(words)


def _role(node: dict) -> str:
    return node["role"]["value"]


def _text(node: dict, part: str) -> str:
    return " ".join(str(node.get(part, {}).get("value", "")).split())
