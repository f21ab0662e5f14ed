"""Codes for questions that come from a file: its own number, else a slug of its name."""

import re
from collections.abc import Collection

from quizzes.formats.entries import Entry, Refused

LONGEST = 40
UNFIT = re.compile(r"[^\w.-]+")


def code_of(entry: Entry, prefix: str, taken: Collection[str]) -> str:
    """The code, with the trainer's prefix. `taken` are the codes given in this file. Raises Refused where the file numbers two the same."""
    own = UNFIT.sub("-", entry.idnumber).strip("-.")
    slug = own or UNFIT.sub("-", entry.name).strip("-.") or "question"
    code = (prefix + slug)[:LONGEST].rstrip("-.")
    if code in taken and own:
        raise Refused("code_twice", number=entry.idnumber[:40])
    number = 2
    wanted = code
    while code in taken:
        ending = f"-{number}"
        code = wanted[: LONGEST - len(ending)] + ending
        number += 1
    return code
