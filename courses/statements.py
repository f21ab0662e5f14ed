"""A statement written out, because it stands at the beginning of every page of the player: composing it anew each time cost three times
what running it does. What other rooms need to write such statements stands here too.
"""

import json
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from django.db import connection

from courses.models import Course, Edition, Enrolment, ItemProgress

ENROLMENT = """
    SELECT e.*, d.titles AS edition_titles, d.opened_at AS edition_opened_at, d.corrected_at AS edition_corrected_at
    FROM courses_enrolment e
    JOIN courses_edition d ON d.id = e.edition_id
    JOIN courses_course c ON c.key = e.course_id
    WHERE e.learner_id = %s AND c.slug = %s AND e.left_at IS NULL
    ORDER BY e.enrolled_at DESC
    LIMIT 1
"""

LOCKED = """
    SELECT e.*, d.number AS edition_number, d.hours AS edition_hours, d.certificate_notes AS edition_notes,
        d.titles AS edition_titles, d.opened_at AS edition_opened_at, d.corrected_at AS edition_corrected_at
    FROM courses_enrolment e
    JOIN courses_edition d ON d.id = e.edition_id
    WHERE e.id = %s
"""
DONE = "SELECT item_key FROM courses_itemprogress WHERE enrolment_id = %s AND completed_at IS NOT NULL"
COMPLETE = "UPDATE courses_enrolment SET completed_at = %s WHERE id = %s AND completed_at IS NULL"
RECORD = """
    INSERT INTO courses_itemprogress AS p (enrolment_id, item_key, opened_at, {name}, completed_at, place)
    VALUES (%s, %s, %s, %s, %s, '')
    ON CONFLICT (enrolment_id, item_key) DO UPDATE
        SET {name} = COALESCE(p.{name}, excluded.{name}), completed_at = COALESCE(p.completed_at, excluded.completed_at)
    RETURNING *
"""
INSTANT = ItemProgress._meta.get_field("completed_at")
KEY = ItemProgress._meta.get_field("item_key")


def record(
    enrolment: Enrolment, item_key: UUID, name: Literal["read_at", "passed_at"], *, at: datetime, completed_at: datetime | None
) -> ItemProgress:
    """Notes a fact about an item, and that it is completed, each where it is not noted yet; returns the row as it stands now.

    One statement, made for `progress_one_per_item`: of two at once the first instant stays.
    """
    instants = [INSTANT.get_db_prep_save(each, connection) for each in (at, at, completed_at)]
    values = [enrolment.pk, KEY.get_db_prep_save(item_key, connection), *instants]
    progress = next(iter(ItemProgress.objects.raw(RECORD.format(name=name), values)))
    progress.completed_at = instant(progress.completed_at)
    return progress


def enrolment_in(person_id: int, slug: str) -> Enrolment | None:
    """The latest enrolment of a person in a course that they have not left, with as much of its edition as the player needs."""
    found = next(iter(Enrolment.objects.raw(ENROLMENT, [person_id, slug])), None)
    if found is not None:
        give_edition(found, found, slug)
    return found


def locked(enrolment: Enrolment) -> Enrolment:
    """The enrolment, locked and read again, with as much of its edition as a certificate needs; its learner as known."""
    fresh = next(iter(Enrolment.objects.raw(LOCKED + locking(" OF e"), [enrolment.pk])))
    for name in ("enrolled_at", "completed_at", "left_at"):
        setattr(fresh, name, instant(getattr(fresh, name)))
    notes = json.loads(fresh.edition_notes)
    _give_edition(fresh, fresh, number=fresh.edition_number, hours=fresh.edition_hours, certificate_notes=notes)
    if Enrolment.learner.is_cached(enrolment):
        fresh.learner = enrolment.learner
    return fresh


def complete(enrolment: Enrolment, *, at: datetime) -> bool:
    """Notes that the course is completed, where that is not noted yet; returns whether it was."""
    with connection.cursor() as cursor:
        cursor.execute(COMPLETE, [INSTANT.get_db_prep_save(at, connection), enrolment.pk])
        return cursor.rowcount == 1


def done_keys(enrolment: Enrolment) -> frozenset[str]:
    """The keys of the items that the learner completed."""
    with connection.cursor() as cursor:
        cursor.execute(DONE, [enrolment.pk])
        return frozenset(str(KEY.to_python(key)) for (key,) in cursor.fetchall())


def give_edition(enrolment: Enrolment, row: Any, slug: str) -> None:
    """Gives an enrolment its edition, from columns named as above, and its course."""
    _give_edition(enrolment, row)
    enrolment.course = Course.from_db(enrolment._state.db, ["key", "slug"], [enrolment.course_id, slug])


def _give_edition(enrolment: Enrolment, row: Any, **more: Any) -> None:
    edition = {
        "id": enrolment.edition_id,
        "course_id": enrolment.course_id,
        "titles": json.loads(row.edition_titles),
        "opened_at": instant(row.edition_opened_at),
        "corrected_at": instant(row.edition_corrected_at),
        **more,
    }
    names = [field.attname for field in Edition._meta.concrete_fields if field.attname in edition]  # from_db wants them in this order
    enrolment.edition = Edition.from_db(enrolment._state.db, names, [edition[name] for name in names])


def locking(of: str = "") -> str:
    """The end of a statement that locks the rows it reads. SQLite has no locks on rows: there a transaction that writes is alone."""
    return f" FOR UPDATE{of}" if connection.features.has_select_for_update else ""


def instant(value: datetime | None) -> datetime | None:
    """An instant as it came from a written statement: SQLite hands them out bare, and keeps them in UTC."""
    return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)
