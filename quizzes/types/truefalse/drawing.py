"""The fields of a statement that is true or false."""

from html import escape

from django.utils.translation import pgettext

from quizzes.questions import View


def draw(name: str, view: View) -> str:
    choices = [("true", True, pgettext("statement", "True")), ("false", False, pgettext("statement", "False"))]
    return "".join(
        f'<label class="choice"><input type="radio" name="{name}" value="{value}"{" checked" if view["chosen"] is meaning else ""}>'
        f"<span>{escape(words)}</span></label>"
        for value, meaning, words in choices
    )
