"""Small builders: a centre, a session tomorrow, people with bookings."""

from datetime import timedelta

from django.utils import timezone

from tests import people
from trainings import rubrics
from trainings.booking import book
from trainings.models import Session, Station, Venue


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


CONTACT = "{word}\n0: none\n2: some\n5: all"
RUBRIC = {code: f"{CONTACT}\n\n{CONTACT}".format(word=f"Contact {code}") for code in ("kk", "ru", "en")}


def station(code="contact", **fields) -> Station:
    """Two criteria of five points each; five of ten pass."""
    words = {f"{field}_{language}": f"{field} {language}" for field in ("title", "scene") for language in ("kk", "ru", "en")}
    facts = {**words, "rubric": rubrics.read(RUBRIC).model_dump(mode="json"), "pass_mark": 5, **fields}
    return Station.objects.create(code=code, **facts)


def practicum(*stations, assessors=1, **fields) -> Session:
    """Saule's practicum, an hour ago."""
    starts = fields.pop("starts_at", timezone.now() - timedelta(hours=1))
    meeting = session(kind="practicum", assessors=assessors, starts_at=starts, **fields)
    meeting.stations.set(stations or [station()])
    return meeting


def taking_part(meeting, person):
    """Somebody who booked the day before."""
    return book(meeting, person, at=meeting.starts_at - timedelta(days=1))
