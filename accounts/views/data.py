from contextlib import suppress

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.erasing import HasAccess
from accounts.exporting import archive
from accounts.forgetting import ask, waiting, withdraw
from accounts.forms import ForgetForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required(allow_get=True)
def data(request):
    """What a person may do with what is known about them. POST asks to be forgotten: not before some days have passed."""
    form = ForgetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with suppress(HasAccess):  # the page says it
            ask(request.user, at=timezone.now())
        return redirect("accounts:data")
    context = {"form": form, "waiting": waiting(request.user), "has_access": request.user.has_access, "days": settings.ERASURE_WAIT.days}
    return render(request, "accounts/data.html", context)


@require_POST
@login_required
def keep_account(request):
    """Takes the wish to be forgotten back. Asks for no password: whoever can sign in may stay."""
    if withdraw(request.user, at=timezone.now()):
        messages.success(request, _("Your account stays as it is."))
    return redirect("accounts:data")


@require_POST
@never_cache
@login_required
@reauthentication_required
def download_data(request):
    """All that is known about this person, as a ZIP."""
    at = timezone.now()
    name = f"{settings.WAGTAIL_SITE_NAME.lower()}-{timezone.localdate(at)}.zip"
    return FileResponse(archive(request.user, at=at), as_attachment=True, filename=name, content_type="application/zip")
