"""A teacher's whole way in a real browser, as one function: from signing up in Kazakh to the check page behind the QR code.

She knows the answers from the files that the course was written in, and finds them on the page by their words, as a person would.
"""

import io
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import yaml
import zxingcpp
from playwright.sync_api import Locator, Page, expect

CONTENT = Path(__file__).resolve().parents[2] / "content"
COURSE = "evidence-based-prevention"
LESSONS = [
    "adolescent-brain",
    "risk-and-protective-factors",
    "universal-selective-indicated",
    "why-fear-fails",
    "life-skills-and-norms",
    "interactive-session",
]
NAMES = {"surname": "Әбдіқадырқызы", "given_name": "Гүлңәр", "patronymic": "Һасанқызы"}
PASSWORD = "Тау-жолы-2026"


def walk(page: Page, read_code: Callable[[str], str], *, email: str = "gulnar@mektep.kz") -> dict[str, str]:
    """Takes the whole way; returns the serial, the check address and the title that the paper shows."""
    sign_up(page, email, read_code)
    page.goto(f"/kk/courses/{COURSE}/")
    page.locator(".enrol-box button").click()
    for number, slug in enumerate(LESSONS, 1):
        expect(page).to_have_url(re.compile(f"/learn/{COURSE}/{slug}/"))
        if number == 3:
            switch_language_in_the_middle(page, slug)
        page.locator(".player-bar form button").click()
    take_the_test(page)
    return collect_certificate(page)


def sign_up(page: Page, email: str, read_code: Callable[[str], str]) -> None:
    """Signs up in Kazakh and types the code from the mail."""
    page.goto("/kk/accounts/signup/")
    assert page.locator("html").get_attribute("lang") == "kk"
    page.locator("[name=email]").fill(email)
    page.locator("[name=password1]").fill(PASSWORD)
    for box in page.locator("form input[type=checkbox]").all():
        box.check()
    page.locator("form button[type=submit]").first.click()
    page.locator("[name=code]").fill(read_code(email))
    page.locator("form button[type=submit]").first.click()
    expect(page.locator("[name=code]")).to_have_count(0)


def switch_language_in_the_middle(page: Page, slug: str) -> None:
    """Writes into the lesson in Kazakh, goes on in Russian: same place, same words of hers."""
    box = page.locator(".checklist input[type=checkbox], .sorter input[type=radio]").first
    box.check()
    page.wait_for_load_state("networkidle")
    address = urlsplit(page.url).path
    page.locator(".languages [hreflang=ru]").click()
    expect(page).to_have_url(re.compile(re.escape(address.replace("/kk/", "/ru/"))))
    lesson = next(data for data in map(_read, CONTENT.glob("courses/*/*/*.yaml")) if data["slug"] == slug)
    expect(page.locator("h1")).to_have_text(lesson["title"]["ru"].strip())
    expect(page.locator(".checklist input[type=checkbox], .sorter input[type=radio]").first).to_be_checked()


def take_the_test(page: Page) -> None:
    """Answers one half in Russian, the other in Kazakh, and finishes."""
    expect(page).to_have_url(re.compile("/ru/learn/.*/final-test/"))
    page.locator("article.quiz form button").click()
    expect(page.locator("button[name=finish]")).to_be_visible()  # it stands below all the questions
    questions = page.locator("fieldset.question")
    count = questions.count()
    asked = [questions.nth(index).locator(".prompt").inner_text() for index in range(count)]
    for index in range(count // 2):
        answer(questions.nth(index), "ru")
    saved(page)
    page.locator(".languages [hreflang=kk]").click()
    expect(page).to_have_url(re.compile("/kk/learn/"))
    for index in range(count):
        assert known(asked[index], "ru") == known(questions.nth(index).locator(".prompt").inner_text(), "kk"), "another order"
    expect(page.locator(".question-map [data-state=answered]")).to_have_count(count // 2)
    for index in range(count // 2, count):
        answer(questions.nth(index), "kk")
    saved(page)
    page.locator("button[name=finish]").click()
    expect(page).to_have_url(re.compile("/finish/$"))
    page.locator("main form button").last.click()
    expect(page.locator("article.result")).to_have_attribute("data-state", "passed")


def saved(page: Page) -> None:
    """Waits until the page says that everything arrived."""
    expect(page.locator("answer-state")).to_contain_text(re.compile(r"\d{1,2}:\d\d"), timeout=10_000)
    page.wait_for_load_state("networkidle")


def answer(question: Locator, language: str) -> None:
    """Gives the right answer in that language."""
    found = known(question.locator(".prompt").inner_text(), language)
    body = found["body"]
    match found["type"]:
        case "single" | "multiple":
            for choice in body["choices"]:
                if choice.get("correct"):
                    question.locator("label.choice", has_text=_exactly(choice["text"][language])).locator("input").check()
        case "truefalse":
            question.locator(f"input[value={str(body['answer']).lower()}]").check()
        case "numeric":
            question.locator("input[type=text]").fill(str(body["answer"]).replace(".", ","))
            question.locator("input[type=text]").blur()
        case "matching":
            for pair in body["pairs"]:
                row = question.locator("li", has=question.page.locator("label", has_text=_exactly(pair["left"][language])))
                row.locator("select").select_option(label=pair["right"][language].strip())
        case "ordering":
            for number, step in enumerate(body["steps"], 1):
                row = question.locator("li", has=question.page.locator("label", has_text=_exactly(step["text"][language])))
                row.locator("select").select_option(label=str(number), force=True)


def collect_certificate(page: Page) -> dict[str, str]:
    """Gives her name when asked, opens the certificate, reads its QR from the picture and follows it."""
    page.goto("/kk/learn/")
    page.locator("a[href*='reason=certificate']").click()
    for field, value in NAMES.items():
        page.locator(f"[name={field}]").fill(value)
    page.locator("main form button[type=submit]").first.click()
    page.goto("/kk/learn/")
    page.locator(".certificate-sheets a").first.click()
    link = page.locator(".certificate-sheets a[href$='kk-ru.pdf']")
    serial = urlsplit(page.url).path.rstrip("/").rpartition("/")[2]
    pdf = wait_for_pdf(page, link.get_attribute("href"))
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    text = document[0].get_textpage().get_text_bounded()
    assert " ".join(NAMES.values()) in " ".join(text.split())
    assert serial in text
    [code] = zxingcpp.read_barcodes(document[0].render(scale=3).to_pil())
    page.goto(urlsplit(code.text).path)
    expect(page.locator(".check-state")).to_have_attribute("data-state", "valid")
    expect(page.locator("main")).to_contain_text(serial)
    expect(page.locator("main")).to_contain_text(" ".join(NAMES.values()))
    title = _read(CONTENT / "courses" / COURSE / "course.yaml")["title"]["kk"]
    expect(page.locator("main")).to_contain_text(title)
    return {"serial": serial, "check": code.text, "title": title}


def wait_for_pdf(page: Page, address: str) -> bytes:
    """The file, as soon as a worker has drawn it."""
    for _attempt in range(60):
        response = page.request.get(address)
        if response.headers["content-type"] == "application/pdf":
            return response.body()
        page.wait_for_timeout(500)
    raise AssertionError("The certificate was not drawn in 30 s")


def known(prompt: str, language: str) -> dict:
    """The question of the bank that asks this."""
    for path in CONTENT.glob("questions/*.yaml"):
        for question in _read(path):
            if _plain(question["body"]["prompt"][language]) == _plain(prompt):
                return question
    raise AssertionError(f"Not in the bank: {prompt}")


def _plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def _exactly(text: str) -> re.Pattern:
    return re.compile(r"^\s*" + r"\s+".join(map(re.escape, text.split())) + r"\s*$")


def _read(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))
