"""Where `notifications` meets Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from notifications import admin_views as views
from notifications.access import may_look
from notifications.models import Letter


class LettersMenuItem(MenuItem):
    def is_shown(self, request):
        return may_look(request.user)


@hooks.register("register_reports_menu_item")
def menu_item():
    return LettersMenuItem(views.FailingLetters.page_title, reverse("letters_failing"), name="letters", icon_name="mail", order=900)


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("letters/", views.FailingLetters.as_view(), name="letters_failing"),
        path("letters/trying-again/", views.TryAllAgain.as_view(), name="letters_try_all"),
        path("letters/<int:pk>/trying-again/", views.TryAgain.as_view(), name="letters_try"),
        path("letters/<int:pk>/setting-aside/", views.SetAside.as_view(), name="letters_set_aside"),
    ]


@hooks.register("construct_homepage_panels")
def warn_of_failing_letters(request, panels):
    if may_look(request.user) and (number := Letter.objects.failing().count()):
        panels.append(views.FailingNotice(number))


@hooks.register("register_permissions")
def permissions():
    return Permission.objects.filter(content_type__app_label="notifications", codename__in=["view_letter", "change_letter"])


@hooks.register("register_log_actions")
def log_actions(actions):
    """Words for the audit log."""
    actions.register_action("notifications.try_again", _("Send a letter again"), _("A letter that had not left was sent again"))
    actions.register_action("notifications.set_aside", _("Set a letter aside"), _("A letter that had not left was set aside"))
