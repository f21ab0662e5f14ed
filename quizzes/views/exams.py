"""The exam itself: the questions of a page in one form, kept as a whole where no script sends them one by one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quizzes import clock
from quizzes.answering import Given, NotSaved, answer_in, reach, save_answer, take_over
from quizzes.attaching import NotTaken, attach
from quizzes.device import device_of, device_or_new, remember
from quizzes.finishing import end_if_over
from quizzes.paging import Pages
from quizzes.showing import asked_in, draw_exam, fields_of, last_saved, map_labels
from quizzes.views.files import REFUSALS
from quizzes.views.hall import enter


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def exam(request, course, item, key):
    """GET shows a page of questions; POST keeps its form, then shows it again, goes to another page, or on to the end (`finish`)."""
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
    quiz = attempt.quiz
    pages = Pages(len(questions), quiz.per_page, quiz.no_return, attempt.reached)
    page = pages.opened(request.GET.get("page", "1"))
    context = {
        **hall.frame(),
        "drawn": draw_exam(questions, get_language(), pages=pages, page=page),
        "pages": pages,
        "page": page,
        "before": page - 1 if page > 1 and not quiz.no_return else None,
        "after": page + 1 if page < pages.last else None,
        "labels": map_labels(),
        "seconds_left": clock.seconds_left(attempt.deadline_at, now),
        "over": clock.is_over(attempt.deadline_at, now),
        "last_saved": last_saved(questions),
        "secret": _secret(attempt, request.user),
    }
    return render(request, "quizzes/exam.html", context)


def _secret(attempt, person) -> str:
    """What this person's device seals waiting answers of this attempt with."""
    return salted_hmac("quizzes.waiting-answers", f"{attempt.key}:{person.pk}", algorithm="sha256").hexdigest()


def _save_form(request, hall, *, now):
    """Keeps what differs from what is kept; the form says which answers it was made from."""
    device = device_of(request)
    behind = 0
    for question in hall.attempt.questions.select_related("question_version", "attempt"):
        seq = request.POST.get(f"seq{question.position}", "")
        fields = {**fields_of(request.POST, question.position), **_handed_in(request, question, device, now=now)}
        if not seq.isdecimal() or answer_in(question, fields) == question.answer:
            continue
        try:
            save_answer(question, fields, seq=int(seq) + 1, holder=device, at=now, given=Given(language=get_language()))
        except NotSaved as refusal:
            if refusal.reason in ("stale", "left"):
                behind += 1
                continue
            return redirect(hall.url("exam"))  # that page says what happened
    if behind:
        messages.warning(request, _("Some answers were changed in another window meanwhile. Those are shown; check them."))
        return redirect(hall.url("exam"))
    if "finish" in request.POST:
        return redirect(hall.url("attempt-finish"))
    return _go_to(hall, request.POST.get("goto") or request.POST.get("leave") or "")


def _handed_in(request, question, device, *, now) -> dict[str, list[str]]:
    """The field that names a file which came with the form, as a script would have sent it."""
    sent = request.FILES.get(f"q{question.position}.upload")
    if sent is None:
        return {}
    try:
        return {"file": [str(attach(question, sent, holder=device, at=now).pk)]}
    except NotTaken as refusal:
        messages.error(request, REFUSALS[refusal.reason])
    except NotSaved:
        pass  # the answer itself says so
    return {}


def _go_to(hall, wanted: str):
    """The page asked for. Without return, what is left is closed behind."""
    quiz = hall.attempt.quiz
    if not quiz.per_page:
        return redirect(hall.url("exam"))
    pages = Pages(hall.attempt.questions.count(), quiz.per_page)
    page = pages.opened(wanted)
    if quiz.no_return:
        page = reach(hall.attempt, min(page, hall.attempt.reached + 1), per_page=quiz.per_page).reached
    return redirect(f"{hall.url('exam')}?page={page}")


@require_POST
@login_required
def takeover(request, course, item, key):
    """Goes on with the attempt on this device."""
    hall = enter(request, course, item, key)
    device = device_or_new(request)
    take_over(hall.attempt, holder=device)
    return remember(redirect(hall.url("exam")), device)
