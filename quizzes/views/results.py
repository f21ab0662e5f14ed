"""The result of an attempt, and its review where the quiz's feedback rule allows it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from quizzes.attempting import admission
from quizzes.finishing import end_if_over
from quizzes.models import Attempt
from quizzes.outcomes import corrections_of, gain_of, sections_of
from quizzes.showing import released, solutions
from quizzes.views.hall import enter


@require_safe
@login_required
def result(request, course, item, key):
    """Score, passed or not, what comes next; key and feedback only when released."""
    now = timezone.now()
    hall = enter(request, course, item, key)
    hall.attempt = attempt = end_if_over(hall.attempt, at=now)
    if attempt.finished_at is None:
        return redirect(hall.url("exam"))
    attempts = list(Attempt.objects.filter(enrolment=attempt.enrolment_id, item_key=attempt.item_key))
    is_released = released(attempt, attempts)
    questions = attempt.questions.select_related("question_version", "graded_as") if is_released else []
    context = {
        **hall.frame(),
        "released": is_released,
        "sections": sections_of(attempt),
        "gain": gain_of(attempt),
        "corrections": corrections_of(attempt),
        "questions": solutions(questions, get_language()),
        "running": any(each.finished_at is None for each in attempts),
        "admission": admission(attempt.quiz, attempts, now=now),
        "completed": attempt.enrolment.completed_at is not None,
    }
    return render(request, "quizzes/result.html", context)
