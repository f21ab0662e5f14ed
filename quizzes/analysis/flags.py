"""What a trainer should look at: the figures of a question in words for code; the report has them in words for people."""

from dataclasses import dataclass

from quizzes.analysis.items import Item

ENOUGH = 10  # fewer answers tell nothing about a question
TOO_EASY, TOO_HARD = 95.0, 20.0
WEAK = 20.0  # Moodle, "Quiz statistics report": below, a question separates those who know from those who do not weakly


@dataclass(frozen=True)
class Flag:
    """`name` is one of too_easy, too_hard, guessed, negative, weak, few, differs."""

    name: str
    grave: bool = False


def flags_of(item: Item) -> tuple[Flag, ...]:
    """What stands out, the gravest first. With few answers nothing is said but that."""
    if item.answers < ENOUGH:
        return (Flag("few"),)
    facility, discrimination = item.facility.value or 0.0, item.discrimination.value
    guessed = item.guess.value is not None and facility <= item.guess.value
    checks = {
        Flag("negative", grave=True): discrimination is not None and discrimination < 0,
        Flag("differs", grave=item.differing.category == "C"): item.differing.category in ("B", "C"),
        Flag("guessed", grave=True): guessed,
        Flag("too_hard"): facility <= TOO_HARD and not guessed,
        Flag("too_easy"): facility >= TOO_EASY,
        Flag("weak"): discrimination is not None and 0 <= discrimination < WEAK and TOO_HARD < facility < TOO_EASY,
    }
    return tuple(sorted((flag for flag, holds in checks.items() if holds), key=lambda flag: not flag.grave))
