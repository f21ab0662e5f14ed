"""What a new edition would change: the pure comparison of two outlines.

An outline is what stands, or would stand, in an edition: its items in order, each with its rules and the revision shown in each language.
"""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Item:
    """One item of an outline. `revisions` maps a language to the revision shown in it; a language without one is missing."""

    key: str
    title: str
    module: str
    kind: str
    required: bool
    minutes: int
    completion: str
    threshold: int | None = None
    version: int | None = None
    revisions: dict[str, int] = field(default_factory=dict)

    @property
    def rules(self) -> tuple[object, ...]:
        """What an opened edition never changes."""
        return (self.module, self.kind, self.required, self.completion, self.threshold)


class Kind(StrEnum):
    """How an item differs between two outlines."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RULES = "rules"
    TEXT = "text"
    QUESTIONS = "questions"


@dataclass(frozen=True)
class Change:
    """One difference. `languages` tells in which languages a text changed."""

    key: str
    title: str
    kind: Kind
    languages: tuple[str, ...] = ()

    @property
    def correctable(self) -> bool:
        """Whether it can reach learners inside their edition: texts can, the outline and the rules cannot."""
        return self.kind is Kind.TEXT


def compare(old: list[Item], new: list[Item]) -> list[Change]:
    """All differences, in the order of the new outline, with what was removed at the end."""
    before = {item.key: item for item in old}
    after = {item.key: item for item in new}
    kept_before = [item.key for item in old if item.key in after]
    kept_after = [item.key for item in new if item.key in before]
    moved = set(_moved(kept_before, kept_after))
    changes: list[Change] = []
    for item in new:
        if item.key not in before:
            changes.append(Change(item.key, item.title, Kind.ADDED))
        else:
            changes.extend(_differences(before[item.key], item, moved=item.key in moved))
    changes.extend(Change(item.key, item.title, Kind.REMOVED) for item in old if item.key not in after)
    return changes


def _differences(old: Item, new: Item, *, moved: bool) -> list[Change]:
    found: list[Change] = []
    if moved:
        found.append(Change(new.key, new.title, Kind.MOVED))
    if old.rules != new.rules:
        found.append(Change(new.key, new.title, Kind.RULES))
    if old.version != new.version:
        found.append(Change(new.key, new.title, Kind.QUESTIONS))
    languages = tuple(code for code in sorted(new.revisions) if old.revisions.get(code) != new.revisions[code])
    if languages:
        found.append(Change(new.key, new.title, Kind.TEXT, languages))
    return found


def _moved(old: list[str], new: list[str]) -> list[str]:
    """The keys that do not belong to the longest run that kept its order: what a reader would say has moved."""
    longest: dict[str, list[str]] = {}
    place = {key: index for index, key in enumerate(old)}
    for key in new:
        before = [run for last, run in longest.items() if place[last] < place[key]]
        longest[key] = [*_longest(before), key]
    stayed = set(_longest(list(longest.values())))
    return [key for key in new if key not in stayed]


def _longest(runs: list[list[str]]) -> list[str]:
    return max(runs, key=len) if runs else []
