"""How the languages of a question stand to each other, in words for the author."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quizzes.models import Question
from quizzes.questions import LANGUAGES
from quizzes.translating import MISSING

NAMES = dict(settings.LANGUAGES)
STATES = {
    "agreed": gettext_lazy("all languages agree"),
    "missing": gettext_lazy("a language is missing"),
    "behind": gettext_lazy("a language is behind"),
}


@dataclass(frozen=True)
class LanguageState:
    """One language of a question. `name` is agreed, behind or missing; `words` say it."""

    language: str
    name: str
    words: str

    @property
    def title(self) -> str:
        return NAMES[self.language]


def states_of(question: Question) -> list[LanguageState]:
    """Every language, in the order of the platform."""
    return [_state(code, question.behind.get(code, 0)) for code in LANGUAGES]


def _state(code: str, count: int | str) -> LanguageState:
    if count == MISSING:
        return LanguageState(code, "missing", _("missing"))
    if count:
        return LanguageState(
            code, "behind", ngettext("behind by %(count)s change", "behind by %(count)s changes", count) % {"count": count}
        )
    return LanguageState(code, "agreed", _("agrees"))


def in_state(questions: QuerySet, wanted: str) -> QuerySet:
    """Questions of which some language is missing or behind, or all agree; `kk`, `ru`, `en`: of which that one is missing or behind."""
    if wanted in LANGUAGES:
        return questions.filter(behind__has_key=wanted)
    if wanted == "agreed":
        return questions.filter(behind={})
    missing, behind = Q(), Q()
    for code in LANGUAGES:
        is_missing = Q(**{f"behind__{code}": MISSING})
        missing |= is_missing
        behind |= Q(behind__has_key=code) & ~is_missing
    return questions.filter(missing if wanted == "missing" else behind)
