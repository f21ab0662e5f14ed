"""Aigerim writes an essay with a file; Saule and Daniyar mark it without knowing whose it is."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.granting import ensure_groups
from lms.roles import ROLES, TRAINERS
from quizzes.marking import NotMarked, mark, waiting_for
from quizzes.models import AnswerFile, Attempt
from tests import people
from tests.quizzes import make
from tests.quizzes.hall import address, begin, question_of, save

pytestmark = pytest.mark.django_db
NOW = timezone.now()
BEST = {"crit-1": 4, "crit-2": 6}
WORST = {"crit-1": 0, "crit-2": 0}
PDF = b"%PDF-1.7 a plan for twelve sessions"


@pytest.fixture
def second(db):
    return people.daniyar()


@pytest.fixture
def third(db):
    return people.outsider()


def essay(phone, person):
    """An attempt with an essay and a statement, handed in; returns the essay's question."""
    page = make.quiz([make.question("Q-essay", "essay"), make.question("Q-true", "truefalse")], pass_mark=60)
    attempt = begin(phone, person, page)
    save(phone, question_of(attempt, "truefalse"), [["", "false"]])
    save(phone, question_of(attempt, "essay"), [["", "My plan has twelve sessions."]])
    phone.post(address("attempt-finish", attempt))
    return question_of(attempt, "essay")


def test_an_essay_waits_for_its_marks(phone, aigerim, saule):
    question = essay(phone, aigerim)
    attempt = Attempt.objects.get()
    assert (attempt.marks_due, attempt.passed, attempt.receipt is not None) == (True, None, True)
    page = phone.get(address("attempt-result", attempt)).content.decode()
    assert "People are marking your written answers" in page
    assert "SECRET" not in page
    assert [each.pk for each in waiting_for(saule)] == [question.pk]
    assert not waiting_for(aigerim).exists()


def test_two_markers_agree_and_the_learner_passes(phone, aigerim, saule, second):
    question = essay(phone, aigerim)
    assert mark(question, marker=saule, scores=BEST, comment="Clear.", at=NOW).still_needed == 1
    assert mark(question, marker=second, scores={"crit-1": 2, "crit-2": 6}, comment="", at=NOW).points == 9
    attempt = Attempt.objects.get()
    assert (attempt.points, attempt.maximum, attempt.passed, attempt.marks_due) == (10, 11, True, False)
    page = phone.get(address("attempt-result", attempt)).content.decode()
    assert "Clear." in page
    assert saule.surname not in page


def test_a_third_decides_where_two_disagree(phone, aigerim, saule, second, third):
    question = essay(phone, aigerim)
    mark(question, marker=saule, scores=BEST, comment="", at=NOW)
    assert mark(question, marker=second, scores=WORST, comment="", at=NOW).disagreed
    assert Attempt.objects.get().marks_due
    assert [each.marked for each in waiting_for(third)] == [2]
    mark(question, marker=third, scores={"crit-1": 2, "crit-2": 6}, comment="", at=NOW)
    question.refresh_from_db()
    assert question.points == 9


@pytest.mark.parametrize(
    ("who", "scores", "reason"),
    [("aigerim", BEST, "own"), ("saule", {"crit-1": 4}, "scores"), ("saule", {"crit-1": 3, "crit-2": 6}, "scores")],
)
def test_marks_that_are_refused(phone, aigerim, saule, who, scores, reason):
    question = essay(phone, aigerim)
    with pytest.raises(NotMarked, match=reason):
        mark(question, marker={"aigerim": aigerim, "saule": saule}[who], scores=scores, comment="", at=NOW)


def test_nobody_marks_twice(phone, aigerim, saule):
    question = essay(phone, aigerim)
    mark(question, marker=saule, scores=BEST, comment="", at=NOW)
    with pytest.raises(NotMarked, match="twice"):
        mark(question, marker=saule, scores=BEST, comment="", at=NOW)
    assert not waiting_for(saule).exists()


def test_the_desk_shows_no_name_and_leads_to_the_next(phone, aigerim, saule, client, settings):
    question = essay(phone, aigerim)
    settings.DEMO = True  # does without the second factor
    saule.groups.add(ensure_groups(ROLES)[TRAINERS.name])
    saule.is_staff = True
    saule.save()
    client.force_login(saule)
    queue = client.get(reverse("quizzes_marking"))
    assert "Q-essay" in queue.content.decode()
    assert queue.context["breadcrumbs_items"][-1]["label"] == queue.context["page_title"]  # Wagtail heads the page by the last
    page = client.get(reverse("quizzes_mark", args=[question.pk])).content.decode()
    assert "My plan has twelve sessions." in page
    assert aigerim.surname not in page
    assert aigerim.email not in page
    done = client.post(reverse("quizzes_mark", args=[question.pk]), {"criterion-crit-1": "4", "criterion-crit-2": "6", "comment": ""})
    assert done.url == reverse("quizzes_marking")
    assert not waiting_for(saule).exists()


def test_a_learner_has_no_way_to_the_desk(phone, aigerim):
    question = essay(phone, aigerim)
    for name, *arguments in (("quizzes_marking",), ("quizzes_mark", question.pk)):
        assert phone.get(reverse(name, args=arguments)).status_code in (302, 403, 404)


def writing(phone, person):
    attempt = begin(phone, person, make.quiz([make.question("Q-essay", "essay")]), time_limit_minutes=30)
    return question_of(attempt, "essay")


def hand_in(client, question, content=PDF, name="plan.pdf"):
    target = address("answer-file", question.attempt, position=question.position)
    return client.post(target, {"file": SimpleUploadedFile(name, content)})


def test_a_file_is_handed_in_with_the_answer_and_given_back_to_its_owner(phone, client, aigerim, second):
    question = writing(phone, aigerim)
    taken = hand_in(phone, question).json()
    assert save(phone, question, [["", "See the file."], ["file", str(taken["file"])]]).status_code == 200
    question.refresh_from_db()
    assert question.answer == {"text": "See the file.", "file": taken["file"]}
    kept = AnswerFile.objects.get()
    mine = address("answer-file-download", question.attempt, position=question.position, file=kept.key)
    assert b"".join(phone.get(mine).streaming_content) == PDF
    client.force_login(second)
    assert client.get(mine).status_code == 404
    assert hand_in(client, question).status_code == 404
    kept.file.delete(save=False)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [(b"MZ\x90", "plan.pdf", "not taken"), (b"<script>", "plan.html", "not taken"), (b"", "plan.pdf", "empty")],
)
def test_files_that_are_not_taken(phone, aigerim, content, name, words):
    question = writing(phone, aigerim)
    refused = hand_in(phone, question, content, name)
    assert refused.status_code == 400
    assert words in refused.json()["message"]
    assert not AnswerFile.objects.exists()


def test_an_answer_cannot_name_somebody_elses_file(phone, aigerim, second):
    question = writing(phone, aigerim)
    kept = AnswerFile.objects.create(question=question, file="x.pdf", name="x.pdf", size=1, sha256="", uploaded_at=NOW)
    question.files.update(question=make_other(second, question))
    refused = save(phone, question, [["", "Mine?"], ["file", str(kept.pk)]])
    assert (refused.status_code, refused.json()["reason"]) == (409, "file")


def make_other(person, question):
    """The same question in somebody else's attempt."""
    attempt = question.attempt
    enrolment = type(attempt.enrolment).objects.create(
        learner=person, course=attempt.enrolment.course, edition=attempt.enrolment.edition, enrolled_at=NOW
    )
    other = Attempt.objects.create(
        enrolment=enrolment, item_key=attempt.item_key, quiz=attempt.quiz, number=1, seed=1, holder=attempt.key, started_at=NOW, maximum=1
    )
    return other.questions.create(position=1, question_version=question.question_version, section=0, order=[], holder=attempt.key)


def test_no_file_after_the_time(phone, aigerim):
    question = writing(phone, aigerim)
    Attempt.objects.update(deadline_at=timezone.now() - timedelta(seconds=1))
    assert hand_in(phone, question).status_code == 409
