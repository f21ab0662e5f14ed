"""The floor: a signed-in page of twenty lines, and the same with one row written."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import render

from bench.models import Touch


@login_required
def floor(request):
    """Session, user, a template of twenty lines: the least that any page here costs."""
    return render(request, "bench/floor.html", {"numbers": range(10)})


@login_required
def floor_insert(request):
    """The same with one insert and a short answer instead of a page."""
    Touch.objects.create(person=request.user.pk)
    return JsonResponse({"saved": True})
