"""Texts made comparable: what a person typed, and what an author accepts or a searcher looks for. Pure.

Kazakh is typed on Russian keyboards («Казакстан» for «Қазақстан»), Russian on Latin ones («cocтaв»), ё as е: each of these is a fold of
its own, so that an author can say which differences count.
"""

import re
import unicodedata

from quizzes.questions import Frozen

# Letters that look the same in both scripts. The first row alone is enough to doubt a word; the second only beside a Cyrillic letter.
ALIKE = str.maketrans("aceopxyiACEOPXYI", "асеорхуіАСЕОРХУІ")
ALIKE_IN_MIXED = ALIKE | str.maketrans("kmtbhKMTBH", "кмтвнКМТВН")
KAZAKH = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
YO = str.maketrans("ёЁ", "еЕ")
QUOTES_AND_DASHES = str.maketrans("«»“”„‟‘’‚`´–—−‐‑‒", '""""""\'\'\'\'\'------')
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
LATIN = re.compile(r"[A-Za-z]")
ONLY_ALIKE = re.compile(r"[aceopxyiACEOPXYI]+")
WORD = re.compile(r"\w+")
ENDING = ".,;:!?… "


class Folds(Frozen):
    """Which differences do not count."""

    case: bool = True
    yo: bool = True
    lookalikes: bool = True
    kazakh: bool = True


EVERYTHING = Folds()


def fold(text: str, folds: Folds = EVERYTHING) -> str:
    """The text as it is compared: one form of each letter, single spaces, plain quotes and dashes, nothing at the end that is no word."""
    folded = unicodedata.normalize("NFC", text)
    if folds.case:
        folded = unicodedata.normalize("NFC", folded.casefold())
    if folds.lookalikes:
        folded = WORD.sub(lambda word: _cyrillic(word[0]), folded)
    if folds.kazakh:
        folded = folded.translate(KAZAKH)
    if folds.yo:
        folded = folded.translate(YO)
    folded = " ".join(folded.translate(QUOTES_AND_DASHES).split())
    return folded.rstrip(ENDING)


def _cyrillic(word: str) -> str:
    """The word with its Latin look-alikes as Cyrillic letters, if it is a Cyrillic word or could be one."""
    if CYRILLIC.search(word):
        return word.translate(ALIKE_IN_MIXED) if LATIN.search(word) else word
    return word.translate(ALIKE) if ONLY_ALIKE.fullmatch(word) else word
