"""Who may see and do something about letters of others."""

from accounts.models import User


def may_look(person: User) -> bool:
    return person.has_perm("notifications.view_letter")


def may_retry(person: User) -> bool:
    return person.has_perm("notifications.change_letter")
