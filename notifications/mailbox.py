"""Reading the mails that Django's file backend wrote: the post of the demo academy, which has no mail server."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

SEPARATOR = b"-" * 79 + b"\n"  # what the file backend writes after each mail


@dataclass(frozen=True)
class Mail:
    """One mail as somebody would see it. `key` names it in addresses."""

    key: str
    subject: str
    to: str
    sent_at: datetime
    text: str
    html: str


def read_mailbox(directory: Path, *, limit: int = 100) -> list[Mail]:
    """The latest mails of that directory, newest first."""
    files = sorted(directory.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True) if directory.is_dir() else []
    mails = (mail for file in files[:limit] for mail in reversed(_read(file)))
    return sorted(mails, key=lambda mail: mail.sent_at, reverse=True)[:limit]


def find_mail(directory: Path, key: str) -> Mail | None:
    """The mail with that key, looked for among those that exist: a key never becomes a path."""
    return next((mail for mail in read_mailbox(directory) if mail.key == key), None)


def _read(file: Path) -> list[Mail]:
    parts = [part for part in file.read_bytes().split(SEPARATOR) if part.strip()]
    return [_mail(f"{file.stem}-{number}", message_from_bytes(part, policy=policy.default)) for number, part in enumerate(parts)]


def _mail(key: str, message: EmailMessage) -> Mail:
    return Mail(
        key=key,
        subject=(message["Subject"] or "").strip(),
        to=message["To"] or "",
        sent_at=parsedate_to_datetime(message["Date"]),
        text=_body(message, "plain"),
        html=_body(message, "html"),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return part.get_content().strip() if part else ""
