"""My learning: what is in progress, what is done, what was earned."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from courses.models import Course, Enrolment, ItemProgress
from courses.outline import outlines_of
from courses.shown import Shown, next_item, show_outline


@dataclass(frozen=True)
class Desk:
    """One course on a learner's desk."""

    enrolment: Enrolment
    title: str
    shown: Shown
    url: str
    next_title: str


@require_GET
@login_required
def my_learning(request):
    """A bounded number of queries, however many courses a person is in."""
    enrolments = list(Enrolment.objects.filter(learner=request.user, left_at=None).select_related("edition", "course"))
    done: dict[int, set[str]] = {}
    progress = ItemProgress.objects.filter(enrolment__in=enrolments, completed_at__isnull=False)
    for enrolment_id, key in progress.values_list("enrolment_id", "item_key"):
        done.setdefault(enrolment_id, set()).add(str(key))
    outlines = outlines_of([enrolment.edition for enrolment in enrolments])
    desks = [_desk(enrolment, outlines[enrolment.edition_id], frozenset(done.get(enrolment.pk, ()))) for enrolment in enrolments]
    left = request.GET.get("left", "")
    context = {
        "studying": [desk for desk in desks if desk.enrolment.completed_at is None],
        "completed": [desk for desk in desks if desk.enrolment.completed_at],
        "left": Course.objects.filter(slug=left, enrolments__learner=request.user).first() if left else None,
    }
    return render(request, "courses/my_learning.html", context)


def _desk(enrolment: Enrolment, outline, done: frozenset[str]) -> Desk:
    course = enrolment.course.slug
    onward = next_item(outline, done, enrolment.current_item)
    return Desk(
        enrolment=enrolment,
        title=enrolment.edition.title(),
        shown=show_outline(outline, done, course),
        url=reverse("learning:item", args=[course, onward.slug]) if onward else reverse("learning:course", args=[course]),
        next_title=outline.title(onward) if onward else "",
    )
