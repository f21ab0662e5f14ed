"""Taking a person out. The account stays as nobody's, so that what was done still counts in sums; whatever tells who it was goes."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.db import transaction
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from accounts.models import Audience, User
from accounts.signals import person_erased

GONE = "—"  # stands where a constraint asks for words that must go


class HasAccess(Exception):  # noqa: N818 it reads as the refusal it is
    """Whoever has a role signs what they do with their name: it is taken from them first."""


@transaction.atomic
def erase(person: User, *, by: User | None, at: datetime) -> User:
    """Takes the name, the address, the ways to sign in and all free words of that person out, in every room. It cannot be undone.

    Locks the account, as an exam that is just being finished does not: its certificate is erased with the others, or found by the sweep.
    Constraint `user_erased_is_nobody`; a second call changes nothing. Sends `person_erased` while the names are still there. Raises
    HasAccess.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.erased_at:
        return person
    if person.has_access:
        raise HasAccess
    person_erased.send(User, person=person, by=by, at=at)
    for session in UserSession.objects.filter(user=person):
        session.end()
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    UserProfile.objects.filter(user=person).delete()
    person.consents.filter(withdrawn_at=None).update(withdrawn_at=at)
    person.consents.update(address_hash="")
    person.erasure_requests.waiting().update(done_at=at)
    person.email, person.password = f"erased-{person.pk}@erased.invalid", make_password(None)
    person.surname = person.given_name = person.patronymic = person.latin_name = ""
    person.audience, person.organisation, person.is_active, person.erased_at = Audience.OTHER, None, False, at
    person.save()
    log(person, "accounts.erase", user=by)
    return person
