"""Small steps inside an item: read to the end, the place kept, what a block keeps. Forms get a redirect, scripts get JSON."""

import json
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.drawing import clean_state
from courses.lessons import drawn
from courses.progressing import keep_block, keep_place, read_item, see_video
from courses.seating import Locked, Seat, sit
from courses.shown import following


def _sit(request, course: str, item: str) -> Seat:
    """The seat, which must be open: steps are made inside an item."""
    try:
        return sit(request.user, course, item)
    except Locked as refusal:
        raise Http404 from refusal


def _wants_json(request) -> bool:
    return "application/json" in request.headers.get("Accept", "")


@require_POST
@login_required
def reading(request, course, item):
    """The lesson was read to its end. The form's button goes on to what follows."""
    seat = _sit(request, course, item)
    read_item(seat.enrolment, seat.item.key, at=timezone.now())
    if _wants_json(request):
        return JsonResponse({"done": True})
    after = following(seat.outline, seat.item)
    return redirect("learning:item", course, after.slug) if after else redirect("learning:course", course)


@require_POST
@login_required
def place(request, course, item):
    """Keeps the block in sight."""
    seat = _sit(request, course, item)
    block = request.POST.get("block", "")
    if block in _kinds(seat):
        keep_place(seat.enrolment, seat.item.key, block)
    return JsonResponse({"kept": True})


@require_POST
@login_required
def block(request, course, item, block):
    """Keeps what the learner left in a block of this lesson."""
    seat = _sit(request, course, item)
    kind = _kinds(seat).get(str(block))
    if kind is None:
        raise Http404
    try:
        data = clean_state(kind, _payload(request))
    except ValueError:
        return JsonResponse({"message": _("This could not be kept. Reload the page and try again.")}, status=400)
    state = keep_block(seat.enrolment, seat.item.key, block, data, at=timezone.now())
    if _wants_json(request):
        return JsonResponse({"saved": date_format(localtime(state.updated_at), "TIME_FORMAT")})
    return redirect(reverse("learning:item", args=[course, item]) + f"#{block}")


@require_POST
@login_required
def video(request, course, item, block):
    """Keeps how much of a video was seen and where it stopped."""
    seat = _sit(request, course, item)
    videos = [UUID(each) for each, kind in _kinds(seat).items() if kind == "video"]
    if block not in videos:
        raise Http404
    try:
        data = _payload(request)
        second, percent = float(data["second"]), int(data["percent"])
    except (KeyError, TypeError, ValueError, OverflowError):  # JSON as Python reads it knows Infinity
        return JsonResponse({"message": _("This could not be kept. Reload the page and try again.")}, status=400)
    second, percent = max(0.0, min(second, 86400.0)), max(0, min(percent, 100))
    progress = see_video(seat.enrolment, seat.item.key, block, second=second, percent=percent, of=videos, at=timezone.now())
    return JsonResponse({"kept": True, "done": progress.completed_at is not None})


def _payload(request):
    """A script's JSON or a form's fields. Raises ValueError for what is neither."""
    if request.content_type == "application/json":
        try:
            return json.loads(request.body)
        except RecursionError as error:
            raise ValueError("too deep") from error
    return request.POST


def _kinds(seat: Seat) -> dict[str, str]:
    """The kind of each block of the pinned lesson, by id; nothing for items of another kind."""
    return drawn(seat).kinds if seat.item.kind == "lesson" else {}
