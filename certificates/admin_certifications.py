"""People in programmes, in the CMS: where each stands and why, and what may be decided about it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button

from certificates.access import is_responsible, people_open_to
from certificates.admin_frame import PeoplePage
from certificates.admin_views import LookOnly
from certificates.certifying import begin
from certificates.chronicle import standing_of, whole
from certificates.days import day_of
from certificates.deciding_forms import DECISIONS, BeginForm
from certificates.explaining import state_in_words
from certificates.holding import shown_of
from certificates.models import Certification


class PeopleIndex(IndexView):
    """Everybody in a programme, with the state of today."""

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if self.request.user.has_perm("certificates.view_certification"):
            buttons.append(Button(_("What if"), url=reverse("certification-what-if"), icon_name="help", priority=20))
        if self.request.user.has_perm("certificates.add_certification"):
            buttons.append(Button(_("Put somebody in"), url=reverse("certification-begin"), icon_name="plus", priority=10))
            label = _("Earlier certificates from a file")
            buttons.append(Button(label, url=reverse("certification-recognise"), icon_name="upload", priority=15))
        return buttons

    def get_base_queryset(self):
        return whole(super().get_base_queryset().filter(pk__in=people_open_to(self.request.user)).select_related("person"))


class LedToo(LookOnly):
    """Those responsible for a programme may look too: at its people."""

    def user_has_permission(self, user, action):
        return super().user_has_permission(user, action) or (action == "view" and is_responsible(user))


class CertificationViewSet(ModelViewSet):
    """People in programmes."""

    model = Certification
    icon = "group"
    add_to_admin_menu = True
    menu_label = gettext_lazy("People in programmes")
    menu_order = 319
    index_view_class = PeopleIndex
    copy_view_enabled = False
    form_fields = []
    search_fields = ["person__surname", "person__given_name", "person__email"]
    list_filter = ["programme"]
    list_display = [
        TitleColumn("person", label=gettext_lazy("Person"), url_name="certification"),
        Column("programme", label=gettext_lazy("Programme")),
        Column("state", label=gettext_lazy("State"), accessor=lambda each: state_in_words(standing_of(each, day_of(timezone.now())))),
        Column("begun_on", label=gettext_lazy("Begun"), sort_key="begun_on"),
    ]

    @cached_property
    def permission_policy(self):
        return LedToo(Certification)


class CertificationDesk(PeoplePage):
    """What all pages about one person's certification need: the right to see that person, and to decide where something is decided."""

    @cached_property
    def certification(self) -> Certification:
        return get_object_or_404(whole(people_open_to(self.request.user).select_related("person")), pk=self.kwargs["pk"])


class OneCertification(CertificationDesk, TemplateView):
    """The state with its reasons, the chain of periods, the evidence, and what may be decided."""

    template_name = "certificates/admin/certification.html"

    def get_page_title(self):
        return str(self.certification)

    def get_context_data(self, **kwargs):
        deciding = self.request.user.has_perm("certificates.change_certification")
        return {
            **super().get_context_data(**kwargs),
            "shown": shown_of(self.certification, day_of(timezone.now())),
            "periods": self.certification.periods.select_related("certificate", "version"),
            "decisions": [(name, form.title) for name, form in DECISIONS.items()] if deciding else [],
        }


class Decide(CertificationDesk, FormView):
    """One decision. POST makes it."""

    permissions = ("certificates.change_certification",)
    template_name = "certificates/admin/decision.html"

    def get_form_class(self):
        if self.kwargs["decision"] not in DECISIONS:
            raise Http404
        return DECISIONS[self.kwargs["decision"]]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "certification": self.certification}

    def get_page_title(self):
        return self.get_form_class().title

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "certification": self.certification}

    def form_valid(self, form):
        if form.apply(self.certification, by=self.request.user, at=timezone.now()):
            messages.success(self.request, _("Done: %(decision)s") % {"decision": form.title})
        else:
            messages.error(self.request, _("Nothing changed: look at where the person stands."))
        return redirect("certification", self.certification.pk)


class Begin(CertificationDesk, FormView):
    """Puts somebody into a programme."""

    permissions = ("certificates.add_certification",)
    form_class = BeginForm
    template_name = "certificates/admin/decision.html"
    page_title = gettext_lazy("Put somebody into a programme")

    def form_valid(self, form):
        certification = begin(form.cleaned_data["email"], form.cleaned_data["programme"], at=timezone.now())
        return redirect("certification", certification.pk)
