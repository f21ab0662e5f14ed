"""The end of an attempt: a page that says what is still open, and the button that ends it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from quizzes import clock
from quizzes.device import device_of
from quizzes.finishing import end_if_over, finish
from quizzes.paging import Pages
from quizzes.views.hall import enter


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def finish_attempt(request, course, item, key):
    """GET asks; POST finishes and leads to the result. A second POST leads to the same result."""
    now = timezone.now()
    hall = enter(request, course, item, key)
    attempt = end_if_over(hall.attempt, at=now)
    if attempt.finished_at:
        return redirect(hall.url("attempt-result"))
    if attempt.holder != device_of(request):
        return redirect(hall.url("exam"))
    if request.method == "POST":
        finish(attempt, at=now)
        return redirect(hall.url("attempt-result"))
    answers = list(attempt.questions.values_list("position", "answer"))
    pages = Pages(len(answers), attempt.quiz.per_page, attempt.quiz.no_return, attempt.reached)
    context = {
        **hall.frame(),
        "total": len(answers),
        "unanswered": [(position, pages.open_page_of(position)) for position, answer in answers if answer is None],
        "seconds_left": clock.seconds_left(attempt.deadline_at, now),
    }
    return render(request, "quizzes/finish.html", context)
