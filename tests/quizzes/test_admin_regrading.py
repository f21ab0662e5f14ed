"""The regrading desk: Saule opens a case, looks, applies, undoes; who may not, cannot."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates.models import Certificate, CertificateReview
from courses.progressing import read_item
from quizzes.models import Attempt, CaseState, Question, RegradeCase
from tests.people import at_the_desk
from tests.quizzes.bodies import SECRETS
from tests.quizzes.hall import address
from tests.quizzes.regrades import REASON, applied, corrected_key, finished, joined, open_case, seat, undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chores_here")]


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.DEMO = True


@pytest.fixture
def desk(client, saule):
    client.force_login(at_the_desk(saule, "Lead trainers"))
    return client


@pytest.fixture
def attempt(aigerim):
    seat(aigerim, pass_mark=90)
    return finished(aigerim)


def cases_page():
    return reverse("quizzes_regrading", args=[Question.objects.get(code="Q-single").pk])


def open_over_http(desk, remedy="new_key", **more):
    version = Question.objects.get(code="Q-single").latest_id
    return desk.post(cases_page(), {"remedy": remedy, "version": version, "reason": REASON, **more})


def test_from_the_question_to_a_case_that_is_applied_and_undone(desk, attempt, saule, aigerim, django_capture_on_commit_callbacks):
    corrected_key()
    question = Question.objects.get(code="Q-single")
    assert cases_page() in desk.get(reverse("questions:edit", args=[question.pk])).content.decode()
    opened = open_over_http(desk)
    case = RegradeCase.objects.get()
    assert opened.url == reverse("quizzes_regrade", args=[case.pk])
    page = desk.get(opened.url).content.decode()
    assert str(attempt.key)[:8].upper() in page
    assert "83.33" in page
    assert aigerim.surname not in page
    assert aigerim.email not in page
    refused = desk.post(opened.url, {"number": "7"}).content.decode()
    assert "The number of results that change is 1 now." in refused
    assert RegradeCase.objects.get().state == CaseState.OPEN
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(opened.url, {"number": "1"}).status_code == 302
    attempt.refresh_from_db()
    assert (attempt.passed, RegradeCase.objects.get().state) == (False, CaseState.APPLIED)
    assert ModelLogEntry.objects.get(action="quizzes.regrade_confirm").user == saule
    page = desk.get(opened.url).content.decode()
    assert "Undo this case" in page
    assert aigerim.surname not in page
    desk.post(reverse("quizzes_regrade_undo", args=[case.pk]))
    attempt.refresh_from_db()
    assert (attempt.passed, RegradeCase.objects.get().state) == (True, CaseState.UNDONE)
    assert "What had changed" in desk.get(opened.url).content.decode()


def test_a_case_needs_a_reason(desk, attempt):
    corrected_key()
    assert "This field is required" in open_over_http(desk, reason=" ").content.decode()
    assert not RegradeCase.objects.exists()


def test_a_refusal_says_why_in_words(desk, attempt):
    assert "Everybody was asked the newest version already." in open_over_http(desk).content.decode()


def test_an_older_version_alone_is_left_out(desk, attempt, daniyar):
    old = Question.objects.get(code="Q-single").latest
    corrected_key()
    open_over_http(desk, "left_out", version=old.pk)
    assert RegradeCase.objects.get().version == old


def test_while_one_runs_there_is_no_form_for_another(desk, attempt):
    open_case("full")
    page = desk.get(cases_page()).content.decode()
    assert "A new case can be opened when the one above is finished." in page
    refused = open_over_http(desk, "full").context["form"].errors
    assert "Осы сұрақ бойынша басқа қайта қарау әлі аяқталған жоқ." in str(refused)


def test_a_case_is_dropped(desk, attempt):
    case = open_case("full")
    desk.post(reverse("quizzes_regrade_drop", args=[case.pk]))
    assert "The case was dropped; nothing was changed." in desk.get(reverse("quizzes_regrade", args=[case.pk])).content.decode()


def test_under_way_the_page_looks_again_by_itself(desk, attempt):
    case = open_case("full")
    RegradeCase.objects.update(state=CaseState.APPLYING)
    page = desk.get(reverse("quizzes_regrade", args=[case.pk]))
    assert page["Refresh"] == "3"
    assert "Attempts worked through: 0 of 1" in page.content.decode()
    assert not [secret for secret in SECRETS if secret in page.content.decode()]
    desk.post(reverse("quizzes_regrade_again", args=[case.pk]))
    assert RegradeCase.objects.get().state == CaseState.APPLIED


def test_unchanged_attempts_are_shown_when_asked_for(desk, attempt, daniyar):
    joined(daniyar)
    other = finished(daniyar, answers={})
    corrected_key()
    case = open_case()
    where = reverse("quizzes_regrade", args=[case.pk])
    code = str(other.key)[:8].upper()
    assert code not in desk.get(where).content.decode()
    assert code in desk.get(where, {"show": "all"}).content.decode()


@pytest.mark.parametrize("role", ["Trainers", "Reviewers"])
def test_who_may_not_cannot(client, attempt, daniyar, role):
    case = open_case("full")
    at_the_desk(daniyar, role)
    client.force_login(daniyar)
    before = list(RegradeCase.objects.values())
    pages = [cases_page(), reverse("quizzes_regrade", args=[case.pk])]
    posts = [*pages, *(reverse(f"quizzes_regrade_{step}", args=[case.pk]) for step in ("drop", "undo", "again"))]
    answers = [client.get(page) for page in pages] + [
        client.post(page, {"number": "0", "remedy": "full", "reason": REASON, "version": case.version_id}) for page in posts
    ]
    assert {answer.status_code for answer in answers} <= {302, 403}
    assert all("/exams/regrading/" not in answer.url for answer in answers if answer.status_code == 302)
    assert list(RegradeCase.objects.values()) == before


def test_who_may_open_a_case_may_not_apply_it(client, attempt, daniyar):
    corrected_key()
    at_the_desk(daniyar, "Trainers").user_permissions.add(Permission.objects.get(codename="add_regradecase"))
    client.force_login(daniyar)
    where = open_over_http(client).url
    page = client.get(where).content.decode()
    assert "Somebody with the right to apply cases decides on this one." in page
    assert client.post(where, {"number": "1"}).status_code in (302, 403)
    assert RegradeCase.objects.get().state == CaseState.OPEN


class TestResultPage:
    @pytest.fixture(autouse=True)
    def _in_earnest(self, settings, _no_second_factor):
        settings.DEMO = False

    def test_it_says_that_the_result_was_corrected_and_why(self, client, attempt, aigerim):
        client.force_login(aigerim)
        page = address("attempt-result", attempt)
        assert REASON not in client.get(page).content.decode()
        corrected_key()
        case = applied()
        shown = client.get(page).content.decode()
        assert "The result was corrected on" in shown
        assert REASON in shown
        assert "Before: 100 %" in shown
        undone(case)
        assert REASON not in client.get(page).content.decode()

    def test_it_says_nothing_where_nothing_changed(self, client, attempt, aigerim):
        applied("full")
        client.force_login(aigerim)
        assert REASON not in client.get(address("attempt-result", attempt)).content.decode()


class TestCertificateReviews:
    @pytest.fixture
    def review(self, attempt):
        for item in attempt.enrolment.edition.items.exclude(key=attempt.item_key):
            read_item(attempt.enrolment, item.key, at=timezone.now())
        corrected_key()
        applied()
        return CertificateReview.objects.get()

    @pytest.fixture
    def office(self, client, saule):
        client.force_login(at_the_desk(saule, "Administrators"))
        return client

    def test_the_register_leads_to_the_decision(self, office, review, saule):
        serial = review.certificate.serial
        assert reverse("certificate-reviews") in office.get(reverse("certificates_register:index")).content.decode()
        assert serial in office.get(reverse("certificate-reviews")).content.decode()
        where = reverse("certificate-review", args=[review.pk])
        inspected = office.get(reverse("certificates_register:inspect", args=[review.certificate_id])).content.decode()
        assert where in inspected
        assert REASON in office.get(where).content.decode()
        office.post(where, {"decision": "revoke", "reason": "The test was not passed"})
        review.refresh_from_db()
        assert (review.decision, review.decided_by) == ("revoke", saule)
        assert Certificate.objects.get().revoked_reason == "The test was not passed"
        assert "No certificate waits" in office.get(reverse("certificate-reviews")).content.decode()

    def test_a_kept_one_stays_valid_and_the_log_says_why(self, office, review):
        office.post(reverse("certificate-review", args=[review.pk]), {"decision": "keep", "reason": "Passed the practicum"})
        assert Certificate.objects.get().status == "valid"
        assert ModelLogEntry.objects.get(action="certificates.review_keep").data["reason"] == "Passed the practicum"

    def test_without_a_reason_nothing_is_decided(self, office, review):
        office.post(reverse("certificate-review", args=[review.pk]), {"decision": "keep", "reason": ""})
        review.refresh_from_db()
        assert review.decided_at is None

    @pytest.mark.parametrize("role", ["Trainers", "Lead trainers"])
    def test_others_do_not_decide(self, client, review, daniyar, role):
        client.force_login(at_the_desk(daniyar, role))
        client.post(reverse("certificate-review", args=[review.pk]), {"decision": "revoke", "reason": "Because"})
        assert reverse("certificate-reviews") not in client.get("/cms/").content.decode()
        assert Certificate.objects.get().status == "valid"
        assert Attempt.objects.count() == 1
