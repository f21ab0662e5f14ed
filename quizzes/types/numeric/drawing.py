"""The field of a number: text, so that commas and spaces may be typed; the keyboard of a phone shows digits."""

from html import escape

from django.utils.translation import gettext as _

from quizzes.questions import View
from quizzes.types.numeric.rules import LONGEST


def draw(name: str, view: View) -> str:
    label = _("Your number")  # makemessages does not read f-strings
    return (
        f'<label class="numeric"><span class="visually-hidden">{escape(label)}</span>'
        f'<input type="text" inputmode="decimal" name="{name}" value="{escape(view["text"])}" maxlength="{LONGEST}" size="12"'
        f' autocomplete="off" spellcheck="false"> {escape(view["unit"])}</label>'
    )
