"""Designs in the CMS: composed beside a preview of what the form says now, changed by a next version, chosen by a course."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button

from certificates.access import may_choose_design, may_design, may_see_designs
from certificates.admin_frame import DeskPage, link
from certificates.design_forms import LOGOS, SIGNATORIES, DesignForm
from certificates.designing import choose, pictures_in
from certificates.layouts import LAYOUTS
from certificates.models import Certificate, CourseDesign, Design, DesignVersion
from certificates.models.certificates import CertificateFile
from certificates.snapshot import LANGUAGES
from certificates.specimens import specimen
from courses.models import Course, CoursePage
from courses.surveying import source_of
from courses.titles import titles_of

SHEETS = CertificateFile.Sheet


def _words(part: str) -> list[FieldPanel]:
    return [FieldPanel(f"{part}_{code}") for code in LANGUAGES]


def _picture(part: str) -> list[FieldPanel]:
    return [FieldPanel(part), FieldPanel(f"{part}_removed")]


def _signatory(number: int) -> MultiFieldPanel:
    part = f"signatory_{number}"
    fields = [*_words(f"{part}_role"), *_words(f"{part}_name"), *_picture(f"{part}_signature")]
    heading = gettext_lazy("First signatory") if number == 1 else gettext_lazy("Second signatory")
    return MultiFieldPanel(fields, heading=heading, classname="collapsed" if number > 1 else "")


def _latest(design: Design) -> DesignVersion:
    return list(design.versions.all())[-1]


class DesignsIndex(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("versions")


class BesidePreview:
    """The form with the preview at its side."""

    template_name = "certificates/admin/design.html"

    def get_context_data(self, **kwargs):
        design = self.object if getattr(self, "object", None) and self.object.pk else None
        address = reverse("design-preview", args=[design.pk]) if design else reverse("design-preview-new")
        return {**super().get_context_data(**kwargs), "preview": address, "sheets": SHEETS.choices}


class NewDesign(BesidePreview, CreateView):
    pass


class EditDesign(BesidePreview, EditView):
    @cached_property
    def header_more_buttons(self):
        versions = Button(_("Versions"), url=reverse("design-versions", args=[self.object.pk]), icon_name="history", priority=10)
        return [*super().header_more_buttons, versions]


class DesignViewSet(ModelViewSet):
    """Designs of certificates."""

    model = Design
    icon = "doc-full-inverse"
    add_to_admin_menu = True
    menu_label = gettext_lazy("Certificate designs")
    menu_order = 321
    index_view_class = DesignsIndex
    add_view_class = NewDesign
    edit_view_class = EditDesign
    create_template_name = edit_template_name = "certificates/admin/design.html"
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = [
        TitleColumn("name", label=pgettext_lazy("thing", "Name"), url_name="designs:edit"),
        Column(
            "layout",
            label=pgettext_lazy("certificate", "Layout"),
            accessor=lambda design: LAYOUTS[_latest(design).read.design.layout].label,
        ),
        Column("version", label=gettext_lazy("Version"), accessor=lambda design: _latest(design).number),
        BooleanColumn("is_default", label=gettext_lazy("Default")),
    ]
    search_fields = ["name"]
    edit_handler = ObjectList(
        base_form_class=DesignForm,
        children=[
            MultiFieldPanel(
                [FieldPanel("name"), FieldPanel("layout"), FieldPanel("is_default")], heading=pgettext_lazy("certificate", "Design")
            ),
            MultiFieldPanel([*_words("issuer"), *_words("place"), *_words("basis")], heading=gettext_lazy("Who issues")),
            MultiFieldPanel([field for number in LOGOS for field in _picture(f"logo_{number}")], heading=gettext_lazy("Logos")),
            *(_signatory(number) for number in SIGNATORIES),
            MultiFieldPanel(
                [*_words("heading"), *_words("sentence"), *_words("text")],
                heading=gettext_lazy("Words of its own"),
                help_text=gettext_lazy("Where they are empty, the usual ones are printed."),
                classname="collapsed",
            ),
            MultiFieldPanel([FieldPanel("note")], heading=gettext_lazy("For the history")),
        ],
    )


class Preview(View):
    """The PDF of what is in the form now. POST, and nothing is saved. What cannot be drawn is said in words."""

    def post(self, request, pk=None):
        if not may_design(request.user):
            raise PermissionDenied
        design = get_object_or_404(Design, pk=pk) if pk else Design()
        handler = DesignViewSet.edit_handler.bind_to_model(Design)
        form = handler.get_form_class()(request.POST, request.FILES, instance=design, for_user=request.user)
        del form.fields["name"]  # nothing on the sheet: it may still be missing
        if not form.is_valid():
            return _framed(render(request, "certificates/admin/design_refused.html", {"form": form}, status=422))
        sheet = request.POST.get("preview_sheet", "")
        sheet = sheet if sheet in SHEETS.values else SHEETS.BILINGUAL
        pdf = specimen(form.content, sheet, pictures=form.all_pictures(), long="preview_long" in request.POST)
        return _pdf(pdf)


def _framed(response: HttpResponse) -> HttpResponse:
    """May stand in a frame of our own pages."""
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "no-store"
    return response


def _pdf(pdf: bytes) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="specimen.pdf"'
    return _framed(response)


class Versions(DeskPage, TemplateView):
    """Every version, who made it and when, and what was issued by it; which courses and programmes choose the design."""

    template_name = "certificates/admin/design_versions.html"
    page_title = gettext_lazy("Versions")
    header_icon = "doc-full-inverse"

    def may(self, person):
        return may_see_designs(person)

    @cached_property
    def design(self):
        return get_object_or_404(Design, pk=self.kwargs["pk"])

    def trail(self):
        return [link(_("Certificate designs"), "designs:index"), link(str(self.design), "designs:edit", self.design.pk)]

    def get_context_data(self, **kwargs):
        versions = self.design.versions.select_related("made_by").annotate(issued=Count("certificates")).order_by("-number")
        keys = [row.course_id for row in self.design.courses.all()]
        titles = titles_of(CoursePage.objects.filter(translation_key__in=keys))
        return {
            **super().get_context_data(**kwargs),
            "design": self.design,
            "versions": versions,
            "courses": [titles.get(key, str(key)) for key in keys],
            "programmes": self.design.programmes.all(),
        }


class VersionSheet(View):
    """A version as a specimen."""

    def get(self, request, pk):
        if not may_see_designs(request.user):
            raise PermissionDenied
        content = get_object_or_404(DesignVersion, pk=pk).read
        return _pdf(specimen(content, SHEETS.BILINGUAL, pictures=pictures_in(content.pictures)))


class ChoosingForm(forms.Form):
    """Which design a course takes."""

    design = forms.ModelChoiceField(
        Design.objects.all(),
        label=pgettext_lazy("certificate", "Design"),
        required=False,
        empty_label=gettext_lazy("The default"),
        help_text=gettext_lazy("For certificates that are issued from now on, in every edition. Those that are issued stay as they are."),
    )


class CourseChoice(WagtailAdminTemplateMixin, FormView):
    """The design of one course, for whoever may publish it. POST chooses."""

    form_class = ChoosingForm
    template_name = "certificates/admin/course_design.html"
    page_title = gettext_lazy("Certificate design")
    header_icon = "doc-full-inverse"

    def dispatch(self, request, *args, **kwargs):
        self.page = source_of(get_object_or_404(CoursePage, pk=kwargs["page_id"]))
        if not may_choose_design(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def course(self):
        return Course.objects.filter(key=self.page.translation_key).first()

    def get_breadcrumbs_items(self):
        page = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.page.title}
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.get_page_title()}]

    def get_initial(self):
        chosen = CourseDesign.objects.filter(course=self.course).first()
        return {"design": chosen.design_id if chosen else None}

    def get_context_data(self, **kwargs):
        issued = Certificate.objects.filter(enrolment__course=self.course).count() if self.course else 0
        return {**super().get_context_data(**kwargs), "course": self.course, "page_id": self.page.pk, "issued": issued}

    def form_valid(self, form):
        if self.course is None:
            return self.form_invalid(form)
        choose(self.course, form.cleaned_data["design"], by=self.request.user)
        messages.success(self.request, _("Chosen: %(design)s") % {"design": form.cleaned_data["design"] or _("The default")})
        return redirect("course-design", self.page.pk)
