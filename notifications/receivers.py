"""What this room does about news from the rooms above it."""

from django.dispatch import receiver

from accounts.exporting import Known, rows
from accounts.signals import data_asked, erasure_asked, person_erased
from notifications.announcing import announce_erasure
from notifications.models import Letter


@receiver(person_erased)
def forget_letters(person, **_kwargs):
    """They are addressed to somebody who wants to be forgotten."""
    Letter.objects.filter(person=person).delete()


@receiver(erasure_asked)
def say_when_it_will_be(request, at, **_kwargs):
    """In a letter: whoever did not ask themselves learns of it while there is time."""
    announce_erasure(request, at=at)


@receiver(data_asked)
def tell_what_was_told(person, **_kwargs):
    """Letters with the facts that they say, and those that are not wanted."""
    return Known(
        "letters",
        {
            "letters": rows(person.letters.all(), about="event", says="context", written_at="written_at", sent_at="sent_at"),
            "switched_off": rows(person.switched_off.all(), topic="topic", at="at"),
        },
    )
