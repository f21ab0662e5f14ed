"""Saving one answer by fetch: the request is a form's fields as JSON, the response is the acknowledgement or a sentence."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from quizzes import clock
from quizzes.attempting import NotSaved, save_answer
from quizzes.device import device_of
from quizzes.models import AttemptQuestion
from quizzes.questions import Fields

LARGEST_SEQ = 2**53
SENTENCES = {
    "finished": _("This attempt is finished. No more answers are taken."),
    "over": _("The time is over. What was saved before counts."),
    "held": _("This test was continued on another device. Answers given here are no longer saved."),
    "stale": _("A newer answer to this question was saved in another window. Reload the page to see it."),
}


@require_POST
def save(request, course, item, key, position):
    """Answers 200 with the acknowledgement; 409 or 410 with the reason in words; 401 where the session ended, so that the page keeps it."""
    if not request.user.is_authenticated:
        return JsonResponse({"reason": "signed_out", "message": str(_("Sign in again: your answers wait on this device."))}, status=401)
    try:
        seq, fields = _read(json.loads(request.body))
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"reason": "unreadable", "message": str(_("This answer could not be read."))}, status=400)
    question = _find(request.user, key, position)
    now = timezone.now()
    try:
        saved = save_answer(question, fields, seq=seq, holder=device_of(request), at=now)
    except NotSaved as refusal:
        status = 409 if refusal.reason in ("held", "stale") else 410
        result = reverse("quizzes:attempt-result", args=[course, item, key])
        return JsonResponse({"reason": refusal.reason, "message": str(SENTENCES[refusal.reason]), "result": result}, status=status)
    return JsonResponse(
        {
            "position": saved.position,
            "seq": saved.seq,
            "saved_at": date_format(localtime(saved.at), "TIME_FORMAT"),
            "answered": saved.answered,
            "seconds_left": clock.seconds_left(question.attempt.deadline_at, now),
        }
    )


def _find(person, key: UUID, position: int) -> AttemptQuestion:
    """The question, if the attempt is that person's: its key says all, the rest of the address is for people."""
    mine = AttemptQuestion.objects.filter(attempt__key=key, attempt__enrolment__learner=person.pk, position=position)
    needed = ("position", "order", "attempt__deadline_at", "question_version__kind", "question_version__created_at")
    question = mine.select_related("attempt", "question_version").only(*needed).first()
    if question is None:
        raise Http404
    return question


def _read(data: Mapping[str, Any]) -> tuple[int, Fields]:
    """The sequence number and the fields ([[part, value], …]) of a request."""
    seq = data["seq"]
    if not isinstance(seq, int) or not 0 < seq < LARGEST_SEQ:
        raise ValueError("seq")
    fields: dict[str, list[str]] = {}
    for part, value in data["fields"]:
        fields.setdefault(str(part), []).append(str(value))
    return seq, fields
