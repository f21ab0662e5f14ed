"""Whose the files of lessons are: those who follow an edition that shows them, and the desk. Pictures are everybody's."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.cache import cache
from wagtail.documents import get_document_model

from accounts.models import User
from courses.models import Edition, Enrolment, Pin, Video

GUARDED = ("videos/", "captions/", "documents/")  # folders of the media storage
REMEMBERED = 5 * 60  # seconds: a file that the desk replaces is there for learners after that
CHOSEN = {"video": "video", "download": "document"}  # the kinds of blocks that show a file, and the field that names it


def may_fetch(person: User, name: str) -> bool:
    """Whether this person may have the file of that name in the media storage. Three queries, where the edition is remembered."""
    if not name.startswith(GUARDED):
        return True
    if not person.is_authenticated:
        return False
    if person.has_perm("wagtailadmin.access_admin"):
        return True
    followed = Edition.objects.filter(pk__in=Enrolment.objects.filter(learner=person, left_at=None).values("edition"))
    return any(name in files_of(edition) for edition in followed)


def files_of(edition: Edition) -> frozenset[str]:
    """The names of all files that the lessons of this edition show, in every language."""
    key = f"courses.files.{edition.pk}.{edition.corrected_at.timestamp()}"
    return cache.get_or_set(key, lambda: _read(edition), REMEMBERED) or frozenset()


def _read(edition: Edition) -> frozenset[str]:
    chosen: dict[str, set[int]] = {"video": set(), "document": set()}
    for content in Pin.objects.filter(item__edition=edition).values_list("revision__content", flat=True):
        for block in _blocks(content.get("body")):
            field = CHOSEN.get(block.get("type", ""))
            if field and isinstance(block["value"], dict) and block["value"].get(field):
                chosen[field].add(int(block["value"][field]))
    videos = Video.objects.filter(pk__in=chosen["video"]).prefetch_related("captions")
    names = {video.file.name for video in videos} | {words.file.name for video in videos for words in video.captions.all()}
    return frozenset(names | set(get_document_model().objects.filter(pk__in=chosen["document"]).values_list("file", flat=True)))


def _blocks(body: Any) -> Iterator[dict[str, Any]]:
    """Every block of a stored body, those inside others too."""
    if isinstance(body, str):
        body = json.loads(body) if body.startswith("[") else None
    if isinstance(body, dict):
        if "type" in body and "value" in body:
            yield body
        body = list(body.values())
    for part in body if isinstance(body, list) else ():
        yield from _blocks(part) if isinstance(part, (dict, list)) else ()
