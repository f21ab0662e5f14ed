from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import UpdateView

from accounts.forms import ProfileForm
from accounts.languages import in_language, remember_language
from accounts.models import User
from accounts.views.next import next_url


class ProfileView(LoginRequiredMixin, UpdateView):
    """Who I am. `?reason=certificate` says why the names are asked and makes them required; `?next=` leads back afterwards."""

    form_class = ProfileForm
    template_name = "accounts/profile.html"

    def get_object(self, queryset=None):
        """A copy: a rejected form must not change the person whose name stands in the page's frame."""
        return User.objects.get(pk=self.request.user.pk)

    @property
    def for_certificate(self) -> bool:
        return "certificate" in (self.request.POST.get("reason"), self.request.GET.get("reason"))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"names_required": self.for_certificate}

    def get_context_data(self, **kwargs):
        return super().get_context_data(next=next_url(self.request), for_certificate=self.for_certificate, **kwargs)

    def form_valid(self, form):
        person = form.save()
        with override(person.language):
            messages.success(self.request, _("Your profile is saved."))
            target = next_url(self.request) or reverse("accounts:profile")
        return remember_language(redirect(in_language(target, person.language)), person.language)


@login_required
def security(request):
    """Everything about getting in: password, addresses, second factor, passkeys, sessions."""
    return render(request, "accounts/security.html")
