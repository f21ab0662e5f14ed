"""The pages of staff that list, search or add up what learners did."""

import itertools
from collections.abc import Callable, Iterator
from urllib.parse import quote

from allauth.mfa.models import Authenticator

from accounts.models import User
from bench import academy
from bench.client import request
from bench.crowd import SURNAMES
from certificates.models import Certificate, Certification
from courses.models import CoursePage
from quizzes.models import Attempt, AttemptQuestion


def desk_pages() -> dict[str, Callable[[], Iterator[bytes]]]:
    """What gives the requests for each page, by a staff member who may see everything."""
    cookies = academy.cookies(_staff())
    return {name: lambda path=path: itertools.repeat(request("GET", path, cookies)) for name, path in _addresses().items()}


def _staff() -> User:
    boss, _new = User.objects.get_or_create(email="boss@example.com", defaults={"password": "!", "is_staff": True, "is_superuser": True})
    Authenticator.objects.get_or_create(user=boss, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "bench"}})
    return boss


def _addresses() -> dict[str, str]:
    certificate = Certificate.objects.order_by("-pk")[0]
    certification = Certification.objects.order_by("-pk")[0]
    learner = certificate.learner
    test = Attempt.objects.filter(finished_at__isnull=False, enrolment__course__slug=academy.COURSE).order_by("pk")[0]
    version = AttemptQuestion.objects.filter(attempt=test).order_by("pk")[0].question_version_id
    course = CoursePage.objects.get(slug=academy.COURSE, locale__language_code="kk")
    surname = quote(SURNAMES[3])
    return {
        "desk": "/cms/",
        "people": "/cms/users/",
        "people-last-page": "/cms/users/?p=500",
        "people-search-name": f"/cms/users/?q={surname}",
        "people-search-address": f"/cms/users/?q={learner.email}",
        "person": f"/cms/users/edit/{learner.pk}/",
        "certificates": "/cms/certificates/",
        "certificates-search-name": f"/cms/certificates/?q={surname}",
        "certificates-search-number": f"/cms/certificates/?q={certificate.serial}",
        "certificates-many": "/cms/certificates/many/",
        "certificates-to-decide": "/cms/certificates/to-decide/",
        "certificate-files": f"/cms/certificates/{certificate.pk}/files/",
        "certifications": "/cms/certifications/",
        "certifications-search": f"/cms/certifications/?q={surname}",
        "certification": f"/cms/certifications/{certification.pk}/",
        "editions": f"/cms/courses/{course.pk}/editions/",
        "analyses": "/cms/exams/analysis/",
        "analysis": f"/cms/exams/analysis/{test.item_key}/",
        "analysis-question": f"/cms/exams/analysis/{test.item_key}/{version}/",
        "analysis-file": f"/cms/exams/analysis/{test.item_key}/questions.csv",
        "marking": "/cms/exams/marking/",
        "questions": "/cms/questions/",
        "extra-time": "/cms/extra-time/",
        "sessions": "/cms/sessions/",
        "letters-failing": "/cms/letters/",
        "site-history": "/cms/reports/site-history/",
    }
