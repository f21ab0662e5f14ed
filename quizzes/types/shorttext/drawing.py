"""The field of a short answer."""

from html import escape

from django.utils.translation import gettext as _

from quizzes.questions import View
from quizzes.variants import LONGEST


def draw(name: str, view: View) -> str:
    label = _("Your answer in a few words")  # makemessages does not read f-strings
    return (
        f'<label class="shorttext"><span>{escape(label)}</span>'
        f'<input type="text" name="{name}" value="{escape(view["text"])}" maxlength="{LONGEST}"'
        f' autocomplete="off" autocapitalize="off"></label>'
    )
