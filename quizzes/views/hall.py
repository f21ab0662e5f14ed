"""What every page of the exam hall needs: the asked-for attempt, if it is the asker's own, and the names that stand around it."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from courses.models import EditionItem
from courses.outline import Outline, outline_of
from quizzes.models import Attempt
from quizzes.statements import attempt_of


@dataclass
class Hall:
    """An attempt and where it is taken."""

    attempt: Attempt
    outline: Outline
    item: EditionItem
    course: str

    def url(self, name: str) -> str:
        return address(name, self.course, self.item.slug, self.attempt)

    def frame(self) -> dict:
        """Context of every page of an attempt."""
        return {
            "attempt": self.attempt,
            "title": self.outline.title(self.item),
            "course_url": reverse("learning:course", args=[self.course]),
            "quiz_url": reverse("learning:item", args=[self.course, self.item.slug]),
            "urls": {
                "exam": self.url("exam"),
                "finish": self.url("attempt-finish"),
                "takeover": self.url("attempt-takeover"),
                "result": self.url("attempt-result"),
                "receipt": self.url("attempt-receipt"),
            },
        }


def enter(request, course: str, item: str, key: UUID) -> Hall:
    """The attempt with that address. Anybody else's is not found. One query where the edition's outline is cached."""
    attempt = attempt_of(request.user.pk, course, key)
    if attempt is None:
        raise Http404
    attempt.enrolment.learner = request.user  # finishing asks for names: these need not be read again
    outline = outline_of(attempt.enrolment.edition)
    found = outline.by_slug(item)
    if found is None or found.key != attempt.item_key:
        raise Http404
    return Hall(attempt, outline, found, course)


def address(name: str, course: str, item: str, attempt: Attempt) -> str:
    return reverse(f"quizzes:{name}", args=[course, item, attempt.key])
