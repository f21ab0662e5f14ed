"""What a certificate's file carries besides the page: the signed credential, for machines, and what it says, for people. Knows no model."""

import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime, time

from weasyprint import Attachment

from certificates.snapshot import Snapshot


def enclosed(facts: Snapshot, credential: str) -> list[Attachment]:
    """The attachments in an order that never changes; none without a credential. They bear the day of issue, not the hour of drawing."""
    if not credential:
        return []
    day = datetime.combine(facts.issued_on, time(), tzinfo=UTC)
    return [
        _enclosure(credential, "credential.jwt", "Open Badges 3.0, signed", relationship="Data", day=day),
        _enclosure(readable(credential), "credential.json", "Open Badges 3.0, for reading", relationship="Alternative", day=day),
    ]


def readable(credential: str) -> str:
    """What a signed credential says, as JSON. Verifies nothing."""
    body = credential.split(".")[1]
    return json.dumps(json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4))), ensure_ascii=False, indent=2)


def _enclosure(text: str, name: str, described: str, *, relationship: str, day: datetime) -> Attachment:
    return Attachment(string=text, name=name, description=described, relationship=relationship, created=day, modified=day)
