"""The receipt of an attempt: what was recorded, when, and the code by which staff can check it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from quizzes.models.pages import Feedback
from quizzes.paging import Pages
from quizzes.showing import asked_in, draw_exam
from quizzes.views.hall import enter


@require_safe
@login_required
def receipt(request, course, item, key):
    """Every answer with its time; where the quiz shows answers at all, also the answers themselves, as they were given."""
    hall = enter(request, course, item, key)
    attempt = hall.attempt
    if attempt.finished_at is None:
        return redirect(hall.url("exam"))
    questions = asked_in(attempt)
    shows_answers = attempt.quiz.feedback != Feedback.NEVER
    context = {
        **hall.frame(),
        "questions": questions,
        "answered": sum(question.answer is not None for question in questions),
        "drawn": draw_exam(questions, get_language(), pages=Pages(len(questions)), page=1) if shows_answers else None,
    }
    return render(request, "quizzes/receipt.html", context)
