"""How two versions of a question differ, field by field and language by language. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from quizzes.passages import Path, is_text, named, passages, plain
from quizzes.questions import LANGUAGES

Kind = Literal["same", "deleted", "inserted"]
ORDER = "order"  # the last step of the path of a list whose rows changed places


@dataclass(frozen=True)
class Piece:
    """Some words in a row that have the same fate."""

    kind: Kind
    words: str


@dataclass(frozen=True)
class Difference:
    """What stood at a place and what stands there now; `language` is "" for what has no language. Empty: nothing stood there."""

    path: Path
    language: str
    before: str
    after: str

    def pieces(self) -> list[Piece]:
        """Both texts as one: what stayed, what went, what came."""
        return pieces(self.before, self.after)

    @property
    def only_markup(self) -> bool:
        """Whether the words are the same and only bold, lists or links changed."""
        return self.before == self.after


def differences(old: object, new: object) -> list[Difference]:
    """Everything in which the bodies differ: texts in the order of the new body with the languages together, then the rest."""
    return [*_in_words(old, new), *_in_facts(old, new), *_in_order(old, new)]


def _in_words(old: object, new: object) -> Iterator[Difference]:
    before, after = passages(old), passages(new)
    for path in {**after, **before}:
        was, became = before.get(path, {}), after.get(path, {})
        for code in LANGUAGES:
            if was.get(code, "") != became.get(code, ""):
                yield Difference(path, code, plain(was.get(code, "")), plain(became.get(code, "")))


def _in_facts(old: object, new: object) -> Iterator[Difference]:
    before, after = dict(_facts(old, ())), dict(_facts(new, ()))
    for path in {**after, **before}:
        if before.get(path, "") != after.get(path, ""):
            yield Difference(path, "", before.get(path, ""), after.get(path, ""))


def _facts(part: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Whatever is no text: keys, numbers, pictures."""
    if is_text(part):
        return
    if isinstance(part, Mapping):
        for name, each in part.items():
            if name != "id":
                yield from _facts(each, (*path, str(name)))
    elif isinstance(part, list | tuple):
        for name, each in named(part):
            yield from _facts(each, (*path, name))
    elif part is not None:
        yield path, str(part)


def _in_order(old: object, new: object) -> Iterator[Difference]:
    before, after = dict(_lists(old, ())), dict(_lists(new, ()))
    for path, rows in after.items():
        was = [each for each in before.get(path, []) if each in rows]
        became = [each for each in rows if each in was]
        if was != became:
            places = {each: str(place) for place, each in enumerate(before[path], start=1)}
            yield Difference((*path, ORDER), "", ", ".join(places[each] for each in was), ", ".join(places[each] for each in became))


def _lists(part: object, path: Path) -> Iterator[tuple[Path, list[str]]]:
    if isinstance(part, Mapping):
        for name, each in part.items():
            yield from _lists(each, (*path, str(name)))
    elif isinstance(part, list | tuple):
        yield path, [name for name, _row in named(part)]
        for name, each in named(part):
            yield from _lists(each, (*path, name))


def pieces(before: str, after: str) -> list[Piece]:
    """The two texts word by word as one."""
    old, new = before.split(), after.split()
    found: list[Piece] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", " ".join(old[start:end])))
            continue
        found += [Piece("deleted", " ".join(old[start:end]))] if end > start else []
        found += [Piece("inserted", " ".join(new[new_start:new_end]))] if new_end > new_start else []
    return found


def rows_of(body: Mapping[str, Any], path: Path) -> dict[str, int]:
    """The ids of the list at that path, with their places counted from 1; empty where there is no list."""
    part: Any = body
    for step in path:
        part = part.get(step) if isinstance(part, Mapping) else dict(named(part)).get(step) if isinstance(part, list | tuple) else None
    return {name: place for place, (name, _row) in enumerate(named(part), start=1)} if isinstance(part, list | tuple) else {}
