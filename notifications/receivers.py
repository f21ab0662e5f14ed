"""What this room does about news from the rooms above it."""

from django.dispatch import receiver

from accounts.signals import person_erased
from notifications.models import Letter


@receiver(person_erased)
def forget_letters(person, **_kwargs):
    """They are addressed to somebody who wants to be forgotten."""
    Letter.objects.filter(person=person).delete()
