"""The trainers' desk in a real browser: axe, and what works where no script runs."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from quizzes.models import Question
from tests.browser import chromium
from tests.quizzes import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def at_the_desk(person, language="kk"):
    person.is_staff = person.is_superuser = True
    person.save()
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})
    return person


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.DEMO = True


def test_many_questions_are_retired_where_no_script_runs(open_page, saule):
    for code in ("Q-1", "Q-2", "Q-3"):
        make.question(code)
    page = open_page(javascript=False, signed_in=at_the_desk(saule), size=chromium.DESK)
    page.goto(reverse("questions:index") + "?q=Q-")
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
