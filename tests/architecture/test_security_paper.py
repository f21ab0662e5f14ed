"""What docs/security.md claims: each test that it names is there, and no requirement stands in it twice."""

import re
from pathlib import Path

import pytest
from django.conf import settings

PAPER = (Path(settings.BASE_DIR) / "docs" / "security.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAPER)))
LINES = re.findall(r"^\| (\d+\.\d+\.\d+[^|]*)\|[^|]*\| ([✓✗○])", PAPER, re.MULTILINE)


@pytest.mark.parametrize(("path", "name"), NAMED, ids=[name for _path, name in NAMED])
def test_a_test_that_it_names_is_there(path, name):
    assert re.search(rf"\bdef {name}\(", (Path(settings.BASE_DIR) / path).read_text())


def test_each_requirement_has_one_answer():
    numbers = [number for cell, _answer in LINES for number in re.findall(r"\d+\.\d+\.\d+", cell)]
    assert len(numbers) == len(set(numbers))
    assert {int(number.partition(".")[0]) for number in numbers} == set(range(1, 18))


def test_every_line_of_its_tables_has_an_answer():
    rows = [row for row in PAPER.splitlines() if re.match(r"\| \d", row)]
    assert len(rows) == len(LINES)
