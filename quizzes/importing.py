"""Questions from a file: looked at first, then taken into the bank, all of them or none."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField

from quizzes.banking import BadQuestion, read_body, save_question
from quizzes.formats.codes import code_of
from quizzes.formats.entries import Body, Entry, FilePicture, Item, Reason, Refused
from quizzes.formats.merging import merged
from quizzes.formats.registry import FORMATS
from quizzes.models import Category, ImportDraft, Question

KEPT, ADAPTED, EXISTING, REFUSED = "kept", "adapted", "existing", "refused"
KEEP_DRAFTS = timedelta(days=3)


class AlreadyApplied(Exception):  # noqa: N818 — it reads as what it is
    """The questions of this draft are in the bank already."""


@dataclass(frozen=True)
class Row:
    """What becomes of one question of the file. `body` is what the bank would store; None where it cannot take it."""

    line: int
    name: str
    state: str
    reasons: tuple[Reason, ...] = ()
    code: str = ""
    entry: Entry | None = None
    body: Body | None = None


@dataclass(frozen=True)
class Report:
    """Every question of the file, in its order."""

    rows: tuple[Row, ...]

    def count(self, *states: str) -> int:
        return sum(row.state in states for row in self.rows)

    def taken(self, *, new_versions: bool) -> list[Row]:
        """What will be saved: all that is new and, if wanted, what the bank has already, as new versions."""
        states = {KEPT, ADAPTED, EXISTING} if new_versions else {KEPT, ADAPTED}
        return [row for row in self.rows if row.state in states and row.body is not None]


def preview(data: bytes, format_name: str, language: str, *, prefix: str = "") -> Report:
    """What taking over the file would do. Saves nothing; one query for the codes that the bank has."""
    taken: set[str] = set()
    rows = [_row(item, prefix, taken) for item in FORMATS[format_name].read(data, language)]
    known = Question.objects.filter(code__in=taken).select_related("latest")
    there = {question.code: question for question in known}
    return Report(tuple(_beside(row, there[row.code]) if row.body is not None and row.code in there else row for row in rows))


def _row(item: Item, prefix: str, taken: set[str]) -> Row:
    if not isinstance(item, Entry):
        return Row(item.line, item.name, REFUSED, (item.reason,))
    entry = _with_checked_picture(item)
    try:
        code = code_of(entry, prefix, taken)
        body = read_body(code, entry.kind, entry.body)
    except Refused as fault:
        return Row(entry.line, entry.name, REFUSED, (fault.reason,))
    except BadQuestion as wrong:
        reasons = tuple(Reason("not_as_its_kind", {"field": field, "message": message}) for field, message in wrong.errors.items())
        return Row(entry.line, entry.name, REFUSED, reasons)
    taken.add(code)
    return Row(entry.line, entry.name, ADAPTED if entry.notes else KEPT, entry.notes, code, entry, body)


def _with_checked_picture(entry: Entry) -> Entry:
    """The entry without a picture that is none, or that the house would not take from an author."""
    if entry.picture is None or _is_picture(entry.picture):
        return entry
    note = Reason("picture_unreadable", {"name": entry.picture.name})
    return replace(entry, picture=None, notes=(*entry.notes, note))


def _is_picture(picture: FilePicture) -> bool:
    try:
        WagtailImageField().clean(SimpleUploadedFile(picture.name, picture.data))
    except Exception:
        # A refusal by the field, or whatever else the libraries raise over a broken file.
        return False
    return True


def _beside(row: Row, question: Question) -> Row:
    """The row of a question that the bank has: its words into the language of the file, if no more than words differ."""
    latest = question.latest
    if row.entry is None or row.body is None or latest is None or latest.kind != row.entry.kind:
        return replace(row, state=EXISTING, reasons=(Reason("exists_other_shape"),), body=None)
    try:
        body = read_body(row.code, latest.kind, merged(latest.kind, latest.body, row.body))
    except (Refused, BadQuestion):
        return replace(row, state=EXISTING, reasons=(Reason("exists_other_shape"),), body=None)
    same = body == latest.body
    return replace(row, state=EXISTING, reasons=(Reason("exists_same" if same else "exists"),), body=None if same else body)


def apply(draft: ImportDraft, *, by: Any, at: datetime, new_versions: bool = False) -> int:
    """Saves the questions of the draft and returns how many: all or none.

    Locks the draft, so that a second click waits and then raises AlreadyApplied. What has meanwhile come into the bank under the same code
    is treated as existing.
    """
    with transaction.atomic():
        if not ImportDraft.objects.filter(pk=draft.pk, applied_at=None).update(applied_at=at):
            raise AlreadyApplied
        report = preview(bytes(draft.content), draft.format, draft.language, prefix=draft.prefix)
        rows = report.taken(new_versions=new_versions)
        shelves: dict[tuple[str, ...], Category] = {(): draft.category}
        for row in rows:
            _save(row, draft, shelves, by=by, at=at)
    return len(rows)


def _save(row: Row, draft: ImportDraft, shelves: dict[tuple[str, ...], Category], *, by: Any, at: datetime) -> None:
    entry, body = row.entry, row.body
    if entry is None or body is None:
        raise ValueError("A row without a body is not saved.")
    there = Question.objects.filter(code=row.code).select_related("category").first() if row.state == EXISTING else None
    if entry.picture and "picture" not in body:
        body = {**body, "picture": _picture(entry.picture, entry.name, draft.language, by=by)}
    today = timezone.localdate(at)
    if there:  # only what is asked changes
        category, tags, source = there.category, list(there.tags.names()), (there.source_title, there.source_url)
        checked_on, review_by = there.checked_on, there.review_by
    else:  # nobody here has checked it yet: it is due for review at once
        category, tags, source = shelf(shelves, entry.category if draft.shelves else ()), list(entry.tags), ("", "")
        checked_on = review_by = today
    save_question(
        code=row.code,
        category=category,
        kind=entry.kind,
        body=body,
        tags=tags,
        source_title=source[0],
        source_url=source[1],
        checked_on=checked_on,
        review_by=review_by,
        by=by,
        at=at,
    )


def _picture(picture: FilePicture, title: str, language: str, *, by: Any) -> dict[str, Any]:
    image = get_image_model()(title=title[:255], uploaded_by_user=by)
    image.file.save(picture.name, SimpleUploadedFile(picture.name, picture.data), save=False)
    image.save()
    return {"image": image.pk, "alt": {language: picture.alt} if picture.alt else {}}


def shelf(known: dict[tuple[str, ...], Category], path: tuple[str, ...]) -> Category:
    """The category at that path below the one at (), made where it is missing."""
    if path not in known:
        parent = known[()] if not path[:-1] else shelf(known, path[:-1])
        found = Category.objects.filter(parent=parent, name=path[-1]).first()
        known[path] = found or Category.objects.create(parent=parent, name=path[-1], slug=_free_slug(f"{parent.slug}-{slugify(path[-1])}"))
    return known[path]


def _free_slug(wanted: str) -> str:
    slug, number = wanted[:70].strip("-"), 2
    while Category.objects.filter(slug=slug).exists():
        slug, number = f"{wanted[:70].strip('-')}-{number}", number + 1
    return slug


def forget_old_drafts(*, at: datetime) -> int:
    """Deletes the files that nobody needs any more. Asked by the sweep; returns how many."""
    return ImportDraft.objects.old(at=at, age=KEEP_DRAFTS).delete()[0]
