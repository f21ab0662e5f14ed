"""Asking for consent and keeping it: which text is in force, who still has to be asked, and the record that somebody agreed."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from accounts.models import Consent, ConsentText, User


def text_in_force(now: datetime) -> ConsentText | None:
    """The latest text whose day has come; None where nothing was published yet."""
    return ConsentText.objects.filter(published_at__lte=now).first()


def text_to_ask(person: User, now: datetime) -> ConsentText | None:
    """The text in force if that person has not agreed to it. Asked at sign-in, so that no other request pays for it."""
    text = text_in_force(now)
    if text and not person.consents.filter(text=text, withdrawn_at=None).exists():
        return text
    return None


def agree(person: User, text: ConsentText, *, language: str, address: str, at: datetime) -> Consent:
    """Record that the person agreed to the text as shown in that language; `address` is kept as a keyed hash only.

    Constraint `consent_one_standing_per_person_and_text`: a second call returns the consent that already stands.
    """
    try:
        with transaction.atomic():
            return Consent.objects.create(person=person, text=text, language=language, given_at=at, address_hash=hash_address(address))
    except IntegrityError:
        return Consent.objects.get(person=person, text=text, withdrawn_at=None)


def hash_address(address: str) -> str:
    """A keyed hash: shows that two consents came from one network address, without keeping the address."""
    return salted_hmac("accounts.consent.address", address, algorithm="sha256").hexdigest() if address else ""
