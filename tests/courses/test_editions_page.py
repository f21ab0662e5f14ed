"""The page about a course's editions: who may look, who may act, and that nothing happens by halves."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from accounts.granting import ensure_groups
from courses.models import Correction, CoursePage, Edition, LessonPage
from courses.teams import make_reviewers, make_team
from lms.roles import ROLES
from tests import make, people

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def course() -> CoursePage:
    """A course whose edition 1 is open."""
    page = make.course(lessons=2)
    make.edition(page)
    return page


@pytest.fixture
def trainer(course, saule):
    saule.groups.add(ensure_groups(ROLES)["Trainers"], make_team(course))
    TOTP.activate(saule, generate_totp_secret())
    return saule


@pytest.fixture
def reviewer(course):
    person = people.person("natalya@narkostop.kz", surname="Орлова", given_name="Наталья")
    group = ensure_groups(ROLES)["Reviewers"]
    make_reviewers(group)
    person.groups.add(group)
    TOTP.activate(person, generate_totp_secret())
    return person


@pytest.fixture
def desk(client, reviewer):
    """The reviewer at the CMS."""
    client.force_login(reviewer)
    return client


@pytest.fixture
def mended(course) -> LessonPage:
    """The first lesson, published again with another title."""
    lesson = LessonPage.objects.get(slug="lesson-1-1", locale__language_code="kk")
    lesson.title = "Түзетілген атау"
    lesson.save_revision().publish()
    return lesson


def address(course) -> str:
    return reverse("course-editions", args=[course.pk])


def titles(edition) -> list[str]:
    return [item.pins.get(language="kk").title for item in edition.items.all()]


def refused(answer) -> bool:
    """Whether the CMS said no: by its own first page, where the reason is shown."""
    return answer.status_code == 302 and answer.url == reverse("wagtailadmin_home")


def test_nobody_comes_in_without_signing_in(client, course):
    answer = client.get(address(course))
    assert answer.status_code == 302
    assert "/accounts/login/" in answer.url


@pytest.mark.parametrize("who", ["outsider", "aigerim"])
def test_who_is_not_of_the_cms_is_refused(client, course, who, request):
    person = request.getfixturevalue(who)
    make.enrolment(person, Edition.objects.get())
    client.force_login(person)
    assert client.get(address(course)).status_code == 403
    assert client.post(address(course), {"open": "1"}).status_code == 403
    assert Edition.objects.count() == 1


def test_a_trainer_looks_and_does_nothing(client, course, trainer, mended):
    client.force_login(trainer)
    page = client.get(address(course), headers=ENGLISH).content.decode()
    assert "text changed" in page
    assert "<button" not in page.partition('id="impact"')[2].partition("</main>")[0]
    chosen = f"{mended.translation_key}:kk"
    assert refused(client.post(address(course), {"open": "1"}))
    assert refused(client.post(address(course), {"correct": "1", "edition": "1", "texts": chosen, "reason": "Typing"}))
    assert Edition.objects.count() == 1
    assert not Correction.objects.exists()


def test_a_trainer_of_another_course_does_not_even_look(client, course, saule):
    saule.groups.add(ensure_groups(ROLES)["Trainers"], make_team(make.course("another", lessons=1)))
    TOTP.activate(saule, generate_totp_secret())
    client.force_login(saule)
    assert refused(client.get(address(course)))
    assert refused(client.post(address(course), {"open": "1"}))
    assert Edition.objects.filter(course_id=course.translation_key).count() == 1


def test_a_reviewer_opens_the_next_edition_with_a_note(desk, course, reviewer):
    assert desk.post(address(course), {"open": "1", "note": "A new lesson"}).status_code == 302
    edition = Edition.objects.first()
    assert (edition.number, edition.note, edition.opened_by) == (2, "A new lesson", reviewer)


def test_a_note_that_is_too_long_is_said_at_its_field_and_opens_nothing(desk, course):
    answer = desk.post(address(course), {"open": "1", "note": "x" * 1001})
    assert answer.status_code == 200
    assert list(answer.context["opening_form"].errors) == ["note"]
    assert Edition.objects.count() == 1


def test_a_correction_without_a_reason_is_said_at_its_field_and_corrects_nothing(desk, course, mended):
    answer = desk.post(address(course), {"correct": "1", "edition": "1", "texts": f"{mended.translation_key}:kk", "reason": " "})
    assert answer.status_code == 200
    assert list(answer.context["correction_form"].errors) == ["reason"]
    field = answer.content.decode().partition('id="correct"')[2]
    assert 'name="reason"' in field
    assert 'aria-invalid="true"' in field
    assert f'value="{mended.translation_key}:kk" ' in field, "the choice is lost"
    assert not Correction.objects.exists()


def test_a_text_that_did_not_change_cannot_be_chosen(desk, course, mended):
    other = LessonPage.objects.get(slug="lesson-1-2", locale__language_code="kk")
    for choice in (f"{other.translation_key}:kk", f"{mended.translation_key}:ru", "nonsense"):
        answer = desk.post(address(course), {"correct": "1", "edition": "1", "texts": choice, "reason": "Typing"})
        assert list(answer.context["correction_form"].errors) == ["texts"]
    assert not Correction.objects.exists()


def test_a_reviewer_corrects_the_edition_that_people_are_in(desk, course, mended, aigerim):
    """Edition 2 came after the mend, so it needs none; edition 1, which Aigerim follows, is compared for itself."""
    first = Edition.objects.get()
    make.enrolment(aigerim, first)
    make.edition(course)
    page = desk.get(address(course), {"edition": "1"})
    assert [(row["edition"].number, row["texts"]) for row in page.context["corrections"]] == [(2, 0), (1, 1)]
    answer = desk.post(
        address(course), {"correct": "1", "edition": "1", "texts": f"{mended.translation_key}:kk", "reason": "A typing error"}
    )
    assert answer.url == f"{address(course)}?edition=1"
    assert Correction.objects.get().item.edition == first
    assert titles(first)[0] == "Түзетілген атау"


def test_one_mend_is_corrected_in_each_edition_on_its_own(desk, course, aigerim):
    first = Edition.objects.get()
    make.enrolment(aigerim, first)
    second = make.edition(course)
    lesson = LessonPage.objects.get(slug="lesson-1-1", locale__language_code="kk")
    lesson.title = "Түзетілген атау"
    lesson.save_revision().publish()
    desk.post(address(course), {"correct": "1", "edition": "2", "texts": f"{lesson.translation_key}:kk", "reason": "Typing"})
    assert (titles(first)[0], titles(second)[0]) == ("Lesson 1.1 қазақша", "Түзетілген атау")


def test_an_edition_that_everybody_left_is_not_offered(desk, course, mended, aigerim):
    make.enrolment(aigerim, Edition.objects.get())
    make.edition(course)
    aigerim.enrolments.update(left_at=Edition.objects.first().opened_at)
    assert desk.get(address(course), {"edition": "1"}, follow=True).status_code == 404
    assert (
        desk.post(address(course), {"correct": "1", "edition": "1", "texts": f"{mended.translation_key}:kk"}, follow=True).status_code
        == 404
    )
    assert desk.post(address(course), {"correct": "1"}, follow=True).status_code == 404
    assert desk.get(address(course)).context["corrections"] == []
