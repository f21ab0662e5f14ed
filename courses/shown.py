"""What a learner sees of an outline: each item with its state, in the language of the page."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from courses.completion import gates
from courses.models import EditionItem
from courses.outline import Outline


@dataclass(frozen=True)
class ShownItem:
    """One line of the outline. `state`: done, current, open, locked."""

    item: EditionItem
    title: str
    state: str
    url: str


@dataclass(frozen=True)
class ShownModule:
    title: str
    items: list[ShownItem]


@dataclass(frozen=True)
class Shown:
    """An outline as a learner sees it, with how much of it is done."""

    modules: list[ShownModule]
    total: int
    done: int
    minutes_left: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


def show_outline(outline: Outline, done: frozenset[str], course_slug: str, current: EditionItem | None = None) -> Shown:
    """The outline with states. No query."""
    language = get_language()
    open_modules = gates(outline.module_rules, outline.item_rules, done)
    address = reverse("learning:item", args=[course_slug, "-"])
    modules = []
    for module in outline.modules:
        is_open = open_modules[str(module.key)].done
        items = []
        for item in outline.items:
            if item.module_id != module.pk:
                continue
            state = "open" if is_open else "locked"
            if str(item.key) in done:
                state = "done"
            if current is not None and item.pk == current.pk:
                state = "current"
            items.append(ShownItem(item, outline.title(item, language), state, address.replace("/-/", f"/{item.slug}/")))
        modules.append(ShownModule(module.title(language), items))
    left = [item for item in outline.items if str(item.key) not in done and item.required]
    required = [item for item in outline.items if item.required]
    return Shown(modules, len(required), len(required) - len(left), sum(item.minutes for item in left))


def next_item(outline: Outline, done: frozenset[str], current_key=None) -> EditionItem | None:
    """Where “continue” leads: the item last opened if it is not done, else the first one that is not; None when all are done."""
    current = outline.by_key(current_key) if current_key else None
    if current and str(current.key) not in done:
        return current
    return next((item for item in outline.items if str(item.key) not in done), None)


def following(outline: Outline, item: EditionItem) -> EditionItem | None:
    """The item after that one in the outline."""
    index = outline.items.index(item)
    return outline.items[index + 1] if index + 1 < len(outline.items) else None
