from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import DeleteView, EditView, SnippetViewSet, SnippetViewSetGroup

from accounts.cms.forms import ConsentTextForm
from accounts.models import ConsentText, Organisation


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name_kk", "name_ru", "name_en"]
    search_fields = ["name_kk", "name_ru", "name_en"]
    list_per_page = 50
    panels = [FieldPanel("name_kk"), FieldPanel("name_ru"), FieldPanel("name_en")]


class NotOncePublished:
    """What people agreed to stays as they read it: a published text is followed by a new version, never edited."""

    def get_object(self, *args, **kwargs):
        text = super().get_object(*args, **kwargs)
        if text.published_at <= timezone.now():
            raise PermissionDenied
        return text


class ConsentTextEditView(NotOncePublished, EditView):
    pass


class ConsentTextDeleteView(NotOncePublished, DeleteView):
    pass


class ConsentTextViewSet(SnippetViewSet):
    model = ConsentText
    icon = "doc-full"
    list_display = ["version", "published_at"]
    inspect_view_enabled = True
    copy_view_enabled = False
    edit_view_class = ConsentTextEditView
    delete_view_class = ConsentTextDeleteView
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("version"), FieldPanel("published_at")]),
            MultiFieldPanel([FieldPanel("title_kk"), FieldPanel("body_kk")], heading=_("Kazakh")),
            MultiFieldPanel([FieldPanel("title_ru"), FieldPanel("body_ru")], heading=_("Russian")),
            MultiFieldPanel([FieldPanel("title_en"), FieldPanel("body_en")], heading=_("English")),
        ],
        base_form_class=ConsentTextForm,
    )


class PeopleSnippets(SnippetViewSetGroup):
    """Organisations and consent texts, together in the menu."""

    items = [OrganisationViewSet, ConsentTextViewSet]
    menu_icon = "group"
    menu_label = _("Organisations")
    menu_name = "organisations"
    menu_order = 700
