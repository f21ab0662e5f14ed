"""What was recorded when an attempt ended, in a form that learner and staff can compare.

The code on a receipt is a fingerprint of every recorded answer. Staff type it in: it names the attempt, and it is computed again from the
answers as they stand now, so that nobody has to trust a screenshot.
"""

import json
import re
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from quizzes.models import Attempt, AttemptQuestion

LENGTH = 16
LOOKALIKES = str.maketrans({"0": "O", "1": "I", "8": "B"})  # digits that base32 does not have


def code_of(attempt: Attempt, finished_at: datetime, questions: Iterable[AttemptQuestion]) -> str:
    """The receipt's code: 80 bits of SHA-256 over attempt, end and answers, in base32, four groups of four."""
    recorded = [[each.position, each.question_version_id, each.answer, each.seq] for each in questions]
    said = json.dumps([str(attempt.key), finished_at.isoformat(), recorded], ensure_ascii=False, sort_keys=True)
    code = b32encode(sha256(said.encode()).digest()).decode()[:LENGTH]
    return grouped(code)


def grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def parse(text: str) -> str | None:
    """The code somebody typed, as it is printed; None if it cannot be one. Forgives case, spaces, dashes and 0, 1, 8."""
    bare = re.sub(r"[\W_]+", "", text).upper().translate(LOOKALIKES)
    return grouped(bare) if re.fullmatch(rf"[A-Z2-7]{{{LENGTH}}}", bare) else None


@dataclass(frozen=True)
class Checked:
    """What a code leads to: the attempt, and whether its answers are still those that the receipt was given for."""

    attempt: Attempt
    unchanged: bool


def check(code: str) -> Checked | None:
    """The attempt that this receipt was given for."""
    attempt = Attempt.objects.select_related("enrolment__learner", "enrolment__course").filter(receipt=code).first()
    if attempt is None or attempt.finished_at is None:
        return None
    return Checked(attempt, code_of(attempt, attempt.finished_at, attempt.questions.order_by("position")) == code)
