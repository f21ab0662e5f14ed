"""Where `courses` meets Wagtail's admin."""

from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.admin_views import EditionsView
from courses.media_access import may_fetch
from courses.models import CoursePage, Video
from courses.translation_doors import SubmitPage, Update


@hooks.register("register_admin_urls")
def editions_url():
    return [path("courses/<int:page_id>/editions/", EditionsView.as_view(), name="course-editions")]


@hooks.register("before_serve_document")
def only_for_whom_it_is(document, request):
    """Documents are files of lessons: for others there is none."""
    if not may_fetch(request.user, document.file.name):
        raise Http404


@hooks.register("register_admin_urls")
def translation_doors():
    """Before the addresses of wagtail-localize: the same ones, with a look at who asks."""
    return [
        path("localize/submit/page/<int:page_id>/", SubmitPage.as_view()),
        path("localize/update/<int:translation_source_id>/", Update.as_view()),
    ]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def editions_button(page, user, next_url=None, view_name=None):
    """Beside every course: its editions."""
    if isinstance(page.specific_deferred, CoursePage) and page.permissions_for_user(user).can_edit():
        yield Button(_("Editions"), reverse("course-editions", args=[page.pk]), icon_name="history", priority=5)


@hooks.register("register_log_actions")
def log_actions(actions):
    """Words for the audit log."""

    @actions.register_action("courses.edition_open")
    class Opened(LogFormatter):
        label = _("Open edition")

        def format_message(self, entry):
            return _("Opened edition %(number)s") % entry.data

    @actions.register_action("courses.correction")
    class Corrected(LogFormatter):
        label = _("Correct edition")

        def format_message(self, entry):
            return _("Corrected edition %(number)s: %(reason)s") % entry.data


class VideoViewSet(SnippetViewSet):
    """Videos of our own, chosen by lessons."""

    model = Video
    icon = "media"
    list_display = ["title", "orientation"]
    add_to_admin_menu = True
    menu_order = 310


register_snippet(VideoViewSet)
