"""The exam page: all questions of an attempt in one plain form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quizzes import clock
from quizzes.attempting import NotSaved, answer_in, end_if_over, save_answer, take_over
from quizzes.device import device_of, device_or_new, remember
from quizzes.showing import asked_in, draw_exam, fields_of, last_saved, map_labels
from quizzes.views.hall import enter


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def exam(request, course, item, key):
    """GET shows the questions; POST keeps the whole form and shows them again, or goes on to the end (`finish`)."""
    now = timezone.now()
    hall = enter(request, course, item, key)
    attempt = end_if_over(hall.attempt, at=now)
    if attempt.finished_at:
        return redirect(hall.url("attempt-result"))
    if attempt.holder != device_of(request):
        status = 409 if request.method == "POST" else 200
        return render(request, "quizzes/held.html", hall.frame(), status=status)
    if request.method == "POST":
        return _save_form(request, hall, now=now)
    questions = asked_in(attempt)
    context = {
        **hall.frame(),
        "drawn": draw_exam(questions, get_language(), url=hall.url("exam")),
        "labels": map_labels(),
        "seconds_left": clock.seconds_left(attempt.deadline_at, now),
        "last_saved": last_saved(questions),
    }
    return render(request, "quizzes/exam.html", context)


def _save_form(request, hall, *, now):
    """Keeps what differs from what is kept; the form says which answers it was made from."""
    device = device_of(request)
    behind = 0
    for question in hall.attempt.questions.select_related("question_version", "attempt"):
        seq = request.POST.get(f"seq{question.position}", "")
        fields = fields_of(request.POST, question.position)
        if not seq.isdecimal() or answer_in(question, fields) == question.answer:
            continue
        try:
            save_answer(question, fields, seq=int(seq) + 1, holder=device, at=now)
        except NotSaved as refusal:
            if refusal.reason == "stale":
                behind += 1
                continue
            return redirect(hall.url("exam"))  # that page says what happened
    if behind:
        messages.warning(request, _("Some answers were changed in another window meanwhile. Those are shown; check them."))
        return redirect(hall.url("exam"))
    return redirect(hall.url("attempt-finish" if "finish" in request.POST else "exam"))


@require_POST
@login_required
def takeover(request, course, item, key):
    """Goes on with the attempt on this device."""
    hall = enter(request, course, item, key)
    device = device_or_new(request)
    take_over(hall.attempt, holder=device)
    return remember(redirect(hall.url("exam")), device)
