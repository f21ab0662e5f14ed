"""What if, in the CMS: somebody, a day, a programme, and where they would stand."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from certificates.admin_frame import PeoplePage
from certificates.days import day_of
from certificates.models import Certification
from certificates.supposing import Supposed, suppose
from certificates.supposing_forms import LINES, EventLines, QuestionForm, lines


class WhatIf(PeoplePage, TemplateView):
    """Nothing is written. It is asked by POST all the same: people's addresses have no place in addresses of pages and in logs.

    Until a programme is chosen there are no lines, as its courses are not known.
    """

    template_name = "certificates/admin/what_if.html"
    page_title = gettext_lazy("What if")
    header_icon = "help"
    permissions = ("certificates.view_certification",)

    def post(self, request, *args, **kwargs):
        return self.get(request, *args, **kwargs)

    @cached_property
    def question(self) -> QuestionForm:
        if self.request.method == "POST":
            return QuestionForm(self.request.POST)
        today = day_of(timezone.now())
        chosen = self.request.GET.get("of", "")
        if not chosen.isdecimal():
            return QuestionForm(initial={"day": today})
        of = get_object_or_404(Certification.objects.select_related("person", "programme"), pk=chosen)
        return QuestionForm({"programme": of.programme.slug, "person": of.person.email, "day": today.isoformat()})

    def get_context_data(self, **kwargs):
        asked = self.question.is_bound and self.question.is_valid()
        more = LINES if "more" in self.request.POST else 0
        found = lines(self.question.cleaned_data["programme"], self.request.POST, more=more) if asked else None
        return {
            **super().get_context_data(**kwargs),
            "question": self.question,
            "lines": found,
            "supposed": self._supposed(found) if found is not None else None,
        }

    def _supposed(self, found: EventLines) -> Supposed | None:
        if not found.is_valid():
            return None
        said = self.question.cleaned_data
        return suppose(said["programme"], found.events(), said["day"], said["person"])
