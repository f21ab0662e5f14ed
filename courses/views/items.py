"""The player: one item of a course, as the learner's edition pins it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from courses.models.items import kind_named
from courses.progressing import open_item
from courses.seating import Locked, Seat, sit
from courses.shown import following, show_outline


@require_GET
@login_required
def item(request, course, item):
    """Sits down, records that the item is open, and lets its kind answer."""
    try:
        seat = sit(request.user, course, item)
    except Locked as refusal:
        return _explain_lock(request, course, refusal)
    if seat.progress is None or seat.enrolment.current_item != seat.item.key:
        progress = open_item(seat.enrolment, seat.item.key, at=timezone.now())
        done = seat.done | {str(seat.item.key)} if progress.completed_at else seat.done
        seat = Seat(seat.enrolment, seat.item, progress, seat.outline, done)
    return kind_named(seat.item.kind).play(request, seat)


def _explain_lock(request, course: str, refusal: Locked):
    outline = refusal.outline
    missing = [outline.by_key(key) for key in refusal.missing]
    context = {
        "title": outline.title(refusal.item),
        "course_url": reverse("learning:course", args=[course]),
        "missing": [{"title": outline.title(each), "url": reverse("learning:item", args=[course, each.slug])} for each in missing],
    }
    return render(request, "courses/locked.html", context, status=403)


def frame(seat: Seat) -> dict:
    """What templates/courses/player.html needs around any kind of item. No query."""
    course = seat.enrolment.course.slug
    after = following(seat.outline, seat.item)
    return {
        "seat": seat,
        "course_title": seat.enrolment.edition.title(),
        "course_url": reverse("learning:course", args=[course]),
        "title": seat.outline.title(seat.item),
        "shown": show_outline(seat.outline, seat.done, course, seat.item),
        "place": seat.outline.items.index(seat.item) + 1,
        "places": len(seat.outline.items),
        "is_done": str(seat.item.key) in seat.done,
        "next_url": reverse("learning:item", args=[course, after.slug]) if after else "",
        "next_title": seat.outline.title(after) if after else "",
    }
