"""The fields of matching: one select for each left side."""

from html import escape

from django.utils.translation import gettext as _

from quizzes.questions import View


def draw(name: str, view: View) -> str:
    rights = [(right["value"], escape(right["text"])) for right in view["rights"]]
    choose = _("Choose")  # makemessages does not read f-strings
    blank = f'<option value="">{escape(choose)}</option>'
    rows = []
    for left in view["lefts"]:
        part, chosen = left["part"], left["chosen"]
        options = "".join(f'<option value="{value}"{" selected" if value == chosen else ""}>{text}</option>' for value, text in rights)
        rows.append(
            f'<li><label for="{name}-{part}">{escape(left["text"])}</label>'
            f'<select id="{name}-{part}" name="{name}.{part}">{blank}{options}</select></li>'
        )
    return f'<ul class="matching" role="list">{"".join(rows)}</ul>'
