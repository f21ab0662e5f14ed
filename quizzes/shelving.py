"""The tree of categories, walked once: shelves in the order in which people read a tree."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from quizzes.models import Category, QuizSection


@dataclass(frozen=True)
class Shelf:
    """A category and how deep it stands."""

    category: Category
    depth: int

    def __str__(self) -> str:
        return f"{'— ' * self.depth}{self.category.name}"


def shelves() -> list[Shelf]:
    """Every category, each followed by what stands inside it. One query."""
    inside: dict[int | None, list[Category]] = {}
    for category in Category.objects.all():
        inside.setdefault(category.parent_id, []).append(category)
    return list(_walk(inside, None, 0))


def _walk(inside: dict[int | None, list[Category]], parent: int | None, depth: int) -> Iterator[Shelf]:
    for category in inside.get(parent, []):
        yield Shelf(category, depth)
        yield from _walk(inside, category.pk, depth + 1)


def path_of(category: Category) -> list[int]:
    """The ids of this shelf and of those that it stands in, from the inside out. One query."""
    parents = dict(Category.objects.values_list("pk", "parent"))
    found: list[int] = []
    step: int | None = category.pk
    while step is not None:
        found.append(step)
        step = parents.get(step)
    return found


def lock_shelves() -> None:
    """Holds every shelf until the transaction ends: two moves at once could make a ring that no walk leaves."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Shelves are locked inside a transaction.")
    list(Category.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def why_not_inside(category: Category, parent: Category | None) -> str:
    """Why this shelf cannot stand inside that one; empty where it can."""
    if parent is None or category.pk is None:
        return ""
    if parent.pk == category.pk:
        return _("A category cannot stand inside itself.")
    if category.pk in path_of(parent):
        return _("“%(parent)s” stands inside this category.") % {"parent": parent.name}
    return ""


def why_not_deleted(category: Category) -> str:
    """Why this shelf cannot go; empty where it can."""
    if category.questions.exists():
        return _("Questions stand in this category. Move them to another one first.")
    if category.children.exists():
        return _("Other categories stand inside this one. Move or delete them first.")
    if QuizSection.objects.filter(category=category).exists():
        return _("Quizzes draw from this category. Change their sections first.")
    return ""
