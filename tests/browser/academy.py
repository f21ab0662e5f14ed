"""A small academy with something on every page: all kinds of blocks, all kinds of questions, a learner in the middle and one at the end."""

import uuid
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import ConsentText
from certificates.models import Certificate, DetachedSignature, SigningCertificate, StatusList
from certificates.revoking import revoke
from courses.blocks import LessonBody
from courses.models import CoursePage, Enrolment, LessonPage, ModulePage
from courses.progressing import open_item, read_item
from courses.seating import sit
from lms.demo_answers import right_fields
from quizzes.answering import save_answer
from quizzes.attempting import start
from quizzes.finishing import finish
from quizzes.models import QuizPage, QuizSection
from tests import make, people
from tests.certificates import signers
from tests.quizzes.make import one_of_each

DEVICE = uuid.UUID(int=7)


@dataclass
class Academy:
    """Who is here and where to look."""

    aigerim: object
    daniyar: object
    course: CoursePage
    attempt: object
    result: object
    certificate: Certificate
    revoked: Certificate


def build() -> Academy:
    """Aigerim is in the middle of the course and of its test; Daniyar passed; a certificate of his was revoked and issued anew."""
    ConsentText.objects.create(
        version="2026-11",
        published_at=timezone.now(),
        title=dict.fromkeys(make.LANGUAGES, "Consent"),
        body=dict.fromkeys(make.LANGUAGES, "<p>Text</p>"),
    )
    aigerim, daniyar = people.aigerim(), people.daniyar()
    course = _course()
    edition = make.edition(course)
    attempt = _begin(aigerim, make.enrolment(aigerim, edition))
    done = make.enrolment(daniyar, edition)
    result = _pass(daniyar, done)
    certificate = _signed(Certificate.objects.get(enrolment=done))
    other = make.enrolment(daniyar, make.edition(slug="second", lessons=1))
    read_item(other, other.edition.items.get().key, at=timezone.now())
    revoked = Certificate.objects.get(enrolment=other)
    revoke(revoked, by=people.saule(is_staff=True), at=timezone.now(), reason="The wrong person was enrolled.")
    return Academy(aigerim, daniyar, course, attempt, result, certificate, revoked)


def _signed(certificate: Certificate) -> Certificate:
    """With what the pages say of signatures; the files themselves are as they were drawn."""
    certificate.files.update(signed_by=SigningCertificate.of(signers.vouched_for()))
    StatusList.objects.create(year=certificate.status_list, token="-", made_at=timezone.now())
    DetachedSignature.objects.create(
        certificate=certificate, sheet="kk-ru", sha256="0" * 64, attached_at=timezone.now(), attached_by=people.person("desk@narkostop.kz")
    )
    return certificate


def _course() -> CoursePage:
    course = make.course(lessons=1)
    modules = {page.locale.language_code: page for page in ModulePage.objects.filter(slug="module-1").select_related("locale")}
    make.put(LessonPage, modules, slug="all-blocks", title=make.words("All blocks"), body=lambda code: every_block(), completion="read")
    sections = [{"questions": [version.question for version in one_of_each()]}]
    make.put(
        QuizPage,
        modules,
        slug="final-test",
        title=make.words("Test"),
        intro="<p>Test</p>",
        pass_mark=80,
        time_limit_minutes=30,
        sections=lambda code: [QuizSection(**section) for section in sections],
    )
    return course


def every_block() -> list[dict]:
    """Each block that has a preview value, with ids that are the same every time."""
    blocks = []
    for name, block in LessonBody().child_blocks.items():
        value = getattr(block.meta, "preview_value", None)
        if value:
            normal = block.get_prep_value(block.normalize(value))
            blocks.append({"type": name, "value": normal, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, name))})
    return blocks


def _begin(person, enrolment: Enrolment):
    for item in enrolment.edition.items.all()[:1]:
        open_item(enrolment, item.key, at=timezone.now())
    return start(sit(person, enrolment.course.slug, "final-test"), holder=DEVICE, at=timezone.now())


def _pass(person, enrolment: Enrolment):
    for item in enrolment.edition.items.filter(kind="lesson"):
        read_item(enrolment, item.key, at=timezone.now())
    attempt = start(sit(person, enrolment.course.slug, "final-test"), holder=DEVICE, at=timezone.now())
    for question in attempt.questions.select_related("question_version", "attempt"):
        version = question.question_version
        save_answer(question, right_fields(version.kind, version.body, question.order), seq=1, holder=DEVICE, at=timezone.now())
    return finish(attempt, at=timezone.now())
