"""Saule brings a file of questions to the desk, looks, takes over; chooses questions, looks, downloads. Others are turned away."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from quizzes import stocking
from quizzes.format_words import STATES, WORDS, say
from quizzes.formats.entries import LARGEST_FILE, Reason
from quizzes.models import Category, DraftFault, DraftState, ImportDraft, Question
from quizzes.stocking import stock
from quizzes.tasks import take_over
from tests.quizzes import make

pytestmark = pytest.mark.django_db

FILE = "// [id:N-1]\n::First::[html]Кто?<script>alert(1)</script>{=Я#да ~Ты}\n\n::Second::Что?{=Это ~%50%То ~Ничто}\n\n::Third::Нет{~a ~b}"


def allow(person, *names):
    for name in ("access_admin", *names):
        person.user_permissions.add(Permission.objects.filter(codename=name)[0])
    person.is_staff = True
    person.save()
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})
    return person


@pytest.fixture
def shelf(db):
    return Category.objects.create(name="Imported", slug="imported")


@pytest.fixture
def desk(client, saule, settings, chores_here):
    settings.DEMO = True  # does without the second factor
    client.force_login(allow(saule, "add_question", "view_question"))
    return client


def upload(desk, shelf, text=FILE, **fields):
    file = SimpleUploadedFile("bank.txt", text if isinstance(text, bytes) else text.encode())
    return desk.post(reverse("question_import:index"), {"file": file, "format": "gift", "language": "ru", "category": shelf.pk, **fields})


def test_saule_looks_at_a_file_and_takes_it_over(desk, shelf):
    assert desk.get(reverse("question_import:index")).status_code == 200
    report = upload(desk, shelf, prefix="law-")
    page = desk.get(report.url)
    words = page.content.decode()
    assert "Take over 2 questions" in words
    assert ("law-N-1" in words, "✓ Я" in words, "alert(1)" in words) == (True, True, False)
    assert "Answers with part of the mark count as wrong." in words
    assert "No answer earns the full mark." in words
    assert not Question.objects.exists()
    taken = desk.post(report.url, follow=True)
    assert "2 questions were taken over." in taken.content.decode()
    assert sorted(Question.objects.values_list("code", flat=True)) == ["law-N-1", "law-Second"]
    desk.post(report.url)
    assert Question.objects.count() == 2


@pytest.fixture
def no_worker(monkeypatch):
    """Chores are asked for and wait; says for which drafts."""
    asked = []
    monkeypatch.setattr(take_over, "delay", asked.append)
    return asked


def test_while_a_worker_is_at_it_the_page_says_how_far_it_is(desk, shelf, no_worker):
    address = upload(desk, shelf).url
    draft = ImportDraft.objects.get()
    assert "Refresh" not in desk.get(address)
    desk.post(address)
    desk.post(address)  # a second click
    assert no_worker == [draft.pk]
    page = desk.get(address)
    assert (page["Refresh"], page.templates[0].name) == ("3", "quizzes/admin/import_running.html")
    assert "The file is being read." in page.content.decode()
    cache.set(f"import-{draft.pk}", (1200, 5000))
    words = desk.get(address).content.decode()
    assert "Questions worked through: 1,200 of 5,000" in words
    assert 'max="5000" value="1200"' in words
    desk.post(address, {"again": ""})
    assert no_worker == [draft.pk, draft.pk]
    stock(draft.pk, at=timezone.now())
    page = desk.get(address)
    assert "2 questions were taken over." in page.content.decode()
    assert "Refresh" not in page


def test_a_file_that_failed_says_why_and_can_be_tried_again(desk, shelf):
    address = upload(desk, shelf).url
    ImportDraft.objects.update(state=DraftState.FAILED, fault=DraftFault.MEANWHILE)
    words = desk.get(address).content.decode()
    assert "Nothing of this file was taken over. Something with the same code or name came into the bank" in words
    assert "Take over 2 questions" in words
    desk.post(address)
    assert Question.objects.count() == 2


def test_a_worker_that_fails_does_not_break_the_page(desk, shelf, monkeypatch):
    address = upload(desk, shelf).url
    monkeypatch.setattr(stocking, "add_questions", lambda new, **facts: 1 / 0)
    assert "An error that only the log can explain" in desk.post(address, follow=True).content.decode()
    assert not Question.objects.exists()


def test_a_report_shows_one_state_at_a_time(desk, shelf):
    address = upload(desk, shelf).url
    assert [row["state"] for row in desk.get(address, {"state": "refused"}).context["rows"]] == ["refused"]
    assert [row["line"] for row in desk.get(address, {"state": "nonsense"}).context["rows"]] == [2, 4, 6]


def test_a_long_report_has_pages(desk, shelf):
    address = upload(desk, shelf, "\n\n".join(f"::Q{number}::A{{T}}" for number in range(150))).url
    assert len(desk.get(address, {"p": 2}).context["rows"]) == 50
    assert desk.get(address, {"p": "x"}).status_code == 200


def test_what_the_bank_has_is_taken_only_when_ticked(desk, shelf):
    make.question("N-1")
    text = desk.get(
        reverse("question_export:index"), {"format": "gift", "language": "ru", "codes": "N-1", "download": "1"}
    ).content.decode()
    address = upload(desk, shelf, text.replace("One рус", "Один")).url
    assert "Also save a new version of 1 question" in desk.get(address).content.decode()
    desk.post(address)
    assert Question.objects.get().latest.number == 1
    address = upload(desk, shelf, text.replace("One рус", "Один")).url
    desk.post(address, {"new_versions": "on"})
    assert Question.objects.get().latest.number == 2


def test_a_file_with_nothing_in_it_offers_no_button(desk, shelf):
    words = desk.get(upload(desk, shelf, "// nothing").url).content.decode()
    assert "There is nothing to take over in this file." in words
    assert "Take over" not in words


@pytest.mark.parametrize("data", [b"\xff\xfe", b"x\0y", b"<!DOCTYPE x>", "\u2028{}".encode()], ids=["bytes", "zero", "doctype", "odd"])
@pytest.mark.parametrize("name", ["gift", "moodlexml", "aiken"])
def test_any_file_gives_a_report(desk, shelf, data, name):
    assert desk.get(upload(desk, shelf, data, format=name).url).status_code == 200


def test_a_file_too_large_is_refused_at_the_door(desk, shelf):
    page = upload(desk, shelf, b"x" * (LARGEST_FILE + 1))
    assert page.status_code == 200
    assert "The file is larger than 5 MB." in page.content.decode()
    assert not ImportDraft.objects.exists()


def test_only_who_may_make_categories_is_asked_about_them(desk, saule):
    assert "shelves" not in desk.get(reverse("question_import:index")).context["form"].fields
    allow(saule, "add_category")
    assert "shelves" in desk.get(reverse("question_import:index")).context["form"].fields


# Export ------------------------------------------------------------------------------------------------------------


def test_saule_chooses_looks_and_downloads(desk):
    make.question("Q-1", tags=["law"])
    make.question("Q-2", "ordering")
    tag = Question.objects.get(code="Q-1").tags.get()
    page = desk.get(reverse("question_export:index"), {"format": "aiken", "language": "en"})
    words = page.content.decode()
    assert "1 question goes out" in words
    assert "The format has no such questions: Ordering." in words
    assert "Left out: feedback." in words
    file = desk.get(reverse("question_export:index"), {"format": "moodlexml", "language": "kk", "tag": tag.pk, "download": "1"})
    assert file["Content-Type"] == "application/xml; charset=utf-8"
    assert file["Content-Disposition"] == 'attachment; filename="questions-moodlexml-kk.xml"'
    assert "Single? қаз" in file.content.decode()
    assert "Order қаз" not in file.content.decode()


@pytest.mark.parametrize(
    ("chosen", "codes"),
    [({"codes": "Q-2, Q-3"}, {"Q-2", "Q-3"}), ({"category": "general"}, {"Q-1", "Q-2"}), ({}, {"Q-1", "Q-2", "Q-3"})],
)
def test_questions_are_chosen_by_category_and_code(desk, shelf, chosen, codes):
    make.question("Q-1")
    make.question("Q-2")
    make.question("Q-3", category=shelf)
    if "category" in chosen:
        chosen = {"category": Category.objects.get(slug=chosen["category"]).pk}
    text = desk.get(reverse("question_export:index"), {"format": "gift", "language": "ru", "download": 1, **chosen}).content.decode()
    assert set(re.findall(r"\[id:(Q-\d)\]", text)) == codes


def test_the_link_to_the_file_asks_for_what_was_looked_at(desk):
    make.question("Q-1")
    page = desk.get(reverse("question_export:index"), {"format": "gift", "language": "ru", "codes": "Q-1"})
    assert "::Q-1::" in desk.get(reverse("question_export:index") + page.context["download"]).content.decode()


def test_an_export_of_nothing_valid_shows_the_form(desk):
    page = desk.get(reverse("question_export:index"), {"format": "doc", "language": "ru", "download": 1})
    assert (page.status_code, page.context["exported"]) == (200, None)


# Who may -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("permissions", [[], ["view_question"], ["change_question"]], ids=["none", "view", "change"])
def test_import_is_for_those_who_may_add(client, outsider, saule, shelf, settings, permissions):
    settings.DEMO = True
    draft = ImportDraft.objects.create(
        content=b"A{T}", file_name="a", format="gift", language="ru", category=shelf, made_by=outsider, made_at="2026-11-23T00:00Z"
    )
    client.force_login(allow(outsider, *permissions))
    addresses = [reverse("question_import:index"), reverse("question_import:report", args=[draft.pk])]
    for address in addresses:
        assert client.get(address).status_code in (302, 403)
        assert client.post(address).status_code in (302, 403)
    assert not Question.objects.exists()


@pytest.mark.parametrize("permissions", [[], ["add_question"]], ids=["none", "add"])
def test_export_is_for_those_who_may_view(client, outsider, settings, permissions):
    settings.DEMO = True
    make.question("Q-1")
    client.force_login(allow(outsider, *permissions))
    answer = client.get(reverse("question_export:index"), {"format": "gift", "language": "ru", "download": 1})
    assert answer.status_code in (302, 403)
    assert b"Q-1" not in answer.content


@pytest.mark.parametrize("name", ["question_import:index", "question_export:index"])
def test_a_visitor_is_sent_to_the_door(client, name):
    assert client.get(reverse(name)).status_code == 302


def test_nobody_sees_the_draft_of_another(desk, client, outsider, shelf):
    address = upload(desk, shelf).url
    client.force_login(allow(outsider, "add_question", "view_question"))
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code in (302, 404)  # sent on to the address with the language, where there is nothing
        assert b"First" not in answer.content
    assert ImportDraft.objects.get().state == DraftState.SHOWN


def test_the_menu_shows_what_one_may_do(desk, client, outsider):
    assert "question-import" in desk.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(allow(outsider, "view_question"))
    words = client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("question-export" in words, "question-import" in words) == (True, False)


# Words -------------------------------------------------------------------------------------------------------------


def test_every_reason_has_words():
    """Every code that the formats name, found in their source."""
    room = Path("quizzes")
    sources = [*room.glob("formats/**/*.py"), room / "importing.py"]
    found = set()
    for path in sources:
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'(?:Refused|Reason|notes\.add)\(\s*"([a-z0-9_]+)"', text))
    found |= {"several_right_for_one", "no_right_answer", "several_numbers", "exists", "exists_same"}
    assert found - set(WORDS) == set()
    assert set(WORDS) - found == set()


@pytest.mark.parametrize("code", WORDS)
def test_words_can_be_said(code):
    params = dict.fromkeys(re.findall(r"%\((\w+)\)s", str(WORDS[code])), "x")
    assert say(Reason(code, params)).count("%(") == 0


def test_states_have_words():
    assert set(STATES) == {"kept", "adapted", "existing", "refused"}
