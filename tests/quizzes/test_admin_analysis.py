"""The desk for item analysis: Saule sees what the answers tell and takes it along; no names; who may not, cannot."""

import csv
import io
import re
import uuid

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from quizzes.models import Attempt, AttemptQuestion, QuestionVersion
from tests.people import at_the_desk
from tests.quizzes.regrades import RIGHT, applied, copies, corrected_key, finished, joined, seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chores_here", "no_second_factor")]


@pytest.fixture
def desk(client, saule):
    client.force_login(at_the_desk(saule, "Trainers"))
    return client


@pytest.fixture
def answers(aigerim, daniyar):
    """Twelve attempts: six with everything right in Kazakh, six in Russian with one question wrong."""
    seat(aigerim)
    best = finished(aigerim)
    copies(best, 5)
    joined(daniyar)
    other = finished(daniyar, answers={**RIGHT, "single": {"choice": "wrong-1"}, "numeric": {"text": "=7"}})
    for attempt in Attempt.objects.exclude(pk=other.pk):
        attempt.questions.update(language="kk", seconds=30)
    for number in range(5):
        AttemptQuestion.objects.filter(attempt=other).update(language="ru")
        copy_of(other, number)
    return best


def copy_of(attempt, number):
    """The same answers by one more person."""
    rows = list(attempt.questions.all())
    person = type(attempt.enrolment.learner).objects.create(email=f"officer-{number}@example.com", password="!")  # noqa: S106
    attempt = Attempt.objects.get(pk=attempt.pk)
    attempt.pk, attempt.key, attempt.receipt, attempt.enrolment = None, uuid.uuid4(), None, joined(person)
    attempt.save()
    for row in rows:
        row.pk, row.attempt = None, attempt
        row.save()


def version_of(code):
    return QuestionVersion.objects.get(question__code=code, number=1).pk


def page(name="quizzes_analysis", *more):
    return reverse(name, args=[Attempt.objects.first().item_key, *more])


def test_from_the_list_to_a_test_to_a_question(desk, answers, aigerim):
    listed = desk.get(reverse("quizzes_analyses")).content.decode()
    assert "Test in English" in listed
    assert page() in listed
    quiz = desk.get(page()).content.decode()
    assert "Attempts counted: 12" in quiz
    where = page("quizzes_analysis_question", version_of("Q-single"))
    assert where in quiz
    question = desk.get(where).content.decode()
    assert "Single? eng" in question
    for each in (listed, quiz, question):
        assert aigerim.surname not in each
        assert aigerim.email not in each


def test_the_desk_stands_in_the_menu(desk):
    assert reverse("quizzes_analyses") in desk.get("/cms/").content.decode()


def test_nobody_has_finished_a_test(desk):
    assert "No test has finished attempts yet." in desk.get(reverse("quizzes_analyses")).content.decode()


def test_with_too_few_attempts_it_says_how_many_are_needed(desk, aigerim):
    seat(aigerim)
    finished(aigerim)
    quiz = desk.get(page()).content.decode()
    assert "Too few attempts for an analysis: 1. At least 10 finished attempts are needed." in quiz
    assert "<svg viewBox" not in quiz
    for closed in (page("quizzes_analysis_question", version_of("Q-single")), page("quizzes_analysis_file", "answers", "csv")):
        assert desk.get(closed).url == page()


def test_the_figures_are_those_of_the_attempts(desk, answers):
    found = desk.get(page()).context
    whole = {shown.name: shown.text for shown in found["whole"]}
    assert whole["mean"] == "83.3 %"
    single = next(row for row in found["questions"] if row.asked.code == "Q-single")
    assert {shown.name: shown.text for shown in single.figures}["facility"] == "50.0 %"
    assert [remark.words for row in found["questions"] for remark in row.remarks if row.asked.code == "Q-multiple"] == ["too easy"]


def test_a_figure_that_is_not_defined_says_why(desk, answers):
    assert "everybody has the same" in desk.get(page()).content.decode()


def test_the_form_chooses_the_attempts(desk, answers):
    quiz = desk.get(page(), {"language": "kk"}).content.decode()
    assert "Too few attempts for an analysis: 6." in quiz
    version = answers.quiz_id
    quiz = desk.get(page(), {"version": version, "which": "all"}).content.decode()
    assert "Attempts counted: 12" in quiz
    assert f"{page('quizzes_analysis_question', version_of('Q-single'))}?version={version}&amp;which=all" in quiz
    assert f"{page('quizzes_analysis_file', 'answers', 'csv')}?version={version}&amp;which=all" in quiz


def test_a_form_that_makes_no_sense_changes_nothing(desk, answers):
    assert desk.get(page(), {"version": "x", "language": "fr", "which": "worst"}).context["attempts"] == 12


def test_the_charts_have_a_text_beside_them_and_no_inline_style(desk, answers):
    quiz = desk.get(page()).content.decode()
    charts = re.findall(r"<figure.*?</figure>", quiz, re.DOTALL)
    assert len(charts) == 2
    for chart in charts:
        described = re.search(r'aria-describedby="([\w-]+)"', chart)[1]
        assert f'id="{described}"' in chart
        assert "style=" not in chart
        assert not re.search(r' (?:x|y|x1|y1|x2|y2|cx|cy|width|height)="[^"]*[,\s]', chart)


def test_a_question_says_who_chose_what(desk, answers):
    found = desk.get(page("quizzes_analysis_question", version_of("Q-single"))).context
    rows = {choice.words: choice for choice in found["choices"]}
    assert [choice.words for choice in found["choices"]] == ["One eng", "Two eng", "Three eng"]
    assert [choice.right for choice in found["choices"]] == [False, True, False]
    assert (rows["Two eng"].row.count, rows["Two eng"].row.top_share, rows["Two eng"].row.bottom_share) == (6, 100, 0)
    assert [(each.language, each.count, each.share) for each in rows["Two eng"].languages] == [("kk", 6, 100), ("ru", 0, 0)]
    assert (rows["Three eng"].row.count, rows["Three eng"].row.share) == (0, 0)


def test_few_answers_in_a_language_are_not_compared(desk, answers):
    question = desk.get(page("quizzes_analysis_question", version_of("Q-single"))).content.decode()
    assert "Too few answers to compare the languages: 6 in Kazakh, 6 in Russian. Needed: 200 in each, 500 together." in question


def test_what_nobody_answered_has_a_row(desk, answers):
    AttemptQuestion.objects.filter(attempt=answers, question_version__kind="single").update(answer=None, points=0)
    choices = desk.get(page("quizzes_analysis_question", version_of("Q-single"))).context["choices"]
    assert (choices[-1].words, choices[-1].right, choices[-1].row.count) == ("no answer", None, 1)


def test_after_a_regrading_the_new_key_is_marked(desk, answers):
    corrected_key()
    applied()
    found = desk.get(page("quizzes_analysis_question", version_of("Q-single")))
    assert [choice.words for choice in found.context["choices"] if choice.right] == ["One eng"]
    assert "The key was put right by a regrading" in found.content.decode()


def test_the_questions_as_a_file(desk, answers):
    response = desk.get(page("quizzes_analysis_file", "questions", "csv"))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "test-in-english-questions.csv" in response["Content-Disposition"]
    header, *rows = csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")))
    assert sorted(row[0] for row in rows) == sorted(f"Q-{kind}" for kind in RIGHT)
    single = dict(zip(header, next(row for row in rows if row[0] == "Q-single"), strict=True))
    assert (single["Question"], single["Answers"], single["Facility index"]) == ("Q-single", "12", "50.0")


def test_the_answers_as_a_file_have_codes_and_no_names(desk, answers, aigerim):
    response = desk.get(page("quizzes_analysis_file", "answers", "csv"))
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(content))
    assert len(rows) == 12 * len(RIGHT)
    assert str(answers.key)[:8].upper() in content
    assert aigerim.surname not in content
    assert "@" not in content
    chosen = {row[header.index("Chosen")] for row in rows}
    assert {"Two eng", "One eng", "Right one eng; Right two eng", "'=7"} <= chosen


@pytest.mark.parametrize("what", ["questions", "answers"])
def test_the_same_for_a_spreadsheet(desk, answers, what):
    response = desk.get(page("quizzes_analysis_file", what, "xlsx"))
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    plain = desk.get(page("quizzes_analysis_file", what, "csv"))
    lines = list(csv.reader(io.StringIO(b"".join(plain.streaming_content).decode("utf-8-sig"))))
    assert sheet.max_row == len(lines)
    assert [each.value for each in sheet[1]] == lines[0]


def test_a_table_that_would_keep_people_waiting_is_a_csv_file_only(desk, answers, monkeypatch):
    monkeypatch.setattr("quizzes.admin_analysis.MOST_ROWS", 2)
    refused = desk.get(page("quizzes_analysis_file", "answers", "xlsx"), follow=True)
    assert "More than 2 rows" in refused.content.decode()
    assert b"".join(desk.get(page("quizzes_analysis_file", "answers", "csv")).streaming_content)


def addresses():
    files = [page("quizzes_analysis_file", what, kind) for what in ("questions", "answers") for kind in ("csv", "xlsx")]
    return [reverse("quizzes_analyses"), page(), page("quizzes_analysis_question", version_of("Q-single")), *files]


def test_a_reviewer_sees_no_results(client, answers, outsider):
    client.force_login(at_the_desk(outsider, "Reviewers"))
    assert {client.get(each).url for each in addresses()} == {"/cms/"}
    assert reverse("quizzes_analyses") not in client.get("/cms/").content.decode()


def test_a_learner_is_not_let_in(client, answers, aigerim, settings):
    settings.DEMO = False  # the page that refuses is everybody's, not the desk's
    client.force_login(aigerim)
    answered = [client.get(each) for each in addresses()]
    assert {response.status_code for response in answered} <= {302, 403, 404}
    assert not any(getattr(response, "url", "").startswith("/cms/exams/") for response in answered)


def test_a_stranger_is_sent_to_sign_in(client, answers):
    assert all("login" in client.get(each).url for each in addresses())


def test_the_right_to_see_attempts_is_enough(client, answers, outsider):
    at_the_desk(outsider, "Reviewers").user_permissions.add(Permission.objects.get(codename="view_attempt"))
    client.force_login(outsider)
    assert {client.get(each).status_code for each in addresses()} == {200}


def test_what_is_not_there_is_not_found(desk, answers):
    strange = reverse("quizzes_analysis", args=[uuid.uuid4()])
    other = [page("quizzes_analysis_question", 987654), page("quizzes_analysis_file", "answers", "ods")]
    other.append(page("quizzes_analysis_file", "names", "csv"))
    for each in [strange, *other]:
        found = desk.get(each)
        assert found.status_code == 404 or found.url == f"/kk{each}"  # where nothing is, Django looks for a page in a language


def test_the_queries_do_not_grow_with_the_attempts(desk, answers):
    desk.get(page())
    with CaptureQueriesContext(connection) as before:
        desk.get(page())
    for number in range(5, 25):
        copy_of(answers, number)
    with CaptureQueriesContext(connection) as after:
        assert desk.get(page()).context["attempts"] == 32
    assert len(after) == len(before)
