"""Where `trainings` meets Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from trainings import admin_desk as desk
from trainings import admin_practicum as practicum
from trainings import admin_presence as presence
from trainings.admin_views import InPersonGroup


@hooks.register("register_admin_viewset")
def in_person():
    return InPersonGroup()


@hooks.register("register_admin_urls")
def desk_urls():
    one = "in-person/<int:pk>/"
    return [
        path(one, desk.Desk.as_view(), name="trainings_desk"),
        path(f"{one}paper/", desk.PaperList.as_view(), name="trainings_paper"),
        path(f"{one}move/", desk.MoveSession.as_view(), name="trainings_move"),
        path(f"{one}cancel/", desk.CancelSession.as_view(), name="trainings_cancel"),
        path(f"{one}screen/", presence.Screen.as_view(), name="trainings_screen"),
        path(f"{one}people/<int:booking>/present/", presence.MarkPresent.as_view(), name="trainings_present"),
        path(f"{one}people/<int:booking>/withdraw/", presence.Withdraw.as_view(), name="trainings_withdraw"),
        path(f"{one}practicum/", practicum.Practicum.as_view(), name="trainings_practicum"),
        path(f"{one}practicum/<int:booking>/sign-off/", practicum.SignOff.as_view(), name="trainings_sign_off"),
        path(f"{one}practicum/<int:booking>/stations/<slug:station>/", practicum.MarkStation.as_view(), name="trainings_mark"),
        path(f"{one}practicum/<int:booking>/stations/<slug:station>/decide/", practicum.Decide.as_view(), name="trainings_decide"),
    ]


@hooks.register("register_permissions")
def permissions():
    codenames = [f"{verb}_{model}" for verb in ("view", "add", "change") for model in ("session", "venue", "station")] + ["add_stationmark"]
    return Permission.objects.filter(content_type__app_label="trainings", codename__in=codenames)


@hooks.register("register_log_actions")
def log_actions(actions):
    """Words for the audit log."""
    actions.register_action("trainings.move", _("Move a session"), _("The session was given another place or time"))
    actions.register_action("trainings.cancel", _("Cancel a session"), _("The session was cancelled"))
    actions.register_action("trainings.withdraw_presence", _("Take a mark of presence back"), _("A mark of presence was taken back"))
    actions.register_action("trainings.mark", _("Mark a station"), _("A station of the practicum was marked"))
    actions.register_action("trainings.resolve", _("Decide a station"), _("It was decided where two assessors disagreed"))
    actions.register_action("trainings.sign_off", _("Sign off a practicum"), _("A practicum was signed off"))
