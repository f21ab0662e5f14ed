"""Nobody enters the CMS with a password alone."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactorForStaff:
    """Before any page of the CMS: who may not enter is told so, who may is sent to set up a second factor first.

    The demo academy does without the second factor, and says so on its sign-in page and in the CMS.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")

    def __call__(self, request):
        if request.path.startswith(self.prefix) and request.user.is_authenticated and request.path != reverse("wagtailadmin_logout"):
            if not request.user.has_perm("wagtailadmin.access_admin"):
                raise PermissionDenied
            if not settings.DEMO and not is_mfa_enabled(request.user, FACTORS):
                messages.warning(request, _("The editors' desk needs a second factor: first add an authenticator app or a key."))
                return redirect("mfa_index")
        return self.get_response(request)
