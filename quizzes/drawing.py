"""Which questions an attempt asks, and in which order: a pure function of sections, seed and what the person has seen. No Django here.

Sections without a draw give all of their pool, in order. The others share out what is left: no question stands twice in an attempt, and one
that this person has not met yet is preferred. Where pools overlap, questions are matched to places: a quiz that can be filled is filled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Candidate:
    """A question version in a pool. `question` is its identity; `choices` are the ids that may be shuffled."""

    version: int
    question: int
    choices: tuple[str, ...] = ()
    always_shuffled: bool = False


@dataclass(frozen=True)
class Section:
    pool: tuple[Candidate, ...]
    draw: int | None = None


@dataclass(frozen=True)
class Drawn:
    """A question of the attempt, with the order of its choices."""

    version: int
    question: int
    order: tuple[str, ...]
    section: int


class PoolTooSmall(Exception):  # noqa: N818 — it reads as the refusal it is
    """A section cannot be filled. `section` counts from 0."""

    def __init__(self, section: int):
        super().__init__(f"Section {section + 1} has fewer questions than it draws.")
        self.section = section


def draw(
    sections: Sequence[Section],
    *,
    seed: int,
    seen: frozenset[int] = frozenset(),
    shuffle_questions: bool = False,
    shuffle_choices: bool = False,
) -> list[Drawn]:
    """The questions of one attempt, section by section. Raises PoolTooSmall."""
    chance = Random(seed)  # noqa: S311 — an exam's shuffle, not a secret
    chosen = _share_out(sections, chance, seen)
    drawn = []
    for number, candidates in enumerate(chosen):
        if shuffle_questions:
            chance.shuffle(candidates)
        drawn += [Drawn(each.version, each.question, _order(each, chance, shuffle_choices), number) for each in candidates]
    return drawn


def _share_out(sections: Sequence[Section], chance: Random, seen: frozenset[int]) -> list[list[Candidate]]:
    taken: dict[int, int] = {}  # question → place
    chosen: list[list[Candidate]] = []
    for section in sections:
        fixed = [each for each in _distinct(section.pool) if each.question not in taken] if section.draw is None else []
        taken |= {each.question: -1 for each in fixed}
        chosen.append(fixed)
    places = [number for number, section in enumerate(sections) for _ in range(section.draw or 0)]
    wishes = [_by_preference(sections[number].pool, chance, seen) for number in places]
    for only_new in (True, False):  # a question that found a place keeps one: those not seen yet stay in
        for place in range(len(places)):
            if place not in taken.values():
                _seat(place, wishes, taken, set(), seen if only_new else frozenset())
    for place, number in enumerate(places):
        if place not in taken.values():
            raise PoolTooSmall(number)
    for number, section in enumerate(sections):
        seated = {question for question, place in taken.items() if place >= 0 and places[place] == number}
        chosen[number] += [each for each in _distinct(section.pool) if each.question in seated]
    return chosen


def _seat(place: int, wishes: Sequence[Sequence[int]], taken: dict[int, int], asked: set[int], barred: frozenset[int]) -> bool:
    """Gives a place a question, moving earlier ones where that helps (an augmenting path of bipartite matching)."""
    for question in wishes[place]:
        if question in asked or question in barred or taken.get(question) == -1:
            continue
        asked.add(question)
        if question not in taken or _seat(taken[question], wishes, taken, asked, barred):
            taken[question] = place
            return True
    return False


def _by_preference(pool: Sequence[Candidate], chance: Random, seen: frozenset[int]) -> list[int]:
    questions = [each.question for each in _distinct(pool)]
    chance.shuffle(questions)
    return sorted(questions, key=lambda question: question in seen)


def _distinct(pool: Sequence[Candidate]) -> list[Candidate]:
    return list({each.question: each for each in reversed(pool)}.values())[::-1]


def _order(candidate: Candidate, chance: Random, shuffle: bool) -> tuple[str, ...]:
    order = list(candidate.choices)
    if candidate.always_shuffled and len(order) > 1:
        while tuple(order) == candidate.choices:
            chance.shuffle(order)
    elif shuffle:
        chance.shuffle(order)
    return tuple(order)
