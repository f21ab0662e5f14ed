"""Files handed in with an answer: what is taken, and where it is kept."""

from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile

from courses.uploads import BEGINNINGS, content_of
from quizzes import clock
from quizzes.answering import NotSaved
from quizzes.models import AnswerFile, AttemptQuestion

LARGEST = 10 * 1024 * 1024
MOST = 20  # files tried out for one answer

# What a file of that name begins with. Office files are ZIP archives; what is in them is the marker's to open.
SIGNATURES: dict[str, tuple[bytes, ...]] = {
    **{kind: BEGINNINGS[kind] for kind in ("pdf", "docx", "odt", "pptx", "xlsx")},
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
}


class NotTaken(Exception):  # noqa: N818 — it reads as the refusal it is
    """A file was refused. `reason`: `kind` (its name or its first bytes), `size`, `many`."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def attach(question: AttemptQuestion, upload: UploadedFile, *, holder: UUID | None, at: datetime) -> AnswerFile:
    """Keeps a file for an answer; the answer names it by id when it is saved. Raises NotTaken, or NotSaved like an answer."""
    if question.holder is None:
        raise NotSaved("finished")
    if question.holder != holder:
        raise NotSaved("held")
    if clock.is_over(question.attempt.deadline_at, at):
        raise NotSaved("over")
    if upload.size is None or not 0 < upload.size <= LARGEST:
        raise NotTaken("size")
    name = PurePath(upload.name or "").name
    kind = name.rpartition(".")[2].lower()
    if not content_of(upload, 16).startswith(SIGNATURES.get(kind, ())):
        raise NotTaken("kind")
    if question.files.count() >= MOST:
        raise NotTaken("many")
    digest = sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    kept = AnswerFile(question=question, name=name[-255:], size=upload.size, sha256=digest.hexdigest(), uploaded_at=at)
    kept.file.save(f"{uuid4()}.{kind}", upload)
    return kept
