"""A file of questions is looked at, then taken into the bank: all that was shown, once, and nothing else."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image as Pillow
from wagtail.images import get_image_model

from quizzes import importing, stocking
from quizzes.exporting import export_questions
from quizzes.models import Category, DraftState, ImportDraft, Question, QuestionVersion
from quizzes.tasks import sweep
from tests.quizzes import make

pytestmark = pytest.mark.django_db

GOOD = "// [id:N-1] [tag:law]\n::First::Кто?{=Я#да ~Ты}"
HALF = "::Second one::Что?{=Это ~%50%То ~Ничто}"
BAD = "::Third::Нет ответа{~a ~b}"


@pytest.fixture
def shelf(db):
    return Category.objects.create(name="Imported", slug="imported")


def preview(text, **options):
    return importing.preview(text.encode(), "gift", "ru", **options)


def draft(saule, shelf, text, *, name="gift", language="ru", **fields):
    data = text if isinstance(text, bytes) else text.encode()
    values = {"made_by": saule, "made_at": timezone.now(), "category": shelf, "file_name": "a.txt", **fields}
    return ImportDraft.objects.create(content=data, format=name, language=language, **values)


def take(made, **options):
    stocking.ask(made, **options)
    return stocking.stock(made.pk, at=timezone.now())


def test_a_look_tells_what_becomes_of_each_question_and_saves_nothing(shelf):
    report = preview(f"{GOOD}\n\n{HALF}\n\n{BAD}")
    assert [(row.line, row.state, row.code, [reason.code for reason in row.reasons]) for row in report.rows] == [
        (2, "kept", "N-1", []),
        (4, "adapted", "Second-one", ["partial_credit_dropped"]),
        (6, "refused", "", ["no_right_answer"]),
    ]
    assert not Question.objects.exists()


def test_what_was_shown_is_taken(saule, shelf):
    assert take(draft(saule, shelf, f"{GOOD}\n\n{HALF}\n\n{BAD}")) == 2
    question = Question.objects.get(code="N-1")
    assert (question.category, list(question.tags.names()), question.latest.created_by) == (shelf, ["law"], saule)
    assert question.latest.body["prompt"] == {"ru": "<p>Кто?</p>"}
    assert [choice["text"] for choice in question.latest.body["choices"]] == [{"ru": "Я"}, {"ru": "Ты"}]


def test_what_nobody_here_has_checked_is_due_for_review(saule, shelf):
    take(draft(saule, shelf, GOOD))
    assert Question.objects.get().review_by == timezone.localdate()


def test_a_second_click_takes_nothing(saule, shelf):
    made = draft(saule, shelf, GOOD)
    assert stocking.ask(made)
    assert not stocking.ask(made, new_versions=True)
    assert stocking.stock(made.pk, at=timezone.now()) == 1
    assert not stocking.ask(made)
    assert stocking.stock(made.pk, at=timezone.now()) is None
    made.refresh_from_db()
    assert (made.state, made.saved, made.new_versions, QuestionVersion.objects.count()) == (DraftState.SAVED, 1, False, 1)


def test_a_file_that_nobody_asked_for_is_not_taken(saule, shelf):
    assert stocking.stock(draft(saule, shelf, GOOD).pk, at=timezone.now()) is None
    assert not Question.objects.exists()


def failing_at_the_second(monkeypatch, error):
    """One question a go, and the second go fails."""
    real, calls = stocking.add_questions, []

    def failing(new, **facts):
        calls.append(new)
        if len(calls) == 2:
            raise error
        real(new, **facts)

    monkeypatch.setattr(stocking, "STEP", 1)
    monkeypatch.setattr(stocking, "add_questions", failing)


@pytest.mark.parametrize(("error", "fault"), [(RuntimeError(), "broken"), (IntegrityError(), "meanwhile")], ids=["broken", "meanwhile"])
def test_what_fails_in_the_middle_leaves_nothing_and_may_be_tried_again(saule, shelf, monkeypatch, error, fault):
    made = draft(saule, shelf, f"{GOOD}\n\n{HALF}")
    with monkeypatch.context() as patch:
        failing_at_the_second(patch, error)
        with pytest.raises(type(error)):
            take(made)
    made.refresh_from_db()
    assert (made.state, made.fault, Question.objects.count()) == (DraftState.FAILED, fault, 0)
    assert take(made) == 2


def test_a_database_that_goes_away_leaves_the_file_waiting_for_the_sweep(saule, shelf, monkeypatch, chores_here):
    made = draft(saule, shelf, f"{GOOD}\n\n{HALF}")
    with monkeypatch.context() as patch:
        failing_at_the_second(patch, OperationalError())
        with pytest.raises(OperationalError):
            take(made)
    made.refresh_from_db()
    assert (made.state, Question.objects.count()) == (DraftState.SAVING, 0)
    sweep()
    made.refresh_from_db()
    assert (made.state, made.saved, Question.objects.count()) == (DraftState.SAVED, 2, 2)


def test_how_far_it_is_can_be_seen_while_it_goes_on(saule, shelf, monkeypatch):
    made, seen = draft(saule, shelf, f"{GOOD}\n\n{HALF}"), []
    monkeypatch.setattr(stocking, "STEP", 1)
    monkeypatch.setattr(stocking, "add_questions", lambda new, **facts: seen.append(stocking.progress_of(made)))
    assert stocking.progress_of(made) == (0, 0)
    take(made)
    assert seen == [(0, 2), (1, 2)]


def test_codes_have_the_prefix_and_never_meet(shelf):
    report = preview("::Law::A?{T}\n\n::Law::B?{F}\n\n::Закон\\: о детях!::C?{T}\n\nWho was there?{T}", prefix="imp-")
    assert [row.code for row in report.rows] == ["imp-Law", "imp-Law-2", "imp-Закон-о-детях", "imp-Who-was-there"]


def test_a_number_that_stands_twice_in_the_file_is_refused(shelf):
    report = preview(f"{GOOD}\n\n{GOOD}")
    assert [(row.state, [reason.code for reason in row.reasons]) for row in report.rows] == [("kept", []), ("refused", ["code_twice"])]


# What the bank has already -----------------------------------------------------------------------------------------


def test_a_question_that_the_bank_has_is_left_alone(saule, shelf):
    version = make.question("N-1")
    made = draft(saule, shelf, GOOD)
    assert [row.state for row in preview(GOOD).rows] == ["existing"]
    assert take(made) == 0
    assert Question.objects.get().latest == version


def exported(code, language, *, name="gift"):
    questions = Question.objects.filter(code=code).select_related("latest")
    return export_questions(questions, name, language).text


@pytest.mark.parametrize("name", ["gift", "moodlexml"])
@pytest.mark.parametrize("kind", ["single", "multiple", "truefalse", "numeric", "matching", "ordering"])
def test_what_went_out_unchanged_comes_home_unnoticed(saule, shelf, kind, name):
    version = make.question("N-1", kind)
    made = draft(saule, shelf, exported("N-1", "ru", name=name), name=name)
    [row] = importing.preview(made.content, name, "ru").rows
    assert (row.state, [reason.code for reason in row.reasons]) == ("existing", ["exists_same"])
    assert take(made, new_versions=True) == 0
    assert Question.objects.get().latest == version


def test_a_translated_file_comes_home_as_a_new_version_that_keeps_the_other_languages(saule, shelf):
    make.question("N-1", tags=["law"], source_title="A law")
    text = exported("N-1", "ru").replace("One рус", "Один").replace("Single?", "Кто")
    assert take(draft(saule, shelf, text), new_versions=True) == 1
    question = Question.objects.get()
    first = question.latest.body["choices"][0]
    assert question.latest.number == 2
    assert (first["id"], first["text"]) == ("wrong-1", {"kk": "One қаз", "ru": "Один", "en": "One eng"})
    assert question.latest.body["prompt"]["kk"] == "<p>Single? қаз</p>"
    assert (question.category.slug, list(question.tags.names()), question.source_title) == ("general", ["law"], "A law")


def test_a_file_with_another_key_does_not_become_a_version(saule, shelf):
    make.question("N-1")
    made = draft(saule, shelf, GOOD)
    assert [reason.code for row in preview(GOOD).rows for reason in row.reasons] == ["exists_other_shape"]
    assert take(made, new_versions=True) == 0


# Shelves -----------------------------------------------------------------------------------------------------------


def test_categories_of_the_file_become_shelves_when_asked(saule, shelf):
    text = f"$CATEGORY: Закон/Полиция\n\n{GOOD}\n\n$CATEGORY: Закон\n\n{HALF}"
    take(draft(saule, shelf, text, shelves=True))
    inner = Question.objects.get(code="N-1").category
    assert (inner.name, inner.parent.name, inner.parent.parent) == ("Полиция", "Закон", shelf)
    assert Question.objects.get(code="Second-one").category == inner.parent


def test_otherwise_everything_stands_on_the_chosen_shelf(saule, shelf):
    take(draft(saule, shelf, f"$CATEGORY: Закон/Полиция\n\n{GOOD}"))
    assert Question.objects.get().category == shelf


# Pictures ----------------------------------------------------------------------------------------------------------


def png(size=(4, 3)):
    data = io.BytesIO()
    Pillow.new("RGB", size, "red").save(data, "PNG")
    return data.getvalue()


def with_picture(data):
    from tests.quizzes.formats.test_moodlexml import answer, b64encode, quiz

    file = f'<file name="map.png" encoding="base64">{b64encode(data).decode()}</file>'
    asked = f'<questiontext><text>Where? &lt;img src="@@PLUGINFILE@@/map.png" alt="A map"&gt;</text>{file}</questiontext>'
    return quiz(
        f'<question type="truefalse"><name><text>M</text></name>{asked}{answer(100, "true")}{answer(0, "false")}</question>'
    ).encode()


def test_a_picture_is_looked_at_before_it_is_taken():
    [row] = importing.preview(with_picture(b"\x89PNG no picture"), "moodlexml", "en").rows
    assert (row.state, [reason.code for reason in row.reasons], row.entry.picture) == ("adapted", ["picture_unreadable"], None)


def test_a_script_that_calls_itself_a_picture_is_none():
    [row] = importing.preview(with_picture(b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>"), "moodlexml", "en").rows
    assert row.entry.picture is None


def test_a_picture_comes_into_the_bank_and_goes_out_again(saule, shelf, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    take(draft(saule, shelf, with_picture(png()), name="moodlexml", language="en"))
    image = get_image_model().objects.get()
    assert (image.width, image.height, image.uploaded_by_user) == (4, 3, saule)
    assert Question.objects.get().latest.body["picture"] == {"image": image.pk, "alt": {"en": "A map"}}
    out = exported("M", "en", name="moodlexml").encode()
    [row] = importing.preview(out, "moodlexml", "en").rows
    assert (row.entry.picture.data, row.entry.picture.alt) == (png(), "A map")


def test_no_picture_file_stays_behind_when_saving_fails(saule, shelf, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    made = draft(saule, shelf, with_picture(png()), name="moodlexml", language="en")
    monkeypatch.setattr(stocking, "add_questions", lambda new, **facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take(made)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not get_image_model().objects.exists()


# Drafts ------------------------------------------------------------------------------------------------------------


def test_a_draft_is_its_makers_alone(saule, outsider, shelf):
    made = draft(saule, shelf, GOOD)
    assert list(ImportDraft.objects.visible_to(saule)) == [made]
    assert not ImportDraft.objects.visible_to(outsider)


def test_old_drafts_are_forgotten(saule, shelf):
    now = timezone.now()
    draft(saule, shelf, GOOD, made_at=now - timedelta(days=4))
    kept = draft(saule, shelf, GOOD, made_at=now - timedelta(days=2))
    sweep()
    assert list(ImportDraft.objects.all()) == [kept]


def test_a_hundred_questions_take_hardly_more_queries_than_ten(saule, shelf):
    def queries(count, prefix):
        text = "\n\n".join(f"// [tag:law]\n::{prefix} {number}::Кто?{{=Я ~Ты}}" for number in range(count))
        made = draft(saule, shelf, text)
        with CaptureQueriesContext(connection) as captured:
            assert take(made) == count
        return len(captured)

    queries(1, "first")  # makes the tag
    assert queries(100, "many") < queries(10, "few") + 10  # SQLite splits long inserts
