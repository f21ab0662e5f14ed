"""Which letters a person wants: in their account, and by the link that a letter carries."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notifications.choosing import is_wanted, read_link, switch_off, switch_on, topics_for
from notifications.forms import ChoicesForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """Every topic with a box; and which letters come in any case."""
    topics = topics_for(request.user)
    wanted = [topic for topic in topics if is_wanted(request.user, topic)]
    form = ChoicesForm(request.POST if request.method == "POST" else None, topics=topics, initial={"topics": wanted})
    if form.is_valid():
        for topic in topics:
            if topic in form.cleaned_data["topics"]:
                switch_on(request.user, topic)
            else:
                switch_off(request.user, topic, at=timezone.now())
        messages.success(request, _("Your choice is saved."))
        return redirect("letters:choices")
    return render(request, "notifications/choices.html", {"form": form})


@never_cache
@csrf_exempt  # mail programs POST here by themselves (RFC 8058); that the link is whole proves that its letter was read
@require_http_methods(["GET", "HEAD", "POST"])
def switch_off_here(request: HttpRequest, token: str) -> HttpResponse:
    """Asks, and on POST switches off, signed in or not. Opening the link changes nothing: mail filters open links too."""
    choice = read_link(token)
    if choice is None:
        return render(request, "notifications/broken_link.html", status=404)
    if request.method == "POST":
        switch_off(choice.person, choice.topic, at=timezone.now())
    response = render(
        request, "notifications/switch_off.html", {"topic": choice.topic.label, "wanted": is_wanted(choice.person, choice.topic)}
    )
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
