"""Many clicks, many workers, a worker that dies: the questions of a file come into the bank once, all of them."""

import subprocess
import sys

import pytest
from django.utils import timezone

from quizzes import stocking, tasks
from quizzes.models import Category, DraftState, ImportDraft, Question, QuestionVersion
from tests.races.environment import environment
from tests.races.test_attempts import at_once
from tests.races.test_issuing import ROOT, kill, until

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
FILE = "\n\n".join(f"$CATEGORY: Shelf {number % 3}\n\n::Q {number}::Who?{{=I ~You}}" for number in range(30))


def draft(saule, shelf):
    values = {"format": "gift", "language": "en", "category": shelf, "shelves": True, "file_name": "a.txt"}
    return ImportDraft.objects.create(content=FILE.encode(), made_by=saule, made_at=timezone.now(), **values)


@pytest.fixture
def shelf(db):
    return Category.objects.create(name="Imported", slug="imported")


@pytest.fixture
def asked(saule, shelf):
    made = draft(saule, shelf)
    stocking.ask(made)
    return made


def stock(made):
    return stocking.stock(made.pk, at=timezone.now())


def in_the_bank():
    return Question.objects.count(), QuestionVersion.objects.count(), Category.objects.filter(parent__slug="imported").count()


def test_of_many_clicks_one_is_first(saule, shelf):
    made = draft(saule, shelf)
    assert sorted(at_once(lambda _number: stocking.ask(made), 10)) == [False] * 9 + [True]


def test_six_workers_take_a_file_over_once(asked):
    said = at_once(lambda _number: stock(asked), 6)
    assert sorted(said, key=str) == [30] + [None] * 5
    assert in_the_bank() == (30, 30, 3)


def test_the_same_file_twice_at_once_never_saves_half(saule, shelf, asked):
    """Whoever is second finds everything there, or fails whole and may try again."""
    other = draft(saule, shelf)
    stocking.ask(other)
    drafts = [asked, other]
    at_once(lambda number: stock(drafts[number]), 2)
    assert in_the_bank() == (30, 30, 3)
    for made in drafts:
        made.refresh_from_db()
        assert (made.state, made.fault) in {(DraftState.SAVED, ""), (DraftState.FAILED, "meanwhile")}
    for made in drafts:
        stocking.ask(made)
        stock(made)
        made.refresh_from_db()
        assert made.state == DraftState.SAVED
    assert in_the_bank() == (30, 30, 3)


def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_next_one_completes(asked, tmp_path, chores_here):
    written = tmp_path / "written"
    command = [sys.executable, "-m", "tests.races.hanging_import", str(asked.pk), str(written)]
    hanging = subprocess.Popen(command, cwd=ROOT, env=environment(), start_new_session=True)
    try:
        until(written.exists)
        assert stock(asked) is None  # the first one is still at it
    finally:
        kill(hanging)
    asked.refresh_from_db()
    assert (asked.state, in_the_bank()) == (DraftState.SAVING, (0, 0, 0))

    def swept():
        tasks.sweep()
        asked.refresh_from_db()
        return asked.state == DraftState.SAVED

    until(swept)  # the dead worker's connection is given up by then
    tasks.sweep()
    assert (asked.saved, in_the_bank()) == (30, (30, 30, 3))
