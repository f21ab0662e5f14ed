"""The floors: a signed-in page of twenty lines without and with eight queries, and a signed-in save of one row."""

import json

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import Group
from django.db.models import Count
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.models import Organisation
from bench.models import Touch
from certificates.models import Certificate
from courses.models import Course, Edition, Enrolment, ItemProgress
from notifications.models import Letter


@login_required
def floor(request):
    """Session, user, a template of twenty lines: the least that any page here costs."""
    return render(request, "bench/floor.html", {"numbers": range(10)})


@login_required
def floor_8_queries(request):
    """The same with eight ordinary queries by the ORM, as a Django page of somebody's own things makes them."""
    person = request.user
    enrolments = list(Enrolment.objects.filter(learner=person).select_related("course", "edition"))
    found = [
        ItemProgress.objects.filter(enrolment__in=enrolments, completed_at__isnull=False).count(),
        Certificate.objects.filter(learner=person).order_by("-issued_at").first(),
        list(Letter.objects.filter(person=person).order_by("-written_at")[:5]),
        Organisation.objects.filter(people=person).first(),
        list(Group.objects.filter(user=person).order_by("name")),
        Course.objects.annotate(editions_opened=Count("editions")).order_by("slug").first(),
        Edition.objects.select_related("course").order_by("-opened_at").first(),
    ]
    return render(request, "bench/floor.html", {"numbers": range(10), "found": found})


@require_POST
@login_required
def floor_insert(request):
    """Session, user, form token, a JSON body written as one row: the least that any saved answer costs."""
    Touch.objects.create(person=request.user.pk, said=json.loads(request.body))
    return JsonResponse({"saved": True})
