"""Taking a seat: a person, their enrolment, the item they ask for. Every page of the player begins here."""

from dataclasses import dataclass

from django.http import Http404

from courses.completion import gates
from courses.models import EditionItem, Enrolment, ItemProgress
from courses.outline import Outline, outline_of
from courses.statements import enrolment_in


@dataclass(frozen=True)
class Seat:
    """Where a learner sits. `progress` is None until the item was opened; `done` holds the keys of completed items."""

    enrolment: Enrolment
    item: EditionItem
    progress: ItemProgress | None
    outline: Outline
    done: frozenset[str]


class Locked(Exception):  # noqa: N818 — it reads as the refusal it is
    """The item is not open yet; `missing` are the keys of what has to be done first."""

    def __init__(self, item: EditionItem, outline: Outline, missing: tuple[str, ...]):
        super().__init__(item.slug)
        self.item = item
        self.outline = outline
        self.missing = missing


def enrolment_of(person, course_slug: str) -> Enrolment:
    """The person's enrolment in that course: the open one, else the latest completed one. 404 for everybody else."""
    found = enrolment_in(person.pk, course_slug)
    if found is None:
        raise Http404
    return found


def sit(person, course_slug: str, item_slug: str) -> Seat:
    """The seat at that item. Two queries, one more when the outline is not cached. Raises Http404 or Locked."""
    enrolment = enrolment_of(person, course_slug)
    outline = outline_of(enrolment.edition)
    item = outline.by_slug(item_slug)
    if item is None:
        raise Http404
    progress = {str(row.item_key): row for row in ItemProgress.objects.filter(enrolment=enrolment)}
    done = frozenset(key for key, row in progress.items() if row.completed_at)
    gate = gates(outline.module_rules, outline.item_rules, done)[outline.module_of(item)]
    if not gate.done and str(item.key) not in progress:
        raise Locked(item, outline, gate.missing)
    return Seat(enrolment, item, progress.get(str(item.key)), outline, done)
