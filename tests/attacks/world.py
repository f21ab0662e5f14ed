"""One academy in which every address leads somewhere: an object for each argument of each address, and a person in each role.

Everything that belongs to a learner is Aigerim's. Saule writes the course and leads the sessions; another trainer does neither.
"""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection, Locale, Page, Site, Task, Workflow
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from accounts.models import ConsentText, Organisation, User
from certificates.attaching import attach as attach_signature
from certificates.certifying import begin
from certificates.designing import keep_version
from certificates.drawing import draw_files
from certificates.models import Batch, CertificateReview, Credential, Design, Issuer, SigningCertificate, StatusList
from courses.models import CoursePage, LessonPage, ModulePage, Video
from courses.seating import sit
from courses.teams import make_reviewers, make_team
from lms.roles import ADMINISTRATORS, LEAD_TRAINERS, REVIEWERS, TRAINERS
from notifications.choosing import SALT
from notifications.models import Topic
from notifications.telling import tell
from quizzes import cases
from quizzes.attaching import attach
from quizzes.attempting import start
from quizzes.finishing import finish
from quizzes.models import Accommodation, ImportDraft, Question
from tests import make, people
from tests.certificates import programmes, rows, signers
from tests.certificates.test_attaching import DETACHED, signature
from tests.certificates.test_designing import content
from tests.quizzes import make as bank
from tests.quizzes.bodies import EVERY
from tests.quizzes.hall import question_of
from tests.quizzes.regrades import corrected_key
from tests.trainings import make as meetings
from trainings.codes import code_at
from trainings.models import CalendarFeed

DEVICE = uuid.UUID(int=7)
CLIP = uuid.UUID(int=8)
ANONYMOUS = "anonymous"
ROLES = (
    ANONYMOUS,
    "learner",  # whose all of it is
    "other learner",
    "trainer",  # of this course and these sessions
    "other trainer",  # of another course
    "lead trainer",
    "reviewer",
    "administrator",
    "superuser",
)


@dataclass
class World:
    """People by role, and the arguments of addresses: `of` by URL name, `common` for whatever is called alike everywhere."""

    people: dict[str, User] = field(default_factory=dict)
    of: dict[str, dict] = field(default_factory=dict)
    common: dict[str, object] = field(default_factory=dict)

    def arguments(self, name: str, wanted: list[str]) -> dict:
        """The arguments of that address. A namespace may have its own, a name has the last word."""
        name = name.partition(",")[0]
        space = name.rpartition(":")[0]
        known = {**self.common, **self.of.get(f"{space}:*", {}), **self.of.get(name, {})}
        return {one: known[one] for one in wanted}


def build() -> World:
    world = World()
    _people(world)
    _course(world)
    _exam(world)
    _certificates(world)
    _in_person(world)
    _desk(world)
    _library(world)
    _translations(world)
    return world


def _people(world: World) -> None:
    ConsentText.objects.create(
        version="2026-11",
        published_at=timezone.now() - timedelta(days=9),
        title=dict.fromkeys(make.LANGUAGES, "Consent"),
        body=dict.fromkeys(make.LANGUAGES, "<p>Text</p>"),
    )
    make.site()
    named = {"surname": "Бөтен", "given_name": "Адам"}
    here = world.people
    here["learner"], here["other learner"] = people.aigerim(), people.daniyar()
    here["trainer"] = people.at_the_desk(people.saule(), TRAINERS.name)
    here["other trainer"] = people.at_the_desk(people.person("marat@narkostop.kz", **named), TRAINERS.name)
    here["lead trainer"] = people.at_the_desk(people.person("lead@narkostop.kz", **named), LEAD_TRAINERS.name)
    here["reviewer"] = people.at_the_desk(people.person("natalya@narkostop.kz", **named), REVIEWERS.name)
    here["administrator"] = people.at_the_desk(people.person("arman@narkostop.kz", **named), ADMINISTRATORS.name)
    here["superuser"] = people.at_the_desk(people.person("root@narkostop.kz", is_superuser=True, **named), ADMINISTRATORS.name)
    make_reviewers(Group.objects.get(name=REVIEWERS.name))
    learner = here["learner"]
    TOTP.activate(learner, generate_totp_secret())
    RecoveryCodes.activate(learner)
    key = Authenticator.objects.filter(user=learner).first()
    of = world.of
    of["mfa_remove_webauthn"] = of["mfa_edit_webauthn"] = {"pk": key.pk}
    of["accounts:*"] = {"version": "2026-11"}
    of["notifications:mail-html"] = {"key": "no-such-letter"}
    of["letters:switch-off"] = {"token": _switch_off_token(learner)}
    of["wagtailusers_users:*"] = {"pk": here["other learner"].pk}
    of["wagtailusers_groups:*"] = {"pk": Group.objects.first().pk}
    organisation = Organisation.objects.create(name_kk="№ 1 мектеп", name_ru="Школа № 1")
    of["wagtailsnippets_accounts_organisation:*"] = of["wagtailsnippetchoosers_accounts_organisation:*"] = {"pk": organisation.pk}
    text = ConsentText.objects.create(version="2027-01", published_at=timezone.now() + timedelta(days=90), title={}, body={})
    of["wagtailsnippets_accounts_consenttext:*"] = of["wagtailsnippetchoosers_accounts_consenttext:*"] = {"pk": text.pk}


def _switch_off_token(person: User) -> str:
    return signing.Signer(salt=SALT).sign_object([person.pk, str(next(iter(Topic)))])


def _course(world: World) -> None:
    quiz = bank.quiz([bank.question(f"Q-{kind}", kind) for kind in EVERY], attempts_allowed=9, time_limit_minutes=30)
    course = quiz.get_parent().get_parent().specific
    lesson = course.get_descendants().get(slug="lesson-1-1").specific
    other = make.course("elsewhere", lessons=1)
    world.people["trainer"].groups.add(make_team(course))
    world.people["other trainer"].groups.add(make_team(other))
    clip = _clip(course)
    make.enrolment(world.people["learner"], make.edition(course))
    block = next(part.id for part in lesson.body if part.block_type == "reflection")
    world.common |= {
        "page_id": course.pk,
        "parent_page_id": course.pk,
        "page_to_move_id": course.get_descendants().get(slug="watched").pk,
        "destination_id": other.get_children().get(slug="module-1").pk,
        "content_type_app_name": "courses",
        "content_type_model_name": "modulepage",
        "app_label": "courses",
        "model_name": "lessonpage",
        "app_name": "taggit",
        "revision_id": course.latest_revision_id,
        "path": "kk/",
        "step": "done/",
        "uidb64": "MQ",
        "token": "set-password",
    }
    world.of["learning:*"] = {"course": "prevention", "item": "lesson-1-1", "block": block}
    world.of["wagtailadmin_tag_model_autocomplete"] = {"app_name": "taggit", "model_name": "tag"}
    world.of["learning:video"] = {"item": "watched", "block": str(CLIP)}
    world.of["wagtailsnippets_courses_video:*"] = world.of["wagtailsnippetchoosers_courses_video:*"] = {"pk": clip.pk}


def _clip(course: CoursePage) -> Video:
    """A video, and a lesson of the course where it is watched."""
    clip = Video.objects.create(title="Clip", file=ContentFile(b"\x00\x00\x00\x20ftypisom", "clip.mp4"), poster=bank.picture())
    modules = {page.locale.language_code: page for page in course.get_children().get(slug="module-1").specific.get_translations(True)}
    value = {"video": clip.pk, "title": "Clip", "transcript": "<p>Words</p>"}
    body = [{"type": "video", "value": value, "id": str(CLIP)}]
    make.put(LessonPage, modules, slug="watched", title=make.words("Watched"), body=lambda code: body, completion="read")
    return clip


def _exam(world: World) -> None:
    learner = world.people["learner"]

    def attempt():
        return start(sit(learner, "prevention", "final-test"), holder=DEVICE, at=timezone.now())

    done = attempt()
    essay = question_of(done, "essay")
    kept = attach(essay, SimpleUploadedFile("plan.pdf", b"%PDF-1.7"), holder=DEVICE, at=timezone.now())
    type(essay).objects.filter(pk=essay.pk).update(answer={"text": "Жоспар", "file": kept.pk}, seq=1)
    finish(done, at=timezone.now())
    marked = finish(attempt(), at=timezone.now())
    running = attempt()
    essay = question_of(running, "essay")
    file = attach(essay, SimpleUploadedFile("plan.pdf", b"%PDF-1.7"), holder=DEVICE, at=timezone.now())
    place = {"course": "prevention", "item": "final-test"}
    answered = Question.objects.select_related("latest").get(code="Q-single").latest
    corrected_key()
    question = Question.objects.select_related("latest").get(code="Q-single")
    case = cases.open_case(
        question, remedy="new_key", version=question.latest, reason="Wrong.", by=world.people["lead trainer"], at=timezone.now()
    )
    of = world.of
    of["quizzes:*"] = {**place, "key": running.key, "position": essay.position, "file": file.key}
    of["quizzes:attempt-receipt"] = of["quizzes:attempt-result"] = {**place, "key": done.key}
    for name in ("quizzes_analysis", "quizzes_analysis_question", "quizzes_analysis_file"):
        of[name] = {"key": marked.item_key, "version": answered.pk, "what": "questions", "kind": "csv"}
    of["quizzes_mark"] = of["quizzes_handed_in"] = {"pk": question_of(done, "essay").pk, "key": kept.key}
    of["quizzes_regrading"] = {"pk": question.pk}
    for name in ("quizzes_regrade", "quizzes_regrade_drop", "quizzes_regrade_undo", "quizzes_regrade_again"):
        of[name] = {"pk": case.pk}
    of["questions:*"] = {"pk": question.pk, "kind": "single", "number": 1}
    of["question_categories:*"] = {"pk": bank.shelf().pk}
    draft = ImportDraft.objects.create(
        content=b"Who?\nA. He\nB. She\nANSWER: A\n",
        file_name="bank.txt",
        format="aiken",
        language="ru",
        category=bank.shelf(),
        made_by=world.people["trainer"],
        made_at=timezone.now(),
    )
    of["question_import:*"] = {"pk": draft.pk}
    more_time = Accommodation.objects.create(learner=learner, extra_time=25, reason="Order 1")
    of["accommodations:*"] = {"pk": more_time.pk}


def _certificates(world: World) -> None:
    learner, administrator = world.people["learner"], world.people["administrator"]
    certificate = rows.certificate(learner)
    draw_files(certificate.pk)
    attach_signature(certificate, signature(*DETACHED), sheet="kk-ru", by=administrator, at=timezone.now())
    vouched = SigningCertificate.of(signers.vouched_for())
    Credential.objects.create(certificate=certificate, token="a.b.c", signed_by=vouched, made_at=timezone.now())
    StatusList.objects.update_or_create(year=certificate.status_list, defaults={"token": "a.b.c", "made_at": timezone.now()})
    design = Design.objects.create(name="Centre")
    keep_version(design, content(), pictures={}, by=None, at=timezone.now())
    review = CertificateReview.objects.create(certificate=certificate, raised_at=timezone.now(), reason="A pass was withdrawn.")
    batch = Batch.objects.create(work="gather", title="All", made_by=administrator, made_at=timezone.now(), finished_at=timezone.now())
    batch.file.save("all.zip", ContentFile(b"PK"))
    certified = begin(world.people["other learner"], programmes.programme(), at=timezone.now())
    of, attached = world.of, certificate.detached_signatures.get()
    of["certificate-answer"] = of["certificate-code"] = of["certificates:check"] = {"code": certificate.code}
    of["certificates:*"] = {"serial": certificate.serial, "sheet": "kk-ru", "pk": attached.pk, "slug": certified.programme.slug}
    of["trust:*"] = {"year": certificate.status_list, "fingerprint": vouched.fingerprint}
    for name in ("certificate-files", "certificate-correct", "certificate-revoke", "certificate-signatures"):
        of[name] = {"pk": certificate.pk}
    of["certificate-signature-file"] = {"pk": attached.pk}
    of["certificate-batch"] = of["certificate-batch-file"] = {"pk": batch.pk}
    of["certificate-review"] = {"pk": review.pk}
    of["certificates_register:*"] = {"pk": certificate.pk}
    of["designs:*"] = of["design-preview"] = of["design-versions"] = {"pk": design.pk}
    of["design-version"] = {"pk": design.versions.get().pk}
    of["programmes:*"] = of["programme-apply"] = {"pk": certified.programme_id}
    of["certifications:*"] = of["certification"] = {"pk": certified.pk}
    of["certification-decide"] = {"pk": certified.pk, "decision": "leave"}


def _in_person(world: World) -> None:
    learner, saule = world.people["learner"], world.people["trainer"]
    soon = meetings.session(trainer=saule)
    booking = meetings.booked(soon, learner)
    exam = meetings.practicum(meetings.station("talk"), trainer=saule, capacity=9)
    examined = meetings.taking_part(exam, learner)
    feed = CalendarFeed.objects.create(person=learner, made_at=timezone.now())
    of = world.of
    of["trainings:*"] = {"pk": soon.pk, "key": booking.key}
    of["trainings-feed"] = {"secret": feed.secret}
    of["trainings-scan"] = {"pk": soon.pk, "code": code_at(soon.secret, timezone.now())}
    for name in ("desk", "paper", "move", "cancel", "screen", "present", "withdraw"):
        of[f"trainings_{name}"] = {"pk": soon.pk, "booking": booking.pk}
    for name in ("practicum", "sign_off", "mark", "decide"):
        of[f"trainings_{name}"] = {"pk": exam.pk, "booking": examined.pk, "station": "talk"}
    of["training_sessions:*"] = {"pk": soon.pk}
    of["venues:*"] = {"pk": soon.venue_id}
    of["stations:*"] = {"pk": exam.stations.get().pk}


def _desk(world: World) -> None:
    facts = {"subject": "S", "sentence": "S.", "title": "T", "when": "Monday", "where": "Centre", "url": "/"}
    letter = tell(world.people["learner"], "booking-1:booked", "trainings/mail/notice", at=timezone.now(), context=facts)
    type(letter).objects.filter(pk=letter.pk).update(
        tries=3, failed_at=timezone.now(), failure="refused", error="SMTPRecipientsRefused 550"
    )
    world.of["letters_try"] = world.of["letters_set_aside"] = {"pk": letter.pk}
    page = Page.objects.get(pk=world.common["page_id"]).specific
    workflow, task = Workflow.objects.get(name="Review"), Task.objects.get(name="Review")
    state = workflow.start(page, world.people["trainer"])
    world.of["wagtailadmin_workflows:*"] = {"pk": workflow.pk, "page_pk": page.pk, "workflow_pk": workflow.pk, "task_id": task.pk}
    for name in ("edit_task", "disable_task", "enable_task"):
        world.of[f"wagtailadmin_workflows:{name}"] = {"pk": task.pk}
    world.of["wagtailadmin_workflows:add_task"] = {"app_label": "wagtailcore", "model_name": "groupapprovaltask"}
    world.common |= {"workflow_state_id": state.pk, "task_id": task.pk, "task_state_id": 0, "action_name": "approve", "session_id": 0}
    world.of["wagtailadmin_editing_sessions:*"] = {"model_name": "coursepage"}
    world.common |= {"object_id": str(page.pk), "restriction_id": 0, "page_view_restriction_id": 0, "model": "coursepage"}


def _library(world: World) -> None:
    collection = Collection.get_first_root_node().add_child(name="Pictures")
    document = Document.objects.create(title="Plan", file=ContentFile(b"%PDF-1.7", "plan.pdf"))
    picture = bank.picture()
    world.common |= {"collection_id": collection.pk, "document_id": document.pk, "doc_id": document.pk, "image_id": picture.pk}
    world.common |= {"uploaded_file_id": 0, "document_name": document.filename, "filter_spec": "max-100x100"}
    of = world.of
    of["wagtailadmin_collections:*"] = {"pk": collection.pk}
    of["wagtaildocs_chooser:*"] = of["wagtailadmin_api:documents:*"] = {"pk": document.pk}
    of["wagtailimages_chooser:*"] = of["wagtailadmin_api:images:*"] = {"pk": picture.pk}
    of["wagtailadmin_api:pages:*"] = {"pk": world.common["page_id"], "action_name": "publish"}
    of["wagtailsites:*"] = {"pk": Site.objects.get().pk}
    of["wagtaillocales:*"] = {"pk": Locale.objects.get(language_code="en").pk}
    of["wagtailsettings:*"] = {"app_name": "certificates", "model_name": "issuer", "pk": Issuer.objects.create().pk}
    of["wagtail_bulk_action"] = {"app_label": "wagtailcore", "model_name": "page", "action": "delete"}
    of["wagtail_localize:submit_snippet_translation"] = {"app_label": "courses", "model_name": "video", "pk": "1"}
    of["wagtail_localize:snippets_api_listing"] = of["wagtail_localize:snippets_api_detail"] = {
        "app_label": "courses",
        "model_name": "video",
        "pk": str(Video.objects.get().pk),
    }


def _translations(world: World) -> None:
    """Of a module into Kazakh's neighbour, as the editors translate."""
    module = ModulePage.objects.filter(locale__language_code="kk", slug="module-1").first()
    source, _made = TranslationSource.get_or_create_from_instance(module)
    translation = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="ru"))
    string = StringSegment.objects.filter(source=source).first()
    override = OverridableSegment.objects.filter(source=source).first()
    world.common |= {
        "translation_source_id": source.pk,
        "translation_id": translation.pk,
        "string_segment_id": string.pk if string else 0,
        "overridable_segment_id": override.pk if override else 0,
        "mode": "default",
    }
