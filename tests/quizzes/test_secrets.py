"""Aigerim goes to every address of the exam hall with all kinds of questions: no key and no explanation leaves before its time.

What is searched is all that the server sends: pages, refusals, redirects, headers, files and letters. An address that is new in the
URLconf and is not visited here fails the walk.
"""

import json

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lms.demo_answers import right_fields
from notifications.delivering import deliver
from notifications.models import Letter
from quizzes import urls
from quizzes.marking import mark
from quizzes.models import Attempt
from quizzes.tasks import send_letters
from tests.quizzes import make
from tests.quizzes.bodies import EVERY, SECRETS
from tests.quizzes.hall import address, begin, question_of, quiz_page

pytestmark = pytest.mark.django_db

LANGUAGES = ["kk", "ru", "en"]
TYPED = {"1234.5", "сауалнама"}  # right answers in words: what she typed herself comes back to her
WRONG = {
    "single": [["", "0"]],
    "multiple": [["", "0"], ["", "2"]],
    "truefalse": [["", "true"]],
    "numeric": [["", "7"]],
    "matching": [["0", "1"]],
    "ordering": [["0", "1"]],
    "shorttext": [["", "білмеймін"]],
    "gaps": [["0", "1"], ["1", "білмеймін"]],
    "categorise": [["0", "0"], ["1", "0"]],
    "case": [["p0", "0"], ["p1.0", "1"], ["p2", "білмеймін"]],
    "hotspot": [["", "0"]],
    "essay": [["", "Он екі сабақ."]],
}


def wrong(question):
    return WRONG[question.question_version.kind]


def right(question):
    version = question.question_version
    fields = right_fields(version.kind, version.body, question.order)
    return [[part, value] for part, values in fields.items() for value in values]


class Walk:
    """Goes to addresses and keeps all that was told there, and which addresses they were."""

    def __init__(self, phone, laptop, attempt):
        self.phone, self.laptop, self.attempt = phone, laptop, attempt
        self.visited, self.told = set(), []

    def hear(self, response):
        if response.resolver_match:
            self.visited.add(response.resolver_match.view_name)
        words = response.getvalue().decode()
        if response.headers["Content-Type"] == "application/json":
            words = json.dumps(json.loads(words), ensure_ascii=False)
        self.told.append((response.request["PATH_INFO"], f"{response.headers}\n{words}".replace(str(self.attempt.key), "")))
        return response

    def get(self, name, language, *, by=None, query="", **more):
        return self.hear((by or self.phone).get(address(name, self.attempt, language, **more) + query))

    def post(self, name, language, data=None, *, by=None, **more):
        return self.hear((by or self.phone).post(address(name, self.attempt, language, **more), data or {}))

    def send(self, question, fields, seq, language):
        """Saves an answer by fetch."""
        target = address("answer-save", self.attempt, language, position=question.position)
        body = json.dumps({"seq": seq, "fields": fields})
        return self.hear(self.phone.post(target, body, content_type="application/json"))

    def look_around(self):
        """Every page that may be asked for now, in every language, on the device that answers and on another one."""
        for language in LANGUAGES:
            self.hear(self.phone.get(quiz_page(language)))
            for number in range(1, len(EVERY) + 1 if self.attempt.quiz.per_page else 2):
                self.get("exam", language, query=f"?page={number}")
            self.get("exam", language, by=self.laptop)
            for name in ("attempt-state", "attempt-finish", "attempt-receipt", "attempt-result"):
                self.get(name, language)

    def answer(self, answers):
        """Answers every question by fetch, each time in another language; then again too late, and unreadably."""
        for question in self.attempt.questions.select_related("question_version"):
            language = LANGUAGES[question.position % 3]
            assert self.send(question, answers(question), 1, language).status_code == 200
            assert self.send(question, [], 1, language).status_code == 409
            assert self.send(question, None, 2, language).status_code == 400

    def hand_in(self, name="plan.pdf"):
        """Hands a file in with the essay: told its number, or why not."""
        essay = question_of(self.attempt, "essay")
        sent = SimpleUploadedFile(name, b"%PDF-1.7 a plan for twelve sessions")
        return self.post("answer-file", "kk", {"file": sent}, position=essay.position)

    def fetch_back(self):
        essay = question_of(self.attempt, "essay")
        for language in LANGUAGES:
            self.get("answer-file-download", language, position=essay.position, file=essay.files.get().key)

    def go_without_a_script(self):
        """Sends the plain form, on the device that answers and on another one; the other one takes over, and the first one again."""
        form = {f"seq{question.position}": "0" for question in self.attempt.questions.all()}
        for language in LANGUAGES:
            self.post("exam", language, {**form, "q1": "1", "goto": "2"})
            self.post("exam", language, form, by=self.laptop)
            self.post("attempt-takeover", language, by=self.laptop)
            self.post("exam", language, form)
            assert self.send(question_of(self.attempt, "single"), [["", "0"]], 9, language).status_code == 409
            self.post("attempt-takeover", language)

    def finish(self):
        self.post("attempt-finish", "ru")
        self.attempt.refresh_from_db()
        assert self.attempt.finished_at
        for language in LANGUAGES:
            assert self.send(question_of(self.attempt, "single"), [["", "0"]], 9, language).status_code == 410
            type(self.attempt.enrolment.learner).objects.update(language=language)
            Letter.objects.all().delete()  # it would be told once, in one language
            type(self.attempt).objects.update(letter_due="receipt")
            send_letters([self.attempt.pk])
            deliver(Letter.objects.get().pk, at=timezone.now())
            self.told.append(("a letter", str(mail.outbox[-1].message()) + mail.outbox[-1].body + mail.outbox[-1].alternatives[0][0]))
        self.hand_in()
        self.look_around()

    def prompts(self):
        """The prompts of which something was told, of those that were written, in all languages."""
        heard = "".join(words for _where, words in self.told)
        return {prompt for body in EVERY.values() for prompt in body["prompt"].values() if prompt in heard}

    def leaks(self, *, known=frozenset()):
        """Secrets that were told, with where; forgets what it heard."""
        told, self.told = self.told, []
        secrets = [secret for secret in SECRETS if secret not in known]
        return [(where, secret) for where, words in told for secret in secrets if secret in words] + [
            (where, "correct") for where, words in told if "correct" in words.lower()
        ]


@pytest.fixture
def walk(phone, laptop, aigerim):
    """Begins a test of every kind of question with these rules."""

    def begin_walk(**rules):
        questions = [make.question(f"Q-{kind}", kind) for kind in EVERY]
        attempt = begin(phone, aigerim, make.quiz(questions, attempts_allowed=3, time_limit_minutes=30, **rules))
        begun = Walk(phone, laptop, attempt)
        begun.hear(phone.post(address("attempt-start")))
        return begun

    return begin_walk


def mark_essay(attempt, *markers):
    for marker in markers:
        mark(question_of(attempt, "essay"), marker=marker, scores={"crit-1": 4, "crit-2": 6}, comment="Clear.", at=timezone.now())
    assert not Attempt.objects.get(pk=attempt.pk).marks_due


@pytest.mark.parametrize("per_page", [None, 1], ids=["all-in-one", "one-by-one"])
def test_nothing_is_told_before_the_end_and_every_address_was_asked(walk, per_page):
    begun = walk(feedback="after_attempt", per_page=per_page)
    begun.look_around()
    assert begun.prompts() == {prompt for body in EVERY.values() for prompt in body["prompt"].values()}
    begun.answer(wrong)
    assert begun.hand_in("plan.exe").status_code == 400
    assert begun.hand_in().status_code == 200
    begun.fetch_back()
    begun.go_without_a_script()
    begun.look_around()
    assert begun.leaks() == []
    begun.finish()  # the essay waits for its marks: nothing is released, whatever the rule
    assert begun.leaks() == []
    here = {f"{urls.app_name}:{each.name}" for each in urls.urlpatterns}
    assert here == {name for name in begun.visited if name.startswith(f"{urls.app_name}:")}


@pytest.mark.parametrize(
    ("feedback", "answers"),
    [pytest.param("after_pass", wrong, id="not-passed"), pytest.param("never", right, id="passed-but-never")],
)
def test_what_is_not_released_stays_when_all_is_marked(walk, saule, daniyar, feedback, answers):
    begun = walk(feedback=feedback)
    begun.answer(answers)
    begun.finish()
    mark_essay(begun.attempt, saule, daniyar)
    begun.look_around()
    assert begun.leaks(known=TYPED if answers is right else set()) == []


def test_what_is_released_is_found_by_this_search(walk, saule, daniyar):
    begun = walk(feedback="after_attempt")
    begun.answer(wrong)
    begun.finish()
    begun.leaks()
    mark_essay(begun.attempt, saule, daniyar)
    begun.look_around()
    results = {where for where, secret in begun.leaks() if secret == "SECRET"}
    assert results == {address("attempt-result", begun.attempt, language) for language in LANGUAGES}
