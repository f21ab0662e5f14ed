"""Daniyar's data: he takes them along, and he may ask to be forgotten, change his mind, or let it come to pass."""

import json
from datetime import timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts import forgetting
from accounts.erasing import HasAccess, erase
from accounts.exporting import archive, gather
from accounts.models import ErasureRequest, User
from lms.roles import ADMINISTRATORS
from quizzes.attempting import start
from quizzes.finishing import finish
from quizzes.models import AnswerFile
from quizzes.registry import TYPES
from tests import people
from tests.accounts.traces import WORDS, found
from tests.quizzes import make as quizzes

pytestmark = pytest.mark.django_db
PAGE = "/kk/me/data/"


@pytest.fixture
def his(client, daniyar):
    """His browser: he gave his password again just now."""
    client.force_login(daniyar)
    client.post(reverse("account_reauthenticate"), {"password": people.PASSWORD})
    return client


@pytest.fixture
def marat(db):
    """A trainer."""
    return people.at_the_desk(people.person("marat@narkostop.kz", surname="Ахметов", given_name="Марат"), "Trainers")


class TestTakingThemAlong:
    def test_every_room_says_what_it_knows(self, lived):
        assert [known.room for known in gather(lived)] == ["account", "letters", "courses", "exams", "trainings", "certificates"]
        for known in gather(lived):
            assert any(known.lists.values()), known.room

    def test_whatever_erasing_would_take_is_told(self, lived):
        """His own words and those about him: none is kept from him."""
        with ZipFile(archive(lived, at=timezone.now())) as archived:
            said = archived.read("data.json").decode()
            names = archived.namelist()
        assert said.count(WORDS) >= 7  # a letter, leave, a grant, extra time, a note, an essay, its marking, coming late
        assert "Kassymov" in said and "Отдел" in said
        assert any(name.startswith("exams/") and name.endswith(f"{WORDS}.pdf") for name in names)

    def test_it_is_readable_by_machines(self, lived):
        with ZipFile(archive(lived, at=timezone.now())) as archived:
            said = json.loads(archived.read("data.json"))
        assert said["about"] == lived.email
        assert said["account"]["account"][0]["surname"] == "Қасымов"
        [certificate] = [each for each in said["certificates"]["certificates"] if each["printed"]["kind"] == "course"]
        assert certificate["printed"]["full_name"] == lived.full_name

    def test_no_secret_and_no_key_goes_along(self, lived):
        """An author's ids would be the key; the seed of a second factor is for the device alone."""
        quiz = quizzes.quiz([quizzes.question("Q-secret")], slug="third")
        attempt = start(quizzes.seat(lived, quiz), holder=uuid4(), at=timezone.now())
        said = ZipFile(archive(lived, at=timezone.now())).read("data.json").decode()
        assert str(attempt.key) in said
        assert "the-key" not in said
        assert '"correct"' not in said
        assert '"secret"' not in said
        assert lived.password not in said

    def test_every_kind_of_question_can_be_told(self, daniyar):
        quiz = quizzes.quiz([quizzes.question(f"Q-{kind}", kind) for kind in TYPES])
        attempt = start(quizzes.seat(daniyar, quiz), holder=uuid4(), at=timezone.now())
        finish(attempt, at=timezone.now())
        said = json.loads(ZipFile(archive(daniyar, at=timezone.now())).read("data.json"))
        assert [each["shown"]["prompt"] != "" for each in said["exams"]["answers"]] == [True] * len(TYPES)

    def test_nothing_of_others(self, lived, aigerim):
        said = ZipFile(archive(aigerim, at=timezone.now())).read("data.json").decode()
        assert WORDS not in said and lived.email not in said

    def test_a_lost_file_spoils_nothing(self, lived):
        file = AnswerFile.objects.get()
        file.file.storage.delete(file.file.name)
        with ZipFile(archive(lived, at=timezone.now())) as archived:
            assert archived.namelist() == ["data.json"]

    def test_by_a_button(self, his, daniyar):
        answer = his.post(reverse("accounts:data-download"))
        assert answer["Content-Type"] == "application/zip"
        assert "no-store" in answer["Cache-Control"]
        with ZipFile(BytesIO(answer.getvalue())) as archived:
            assert json.loads(archived.read("data.json"))["about"] == daniyar.email

    def test_not_by_a_link_and_not_without_having_signed_in_lately(self, client, daniyar):
        client.force_login(daniyar)  # a session that is as old as one likes
        assert client.get(reverse("accounts:data-download")).status_code == 405
        answer = client.post(reverse("accounts:data-download"))
        assert answer.status_code == 302 and "reauthenticate" in answer["Location"]
        answer = client.post(answer["Location"], {"password": people.PASSWORD, "next": reverse("accounts:data-download")})
        assert answer["Content-Type"] == "application/zip"


class TestBeingForgotten:
    def test_it_waits_and_a_letter_says_so(self, his, daniyar, chores_here, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            assert his.post(PAGE, {"sure": "on"}, follow=True).status_code == 200
        request = forgetting.waiting(daniyar)
        assert request.due_at - request.asked_at == timedelta(days=14)
        [letter] = mail.outbox
        assert letter.to == [daniyar.email] and "/ru/me/data/" in letter.body
        assert reverse("accounts:data-keep") in his.get(PAGE).content.decode()
        assert forgetting.erase_due(at=request.due_at - timedelta(seconds=1)) == 0
        assert User.objects.get(pk=daniyar.pk).erased_at is None

    def test_not_by_a_slip(self, his, daniyar):
        answer = his.post(PAGE)
        assert answer.status_code == 200
        assert "errorlist" in answer.content.decode() or "aria-invalid" in answer.content.decode()
        assert forgetting.waiting(daniyar) is None

    def test_not_by_who_found_the_screen_open(self, client, daniyar):
        client.force_login(daniyar)
        answer = client.post(PAGE, {"sure": "on"})
        assert answer.status_code == 302 and "reauthenticate" in answer["Location"]
        assert forgetting.waiting(daniyar) is None

    def test_minds_are_changed(self, his, daniyar):
        forgetting.ask(daniyar, at=timezone.now())
        his.post(reverse("accounts:data-keep"))
        assert forgetting.waiting(daniyar) is None
        assert forgetting.erase_due(at=timezone.now() + timedelta(days=30)) == 0
        actions = set(ModelLogEntry.objects.filter(action__startswith="accounts.erasure").values_list("action", flat=True))
        assert actions == {"accounts.erasure_asked", "accounts.erasure_withdrawn"}
        again = forgetting.ask(daniyar, at=timezone.now())  # and again
        assert forgetting.waiting(daniyar) == again

    def test_asking_twice_is_asking_once(self, daniyar):
        first = forgetting.ask(daniyar, at=timezone.now())
        assert forgetting.ask(daniyar, at=timezone.now() + timedelta(days=3)) == first
        with pytest.raises(IntegrityError), transaction.atomic():
            ErasureRequest.objects.create(person=daniyar, asked_at=first.asked_at, due_at=first.due_at)

    def test_the_day_comes(self, lived):
        request = forgetting.ask(lived, at=timezone.now())
        assert forgetting.erase_due(at=request.due_at) == 1
        assert found() == []
        request.refresh_from_db()
        assert request.done_at == request.due_at
        assert forgetting.erase_due(at=request.due_at) == 0

    def test_staff_may_be_quicker(self, daniyar, saule):
        request = forgetting.ask(daniyar, at=timezone.now())
        erase(daniyar, by=saule, at=timezone.now())
        request.refresh_from_db()
        assert request.done_at

    def test_whoever_has_a_role_is_told_what_to_do_first(self, client, marat):
        client.force_login(marat)
        client.post(reverse("account_reauthenticate"), {"password": people.PASSWORD})
        with pytest.raises(HasAccess):
            forgetting.ask(marat, at=timezone.now())
        assert client.post(PAGE, {"sure": "on"}).status_code == 302
        assert forgetting.waiting(marat) is None
        assert 'name="sure"' not in client.get(PAGE).content.decode()

    def test_a_role_given_meanwhile_stops_it_and_nobody_else(self, daniyar, aigerim, marat):
        now = timezone.now()
        forgetting.ask(daniyar, at=now)
        forgetting.ask(aigerim, at=now)
        daniyar.groups.add(marat.groups.first())
        assert forgetting.erase_due(at=now + timedelta(days=15)) == 1
        assert forgetting.waiting(daniyar)
        assert User.objects.get(pk=aigerim.pk).erased_at

    def test_the_desk_sees_who_asked(self, client, daniyar, aigerim, saule, no_second_factor):
        forgetting.ask(daniyar, at=timezone.now())
        client.force_login(people.at_the_desk(saule, ADMINISTRATORS.name))
        shown = client.get(reverse("wagtailusers_users:index"), {"leaving": "true"}).content.decode()
        assert daniyar.email in shown and aigerim.email not in shown
