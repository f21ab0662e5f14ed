"""The quiz's own page inside the player, and the door to an attempt."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from courses.playing import pinned_page
from courses.seating import Locked, sit
from courses.views.items import frame
from quizzes.accommodating import extra_time_of
from quizzes.attempting import NotAdmitted, admission, attempts_of, quiz_of, start
from quizzes.device import device_or_new, remember
from quizzes.views.hall import address


def show_quiz(request, seat):
    """Introduction, rules in words, earlier attempts, and the button, or why there is none."""
    now = timezone.now()
    quiz = quiz_of(seat)
    attempts = attempts_of(seat, at=now)
    running = next((attempt for attempt in attempts if attempt.finished_at is None), None)
    course, item = seat.enrolment.course.slug, seat.item.slug
    sections = quiz.sections.prefetch_related("pool")
    context = {
        **frame(seat),
        "intro": pinned_page(seat).intro,
        "quiz": quiz,
        "questions": sum(section.draw or len(section.pool.all()) for section in sections),
        "attempts": [
            {"attempt": attempt, "url": address("attempt-result", course, item, attempt)} for attempt in attempts if attempt.finished_at
        ],
        "running": running,
        "continue_url": address("exam", course, item, running) if running else "",
        "admission": admission(quiz, attempts, now=now),
        "start_url": reverse("quizzes:attempt-start", args=[course, item]),
        "minutes": quiz.time_limit and quiz.time_limit // timedelta(minutes=1),
        "extra_time": quiz.time_limit and extra_time_of(seat.enrolment.learner_id, seat.enrolment.course_id),
        "pause_hours": quiz.pause // timedelta(hours=1),
    }
    return render(request, "quizzes/quiz.html", context)


@require_POST
@login_required
def start_attempt(request, course, item):
    """Begins an attempt, or leads to the open one."""
    try:
        seat = sit(request.user, course, item)
    except Locked:
        return redirect("learning:item", course, item)
    device = device_or_new(request)
    try:
        attempt = start(seat, holder=device, at=timezone.now())
    except NotAdmitted:
        return redirect("learning:item", course, item)  # that page says why
    return remember(redirect(address("exam", course, item, attempt)), device)
