"""Choosing what to be told: a person switches letters of a topic off and on, signed in or by the link in the letter."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from notifications.models import SwitchedOff, Topic
from notifications.posting import absolute

SALT = "notifications.choosing"


@dataclass(frozen=True)
class Choice:
    """Whose letters of which topic a link is about."""

    person: User
    topic: Topic


def switch_off(person: Any, topic: str, *, at: datetime) -> None:
    """No more letters of that topic. Constraint `switched_off_once`: a second call changes nothing."""
    SwitchedOff.objects.get_or_create(person=person, topic=topic, defaults={"at": at})


def switch_on(person: Any, topic: str) -> None:
    """Letters of that topic again."""
    SwitchedOff.objects.filter(person=person, topic=topic).delete()


def topics_for(person: Any) -> list[Topic]:
    """What that person may be written to about: the desk's letters are for those who work there."""
    return [topic for topic in Topic if topic != Topic.DIGESTS or person.is_staff]


def is_wanted(person: Any, topic: str) -> bool:
    """Whether that person is to get letters of that topic. Those without a topic have to be sent."""
    return not topic or not SwitchedOff.objects.filter(person=person, topic=topic).exists()


def unwanted(topic: str, person: str) -> Q:
    """Rows whose `person` (the path to one) switched that topic off."""
    return Q(**{f"{person}__in": SwitchedOff.objects.filter(topic=topic).values("person")})


def link_to_switch_off(person: Any, topic: str) -> str:
    """The address that a letter of that topic carries. It works signed out and without an end: letters are kept for years."""
    token = signing.Signer(salt=SALT).sign_object([person.pk, str(topic)])
    with override(person.language):
        return absolute(reverse("letters:switch-off", args=[token]))


def read_link(token: str) -> Choice | None:
    """What that link is about; None for one that was changed on its way, or whose person is gone."""
    try:
        pk, topic = signing.Signer(salt=SALT).unsign_object(token)
        return Choice(User.objects.get(pk=pk, is_active=True), Topic(topic))
    except (signing.BadSignature, User.DoesNotExist, ValueError):
        return None
