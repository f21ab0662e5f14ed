"""The fields of a text with gaps, in the running text."""

from html import escape

from django.utils.translation import gettext as _

from quizzes.questions import View
from quizzes.variants import LONGEST


def draw(name: str, view: View) -> str:
    words = _("Gap %(number)s")  # makemessages does not read f-strings
    return f'<div class="gaps">{"".join(_piece(name, piece, words) for piece in view["pieces"])}</div>'


def _piece(name: str, piece: View, words: str) -> str:
    """A piece of text was cleaned when it was written."""
    if "part" not in piece:
        return str(piece["text"])
    label, field = escape(words % {"number": piece["number"]}), f"{name}.{piece['part']}"
    if not piece["options"]:
        return (
            f'<input type="text" name="{field}" value="{escape(piece["given"])}" aria-label="{label}" maxlength="{LONGEST}"'
            f' size="14" autocomplete="off" autocapitalize="off">'
        )
    options = "".join(_option(each) for each in piece["options"])
    return f'<select name="{field}" aria-label="{label}"><option value="">…</option>{options}</select>'


def _option(option: View) -> str:
    return f'<option value="{option["value"]}"{" selected" if option["chosen"] else ""}>{escape(option["text"])}</option>'
