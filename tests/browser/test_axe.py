"""axe finds nothing on any page, in Kazakh and Russian, light and dark."""

import pytest
from axe_core_python.sync_playwright import Axe
from django.core.signing import get_cookie_signer

from quizzes.device import COOKIE, SALT
from tests.browser import academy, pages
from tests.quizzes import make
from tests.quizzes.bodies import MORE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


def violations(page) -> list[str]:
    """What axe objects to: rule, element, why."""
    found = Axe().run(page, options=RULES)["violations"]
    return [f"{rule['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(("language", "scheme"), [("kk", "light"), ("kk", "dark"), ("ru", "light"), ("ru", "dark")])
def test_no_page_has_a_violation(open_page, live_server, language, scheme):
    here = academy.build()
    found = {}
    for person, paths in ((None, pages.public(here)), (here.aigerim, pages.learning(here)), (here.daniyar, pages.finished(here))):
        page = open_page(language=language, scheme=scheme, signed_in=person)
        device = get_cookie_signer(salt=COOKIE + SALT).sign(str(academy.DEVICE))
        page.context.add_cookies([{"name": COOKIE, "value": device, "url": live_server.url}])
        for name, path in paths.items():
            response = page.goto(f"/{language}{path}")
            assert response.status < 500, name
            if wrong := violations(page):
                found[name] = wrong
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if overflow > 0:
                found.setdefault(name, []).append(f"scrolls sideways by {overflow} px")
    assert not found, "\n".join(f"{name}: {each}" for name, wrong in found.items() for each in wrong)


@pytest.mark.parametrize(("language", "scheme"), [("kk", "light"), ("ru", "dark")])
def test_no_type_of_question_has_a_violation(open_page, aigerim, language, scheme):
    make.seat(aigerim, make.quiz([make.question(f"Q-{kind}", kind) for kind in MORE]))
    page = open_page(language=language, scheme=scheme, signed_in=aigerim)
    page.goto(f"/{language}/learn/prevention/final-test/")
    page.click("article.quiz form button")
    page.wait_for_selector("exam-form:defined")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.click("button[name=finish]")
    page.wait_for_url("**/finish/")
    page.click("main form button")
    page.wait_for_url("**/result/")
    assert violations(page) == []
