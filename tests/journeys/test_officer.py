"""An officer's first two years: studies, practises in person, is certified, is reminded, renews early and loses no day of the old year."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
import time_machine
import yaml
import zxingcpp
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from certificates.programme_content import put_programme
from courses.content import read
from courses.models import ModulePage
from quizzes.models import Attempt, QuizPage, QuizSection
from tests import make, people
from tests.answering import answer_on
from tests.browser import chromium
from tests.journeys.learner import saved, wait_for_pdf
from tests.quizzes.make import question
from tests.trainings.make import venue
from trainings.content import put_stations
from trainings.models import Session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor", "chores_here")]
CONTENT = Path(__file__).resolve().parents[2] / "content"
TITLE = "Ювенальная полиция"
PROGRAMME = {
    "title": {"kk": "Ювеналды полиция", "ru": TITLE, "en": "Juvenile police"},
    "months": 12,
    "window_days": 90,
    "grace_days": 30,
    "first": {"courses": ["talk"], "exam": "talk/final-test", "practicum": "talk", "in_order": True},
    "renewal": {"courses": ["update"], "exam": "update/final-test"},
}
HOME = "/ru/certificates/programmes/police/"
STATIONS = ["first-contact", "parcels"]


def almaty(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Almaty")).astimezone(UTC)


@pytest.fixture
def clock():
    """The clock of this process, so of the server too. It goes on from where it is put."""
    with time_machine.travel(almaty("2027-03-01 09:00"), tick=True) as moved:
        yield moved


@pytest.fixture
def academy(clock, live_server, settings, tmp_path):
    """Two courses, each with a test of four questions, and the programme that asks for them."""
    settings.SITE_URL = live_server.url
    _course("talk", lessons=2)
    _course("update", lessons=1)
    put_stations(read(CONTENT / "trainings" / "stations.yaml"))
    venue()
    path = tmp_path / "police.yaml"
    path.write_text(yaml.safe_dump(PROGRAMME, allow_unicode=True), encoding="utf-8")
    return put_programme(path)


def _course(slug: str, *, lessons: int) -> None:
    course = make.course(slug, lessons=lessons, title=make.words(slug))
    modules = {page.locale.language_code: page for page in ModulePage.objects.all() if page.get_parent().slug == slug}
    asked = [question(f"{slug}-{kind}", kind).question for kind in ("single", "multiple", "truefalse", "numeric")]
    make.put(
        QuizPage,
        modules,
        slug="final-test",
        title=make.words(f"Test {slug}"),
        intro=make.words("Test"),
        pass_mark=75,
        sections=lambda code: [QuizSection(questions=asked)],
    )
    make.edition(course)


@pytest.fixture
def sit_down(open_page):
    """`sit_down(name, role)` is somebody's browser at the desk, signed in."""

    def at_the_desk(name: str, role: str) -> Page:
        person = people.person(f"{name.lower()}@narkostop.kz", surname=name, given_name="A.")
        return open_page(language="en", size=chromium.DESK, signed_in=people.at_the_desk(person, role))

    return at_the_desk


@pytest.fixture
def sign_in(open_page):
    """`sign_in(person)` is a phone in Russian on which that person typed their password."""

    def on_a_phone(person: User) -> Page:
        phone = open_page(language="ru")
        phone.goto("/ru/accounts/login/")
        phone.fill("[name=login]", person.email)
        phone.fill("[name=password]", people.PASSWORD)
        phone.get_by_role("button", name="Войти", exact=True).click()
        expect(phone).to_have_url(re.compile("/ru/learn/"))
        return phone

    return on_a_phone


def test_an_officer_is_certified_and_a_year_later_renewed_without_losing_a_day(clock, academy, sit_down, sign_in, open_page):
    daniyar, marat = people.daniyar(), people.person("marat@police.kz", surname="Есенов", given_name="Марат", language="ru")
    desk, trainer = sit_down("Zhumabayev", "Administrators"), sit_down("Abenova", "Trainers")
    assessors = sit_down("Nurlanov", "Trainers"), sit_down("Saparova", "Trainers")
    stranger = open_page(language="en")

    plan_a_practicum(desk, trainer="Abenova", starts="2027-03-05 10:00", ends="2027-03-05 13:00", capacity=1)
    other = sign_in(marat)
    take_a_place(other, "Записаться", "У вас есть место.")
    phone = sign_in(daniyar)
    begin(phone)
    study(phone, "talk", lessons=2)
    follow_step(phone, "Практикум")
    take_a_place(phone, "Встать в лист ожидания", "ваш номер: 1")
    give_up(other)
    assert "Освободилось место" in newest_letter(daniyar).subject
    phone.reload()
    expect(phone.locator(".alert").first).to_have_text("У вас есть место.")

    clock.move_to(almaty("2027-03-05 09:50"))
    check_in(phone, trainer, clock)
    clock.move_to(almaty("2027-03-05 12:00"))
    for assessor in assessors:
        mark(assessor)
    sign_off(trainer)
    assert "Практикум сдан" in newest_letter(daniyar).subject
    stands(phone, "certified", "5 марта 2028")
    first, address = collect_certificate(phone)
    check(stranger, address, "valid", "Last valid day: 5 March 2028")

    clock.move_to(almaty("2027-12-06 08:00"))
    letter = remind(daniyar)
    assert TITLE in letter.subject
    assert "5 марта 2028" in letter.subject
    phone = sign_in(daniyar)  # no session lasts that long
    phone.goto(re.search(r"http\S+/certificates/programmes/\S+", letter.body)[0])
    stands(phone, "renewable", "5 марта 2028")
    study(phone, "update", lessons=1)
    stands(phone, "certified", "5 марта 2029")
    second, next_address = collect_certificate(phone)
    assert second != first
    check(stranger, address, "valid", "Last valid day: 5 March 2028")
    check(stranger, next_address, "not_yet", "First valid day: 6 March 2028")

    clock.move_to(almaty("2028-03-06 09:00"))
    check(stranger, address, "expired", f"Renewed by certificate: {second}")
    check(stranger, next_address, "valid", "Last valid day: 5 March 2029")
    desk = open_page(language="en", size=chromium.DESK, signed_in=User.objects.get(email="zhumabayev@narkostop.kz"))
    ask_what_if(desk, daniyar, "2029-03-06", "in_grace")


def plan_a_practicum(desk: Page, *, trainer: str, starts: str, ends: str, capacity: int) -> None:
    """The desk plans it, in Russian, at two stations with two assessors each."""
    desk.goto(reverse("training_sessions:add"))
    desk.select_option("[name=kind]", "practicum")
    desk.select_option("[name=course]", label="talk in English")
    for language in make.LANGUAGES:
        desk.fill(f"[name=title_{language}]", f"Practicum {make.WORDS[language]}")
    desk.select_option("[name=trainer]", label=f"{trainer} A.")
    desk.select_option("[name=language]", "ru")
    desk.select_option("[name=assessors]", "2")
    desk.select_option("[name=venue]", index=1)
    desk.fill("[name=capacity]", str(capacity))
    for title in ("The first talk at school", "Parcels and a “boss”"):
        desk.get_by_label(title).check()
    desk.fill("[name=starts_at]", starts)
    desk.fill("[name=ends_at]", ends)
    desk.locator("[name=title_kk]").click()  # puts the calendars away
    desk.locator("main form button[type=submit]").last.click()
    expect(desk.locator(".messages .success")).to_be_visible()


def begin(phone: Page) -> None:
    """From my learning to the programme, and into it."""
    phone.goto("/ru/certificates/programmes/")
    phone.get_by_role("link", name=TITLE).click()
    phone.get_by_role("button", name="Начать программу").click()
    expect(phone.locator(".programme-standing")).to_have_attribute("data-state", "not_started")


def follow_step(phone: Page, name: str) -> None:
    """Opens what the programme names next."""
    phone.goto(HOME)
    phone.locator(".steps").get_by_role("link", name=name, exact=True).click()


def study(phone: Page, slug: str, *, lessons: int) -> None:
    """Enrols from the programme's page, reads every lesson to its end and passes the test."""
    follow_step(phone, f"{slug} по-русски")
    phone.locator(".enrol-box button").click()
    for number in range(1, lessons + 1):
        expect(phone).to_have_url(re.compile(f"/learn/{slug}/lesson-1-{number}/"))
        phone.locator(".player-bar form button").click()
    expect(phone).to_have_url(re.compile("/final-test/"))
    phone.locator("article.quiz form button").click()
    phone.wait_for_selector("exam-form:defined")
    for each in Attempt.objects.get(finished_at=None).questions.select_related("question_version"):
        answer_on(phone, each)
    phone.locator(".exam-bar h1").click()
    saved(phone)
    expect(phone.locator(".question-map [data-state=answered]")).to_have_count(4)
    phone.locator("button[name=finish]").click()
    expect(phone).to_have_url(re.compile("/finish/$"))
    phone.locator("main form button").last.click()
    expect(phone.locator("article.result")).to_have_attribute("data-state", "passed")


def take_a_place(phone: Page, button: str, answer: str) -> None:
    """Opens the one session there is and takes a place, or one in the queue."""
    phone.goto("/ru/trainings/")
    phone.get_by_role("link", name="Practicum по-русски").first.click()
    phone.get_by_role("button", name=button).click()
    expect(phone.locator("article.session .alert").first).to_contain_text(answer)


def give_up(phone: Page) -> None:
    phone.get_by_role("button", name="Отказаться от места").click()
    expect(phone.get_by_role("status")).to_contain_text("Вы отказались от места.")


def check_in(phone: Page, screen: Page, clock) -> None:
    """The room's screen changes its code; the phone's camera reads it. The code of a minute ago lets nobody in."""
    screen.clock.install()
    screen.goto(reverse("trainings_screen", args=[Session.objects.get().pk]))
    screen.wait_for_selector("room-code:defined")
    old, drawn = code_on(screen), screen.locator(".picture path").last.get_attribute("d")
    clock.shift(60)
    screen.clock.run_for(31_000)
    expect(screen.locator(".picture path").last).not_to_have_attribute("d", drawn)
    assert phone.goto(old).status == 410
    phone.goto(code_on(screen))
    phone.get_by_role("button", name="Я здесь").click()
    expect(phone.locator(".alert[data-level=success]")).to_contain_text("9:51")


def code_on(screen: Page) -> str:
    """The address in the code, as a camera reads it."""
    (read_code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(screen.screenshot())))
    return read_code.text


def mark(assessor: Page) -> None:
    """Full points at each station."""
    overview = reverse("trainings_practicum", args=[Session.objects.get().pk])
    for place in range(len(STATIONS)):
        assessor.goto(overview)
        assessor.locator("tbody td a").nth(place).click()
        expect(assessor.get_by_role("button", name="Keep the marks")).to_be_visible()
        for best in assessor.locator("input[type=radio][value='2']").all():
            best.check()
        assessor.get_by_role("button", name="Keep the marks").click()
        expect(assessor.locator(".messages .success")).to_be_visible()


def sign_off(trainer: Page) -> None:
    trainer.goto(reverse("trainings_practicum", args=[Session.objects.get().pk]))
    trainer.get_by_role("link", name="Sign off").click()
    trainer.get_by_role("button", name="Sign off").click()
    expect(trainer.locator(".messages .success")).to_contain_text("Signed off")


def stands(phone: Page, state: str, day: str) -> Locator:
    """What the programme's page says of the officer."""
    phone.goto(HOME)
    standing = phone.locator(".programme-standing")
    expect(standing).to_have_attribute("data-state", state)
    expect(standing).to_contain_text(day.replace(" ", "\N{NO-BREAK SPACE}"))
    return standing


def collect_certificate(phone: Page) -> tuple[str, str]:
    """Downloads the newest certificate; returns its number and the address in its QR code."""
    phone.locator("section[aria-labelledby=papers] a").first.click()
    sheet = phone.locator(".certificate-sheets a[href$='kk-ru.pdf']")
    serial = urlsplit(phone.url).path.rstrip("/").rpartition("/")[2]
    document = pypdfium2.PdfDocument(io.BytesIO(wait_for_pdf(phone, sheet.get_attribute("href"))))
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    assert serial in text
    assert "Қасымов Данияр" in text
    (read_code,) = zxingcpp.read_barcodes(document[0].render(scale=3).to_pil())
    return serial, read_code.text


def check(stranger: Page, address: str, state: str, words: str) -> None:
    """What anybody reads who follows the QR code."""
    stranger.goto(address)
    answer = stranger.locator(".check-state")
    expect(answer).to_have_attribute("data-state", state)
    expect(answer).to_contain_text(words)


def newest_letter(person: User) -> mail.EmailMessage:
    return next(letter for letter in reversed(mail.outbox) if person.email in letter.to)


def remind(person: User) -> mail.EmailMessage:
    """The daily chore, twice: one letter."""
    before = len(mail.outbox)
    call_command("chores", "remind-of-certifications", "send-unsent-letters")
    call_command("chores", "remind-of-certifications", "send-unsent-letters")
    assert len(mail.outbox) == before + 1
    return newest_letter(person)


def ask_what_if(desk: Page, person: User, day: str, state: str) -> None:
    """The desk asks where he will stand if he does nothing more."""
    desk.goto(reverse("certification-what-if"))
    desk.select_option("[name=programme]", "police")
    desk.fill("[name=person]", person.email)
    desk.fill("[name=day]", day)
    desk.get_by_role("button", name="Go on").click()
    expect(desk.locator(".what-if-answer")).to_have_attribute("data-state", state)
