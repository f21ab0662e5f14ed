"""Who may see which certificate. The check page is not here: whoever holds the paper or its code may read what the paper says."""

from django.db.models import QuerySet

from accounts.models import User
from certificates.models import Certificate


def visible_to(person: User) -> QuerySet[Certificate]:
    """A person's own certificates. Everybody else's do not exist for them."""
    return Certificate.objects.filter(learner=person)


def may_attach(person: User) -> bool:
    return person.has_perm("certificates.attach_signature")


def may_revoke(person: User) -> bool:
    return person.has_perm("certificates.revoke_certificate")
