"""What a backup says about itself. Pure, but for reading and writing the file."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import file_digest
from pathlib import Path

NAME = "manifest.json"
FORMAT = 1
NOT_IN_HERE = (
    "Not in this backup, on purpose: the key that signs certificates, its password, SECRET_KEY, and every other secret of the environment. "
    "Keep them apart, by whoever keeps the other secrets. Without the same SECRET_KEY, second factors and links in old letters are void."
)


class BadBackup(Exception):  # noqa: N818 it reads as what it says
    """The backup is not whole, or not one for this platform; says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """`counts` are rows by model, `files` checksums by name, `migrations` as `app.name`."""

    made_at: str
    release: str
    versions: Mapping[str, str]
    database: str
    migrations: Iterable[str]
    counts: Mapping[str, int]
    files: Mapping[str, str]
    secret_key: str
    bucket: str = ""
    not_in_here: str = NOT_IN_HERE
    format: int = field(default=FORMAT)

    def write(self, folder: Path) -> None:
        (folder / NAME).write_text(json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n")


def read(folder: Path) -> Manifest:
    """The manifest of that folder. Raises BadBackup."""
    try:
        said = json.loads((folder / NAME).read_text())
        if said["format"] != FORMAT:
            raise BadBackup(f"{folder} was written by another release: format {said['format']}, not {FORMAT}.")
        return Manifest(**said)
    except (OSError, ValueError, TypeError, KeyError) as problem:
        raise BadBackup(f"{folder} is no whole backup: its {NAME} cannot be read.") from problem


def verify(manifest: Manifest, folder: Path) -> None:
    """Compares every file with its checksum. Raises BadBackup, which names those that differ."""
    wrong = [name for name, digest in manifest.files.items() if not (folder / name).is_file() or digest_of(folder / name) != digest]
    if wrong:
        raise BadBackup(f"{folder} is not what was written: {', '.join(wrong)}. Take another copy.")


def digest_of(path: Path) -> str:
    """SHA-256 in hexadecimal digits."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
