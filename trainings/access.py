"""Who may see and do what about sessions and bookings. Views never compare roles."""

from django.db.models import QuerySet

from accounts.models import User
from trainings.models import Booking, Kind, Session


def visible_to(person: User) -> QuerySet[Booking]:
    """A person's own bookings. Everybody else's do not exist for them."""
    return Booking.objects.filter(person=person)


def led_by(person: User) -> QuerySet[Session]:
    """The sessions whose room and list are this person's business: their own, or all for whoever may change sessions."""
    return Session.objects.all() if person.has_perm("trainings.change_session") else Session.objects.filter(trainer=person)


def assessed_by(person: User) -> QuerySet[Session]:
    """The practicums in which this person may mark."""
    if not person.has_perm("trainings.add_stationmark"):
        return Session.objects.none()
    return Session.objects.filter(kind=Kind.PRACTICUM)
