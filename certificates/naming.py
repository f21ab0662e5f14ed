"""Names of the courses and tests that programmes ask for, in the language of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from certificates.rules.programme import Requirements
from courses.models import Course, CoursePage, EditionItem
from courses.titles import titles_of
from quizzes.models import QuizPage


@dataclass(frozen=True)
class Named:
    """Titles by key, and the slug of each course, or of the course that a test is in: addresses are made of it."""

    titles: dict[str, str]
    slugs: dict[str, str]

    def url(self, key: str) -> str:
        """The public page of that course."""
        slug = self.slugs.get(key)
        return f"/{get_language()}/courses/{slug}/" if slug else ""


def refs_of(parts: Iterable[Requirements]) -> set[str]:
    """Every key that requirements name."""
    return {key for part in parts for key in (*(key for group in part.courses for key in group.keys), part.exam, part.practicum) if key}


def names_of(refs: Iterable[str]) -> Named:
    """Four queries, however many."""
    keys = [UUID(ref) for ref in refs]
    titles: dict[str, str] = {}
    for kind in (CoursePage, QuizPage):
        titles |= {str(key): title for key, title in titles_of(kind.objects.filter(translation_key__in=keys)).items()}
    slugs = {str(key): slug for key, slug in Course.objects.filter(key__in=keys).values_list("key", "slug")}
    homes = EditionItem.objects.filter(key__in=keys).order_by("edition").values_list("key", "edition__course__slug")
    return Named(titles, slugs | {str(key): slug for key, slug in homes})
