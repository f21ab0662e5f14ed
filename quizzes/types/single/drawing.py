"""The fields of a question with one correct choice."""

from html import escape

from quizzes.questions import View


def draw(name: str, view: View) -> str:
    return "".join(
        f'<label class="choice"><input type="radio" name="{name}" value="{choice["value"]}"{" checked" if choice["chosen"] else ""}>'
        f"<span>{escape(choice['text'])}</span></label>"
        for choice in view["choices"]
    )
