"""Small builders: a centre, a session tomorrow, people with bookings."""

from datetime import timedelta

from django.utils import timezone

from tests import people
from trainings.booking import book
from trainings.models import Session, Venue


def venue(number=1) -> Venue:
    return Venue.objects.get_or_create(
        name_kk=f"№ {number} орталық",
        defaults={
            "name_ru": f"Центр № {number}",
            "name_en": f"Centre No. {number}",
            "address_kk": "Абай даңғылы, 1",
            "address_ru": "проспект Абая, 1",
            "address_en": "1 Abai Avenue",
        },
    )[0]


def trainer():
    return people.User.objects.filter(email="saule@narkostop.kz").first() or people.saule()


def session(**fields) -> Session:
    """Saule's training tomorrow, three hours long."""
    starts = fields.pop("starts_at", timezone.now() + timedelta(days=1))
    facts = {
        "title_kk": "Әңгімелесу дағдысы",
        "title_ru": "Навык беседы",
        "title_en": "Talking with a teenager",
        "capacity": 2,
        "language": "kk",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=3),
    }
    return Session.objects.create(**{"venue": venue(), "trainer": trainer(), **facts, **fields})


def booked(meeting, person):
    return book(meeting, person, at=timezone.now())


def somebody(number):
    return people.person(f"learner-{number}@mektep.kz", given_name=f"Learner {number}")
