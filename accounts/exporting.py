"""What is known about a person, as a file that they take along: readable by people and by machines."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet

from accounts.models import User
from accounts.signals import data_asked

IN_MEMORY = 2**20  # bytes: what is larger goes to a temporary file
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Known:
    """What a room knows about a person: rows by the name of the list, and the person's own files (name in the archive, file)."""

    room: str
    lists: Mapping[str, Rows]
    files: Sequence[tuple[str, File]] = ()


def rows(found: QuerySet, **names: str) -> Rows:
    """The rows of a list under the names that the reader sees; the oldest first."""
    return [dict(zip(names, values, strict=True)) for values in found.order_by("pk").values_list(*names.values())]


def gather(person: User) -> list[Known]:
    """What every room knows, in the order of the house."""
    return [known for _receiver, known in data_asked.send(User, person=person)]


class Encoder(DjangoJSONEncoder):
    """What a page walks through is a list in a file."""

    def default(self, value: Any) -> Any:
        return list(value) if isinstance(value, Iterable) else super().default(value)


def archive(person: User, *, at: datetime) -> IO[bytes]:
    """A ZIP with `data.json` and the person's own files, ready to be read from its beginning. A file that the storage lost is left out."""
    known = gather(person)
    said = {"about": person.email, "made_at": at, **{each.room: each.lists for each in known}}
    made = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 — whoever sends it closes it
    with ZipFile(made, "w", ZIP_DEFLATED) as target:
        target.writestr("data.json", json.dumps(said, cls=Encoder, ensure_ascii=False, indent=2))
        for name, file in _files(known):
            _add(target, name, file)
    made.seek(0)
    return made


def _files(known: Iterable[Known]) -> Iterable[tuple[str, File]]:
    return ((f"{each.room}/{name}", file) for each in known for name, file in each.files)


def _add(target: ZipFile, name: str, file: File) -> None:
    try:
        source = file.open("rb")
    except FileNotFoundError:
        return
    with source, target.open(name, "w") as place:
        for chunk in source.chunks():
            place.write(chunk)
