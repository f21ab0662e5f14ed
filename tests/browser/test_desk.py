"""The trainers' desk in a real browser: axe, and what works where no script runs."""

import pytest
from axe_core_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import LessonPage
from quizzes.models import Question
from tests import make as courses
from tests.browser import chromium, desk
from tests.browser.desk import at_the_desk
from tests.browser.test_axe import RULES
from tests.quizzes import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


# What Wagtail's own widgets lack, by rule and selector. Everything else is ours to mend.
WAGTAILS = {
    "aria-input-field-name": ".public-DraftEditor-content",  # rich text: its name stands on the hidden field behind it
    "scrollable-region-focusable": ".DraftEditor-root",  # rich text: a long one scrolls
    "label": ".ui-autocomplete-input",  # tags: the label belongs to the hidden field behind it
}


def ours(page) -> list[str]:
    """What axe objects to on our part of the page: rule, element, why."""
    found = []
    for rule in Axe().run(page, options=RULES)["violations"]:
        known = WAGTAILS.get(rule["id"])
        for node in rule["nodes"]:
            if not (known and page.locator(node["target"][-1]).first.evaluate("(node, known) => node.matches(known)", known)):
                found.append(f"{rule['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})")
    return found


def without_refresh(page):
    """Pages that look again by themselves hold still."""

    def hold(route):
        response = route.fetch()
        route.fulfill(response=response, headers={name: value for name, value in response.headers.items() if name != "refresh"})

    page.route("**/exams/**", hold)
    page.route("**/question-import/**", hold)


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.DEMO = True


@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [("kk", "light", chromium.DESK), ("ru", "dark", chromium.PHONE)],
    ids=["kk-light-desk", "ru-dark-phone"],
)
def test_no_page_of_the_desk_has_a_violation(open_page, saule, aigerim, language, scheme, size):
    page = open_page(language=language, scheme=scheme, size=size, signed_in=at_the_desk(saule, language))
    without_refresh(page)
    found = []
    for name, path in desk.build(saule, aigerim).items():
        assert page.goto(path).status == 200, name
        page.wait_for_selector("aside, .sidebar", state="attached")
        found += [f"{name}: {each}" for each in ours(page)]
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            found.append(f"{name}: scrolls sideways by {overflow} px")
    assert not found, "\n".join(found)


def test_many_questions_are_retired_where_no_script_runs(open_page, saule):
    for code in ("Q-1", "Q-2", "Q-3"):
        make.question(code)
    page = open_page(javascript=False, signed_in=at_the_desk(saule), size=chromium.DESK)
    page.goto(reverse("questions:index") + "?q=Q-")
    tick = page.locator("tbody .bulk-action-checkbox").first
    assert tick.evaluate("tick => getComputedStyle(tick).opacity") == "1"
    for code in ("Q-1", "Q-3"):
        page.check(f"input[name=id][value='{Question.objects.get(code=code).pk}']")
    page.click("#plain-bulk button[formaction*=retire]")
    page.click("form[action*='/retire/'] [type=submit]")
    assert sorted(Question.objects.exclude(retired_at=None).values_list("code", flat=True)) == ["Q-1", "Q-3"]
    assert page.url.endswith("?q=Q-")
    page.check("#plain-bulk-all")
    page.click("#plain-bulk button[formaction*=retire]")
    page.click("form[action*='/retire/'] [type=submit]")
    assert not Question.objects.filter(retired_at=None).exists()


def test_the_desk_works_under_its_content_policy(open_page, saule, no_second_factor):
    """Wagtail's own pages too: what the policy refuses, the browser says on its console."""
    courses.course()
    lesson = LessonPage.objects.get(slug="lesson-1-1", locale__language_code="kk")
    make.question("Q-1")
    page = open_page(signed_in=at_the_desk(saule, "en"), size=chromium.DESK)
    refused = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    for path in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[lesson.pk]),
        reverse("wagtailimages:add"),
        reverse("questions:edit", args=[Question.objects.get().pk]),
        reverse("training_sessions:add"),
        reverse("wagtailadmin_reports:site_history"),
    ):
        page.goto(path)
        expect(page.locator("aside, .sidebar").first).to_be_attached()
    page.goto(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
    page.click("[data-side-panel-toggle=preview]")
    expect(page.frame_locator("iframe.w-preview__iframe, #w-preview-iframe").first.locator("body")).to_contain_text("Lesson 1.1")
    assert refused == []
    page.goto("about:blank")  # the editor says goodbye to the server while there is one
