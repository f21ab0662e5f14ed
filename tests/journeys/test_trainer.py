"""A lesson's way from a trainer's desk to learners: approved, opened in an edition, corrected; those in the middle stay undisturbed."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from accounts.granting import ensure_groups
from courses.models import CoursePage, Edition, LessonPage, ModulePage
from courses.progressing import open_item
from courses.teams import make_reviewers, make_team
from lms.roles import ROLES
from tests import make, people
from tests.browser import chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "Сұрақ қою өнері"
WRONG, RIGHT = "Сабақ 1.1: қазақша.", "Сабақ 1.1: түзетілді."


@pytest.fixture
def course() -> CoursePage:
    page = make.course(lessons=2)
    make.edition(page)
    return page


@pytest.fixture
def staff(course) -> dict:
    """Saule writes this course, Natalya approves; both have a second factor."""
    groups = ensure_groups(ROLES)
    make_reviewers(groups["Reviewers"])
    trainer = people.saule(is_staff=True)
    trainer.groups.add(groups["Trainers"], make_team(course))
    reviewer = people.person("natalya@narkostop.kz", surname="Орлова", given_name="Наталья", is_staff=True)
    reviewer.groups.add(groups["Reviewers"])
    for person in (trainer, reviewer):
        TOTP.activate(person, generate_totp_secret())
    return {"trainer": trainer, "reviewer": reviewer}


@pytest.fixture
def learner(course):
    """Aigerim, in the second lesson of edition 1."""
    person = people.aigerim()
    enrolment = make.enrolment(person, Edition.objects.get())
    for item in enrolment.edition.items.all():
        open_item(enrolment, item.key, at=timezone.now())
    return person


@pytest.fixture
def sit_down(open_page):
    """`sit_down(person)` is a browser of theirs, signed in."""

    def at(person, size=chromium.DESK) -> Page:
        return open_page(language="en", size=size, signed_in=person)

    return at


def test_a_lesson_reaches_new_learners_and_a_correction_those_in_the_middle(course, staff, learner, sit_down):
    trainer, reviewer, aigerim = sit_down(staff["trainer"]), sit_down(staff["reviewer"]), sit_down(learner, chromium.PHONE)
    before = outline(aigerim)
    new = write_lesson(trainer)
    submit(trainer)
    assert not LessonPage.objects.get(pk=new).live
    another_course_is_closed(trainer, new)
    approve(reviewer, new)
    assert LessonPage.objects.get(pk=new).live

    see_the_impact(reviewer, course)
    open_next_edition(reviewer)
    assert outline(aigerim) == before
    aigerim.goto("/kk/learn/prevention/")
    expect(aigerim.get_by_role("link", name="Жалғастыру")).to_have_attribute("href", re.compile("/lesson-1-2/"))
    daniyar = sit_down(people.daniyar(), chromium.PHONE)
    enrol(daniyar)
    assert outline(daniyar) == [*before, NEW]
    read_the_new_lesson(daniyar)

    aigerim.goto("/kk/learn/prevention/lesson-1-1/")
    expect(aigerim.locator(".lesson")).to_contain_text(WRONG)
    old = LessonPage.objects.descendant_of(course).get(slug="lesson-1-1").pk
    mend(trainer, old)
    submit(trainer)
    approve(reviewer, old)
    aigerim.reload()
    expect(aigerim.locator(".lesson")).to_contain_text(WRONG)
    correct_the_first_edition(reviewer, course)
    aigerim.reload()
    expect(aigerim.locator(".lesson")).to_contain_text(RIGHT)
    assert outline(aigerim) == before


def outline(page: Page) -> list[str]:
    """The lessons that this learner sees in the course."""
    page.goto("/kk/learn/prevention/lesson-1-2/")
    return page.locator(".player__outline .outline__name").all_text_contents()


def write_lesson(page: Page) -> int:
    """Writes a lesson of five kinds of blocks in the editor, keeps it as a draft, and returns its number."""
    module = ModulePage.objects.get(slug="module-1", locale__language_code="kk")
    page.goto(f"/cms/pages/add/courses/lessonpage/{module.pk}/")
    page.locator("[name=title]").fill(NEW)
    add_block(page, "Heading").locator("[name$=value-text]").fill("Ашық сұрақ")
    add_block(page, "Text").locator("[contenteditable=true]").fill("Ашық сұрақ әңгіме бастайды.")
    fact = add_block(page, "Law or fact card")
    fact.locator("[contenteditable=true]").fill("111 тәулік бойы жұмыс істейді.")
    fact.locator("[name$=source_title]").fill("111")
    fact.locator("[name$=checked_on]").fill("2026-11-23")
    fact.locator("[name$=review_by]").fill("2027-05-23")
    fact.locator("[name$=source_title]").click()  # puts the calendars away
    expect(page.locator(".xdsoft_datetimepicker").locator("visible=true")).to_have_count(0)
    checklist = add_block(page, "Checklist")
    checklist.locator("[name$=value-title]").fill("Сабақ алдында")
    checklist.locator("[name$=items-0-value]").fill("Сұрақ дайын")
    add_block(page, "Reflection").locator("[name$=prompt]").fill("Бүгін кімді тыңдадыңыз?")
    save(page)
    return LessonPage.objects.get(draft_title=NEW).pk


def add_block(page: Page, kind: str) -> Locator:
    """Adds a block of that kind at the end of the lesson; returns it."""
    stream = page.locator("#body-root > [data-streamfield-stream-container]")
    blocks = stream.locator("> [data-streamfield-child]")
    count = blocks.count()
    stream.locator("> div > button.c-sf-add-button").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    expect(blocks).to_have_count(count + 1)
    return blocks.nth(count)


def save(page: Page) -> None:
    """Keeps a draft."""
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages .success")).to_be_visible()


def submit(page: Page) -> None:
    """Hands the draft to the reviewers; there is no button that would publish it."""
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    expect(page.locator("[name=action-publish]")).to_have_count(0)
    page.locator("[name=action-submit]").click()
    expect(page.locator(".messages .success")).to_contain_text("submitted")


def another_course_is_closed(page: Page, own: int) -> None:
    """Saule writes her course, and no other one."""
    other = make.course("another", lessons=1)
    lesson = other.get_descendants().last()
    assert page.request.get(f"/cms/pages/{own}/edit/", max_redirects=0).status == 200
    for number in (other.pk, lesson.pk):
        assert page.request.get(f"/cms/pages/{number}/edit/", max_redirects=0).status in (302, 403)
    page.goto(f"/cms/pages/{lesson.pk}/edit/")
    expect(page.locator("[name=title]")).to_have_count(0)


def approve(page: Page, number: int) -> None:
    """Finds the lesson among what waits, and approves it."""
    page.goto("/cms/")
    page.locator(f"a[href*='/pages/{number}/edit/']").first.click()
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("[data-workflow-action-name=approve]").first.click()
    expect(page.locator(".messages .success")).to_be_visible()


def see_the_impact(page: Page, course: CoursePage) -> None:
    """What opening an edition would change, in which languages it lags, and whom it finds where."""
    page.goto(f"/cms/pages/{course.pk}/")
    page.get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name="Editions").first.click()
    expect(page.locator("section[aria-labelledby=impact] tbody tr")).to_have_text([re.compile(rf"{NEW}\s+added")])
    expect(page.locator("section[aria-labelledby=lags] tbody tr")).to_have_text(
        [re.compile(rf"{NEW}\s+{language}\s+missing") for language in ("ru", "en")]
    )
    expect(page.locator("section[aria-labelledby=standing] tbody tr")).to_contain_text(["Lesson 1.2 қазақша: 1"])
    expect(page.locator("section[aria-labelledby=correct]")).to_have_count(0)


def open_next_edition(page: Page) -> None:
    """Opens edition 2 and says why."""
    page.locator("[name=note]").fill("Сұрақ қою туралы сабақ")
    page.get_by_role("button", name="Open edition 2").click()
    expect(page.locator(".messages .success")).to_contain_text("Edition 2 is open")
    expect(page.locator("section[aria-labelledby=standing]")).to_contain_text("Сұрақ қою туралы сабақ")


def enrol(page: Page) -> None:
    page.goto("/kk/courses/prevention/")
    page.locator(".enrol-box button").click()
    expect(page).to_have_url(re.compile("lesson-1-1"))


def read_the_new_lesson(page: Page) -> None:
    """The new lesson, as a learner meets it: its five blocks."""
    page.locator(".outline-drawer summary").click()
    page.get_by_role("link", name=NEW).click()
    expect(page.locator(".lesson")).to_contain_text("Ашық сұрақ әңгіме бастайды.")
    blocks = page.locator(".lesson [data-block]").evaluate_all("all => all.map(each => each.dataset.block)")
    assert blocks == ["heading", "text", "fact", "checklist", "reflection"]


def mend(page: Page, number: int) -> None:
    """Mends a sentence of a published lesson."""
    page.goto(f"/cms/pages/{number}/edit/")
    text = page.locator("#body-root [contenteditable=true]").first
    expect(text).to_have_text(WRONG)
    text.click()
    page.keyboard.press("Control+A")
    page.keyboard.type(RIGHT)
    expect(page.locator("#body-1-value")).to_have_value(re.compile(RIGHT))  # the editor notes it after a pause
    save(page)


def correct_the_first_edition(page: Page, course: CoursePage) -> None:
    """Chooses the edition that Aigerim follows, the text, and gives the reason."""
    page.goto(f"/cms/courses/{course.pk}/editions/")
    section = page.locator("section[aria-labelledby=correct]")
    section.get_by_role("link", name="1", exact=True).click()
    expect(section.locator("h2")).to_have_text("Correct edition 1")
    section.get_by_label("Lesson 1.1 қазақша (kk)").check()
    section.locator("[name=reason]").fill("Қате жазылған")
    section.get_by_role("button", name="Correct for everybody").click()
    expect(page.locator(".messages .success")).to_contain_text("edition 1")
    expect(section).to_contain_text("Edition 1 shows what is published.")
