"""Names of the courses and tests that programmes ask for, in the language of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from certificates.models import Programme
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


@dataclass(frozen=True)
class Asked:
    """What a programme asks for in any of its versions: keys by kind of evidence, and what they are called."""

    by_kind: dict[str, list[str]]
    named: Named

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Every key once, with a label that tells tests of the same name apart."""
        tests = {key: f"{self.named.titles.get(key, key)} ({self.named.slugs.get(key, '–')})" for key in self.by_kind["exam"]}
        return list(({key: self.named.titles.get(key, key) for keys in self.by_kind.values() for key in keys} | tests).items())

    def which(self, kind: str, ref: str) -> str | None:
        """The key that is meant for that kind of evidence: `ref`, or the only one there is; None where that is unclear.

        Trainings are named by a course or by nothing: their hours count alike.
        """
        keys = self.by_kind["course"] if kind == "training" else self.by_kind[kind]
        if ref in keys or (kind == "training" and not ref):
            return ref
        return keys[0] if len(keys) == 1 and not ref else None

    def by_slug(self, kind: str, slug: str) -> str:
        """The key that is asked for of that kind in the course with this slug; "" where there is none."""
        return next((key for key in self.by_kind.get(kind, []) if self.named.slugs.get(key) == slug), "")


def asked_by(programme: Programme) -> Asked:
    """What that programme asks for. Five queries."""
    parts = [part for version in programme.versions.all() for part in (version.rules.first, version.rules.to_renew)]
    by_kind = refs_by_kind(parts)
    return Asked(by_kind, names_of(key for keys in by_kind.values() for key in keys))


def refs_by_kind(parts: Iterable[Requirements]) -> dict[str, list[str]]:
    """The keys that requirements name, by kind of evidence, each once and in order."""
    found: dict[str, list[str]] = {"course": [], "exam": [], "practicum": []}
    for part in parts:
        found["course"] += (key for group in part.courses for key in group.keys)
        found["exam"].append(part.exam)
        found["practicum"].append(part.practicum)
    return {kind: list(dict.fromkeys(filter(None, keys))) for kind, keys in found.items()}


def refs_of(parts: Iterable[Requirements]) -> set[str]:
    """Every key that requirements name."""
    return {key for keys in refs_by_kind(parts).values() for key in keys}


def names_of(refs: Iterable[str]) -> Named:
    """Four queries, however many."""
    keys = [UUID(ref) for ref in refs]
    titles: dict[str, str] = {}
    for kind in (CoursePage, QuizPage):
        titles |= {str(key): title for key, title in titles_of(kind.objects.filter(translation_key__in=keys)).items()}
    slugs = {str(key): slug for key, slug in Course.objects.filter(key__in=keys).values_list("key", "slug")}
    homes = EditionItem.objects.filter(key__in=keys).order_by("edition").values_list("key", "edition__course__slug")
    return Named(titles, slugs | {str(key): slug for key, slug in homes})
