"""A learner who knows everything, in a browser."""

from playwright.sync_api import Page

from lms.demo_answers import right_fields


def answer_on(page: Page, question) -> None:
    """Gives the right answer to a question of an attempt, field by field, as the page offers it."""
    kind, body = question.question_version.kind, question.question_version.body
    for part, values in right_fields(kind, body, question.order).items():
        name = f"q{question.position}.{part}" if part else f"q{question.position}"
        fields = page.locator(f"[name='{name}']")
        look = fields.first.get_attribute("type") or ""
        if look in ("radio", "checkbox"):
            for value in values:
                page.check(f"[name='{name}'][value='{value}']")
        elif page.locator(f"select[name='{name}']").count():
            fields.select_option(value=values[0])
        else:
            fields.fill(values[0])
