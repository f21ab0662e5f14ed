"""The questions of a case, each drawn by its own type."""

from html import escape

from django.utils.translation import gettext as _

from quizzes.folders import drawer_of
from quizzes.pictures import draw_picture
from quizzes.questions import View


def draw(name: str, view: View) -> str:
    words = _("Part %(letter)s")  # makemessages does not read f-strings
    return "".join(_part(name, part, words) for part in view["parts"])


def _part(name: str, part: View, words: str) -> str:
    """A question within the question. Its prompt was cleaned when it was written."""
    field = f"{name}.p{part['number']}"
    heading = escape(words % {"letter": part["letter"]})
    picture = "" if part["places_picture"] else draw_picture(part["view"].get("picture"))
    return (
        f'<fieldset class="case-part" aria-labelledby="{field}-letter {field}-prompt">'
        f'<p class="question-number" id="{field}-letter">{heading}</p>'
        f'<div class="prompt" id="{field}-prompt">{part["view"]["prompt"]}</div>'
        f"{picture}{drawer_of(part['kind'])(field, part['view'])}</fieldset>"
    )
