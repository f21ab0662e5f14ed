from allauth.account.adapter import get_adapter
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.consenting import agree, text_in_force, text_to_ask
from accounts.languages import page_language
from accounts.models import ConsentText
from accounts.views.next import next_url


class ConsentView(LoginRequiredMixin, TemplateView):
    """Asks a signed-in person for consent to the text in force, and shows what they agreed to. Never a dead end: one may answer later."""

    template_name = "accounts/consent.html"

    def get_context_data(self, **kwargs):
        person = self.request.user
        return super().get_context_data(
            text=text_to_ask(person, timezone.now()),
            given=person.consents.select_related("text").order_by("-given_at"),
            next=next_url(self.request) or resolve_url("accounts:profile"),
            **kwargs,
        )

    def post(self, request):
        """The version comes along: nobody agrees to a text that replaced the one they read."""
        now = timezone.now()
        text = text_in_force(now)
        if text is None or text.version != request.POST.get("version"):
            return self.get(request)
        agree(request.user, text, language=page_language(), address=get_adapter().get_client_ip(request), at=now)
        return redirect(next_url(request) or "accounts:profile")


def read_consent_text(request, version=None):
    """The consent text in force, or an earlier version, with links to all of them. For everybody."""
    texts = list(ConsentText.objects.filter(published_at__lte=timezone.now()))
    shown = next((text for text in texts if version in (None, text.version)), None)
    if version and shown is None:
        raise Http404
    return render(request, "accounts/consent_text.html", {"text": shown, "texts": texts})
