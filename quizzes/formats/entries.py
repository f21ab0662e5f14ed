"""What a file of questions gives: entries that the bank could take, refusals, and the reasons for both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

LARGEST_FILE = 5 * 1024 * 1024
MOST_QUESTIONS = 5_000
LARGEST_PICTURE = 2 * 1024 * 1024

Body = dict[str, Any]


@dataclass(frozen=True)
class Reason:
    """Why something was refused, adapted or lost: a stable code with its parameters. Worded where people read it."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


class Refused(Exception):  # noqa: N818 — it reads as what it is
    """This question, or this file, cannot be taken over."""

    def __init__(self, code: str, *, line: int = 0, **params: str | int):
        super().__init__(code)
        self.reason = Reason(code, params)
        self.line = line


class Notes:
    """What was adapted while a question was read, each thing once."""

    def __init__(self) -> None:
        self._reasons: list[Reason] = []

    def add(self, code: str, **params: str | int) -> None:
        reason = Reason(code, params)
        if reason not in self._reasons:
            self._reasons.append(reason)

    def all(self) -> tuple[Reason, ...]:
        return tuple(self._reasons)


@dataclass(frozen=True)
class FilePicture:
    """A picture as it stands in the file; nobody has looked yet whether it is one."""

    name: str
    data: bytes
    alt: str = ""


@dataclass(frozen=True)
class Entry:
    """A question in the bank's own shape, in one language. With notes, it was adapted."""

    line: int
    name: str
    kind: str
    body: Body
    idnumber: str = ""
    category: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[Reason, ...] = ()
    picture: FilePicture | None = None


@dataclass(frozen=True)
class Refusal:
    """A question that the bank cannot take, or (line of the fault, no name) the whole file."""

    line: int
    name: str
    reason: Reason


Item = Entry | Refusal


@dataclass(frozen=True)
class Source:
    """A question of the bank on its way out."""

    code: str
    kind: str
    body: Body
    category: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    picture: FilePicture | None = None


class Format(Protocol):
    """A format of files of questions."""

    name: ClassVar[str]
    extension: ClassVar[str]
    mime: ClassVar[str]
    kinds: ClassVar[frozenset[str]]  # kinds that it can say

    def read(self, data: bytes, language: str) -> tuple[Item, ...]:
        """Everything that stands in the file, in its order. Never raises."""

    def write(self, sources: Sequence[Source], language: str) -> str:
        """The file that says these questions, whose bodies are in that one language, as well as the format can."""


def text_of(data: bytes) -> str:
    """The text of a file, lines ended by a newline. Raises Refused with the line of the fault."""
    require_size(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("not_utf8", line=data.count(b"\n", 0, error.start) + 1) from error
    if "\0" in text:
        raise Refused("not_text", line=text.count("\n", 0, text.index("\0")) + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def require_size(data: bytes) -> None:
    if len(data) > LARGEST_FILE:
        raise Refused("file_too_large", megabytes=LARGEST_FILE // 1024**2)


def refusal(fault: Refused, line: int = 0, name: str = "") -> Refusal:
    """What a refusal says in the report."""
    return Refusal(fault.line or line or 1, name, fault.reason)
