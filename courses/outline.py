"""The outline of an edition, read once by each process: it changes only when a correction moves a title, and then has another key."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from courses.completion import ItemRule, ModuleRule
from courses.models import Edition, EditionItem, EditionModule
from courses.models.editions import in_language

MOST = 500  # outlines that one process remembers
# Not in the shared cache: reading it back from there costs more than a third of a lesson's page.
_remembered: dict[tuple[int, datetime], "Outline"] = {}


@dataclass
class Outline:
    """Modules and items in order. `titles` and `revisions` map an item's key to what is pinned in each language."""

    modules: list[EditionModule]
    items: list[EditionItem]
    titles: dict[str, dict[str, str]]
    revisions: dict[str, dict[str, int]]

    @cached_property
    def item_rules(self) -> list[ItemRule]:
        module_keys = {module.pk: str(module.key) for module in self.modules}
        return [ItemRule(str(item.key), module_keys[item.module_id], item.required, item.completion, item.threshold) for item in self.items]

    @cached_property
    def module_rules(self) -> list[ModuleRule]:
        return [ModuleRule(str(module.key), module.after_previous) for module in self.modules]

    def by_slug(self, slug: str) -> EditionItem | None:
        return next((item for item in self.items if item.slug == slug), None)

    def by_key(self, key) -> EditionItem | None:
        return next((item for item in self.items if str(item.key) == str(key)), None)

    def module_of(self, item: EditionItem) -> str:
        return next(str(module.key) for module in self.modules if module.pk == item.module_id)

    def title(self, item: EditionItem, language: str | None = None) -> str:
        return in_language(self.titles[str(item.key)], language)


def outline_of(edition: Edition) -> Outline:
    """The outline, remembered by this process under the edition and its last correction."""
    return outlines_of([edition])[edition.pk]


def outlines_of(editions: list[Edition]) -> dict[int, Outline]:
    """The outlines of several editions by their id: at most three queries for all that this process has not read yet."""
    keys = {edition.pk: (edition.pk, edition.corrected_at) for edition in editions}
    found = {pk: _remembered[key] for pk, key in keys.items() if key in _remembered}
    unread = [pk for pk in keys if pk not in found]
    if unread:
        read = _read(unread)
        if len(_remembered) > MOST:
            _remembered.clear()
        _remembered.update((keys[pk], outline) for pk, outline in read.items())
        found.update(read)
    return found


def _read(editions: list[int]) -> dict[int, Outline]:
    items = EditionItem.objects.filter(edition__in=editions).prefetch_related("pins")
    modules = EditionModule.objects.filter(edition__in=editions)
    outlines = {pk: Outline([], [], {}, {}) for pk in editions}
    for module in modules:
        outlines[module.edition_id].modules.append(module)
    for item in items:
        outline = outlines[item.edition_id]
        outline.items.append(item)
        outline.titles[str(item.key)] = {pin.language: pin.title for pin in item.pins.all()}
        outline.revisions[str(item.key)] = {pin.language: pin.revision_id for pin in item.pins.all()}
    return outlines
