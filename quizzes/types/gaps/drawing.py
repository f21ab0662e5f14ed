"""The fields of a text with gaps, in the running text."""

import re
from html import escape

from django.utils.translation import gettext as _

from quizzes.passages import BLOCKS, plain
from quizzes.questions import View
from quizzes.variants import LONGEST

BEGIN, END = "\x02", "\x03"  # around the number of a gap, where a text cannot have them


def draw(name: str, view: View) -> str:
    words = _("Gap %(number)s")  # makemessages does not read f-strings
    lines = _lines(view["pieces"])
    return f'<div class="gaps">{"".join(_piece(name, piece, words, lines) for piece in view["pieces"])}</div>'


def _lines(pieces: list[View]) -> dict[int, str]:
    """By gap, the line of text that it stands in: whoever hears the field alone hears what is to be filled in. Gaps are numbers in it."""
    text = "".join(f"{BEGIN}{piece['number']}{END}" if "part" in piece else str(piece["text"]) for piece in pieces)
    lines = [(line, plain(line).replace(BEGIN, "(").replace(END, ")")) for line in BLOCKS.split(text)]
    return {int(number): words for line, words in lines for number in re.findall(f"{BEGIN}(\\d+){END}", line)}


def _piece(name: str, piece: View, words: str, lines: dict[int, str]) -> str:
    """A piece of text was cleaned when it was written."""
    if "part" not in piece:
        return str(piece["text"])
    number = piece["number"]
    label, field = escape(f"{words % {'number': number}}: {lines[number]}"), f"{name}.{piece['part']}"
    if not piece["options"]:
        return (
            f'<input type="text" name="{field}" value="{escape(piece["given"])}" aria-label="{label}" maxlength="{LONGEST}"'
            f' size="14" autocomplete="off" autocapitalize="off">'
        )
    options = "".join(_option(each) for each in piece["options"])
    return f'<select name="{field}" aria-label="{label}"><option value="">…</option>{options}</select>'


def _option(option: View) -> str:
    return f'<option value="{option["value"]}"{" selected" if option["chosen"] else ""}>{escape(option["text"])}</option>'
