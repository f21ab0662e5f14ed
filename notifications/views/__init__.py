"""Pages about letters: what a person wants to be told, and the demo academy's mailbox."""

from notifications.views.choosing import choices, switch_off_here
from notifications.views.mailbox import mail_html, mailbox

__all__ = ["choices", "mail_html", "mailbox", "switch_off_here"]
