"""Marking the stations of a practicum, deciding where assessors disagree, signing off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from wagtail.log_actions import log

from trainings.announcing import announce
from trainings.models import Booking, BookingState, Kind, PracticumResult, Resolution, Station, StationMark
from trainings.signals import practicum_signed_off
from trainings.verdicts import Outcome, Verdict, outcome, verdict


class NotAssessed(Exception):  # noqa: N818 — it reads as the refusal it is
    """Marks, a decision or a signature were refused.

    `reason`: `own` (nobody judges themselves), `absent` (has no place there), `early` (it has not begun), `cancelled`, `signed` (off),
    `settled` (marked by all who were needed), `twice` (by this assessor), `scores` (not the rubric's), `agreed` (nothing to decide),
    `waiting` (not every station is settled).
    """

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Standing:
    """One station of one person's practicum: marks in the order given, what was decided, and what it comes to."""

    station: Station
    marks: tuple[StationMark, ...]
    resolution: Resolution | None
    verdict: Verdict

    def shown_to(self, person: Any) -> tuple[StationMark, ...]:
        """The marks this person may see: their own alone until all are in."""
        return tuple(mark for mark in self.marks if not self.verdict.still_needed or mark.assessor_id == person.pk)


def standings(bookings: list[Booking], stations: list[Station], *, needed: int) -> dict[int, list[Standing]]:
    """Every station of those bookings, by the booking's id. Two queries, however many there are."""
    marks: dict[tuple[int, int], list[StationMark]] = {}
    for mark in StationMark.objects.filter(booking__in=bookings).select_related("assessor").order_by("pk"):
        marks.setdefault((mark.booking_id, mark.station_id), []).append(mark)
    decided = {(each.booking_id, each.station_id): each for each in Resolution.objects.filter(booking__in=bookings).select_related("by")}
    maxima = {station.pk: station.read_rubric().maximum for station in stations}

    def standing(booking: Booking, station: Station) -> Standing:
        place = (booking.pk, station.pk)
        given, resolution = tuple(marks.get(place, ())), decided.get(place)
        found = verdict(
            [mark.points for mark in given],
            needed=needed,
            maximum=maxima[station.pk],
            pass_mark=station.pass_mark,
            decided=resolution.points if resolution else None,
        )
        return Standing(station, given, resolution, found)

    return {booking.pk: [standing(booking, station) for station in stations] for booking in bookings}


def standing_of(booking: Booking) -> list[Standing]:
    """Every station of one booking that comes with its session. Three queries."""
    session = booking.session
    return standings([booking], list(session.stations.all()), needed=session.assessors)[booking.pk]


def outcome_of(found: list[Standing]) -> Outcome:
    return outcome(each.verdict for each in found)


@transaction.atomic
def mark(booking: Booking, station: Station, *, assessor: Any, scores: Mapping[str, int], comment: str, at: datetime) -> Standing:
    """Keeps one assessor's points by criterion and returns where the station stands now.

    Locks the booking, so that two assessors at once are one after the other; `station_mark_once_per_assessor` stops a second marking by the
    same person. Raises NotAssessed.
    """
    booking = _locked(booking)
    _require_judge(booking, assessor, at)
    before = _at(booking, station)
    if any(each.assessor_id == assessor.pk for each in before.marks):
        raise NotAssessed("twice")
    if not before.verdict.still_needed:
        raise NotAssessed("settled")
    points = station.read_rubric().points(scores)
    if points is None:
        raise NotAssessed("scores")
    try:
        with transaction.atomic():
            StationMark.objects.create(
                booking=booking, station=station, assessor=assessor, scores=dict(scores), points=points, comment=comment, marked_at=at
            )
    except IntegrityError as twice:
        raise NotAssessed("twice") from twice
    log(booking.session, "trainings.mark", user=assessor, data={"booking": booking.pk, "station": station.code, "points": points})
    return _at(booking, station)


@transaction.atomic
def resolve(booking: Booking, station: Station, *, points: int, reason: str, by: Any, at: datetime) -> Resolution:
    """Decides a station on which two assessors disagreed.

    Locks the booking; `resolution_one_per_station` stands behind it, so a second call is refused. Raises NotAssessed.
    """
    booking = _locked(booking)
    _require_judge(booking, by, at)
    found = _at(booking, station)
    if not found.verdict.disagreed:
        raise NotAssessed("agreed")
    if not 0 <= points <= station.read_rubric().maximum:
        raise NotAssessed("scores")
    resolution = Resolution.objects.create(booking=booking, station=station, points=points, reason=reason, by=by, at=at)
    log(booking.session, "trainings.resolve", user=by, data={"booking": booking.pk, "station": station.code, "points": points})
    return resolution


@transaction.atomic
def sign_off(booking: Booking, *, by: Any, at: datetime) -> PracticumResult:
    """Writes the outcome down as evidence, tells the person, and sends `practicum_signed_off`.

    Locks the booking. A second call returns the result that is there and sends nothing. Raises NotAssessed.
    """
    booking = _locked(booking)
    if known := PracticumResult.objects.filter(booking=booking).first():
        return known
    _require_judge(booking, by, at)
    found = standing_of(booking)
    whole = outcome_of(found)
    if not whole.ready:
        raise NotAssessed("waiting")
    session = booking.session
    result = PracticumResult.objects.create(
        booking=booking,
        passed=whole.passed,
        held_on=localdate(session.starts_at),
        stations=[_kept(each) for each in found],
        signed_by=by,
        signed_at=at,
    )
    log(session, "trainings.sign_off", user=by, data={"booking": booking.pk, "passed": result.passed})
    announce(booking, "practicum-passed" if result.passed else "practicum-not-passed", at=at)
    practicum_signed_off.send(
        PracticumResult, result=result, person=booking.person, session=session, held_on=result.held_on, passed=result.passed
    )
    return result


def _kept(standing: Standing) -> dict[str, Any]:
    """A station as the result keeps it. Points are written as text: a mean of two may be a half."""
    return {
        "code": standing.station.code,
        "titles": {code: standing.station.title(code) for code in ("kk", "ru", "en")},
        "points": f"{float(standing.verdict.points or 0):g}",
        "maximum": standing.station.read_rubric().maximum,
        "pass_mark": standing.station.pass_mark,
        "passed": standing.verdict.passed,
        "comments": [mark.comment for mark in standing.marks if mark.comment],
    }


def _locked(booking: Booking) -> Booking:
    return Booking.objects.select_for_update(of=("self",)).select_related("session__venue", "person").get(pk=booking.pk)


def _require_judge(booking: Booking, judge: Any, at: datetime) -> None:
    """Raises NotAssessed unless that judge may say something about it now."""
    session = booking.session
    refusals = {
        "own": booking.person_id == judge.pk,
        "absent": booking.state != BookingState.BOOKED or session.kind != Kind.PRACTICUM,
        "cancelled": session.cancelled_at is not None,
        "early": at < session.starts_at,
        "signed": PracticumResult.objects.filter(booking=booking).exists(),
    }
    for reason, refused in refusals.items():
        if refused:
            raise NotAssessed(reason)


def _at(booking: Booking, station: Station) -> Standing:
    return next(each for each in standing_of(booking) if each.station == station)
