"""Changed rules for periods that already run, in the CMS: who would be moved, then the change."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from accounts.forms.reason import ReasonField
from certificates.admin_frame import DeskPage, link
from certificates.applying import ask, effects, version_in_force
from certificates.days import day_of
from certificates.models import Application, Programme, ProgrammeVersion


class ReasonForm(forms.Form):
    reason = ReasonField(help_text=gettext_lazy("Whose last valid day moves is told, with these words."))


class Apply(DeskPage, FormView):
    """The rules in force today for periods that already run: first who would be moved and how far, then, on purpose, the change."""

    SHOWN = 200
    template_name = "certificates/admin/apply.html"
    form_class = ReasonForm
    page_title = gettext_lazy("Apply to running periods")
    header_icon = "redirect"
    permissions = ("certificates.change_programme",)

    @cached_property
    def version(self) -> ProgrammeVersion:
        programme = get_object_or_404(Programme.objects.prefetch_related("versions"), pk=self.kwargs["pk"])
        if not programme.versions.all():
            raise Http404
        return version_in_force(programme, day_of(timezone.now()))

    def trail(self):
        programme = self.version.programme
        return [link(_("Certification programmes"), "programmes:index"), link(str(programme), "programmes:edit", programme.pk)]

    def get_context_data(self, **kwargs):
        application = Application.objects.filter(version=self.version).select_related("by").first()
        found = [] if application else effects(self.version, day_of(timezone.now()))
        return {
            **super().get_context_data(**kwargs),
            "version": self.version,
            "application": application,
            "effects": sorted(found, key=lambda each: not each.shorter)[: self.SHOWN],
            "total": len(found),
            "longer": sum(each.longer for each in found),
            "shorter": sum(each.shorter for each in found),
        }

    def form_valid(self, form):
        if ask(self.version, reason=form.cleaned_data["reason"], by=self.request.user, at=timezone.now()):
            messages.success(self.request, _("The rules are being applied. This page says when it is done."))
        else:
            messages.error(self.request, _("Somebody has asked for this already."))
        return redirect("programme-apply", self.version.programme_id)
