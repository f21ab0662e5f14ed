"""The fields of categorise: for each thing a select; with a script, boxes to drag things into."""

from html import escape

from django.utils.translation import gettext as _

from quizzes.questions import View


def draw(name: str, view: View) -> str:
    categories = [(category["value"], escape(category["text"])) for category in view["categories"]]
    choose = _("Choose")  # makemessages does not read f-strings
    rows = []
    for thing in view["things"]:
        part = thing["part"]
        options = "".join(
            f'<option value="{value}"{" selected" if value == thing["chosen"] else ""}>{text}</option>' for value, text in categories
        )
        rows.append(
            f'<li><label for="{name}-{part}">{escape(thing["text"])}</label>'
            f'<select id="{name}-{part}" name="{name}.{part}"><option value="">{escape(choose)}</option>{options}</select></li>'
        )
    words = {"open": _("Not placed yet"), "placed": _("{thing}: {category}")}
    data = "".join(f' data-{key}="{escape(text)}"' for key, text in words.items())
    return f'<exam-categorise{data}><ul class="matching categorise" role="list">{"".join(rows)}</ul></exam-categorise>'
