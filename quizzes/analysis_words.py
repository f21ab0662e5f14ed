"""The figures of an analysis in words: what each is called, what it says in one line, why one is missing, what a flag means."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.analysis import Figure, Flag, Item, Whole
from quizzes.analysis.differing import FOCAL

LANGUAGE_NAMES = dict(settings.LANGUAGES)
PERCENT = "%"
SECONDS = "s"

WHOLE = (
    ("mean", gettext_lazy("Mean result"), PERCENT, gettext_lazy("The sum of all results, divided by their number.")),
    ("median", gettext_lazy("Median result"), PERCENT, gettext_lazy("Half of the results are below it, half above.")),
    (
        "deviation",
        gettext_lazy("Standard deviation"),
        PERCENT,
        gettext_lazy("How far results spread. A test that tells people apart has 12–18 %."),
    ),
    (
        "skewness",
        gettext_lazy("Skewness"),
        "",
        gettext_lazy("Below 0: a few low results stand apart from the rest. Above 0: a few high ones."),
    ),
    (
        "kurtosis",
        gettext_lazy("Kurtosis"),
        "",
        gettext_lazy("0 for a normal distribution; above 1, results crowd in the middle and tell people apart badly."),
    ),
    (
        "consistency",
        gettext_lazy("Internal consistency (Cronbach's alpha)"),
        PERCENT,
        gettext_lazy("Whether the questions measure one thing together. Above 75 % is satisfactory; below 64 % the test needs work."),
    ),
    ("error_ratio", gettext_lazy("Error ratio"), PERCENT, gettext_lazy("How much of the spread is chance: too much above 50 %.")),
    (
        "standard_error",
        gettext_lazy("Standard error"),
        PERCENT,
        gettext_lazy("How far a result may lie from what the person knows: two of three lie within it."),
    ),
)

ITEM = (
    (
        "facility",
        gettext_lazy("Facility index"),
        PERCENT,
        gettext_lazy("The share of the points that people earned: 100 % means that everybody knew."),
    ),
    (
        "discrimination",
        gettext_lazy("Discrimination index"),
        PERCENT,
        gettext_lazy(
            "Whether those who are strong in the rest of the test are better here, too. Above 50 % is very good, below 20 % weak."
        ),
    ),
    (
        "efficiency",
        gettext_lazy("Discriminative efficiency"),
        PERCENT,
        gettext_lazy("The same, measured by the most that a question of this facility can reach."),
    ),
    (
        "deviation",
        gettext_lazy("Standard deviation"),
        PERCENT,
        gettext_lazy("How far the points for it spread, in percent of its maximum."),
    ),
    ("guess", gettext_lazy("Random guess score"), PERCENT, gettext_lazy("What blind guessing earns on the average.")),
    ("intended_weight", gettext_lazy("Intended weight"), PERCENT, gettext_lazy("Its share of the points of the test.")),
    (
        "effective_weight",
        gettext_lazy("Effective weight"),
        PERCENT,
        gettext_lazy("Its share in what makes results differ. It should be near the intended weight."),
    ),
    ("seconds", gettext_lazy("Median time"), SECONDS, gettext_lazy("Half of the people took less time for it, half more.")),
)

WHY = {
    "few": gettext_lazy("too few answers"),
    "no_spread": gettext_lazy("everybody has the same"),
    "negative": gettext_lazy("the question works against the rest of the test"),
    "uneven": gettext_lazy("attempts have different numbers of questions"),
    "one_part": gettext_lazy("the test has one question"),
    "drawn": gettext_lazy("not everybody met the question"),
    "not_timed": gettext_lazy("the time was not measured"),
    "unknown": gettext_lazy("unknown for this type"),
}

FLAGS = {
    "too_easy": gettext_lazy("too easy"),
    "too_hard": gettext_lazy("too hard"),
    "guessed": gettext_lazy("no better than guessing"),
    "negative": gettext_lazy("negative discrimination"),
    "weak": gettext_lazy("weak discrimination"),
    "few": gettext_lazy("too few answers"),
}
WHAT_TO_DO = {
    "too_easy": gettext_lazy("Nearly everybody has it right: it tells nobody apart. Keep it if everybody must know this."),
    "too_hard": gettext_lazy(
        "Hardly anybody has it right. Look whether the key and the wording are right, and whether the course teaches it."
    ),
    "guessed": gettext_lazy("Blind guessing earns as much. Look at the key first, then at what most people chose instead."),
    "negative": gettext_lazy(
        "The strong do worse here than the weak. Look at the key first; then ask whether the question can be understood otherwise."
    ),
    "weak": gettext_lazy("Strong and weak do about as well. Look for a choice that the strong take, too."),
    "few": gettext_lazy("Nothing can be said yet."),
    "differs": gettext_lazy("People with the same result do not do as well in both languages. Compare the two wordings."),
}


@dataclass(frozen=True)
class Shown:
    """A figure as a page shows it: `text`, or `why` there is none."""

    name: str
    label: str
    about: str
    value: float | None
    text: str
    why: str


@dataclass(frozen=True)
class Remark:
    """A flag in words."""

    words: str
    advice: str
    grave: bool


def written(figure: Figure, unit: str) -> str:
    """The number with its unit, in the reader's way of writing numbers."""
    if figure.value is None:
        return "–"
    decimals = 0 if unit == SECONDS else 1 if unit else 2
    number = number_format(round(figure.value, decimals), decimals)
    return _("%(number)s s") % {"number": number} if unit == SECONDS else f"{number} %" if unit else number


def of_whole(whole: Whole) -> list[Shown]:
    """The figures of the test."""
    return [_shown(getattr(whole, name), name, label, unit, about) for name, label, unit, about in WHOLE]


def of_item(item: Item) -> list[Shown]:
    """The figures of a question."""
    return [_shown(getattr(item, name), name, label, unit, about) for name, label, unit, about in ITEM]


def _shown(figure: Figure, name: str, label: str, unit: str, about: str) -> Shown:
    return Shown(name, str(label), str(about), figure.value, written(figure, unit), str(WHY[figure.why]) if figure.why else "")


def remark(flag: Flag, item: Item) -> Remark:
    """A question's flag in words."""
    return Remark(differing(item) if flag.name == "differs" else str(FLAGS[flag.name]), str(WHAT_TO_DO[flag.name]), flag.grave)


def differing(item: Item) -> str:
    """The verdict on languages: in which one the question is harder than it should be."""
    found = item.differing
    if found.harder_in == FOCAL:
        words = _("behaves differently in Kazakh and Russian (Mantel–Haenszel, class %(category)s): harder in Kazakh")
    else:
        words = _("behaves differently in Kazakh and Russian (Mantel–Haenszel, class %(category)s): harder in Russian")
    return words % {"category": found.category}
