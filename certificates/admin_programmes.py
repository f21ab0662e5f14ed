"""Programmes in the CMS: composed, and changed by a next version."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button

from certificates.models import Programme
from certificates.programme_forms import ALL_FIELDS, ProgrammeForm


def _group(part: str) -> list[FieldPanel]:
    return [FieldPanel(f"{part}_{name}") for name in ALL_FIELDS]


class ProgrammesIndex(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("versions")


class EditProgramme(EditView):
    @cached_property
    def header_more_buttons(self):
        applying = Button(_("Apply to running periods"), url=reverse("programme-apply", args=[self.object.pk]), icon_name="redirect")
        return [*super().header_more_buttons, applying]


class ProgrammeViewSet(ModelViewSet):
    """Programmes of certification."""

    model = Programme
    icon = "success"
    add_to_admin_menu = True
    menu_label = gettext_lazy("Certification programmes")
    menu_order = 318
    index_view_class = ProgrammesIndex
    edit_view_class = EditProgramme
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = [
        TitleColumn("title", label=gettext_lazy("Title"), url_name="programmes:edit", accessor=str),
        Column(
            "versions",
            label=gettext_lazy("Version"),
            accessor=lambda programme: max((each.number for each in programme.versions.all()), default=""),
        ),
    ]
    search_fields = ["title_kk", "title_ru", "title_en", "slug"]
    edit_handler = ObjectList(
        base_form_class=ProgrammeForm,
        children=[
            MultiFieldPanel([FieldPanel(name) for name in ("title_kk", "title_ru", "title_en", "slug")], heading=gettext_lazy("Title")),
            MultiFieldPanel([FieldPanel(name) for name in ("about_kk", "about_ru", "about_en")], heading=gettext_lazy("About")),
            FieldPanel("design"),
            MultiFieldPanel([FieldPanel("responsible")], heading=gettext_lazy("Who is responsible")),
            MultiFieldPanel(_group("first"), heading=gettext_lazy("What the certification takes")),
            MultiFieldPanel(
                [FieldPanel(name) for name in ("months", "window_days", "grace_days", "keeps_anniversary")],
                heading=gettext_lazy("Validity"),
            ),
            MultiFieldPanel(
                [FieldPanel("renewal_differs"), *_group("renewal"), FieldPanel("renewal_after_lapse")],
                heading=gettext_lazy("What renewing takes"),
            ),
            MultiFieldPanel([FieldPanel("in_force_from"), FieldPanel("note")], heading=gettext_lazy("When it begins to hold")),
        ],
    )
