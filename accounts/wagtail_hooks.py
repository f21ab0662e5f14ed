from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from accounts.cms.snippets import PeopleSnippets

register_snippet(PeopleSnippets)


class DemoNotice(Component):
    """Says on the CMS's first page that this is the demo academy, where the second factor is off."""

    order = 10
    template_name = "accounts/cms/demo_notice.html"


@hooks.register("construct_homepage_panels")
def warn_of_the_demo(request, panels):
    if settings.DEMO:
        panels.append(DemoNotice())


@hooks.register("register_log_actions")
def name_the_actions(actions):
    actions.register_action("accounts.erase", _("Erase a person"), _("A person was erased"))
    actions.register_action("accounts.erasure_asked", _("Ask to be forgotten"), _("A person asked to be forgotten"))
    actions.register_action("accounts.erasure_withdrawn", _("Stay after all"), _("A person who had asked to be forgotten stays"))


@hooks.register("insert_global_admin_css")
def style_the_frame():
    return format_html('<link rel="stylesheet" href="{}">', static("accounts/cms.css"))


@hooks.register("register_account_menu_item")
def link_to_profile(request):
    """From Wagtail's preferences to the person's own pages: names and security live there."""
    return {"url": reverse("accounts:profile"), "label": _("My profile"), "help_text": _("Names, language, password and second factor.")}
