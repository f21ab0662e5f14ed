"""Designs: kept in versions, chosen by courses and programmes, and what a certificate of today takes from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.log_actions import log

from certificates.models import CourseDesign, Design, DesignPicture, DesignVersion, Issuer, Picture, Programme
from certificates.models.designs import Content
from certificates.snapshot import Design as Looks
from certificates.statements import design_of
from courses.models import Course


@dataclass(frozen=True)
class Chosen:
    """What a certificate of today prints; of no version where nobody chose or made a design."""

    content: Content
    version: DesignVersion | None = None


def chosen_by_course(course_id: UUID) -> Chosen:
    """Of a course: its own choice, else the default design, else the issuer's settings in the first layout."""
    return _chosen(design_of(course_id=course_id))


def chosen_by_programme(programme: Programme) -> Chosen:
    """Of a programme, likewise."""
    return _chosen(design_of(chosen=programme.design_id))


def _chosen(version: DesignVersion | None) -> Chosen:
    return Chosen(version.read, version) if version else Chosen(unchosen())


def unchosen() -> Content:
    """What is printed where there is no design, and what a new design begins with."""
    return Content(issuer=Issuer.current().facts(), design=Looks())


@transaction.atomic
def keep_version(
    design: Design, content: Content, *, pictures: Mapping[str, bytes], note: str = "", by: Any, at: datetime
) -> DesignVersion | None:
    """Appends what the design says now; None where it says so already.

    `pictures` are those that came with it, by SHA-256; the others it names are there. Locks the design, so that two editors get two
    numbers; `design_version_number_once` holds it.
    """
    Design.objects.select_for_update().get(pk=design.pk)
    latest = design.versions.last()
    if latest and latest.read == content:
        return None
    for data in pictures.values():
        keep_picture(data, by=by, at=at)
    values = {"number": latest.number + 1 if latest else 1, "content": content.model_dump(mode="json")}
    version = DesignVersion.objects.create(design=design, note=note, made_by=by, made_at=at, **values)
    named = Picture.objects.filter(sha256__in=content.pictures)
    DesignPicture.objects.bulk_create([DesignPicture(version=version, picture=picture) for picture in named])
    log(design, "certificates.design_version", user=by, data={"number": version.number, "note": note})
    return version


def keep_picture(data: bytes, *, by: Any, at: datetime) -> Picture:
    """The row of a picture that certificates.pictures made plain. The same bytes are there once."""
    return Picture.objects.get_or_create(sha256=sha256(data).hexdigest(), defaults={"data": data, "added_by": by, "added_at": at})[0]


def pictures_in(named: Iterable[str]) -> dict[str, bytes]:
    """The bytes of pictures by SHA-256. No query where none is named."""
    wanted = set(named)
    return {each.sha256: bytes(each.data) for each in Picture.objects.filter(sha256__in=wanted)} if wanted else {}


@transaction.atomic
def make_default(design: Design, *, is_default: bool) -> None:
    """Makes it the design of whatever chose none, or no longer. `design_one_default` holds that there is one."""
    if is_default:
        Design.objects.filter(is_default=True).exclude(pk=design.pk).update(is_default=False)
    Design.objects.filter(pk=design.pk).update(is_default=is_default)


@transaction.atomic
def choose(course: Course, design: Design | None, *, by: Any) -> None:
    """Which design the certificates of a course take from now on; None: the default. What is issued stays as it is."""
    CourseDesign.objects.filter(course=course).delete()
    if design:
        CourseDesign.objects.create(course=course, design=design)
        log(design, "certificates.design_choose", user=by, data={"course": course.slug})
