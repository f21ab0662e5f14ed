"""Certificates that wait for a person's decision: the list, and one with its reason and two ways to decide."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from accounts.forms.reason import ReasonField
from certificates.access import may_revoke
from certificates.admin_frame import RegisterPage, link
from certificates.models import CertificateReview
from certificates.reviewing import decide


class DecidersOnly(RegisterPage):
    """For those who may revoke: to keep a certificate is as much a decision."""

    def may(self, person):
        return may_revoke(person)


class Reviews(DecidersOnly, TemplateView):
    """What waits, the longest waiting first, and what was decided last."""

    template_name = "certificates/admin/reviews.html"
    page_title = gettext_lazy("Certificates to decide on")

    def get_context_data(self, **kwargs):
        reviews = CertificateReview.objects.select_related("certificate__learner", "decided_by")
        return {
            **super().get_context_data(**kwargs),
            "waiting": reviews.filter(decided_at=None),
            "decided": reviews.exclude(decided_at=None).order_by("-decided_at")[:50],
        }


class DecisionForm(forms.Form):
    """Keep or revoke, and why."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            (CertificateReview.Decision.KEEP, gettext_lazy("Keep the certificate: it stays valid")),
            (CertificateReview.Decision.REVOKE, gettext_lazy("Revoke the certificate: everybody who checks it is told so")),
        ],
        widget=forms.RadioSelect,
    )
    reason = ReasonField(
        help_text=gettext_lazy("Kept in the log. For a revoked certificate the public check page shows it. Revoking cannot be undone.")
    )


class Decide(DecidersOnly, FormView):
    """One certificate. POST decides, once."""

    form_class = DecisionForm
    template_name = "certificates/admin/review.html"

    @cached_property
    def review(self):
        return get_object_or_404(CertificateReview.objects.select_related("certificate__learner", "decided_by"), pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.review.certificate.serial

    def trail(self):
        return [*super().trail(), link(Reviews.page_title, "certificate-reviews")]

    def get_context_data(self, **kwargs):
        attempts = [key[:8].upper() for key in self.review.attempts]
        return {**super().get_context_data(**kwargs), "review": self.review, "certificate": self.review.certificate, "attempts": attempts}

    def form_valid(self, form):
        if decide(self.review, **form.cleaned_data, by=self.request.user, at=timezone.now()):
            messages.success(self.request, _("Decided: %(number)s") % {"number": self.review.certificate.serial})
        else:
            messages.error(self.request, _("Somebody else has decided already: %(number)s") % {"number": self.review.certificate.serial})
        return redirect("certificate-reviews")
