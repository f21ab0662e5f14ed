"""Aigerim keeps the receipt of her test; Saule checks it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from notifications.models import Letter
from quizzes.models import Attempt
from quizzes.tasks import send_letters, sweep
from quizzes.watching import undone
from tests.quizzes import make
from tests.quizzes.bodies import SECRETS
from tests.quizzes.hall import address, begin, question_of, save

pytestmark = pytest.mark.django_db


def handed_in(phone, person, **rules):
    attempt = begin(phone, person, **rules)
    save(phone, question_of(attempt, "truefalse"), [["", "false"]])
    phone.post(address("attempt-finish", attempt))
    attempt.refresh_from_db()
    return attempt


@pytest.mark.parametrize(("language", "words"), [("kk", "Түбіртек"), ("ru", "Квитанция"), ("en", "Receipt")])
def test_the_receipt_says_what_was_recorded(phone, aigerim, language, words):
    attempt = handed_in(phone, aigerim)
    page = phone.get(address("attempt-receipt", attempt, language)).content.decode()
    assert attempt.receipt in page
    assert words in page
    assert not [secret for secret in SECRETS if secret in page]


def test_a_quiz_that_never_shows_answers_does_not_show_them_on_the_receipt(phone, aigerim):
    attempt = handed_in(phone, aigerim, feedback="never")
    page = phone.get(address("attempt-receipt", attempt)).content.decode()
    assert "Statement" not in page
    assert attempt.receipt in page


def test_before_the_end_there_is_no_receipt(phone, aigerim):
    attempt = begin(phone, aigerim)
    assert phone.get(address("attempt-receipt", attempt)).url == address("exam", attempt)


def test_nobody_else_sees_it(client, phone, aigerim, daniyar):
    attempt = handed_in(phone, aigerim)
    client.force_login(daniyar)
    assert client.get(address("attempt-receipt", attempt)).status_code == 404


@pytest.mark.parametrize(("language", "words"), [("kk", "Сақталған жауаптар"), ("ru", "Записано ответов"), ("en", "Answers recorded")])
def test_the_receipt_comes_by_mail_in_the_learners_language(
    phone, aigerim, language, words, chores_here, django_capture_on_commit_callbacks
):
    attempt = handed_in(phone, aigerim)
    type(aigerim).objects.filter(pk=aigerim.pk).update(language=language)
    with django_capture_on_commit_callbacks(execute=True):
        send_letters([attempt.pk])
    letter = mail.outbox[-1]
    assert letter.to == [aigerim.email]
    assert attempt.receipt in letter.subject
    html, _kind = letter.alternatives[0]
    for part in (letter.body, html):
        assert words in part
        assert address("attempt-receipt", attempt, language) in part


def test_the_mail_leaves_after_the_commit(phone, aigerim, chores_here, django_capture_on_commit_callbacks):
    attempt = begin(phone, aigerim)
    with django_capture_on_commit_callbacks(execute=True):
        phone.post(address("attempt-finish", attempt))
    assert [letter.to for letter in mail.outbox] == [[aigerim.email]]


def test_a_receipt_that_no_worker_was_asked_for_is_written_by_the_sweep_once(
    phone, aigerim, chores_here, django_capture_on_commit_callbacks
):
    attempt = handed_in(phone, aigerim)
    assert undone(timezone.now())["letters about exams to write"] == (1, attempt.finished_at)
    for _minute in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            sweep()
    assert [letter.to for letter in mail.outbox] == [[aigerim.email]]
    assert undone(timezone.now())["letters about exams to write"] == (0, None)


def test_a_worker_that_died_between_letter_and_note_writes_no_second_letter(phone, aigerim):
    attempt = handed_in(phone, aigerim)
    for _again in range(2):
        Attempt.objects.filter(pk=attempt.pk).update(letter_due="receipt")
        send_letters([attempt.pk])
    assert Letter.objects.count() == 1


def test_staff_check_a_receipt_and_see_when_answers_were_changed(phone, aigerim, saule, client, settings):
    attempt = handed_in(phone, aigerim)
    settings.DEMO = True  # does without the second factor
    saule.is_superuser = saule.is_staff = True
    saule.save()
    client.force_login(saule)
    page = reverse("quizzes_receipts")
    assert "Жауаптар қабылданған күйінде<" in client.get(page, {"code": attempt.receipt.lower()}).content.decode()
    attempt.questions.update(answer=None)
    assert "қабылданған күйінде емес" in client.get(page, {"code": attempt.receipt}).content.decode()
    assert "Мұндай түбіртегі бар талпыныс жоқ" in client.get(page, {"code": "ABCD-EFGH-2345-WXYZ"}).content.decode()
    assert "он алты әріп" in client.get(page, {"code": "hello"}).content.decode()


def test_a_learner_checks_no_receipts(phone):
    assert phone.get(reverse("quizzes_receipts")).status_code in (302, 403)


def test_parts_and_what_was_learnt_since_the_entry_test(phone, aigerim):
    easy, law = make.question("Q-easy", "truefalse"), make.question("Q-law", "single")
    sections = [{"questions": [easy.question]}, {"questions": [law.question], "pass_mark": 60}]
    attempt = begin(phone, aigerim, make.quiz(sections=sections, pass_mark=50, purpose="final"))
    save(phone, question_of(attempt, "truefalse"), [["", "false"]])
    phone.post(address("attempt-finish", attempt))
    page = phone.get(address("attempt-result", attempt)).content.decode()
    assert "Part 2: 0 %" in page
    assert "needed: 60 %" in page
    attempt.refresh_from_db()
    entry = type(attempt.quiz).objects.create(
        key=uuid4(),
        number=1,
        purpose="entry",
        pass_mark=1,
        pause=timedelta(0),
        shuffle_questions=False,
        shuffle_choices=False,
        no_return=False,
        feedback="never",
        frozen_at=timezone.now(),
    )
    Attempt.objects.create(
        enrolment=attempt.enrolment,
        item_key=entry.key,
        quiz=entry,
        number=1,
        seed=1,
        holder=entry.key,
        started_at=timezone.now(),
        finished_at=timezone.now(),
        maximum=10,
        points=2,
        percent=20,
        passed=True,
    )
    page = phone.get(address("attempt-result", attempt)).content.decode()
    assert "Entry test: 20 %, now: 50 %" in page
    assert "37.50 %" in page


def test_a_receipt_that_did_not_leave_is_seen_by_staff_and_not_written_twice(phone, aigerim):
    attempt = handed_in(phone, aigerim)
    for _again in range(2):
        send_letters([attempt.pk])
    letter = Letter.objects.get()
    assert (letter.person, letter.topic) == (aigerim, "")
