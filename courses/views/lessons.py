"""A lesson in the player."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from courses.lessons import drawn, personal
from courses.models import BlockState
from courses.playing import pinned
from courses.views.items import frame


def show_lesson(request, seat):
    """The body, drawn once for everybody, with what this learner left in its blocks."""
    course = seat.enrolment.course.slug
    lesson = drawn(seat)
    _revision, language = pinned(seat)
    states = dict(BlockState.objects.filter(enrolment=seat.enrolment, item_key=seat.item.key).values_list("block_id", "data"))
    context = {
        **frame(seat),
        "summary": lesson.summary,
        "language": language,
        "is_fallback": language != get_language(),
        "body": personal(lesson.html, states, course=course, item=seat.item.slug, request=request),
        "place_id": seat.progress.place if seat.progress else "",
        "reading_url": reverse("learning:reading", args=[course, seat.item.slug]),
        "place_url": reverse("learning:place", args=[course, seat.item.slug]),
    }
    return render(request, "courses/lesson.html", context)
