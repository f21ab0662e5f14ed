"""Where `trainings` meets Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions):
    """Words for the audit log."""
    actions.register_action("trainings.move", _("Move a session"), _("The session was given another place or time"))
    actions.register_action("trainings.cancel", _("Cancel a session"), _("The session was cancelled"))
