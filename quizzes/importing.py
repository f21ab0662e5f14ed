"""A file of questions looked at: what would become of each of them in the bank. `quizzes.stocking` then does it."""

from dataclasses import dataclass, replace

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.fields import WagtailImageField

from quizzes.banking import BadQuestion, read_body
from quizzes.formats.codes import code_of
from quizzes.formats.entries import Body, Entry, FilePicture, Item, Reason, Refused
from quizzes.formats.merging import merged
from quizzes.formats.registry import FORMATS
from quizzes.models import Question

KEPT, ADAPTED, EXISTING, REFUSED = "kept", "adapted", "existing", "refused"


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
