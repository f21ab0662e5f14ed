"""Whether the languages of a question still say the same. Pure.

For every language the bank keeps how many changes in other languages it has not followed. The rule:

- a language whose words changed, or that the author has compared and agrees with, has followed everything;
- any other language is one change further behind, if a language that was level with the rest said something else than before;
- words that were added where a language was missing or behind are how it follows: nobody is behind because of them;
- a language that lacks a text is missing, and missing is not counted.
"""

from collections.abc import Collection, Mapping
from typing import Literal

from quizzes.passages import Words, passages, plain
from quizzes.questions import LANGUAGES

Count = int | Literal["missing"]
Counts = dict[str, Count]  # languages that are neither missing nor behind are left out

MISSING: Literal["missing"] = "missing"


def follow(old: object, new: object, before: Mapping[str, Count], *, missing: Collection[str], agreed: Collection[str] = ()) -> Counts:
    """The counts after a save. `old` is None for a first version; `missing` are the languages that the new body lacks."""
    changed = changed_languages(old, new) if old is not None else set(LANGUAGES)
    leading = {code for code in _reworded(old, new) if not before.get(code)} if old is not None else set()
    counts: Counts = {}
    for code in LANGUAGES:
        count = before.get(code, 0)
        if code in missing:
            counts[code] = MISSING
        elif code not in changed and code not in agreed and count != MISSING and count + bool(leading):
            counts[code] = count + bool(leading)
    return counts


def changed_languages(old: object, new: object) -> set[str]:
    """Languages in which some text reads otherwise than before, or is new. A text that is gone is gone in all of them."""
    before, after = passages(old), passages(new)
    return {code for path, words in after.items() for code in LANGUAGES if _said(words, code) != _said(before.get(path, {}), code)}


def _reworded(old: object, new: object) -> set[str]:
    """Languages in which a text that stood there reads otherwise."""
    before, after = passages(old), passages(new)
    return {
        code for path, words in after.items() for code in LANGUAGES if _said(before.get(path, {}), code) not in ("", _said(words, code))
    }


def _said(words: Words, code: str) -> str:
    return plain(words.get(code, ""))
