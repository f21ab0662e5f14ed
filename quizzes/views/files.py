"""Files handed in with an answer: taken from the learner, given back to the learner."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from quizzes.answering import NotSaved
from quizzes.attaching import NotTaken, attach
from quizzes.device import device_of
from quizzes.models import AnswerFile, Attempt, AttemptQuestion
from quizzes.views.answers import SENTENCES

REFUSALS = {
    "kind": _("This file was not taken. Hand in a PDF, Word, OpenDocument, Excel or PowerPoint file, or a JPEG or PNG picture."),
    "size": _("This file was not taken: it is empty or larger than 10 MB."),
    "many": _("Too many files were tried for this answer. Go on with one of them."),
}


@require_POST
@login_required
def upload(request, course, item, key, position):
    """Answers with the id by which the answer names the file, or with the reason in words."""
    question = get_object_or_404(_mine(request.user).select_related("attempt"), attempt__key=key, position=position)
    sent = request.FILES.get("file")
    try:
        if sent is None:
            raise NotTaken("size")
        kept = attach(question, sent, holder=device_of(request), at=timezone.now())
    except NotTaken as refusal:
        return JsonResponse({"reason": refusal.reason, "message": str(REFUSALS[refusal.reason])}, status=400)
    except NotSaved as refusal:
        return JsonResponse({"reason": refusal.reason, "message": str(SENTENCES[refusal.reason])}, status=409)
    return JsonResponse({"file": kept.pk, "name": kept.name, "size": kept.size})


@require_safe
@login_required
def download(request, course, item, key, position, file):
    """One's own file, always as a download."""
    question = get_object_or_404(_mine(request.user), attempt__key=key, position=position)
    kept = get_object_or_404(AnswerFile, question=question, key=file)
    return FileResponse(kept.file.open(), as_attachment=True, filename=kept.name)


def _mine(person):
    return AttemptQuestion.objects.filter(attempt__in=Attempt.objects.visible_to(person))
