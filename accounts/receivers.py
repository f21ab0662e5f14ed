"""What this room does about its own news."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.models import UserSession
from django.dispatch import receiver

from accounts.exporting import Known, rows
from accounts.models import User
from accounts.signals import data_asked


@receiver(authenticator_added)
def end_other_sessions(request, user, **_kwargs):
    """They began without the new factor: whoever sits in one of them may not be who added it."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()


@receiver(data_asked)
def tell_who_it_is(person, **_kwargs):
    """The account, its addresses, what it signs in with (no secrets), where it is signed in, and what was agreed to."""
    account = rows(
        User.objects.filter(pk=person.pk),
        surname="surname",
        given_name="given_name",
        patronymic="patronymic",
        latin_name="latin_name",
        email="email",
        audience="audience",
        organisation_kk="organisation__name_kk",
        organisation_ru="organisation__name_ru",
        language="language",
        joined_at="date_joined",
        last_signed_in_at="last_login",
    )
    addresses = rows(EmailAddress.objects.filter(user=person), address="email", verified="verified", primary="primary")
    keys = rows(Authenticator.objects.filter(user=person), kind="type", added_at="created_at", last_used_at="last_used_at")
    sessions = rows(
        UserSession.objects.filter(user=person), signed_in_at="created_at", seen_at="last_seen_at", address="ip", browser="user_agent"
    )
    consents = rows(person.consents.all(), version="text__version", language="language", given_at="given_at", withdrawn_at="withdrawn_at")
    asked = rows(person.erasure_requests.all(), asked_at="asked_at", due_at="due_at", withdrawn_at="withdrawn_at")
    return Known(
        "account",
        {
            "account": account,
            "addresses": addresses,
            "second_factors": keys,
            "sessions": sessions,
            "consents": consents,
            "erasure_requests": asked,
        },
    )
