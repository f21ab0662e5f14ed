"""Venues, stations and the demo academy's sessions from files."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from courses.content import BadContent
from courses.models import Course
from trainings.models import Session, Station, Venue
from trainings.rubrics import Criterion, Rubric


def put_venues(rows: list[dict]) -> None:
    """Venues that are not there yet, by their Kazakh name; what was edited at the desk stays."""
    for row in rows:
        facts = _by_language(row, "name", "address")
        Venue.objects.get_or_create(name_kk=facts.pop("name_kk"), defaults=facts)


def put_stations(data: dict) -> None:
    """Stations by their code, as the file says; rubric and pass mark of one that somebody was marked by stay."""
    criteria = data["criteria"]
    for row in data["stations"]:
        facts = _by_language(row, "title", "scene")
        rubric = _rubric(row["code"], [criteria[name] for name in row["rubric"]])
        if row["pass_mark"] > rubric.maximum:
            raise BadContent(f"Station {row['code']}: {row['pass_mark']} points to pass, but the rubric gives {rubric.maximum} at most.")
        frozen = {"rubric": rubric.model_dump(mode="json"), "pass_mark": row["pass_mark"]}
        marked = Station.objects.filter(code=row["code"], marks__isnull=False).exists()
        Station.objects.update_or_create(code=row["code"], defaults=facts if marked else {**facts, **frozen})


def put_demo_sessions(rows: list[dict], *, trainer: Any, today: datetime) -> None:
    """Sessions around today, for an academy that has none; the courses that they belong to are open."""
    if Session.objects.exists():
        return
    venues = list(Venue.objects.order_by("pk"))
    for row in rows:
        day = timezone.localdate(today) + timedelta(days=row["in_days"])
        starts_at = timezone.make_aware(datetime.combine(day, time(row["hour"])))
        made = Session.objects.create(
            **_by_language(row, "title"),
            kind=row["kind"],
            venue=venues[row["venue"] - 1],
            trainer=trainer,
            language=row["language"],
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=row["hours"]),
            capacity=row["capacity"],
            assessors=row.get("assessors", 1),
            course=Course.objects.get(slug=row["course"]) if "course" in row else None,
        )
        made.stations.set(Station.objects.filter(code__in=row.get("stations", [])))


def _rubric(code: str, criteria: list[dict]) -> Rubric:
    try:
        return Rubric(criteria=tuple(Criterion(id=str(place), **each) for place, each in enumerate(criteria, start=1)))
    except ValueError as wrong:
        raise BadContent(f"Station {code}: {wrong}") from wrong


def _by_language(row: dict, *fields: str) -> dict[str, str]:
    return {f"{field}_{language}": text for field in fields for language, text in row[field].items()}
