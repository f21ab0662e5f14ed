"""The fields of ordering: a number for each step; with a script, buttons that move it."""

from html import escape

from django.utils.translation import gettext as _

from quizzes.questions import View


def draw(name: str, view: View) -> str:
    number_word = _("Number")  # makemessages does not read f-strings
    blank = f'<option value="">{escape(number_word)}</option>'
    rows = []
    for step in view["steps"]:
        part, number = step["part"], step["number"]
        options = "".join(f"<option{' selected' if each == number else ''}>{each}</option>" for each in view["numbers"])
        rows.append(
            f'<li><label for="{name}-{part}">{escape(step["text"])}</label>'
            f'<select id="{name}-{part}" name="{name}.{part}">{blank}{options}</select></li>'
        )
    words = {"up": _("Move up"), "down": _("Move down"), "moved": _("Now number {number}")}
    data = "".join(f' data-{key}="{escape(text)}"' for key, text in words.items())
    return f'<exam-ordering{data}><ol class="ordering" role="list">{"".join(rows)}</ol></exam-ordering>'
