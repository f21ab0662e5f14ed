"""The floors: a signed-in page of twenty lines, and a signed-in save of one row."""

import json

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from bench.models import Touch


@login_required
def floor(request):
    """Session, user, a template of twenty lines: the least that any page here costs."""
    return render(request, "bench/floor.html", {"numbers": range(10)})


@require_POST
@login_required
def floor_insert(request):
    """Session, user, form token, a JSON body written as one row: the least that any saved answer costs."""
    Touch.objects.create(person=request.user.pk, said=json.loads(request.body))
    return JsonResponse({"saved": True})
