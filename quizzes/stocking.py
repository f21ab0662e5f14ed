"""The questions of a file that was looked at come into the bank: in the background, all of them or none.

Progress. Everything is saved in a single transaction; what is inside it cannot be seen from outside. How far it is therefore stands in the
cache (`progress_of`), which no transaction hides.
"""

from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.images import get_image_model

from quizzes.banking import NewQuestion, add_questions, read_body, save_question
from quizzes.formats.entries import Body, Entry, FilePicture
from quizzes.importing import EXISTING, Row, preview
from quizzes.models import Category, DraftFault, DraftState, ImportDraft, Question

KEEP_DRAFTS = timedelta(days=3)
STEP = 250  # questions that are saved in one go, and between two words about progress


def ask(draft: ImportDraft, *, new_versions: bool = False) -> bool:
    """Somebody looked at the file and wants it in the bank. One guarded UPDATE: of two clicks one is first, the other gets False.

    What failed may be asked for again. The task that does it is the caller's to ask for.
    """
    free = ImportDraft.objects.filter(pk=draft.pk, state__in=[DraftState.SHOWN, DraftState.FAILED])
    if not free.update(state=DraftState.SAVING, new_versions=new_versions, fault=""):
        return False
    cache.delete(_key(draft.pk))
    return True


def stock(draft_id: int, *, at: datetime) -> int | None:
    """Saves the questions of a draft that was asked for and returns how many; None if there was nothing to do.

    Locks the draft. A second worker finds it locked and leaves; one that comes later finds it saved. What has meanwhile come into the bank
    under the same code is treated as existing. A worker that dies, or a database that goes away, leaves nothing in the bank and the draft
    waiting; any other error leaves nothing in the bank and the draft failed, and is raised.
    """
    pictures: list[Any] = []
    try:
        with transaction.atomic():
            draft = _mine(draft_id)
            return None if draft is None else _stock(draft, pictures, at=at)
    except Exception as error:
        for file in pictures:  # the rows are rolled back; the files are not
            file.storage.delete(file.name)
        if not isinstance(error, (OperationalError, InterfaceError)):
            fault = DraftFault.MEANWHILE if isinstance(error, IntegrityError) else DraftFault.BROKEN
            ImportDraft.objects.filter(pk=draft_id, state=DraftState.SAVING).update(state=DraftState.FAILED, fault=fault)
        raise


def progress_of(draft: ImportDraft) -> tuple[int, int]:
    """How many questions of a draft that is being saved are done, of how many; (0, 0) before a worker has begun."""
    return cache.get(_key(draft.pk)) or (0, 0)


def waiting() -> list[int]:
    """The ids of drafts that somebody asked for and that no worker has brought to their end yet."""
    return list(ImportDraft.objects.filter(state=DraftState.SAVING).values_list("pk", flat=True))


def forget_old_drafts(*, at: datetime) -> int:
    """Deletes the files that nobody needs any more. Asked by the sweep; returns how many."""
    return ImportDraft.objects.old(at=at, age=KEEP_DRAFTS).delete()[0]


def _key(draft_id: int) -> str:
    return f"import-{draft_id}"


def _mine(draft_id: int) -> ImportDraft | None:
    """The draft, locked, if it waits and no other worker has it."""
    free = ImportDraft.objects.select_for_update(of=("self",), skip_locked=True).select_related("category", "made_by")
    return free.filter(pk=draft_id, state=DraftState.SAVING).first()


def _stock(draft: ImportDraft, pictures: list[Any], *, at: datetime) -> int:
    report = preview(bytes(draft.content), draft.format, draft.language, prefix=draft.prefix)
    rows = report.taken(new_versions=draft.new_versions)
    shelves: dict[tuple[str, ...], Category] = {(): draft.category}
    for start in range(0, len(rows), STEP):
        cache.set(_key(draft.pk), (start, len(rows)), timeout=3600)
        known, new = [], []
        for row in rows[start : start + STEP]:
            entry, body = _shown(row, draft, pictures)
            if row.state == EXISTING:
                known.append((row.code, entry, body))
            else:
                new.append(_new(row.code, entry, body, shelf(shelves, entry.category if draft.shelves else ()), at=at))
        _renew(known, by=draft.made_by, at=at)
        add_questions(new, by=draft.made_by, at=at)
    draft.state, draft.saved, draft.saved_at = DraftState.SAVED, len(rows), at
    draft.save(update_fields=["state", "saved", "saved_at"])
    return len(rows)


def _shown(row: Row, draft: ImportDraft, pictures: list[Any]) -> tuple[Entry, Body]:
    """What the row asks, with the picture of the file as one of the house."""
    entry, body = row.entry, row.body
    if entry is None or body is None:
        raise ValueError("A row without a body is not saved.")
    if entry.picture and "picture" not in body:
        image = _image(entry.picture, entry.name, by=draft.made_by)
        pictures.append(image.file)
        alt = {draft.language: entry.picture.alt} if entry.picture.alt else {}
        body = read_body(row.code, entry.kind, {**body, "picture": {"image": image.pk, "alt": alt}})
    return entry, body


def _renew(known: list[tuple[str, Entry, Body]], *, by: Any, at: datetime) -> None:
    """New versions of what the bank has. Only what is asked changes."""
    there = Question.objects.filter(code__in=[code for code, _entry, _body in known]).select_related("category").prefetch_related("tags")
    questions = {question.code: question for question in there}
    for code, entry, body in known:
        question = questions[code]
        save_question(
            code=code,
            category=question.category,
            kind=entry.kind,
            body=body,
            tags=list(question.tags.names()),
            source_title=question.source_title,
            source_url=question.source_url,
            checked_on=question.checked_on,
            review_by=question.review_by,
            by=by,
            at=at,
        )


def _new(code: str, entry: Entry, body: Body, category: Category, *, at: datetime) -> NewQuestion:
    """Nobody here has checked it yet: it is due for review at once."""
    today = timezone.localdate(at)
    return NewQuestion(code, category, entry.kind, body, checked_on=today, review_by=today, tags=frozenset(entry.tags))


def _image(picture: FilePicture, title: str, *, by: Any) -> Any:
    image = get_image_model()(title=title[:255], uploaded_by_user=by)
    image.file.save(picture.name, SimpleUploadedFile(picture.name, picture.data), save=False)
    image.save()
    return image


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
