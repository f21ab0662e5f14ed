"""Saving one answer by fetch: the request is a form's fields as JSON, the response is the acknowledgement or a sentence."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from quizzes import clock
from quizzes.answering import Given, NotSaved, save_answer
from quizzes.device import device_of
from quizzes.models import Attempt
from quizzes.questions import Fields
from quizzes.statements import question_of

LARGEST_SEQ = 2**53
LONGEST_AGE = 10**12  # milliseconds
LONGEST_LOOK = 10**7  # seconds
SENTENCES = {
    "finished": _("This attempt is finished. No more answers are taken."),
    "over": _("The time is over. What was saved before counts."),
    "held": _("This test was continued on another device. Answers given here are no longer saved."),
    "left": _("The page of this question was left and is closed. What was saved before counts."),
    "file": _("The file of this answer is not here. Hand it in again."),
    "stale": _("A newer answer to this question was saved in another window. Reload the page to see it."),
}


@require_POST
def save(request, course, item, key, position):
    """Answers 200 with the acknowledgement; 409 or 410 with the reason in words; 401 where the session ended, so that the page keeps it."""
    if not request.user.is_authenticated:
        return JsonResponse({"reason": "signed_out", "message": str(_("Sign in again: your answers wait on this device."))}, status=401)
    try:
        seq, fields, given = _read(json.loads(request.body))
    except (ValueError, TypeError, KeyError, RecursionError):
        return JsonResponse({"reason": "unreadable", "message": str(_("This answer could not be read."))}, status=400)
    question = question_of(request.user.pk, key, position)  # the key says all, the rest of the address is for people
    if question is None:
        raise Http404
    now = timezone.now()
    try:
        saved = save_answer(question, fields, seq=seq, holder=device_of(request), at=now, given=given)
    except NotSaved as refusal:
        status = 409 if refusal.reason in ("held", "stale", "left", "file") else 410
        return JsonResponse(_refused(refusal.reason, course, item, key), status=status)
    return JsonResponse(
        {
            "position": saved.position,
            "seq": saved.seq,
            "saved_at": date_format(localtime(saved.at), "TIME_FORMAT"),
            "answered": saved.answered,
            "seconds_left": clock.seconds_left(question.attempt.deadline_at, now),
        }
    )


def _refused(reason: str, course: str, item: str, key: UUID) -> dict[str, str]:
    return {
        "reason": reason,
        "message": str(SENTENCES[reason]),
        "result": reverse("quizzes:attempt-result", args=[course, item, key]),
    }


@require_safe
@login_required
def state(request, course, item, key):
    """Where the attempt stands, for a page that is open: time left, and why it may no longer answer."""
    attempt = get_object_or_404(Attempt.objects.visible_to(request.user), key=key)
    reason = "finished" if attempt.finished_at else "held" if attempt.holder != device_of(request) else ""
    seconds_left = clock.seconds_left(attempt.deadline_at, timezone.now())
    return JsonResponse({"seconds_left": seconds_left, **(_refused(reason, course, item, key) if reason else {})})


def _read(data: Mapping[str, Any]) -> tuple[int, Fields, Given]:
    """The sequence number, the fields ([[part, value], …]) and what is said beside them: `age` in milliseconds, `seconds`."""
    seq = data["seq"]
    if not isinstance(seq, int) or not 0 < seq < LARGEST_SEQ:
        raise ValueError("seq")
    fields: dict[str, list[str]] = {}
    for part, value in data["fields"]:
        fields.setdefault(str(part), []).append(str(value))
    age, seconds = data.get("age"), data.get("seconds")
    given = Given(
        age=timedelta(milliseconds=age) if isinstance(age, int) and 0 <= age < LONGEST_AGE else None,
        seconds=seconds if isinstance(seconds, int) and 0 <= seconds < LONGEST_LOOK else None,
        language=get_language() or "",
    )
    return seq, fields, given
