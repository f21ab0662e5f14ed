"""Accepted answers in words: several in each language, any of them right whatever the language of the page. Pure."""

from collections.abc import Iterator

from pydantic import model_validator

from quizzes.folding import Folds, fold
from quizzes.questions import LANGUAGES, Frozen

LONGEST = 500


class Variants(Frozen):
    """What is accepted, by language."""

    kk: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> "Variants":
        if not any(True for _each in self.all()):
            raise ValueError("Give at least one accepted answer.")
        return self

    def all(self) -> Iterator[str]:
        """Every accepted answer that has words."""
        for code in LANGUAGES:
            yield from (each for each in getattr(self, code) if each.strip())

    def missing(self) -> set[str]:
        """Languages without an accepted answer."""
        return {code for code in LANGUAGES if not any(each.strip() for each in getattr(self, code))}

    def accept(self, text: str, folds: Folds) -> bool:
        """Whether that is one of the accepted answers, in any language."""
        given = fold(text, folds)
        return bool(given) and any(given == fold(each, folds) for each in self.all())

    def shown(self, language: str) -> str:
        """The first accepted answer in that language, else the first there is: what a learner is shown as right."""
        return next((each for each in getattr(self, language, ()) if each.strip()), "") or next(self.all())
