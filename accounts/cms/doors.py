"""The addresses of Wagtail that would lead past our sign-in: they lead to it instead."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel

from accounts.views.next import next_url


def enter(request):
    """Wagtail's sign-in pages, the desk's and the site's: one door for everybody, so that the second factor cannot be walked around."""
    target = next_url(request) or reverse("wagtailadmin_home")
    return redirect(target) if request.user.is_authenticated else redirect_to_login(target)


def reset_password(request, **_):
    """Wagtail's password reset, at any of its steps."""
    return redirect("account_reset_password")


def nothing(request):
    """Wagtail's pages that show what an error looks like: one of them fails on purpose, for whoever asks."""
    raise Http404


class PreferencesView(AccountView):
    """Wagtail's account page without its names and address: those are on the person's own profile."""

    def get_panels(self):
        return [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]
