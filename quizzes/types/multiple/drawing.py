"""The fields of a question with several correct choices."""

from html import escape

from quizzes.questions import View


def draw(name: str, view: View) -> str:
    return "".join(
        f'<label class="choice"><input type="checkbox" name="{name}" value="{choice["value"]}"{" checked" if choice["chosen"] else ""}>'
        f"<span>{escape(choice['text'])}</span></label>"
        for choice in view["choices"]
    )
