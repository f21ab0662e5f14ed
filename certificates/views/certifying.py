"""A person's own certifications: where they stand and why, what is still required, and the beginning of a programme."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.limiting import limited
from certificates.certifying import begin
from certificates.days import day_of
from certificates.holding import held_by
from certificates.models import Programme


@require_safe
@login_required
def programmes(request: HttpRequest) -> HttpResponse:
    """What this person is in, and what they may begin."""
    held = held_by(request.user, day_of(timezone.now()))
    mine = [each.programme.pk for each in held]
    others = Programme.objects.filter(versions__isnull=False).exclude(pk__in=mine).distinct()
    return render(request, "certificates/programmes.html", {"held": held, "others": others})


@require_safe
@login_required
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme: this person's state in it; for somebody who is not in it, what it is about."""
    shown = next((each for each in held_by(request.user, day_of(timezone.now())) if each.programme.slug == slug), None)
    if shown:
        return render(request, "certificates/programme.html", {"shown": shown, "programme": shown.programme})
    found = get_object_or_404(Programme, slug=slug)
    return render(request, "certificates/programme.html", {"shown": None, "programme": found})


@require_POST
@login_required
@limited("certificates.begin", most=30)
def begin_here(request: HttpRequest, slug: str) -> HttpResponse:
    """Begins the programme with what was done already. A second POST changes nothing."""
    found = get_object_or_404(Programme, slug=slug)
    if not found.versions.exists():
        raise Http404
    begin(request.user, found, at=timezone.now())
    messages.success(request, _("You are in the programme. What you did before counts."))
    return redirect("certificates:programme", slug)
