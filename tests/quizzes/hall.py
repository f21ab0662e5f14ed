"""Ways about the exam hall over HTTP, for the tests that walk it."""

import json

from django.urls import reverse
from django.utils.translation import override

from quizzes.models import Attempt
from tests.quizzes import make

PLACE = {"course": "prevention", "item": "final-test"}


def address(name, attempt=None, language="en", **more):
    with override(language):
        return reverse(f"quizzes:{name}", kwargs={**PLACE, **({"key": attempt.key} if attempt else {}), **more})


def quiz_page(language="en"):
    with override(language):
        return reverse("learning:item", kwargs=PLACE)


def begin(client, person, page=None, **rules):
    """Starts the test as that person, signed in on that client."""
    make.seat(person, page, **rules)
    started = client.post(address("attempt-start"))
    attempt = Attempt.objects.get()
    assert started.status_code == 302
    assert started.url == address("exam", attempt)
    return attempt


def question_of(attempt, kind):
    return attempt.questions.get(question_version__kind=kind)


def save(client, question, fields, *, seq=1, language="en", **more):
    target = address("answer-save", question.attempt, language, position=question.position)
    return client.post(target, json.dumps({"seq": seq, "fields": fields, **more}), content_type="application/json")


def single_fields(question, choice="the-key"):
    return [["", str(question.order.index(choice))]]
