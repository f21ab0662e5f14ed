"""Facts and laws with their age, tables, quotations."""

from datetime import date

import pytest

from courses.drawing import merge
from tests.courses.blocks import drawn

FACT = {
    "kind": "fact",
    "statement": "<p>The helpline is free.</p>",
    "source_title": "Ministry",
    "source_url": "https://example.kz/111",
    "checked_on": "2026-11-23",
    "review_by": "2027-05-23",
}


def merged(html, today):
    return merge(html, {}, action=lambda block, kind="block": f"/{kind}/{block}/", csrf="", today=today)


def test_a_fact_names_its_source_and_both_days():
    html = drawn.block("fact", FACT)
    assert 'data-kind="fact"' in html
    assert '<a href="https://example.kz/111" rel="noopener">Ministry</a>' in html
    assert '<time datetime="2026-11-23">' in html
    assert '<time datetime="2027-05-23">' in html


def test_a_law_without_an_address_names_its_source_all_the_same():
    html = drawn.block("fact", {**FACT, "kind": "law", "source_url": ""})
    assert 'data-kind="law"' in html
    assert "Law" in html
    assert "Ministry" in html
    assert "<a " not in html


@pytest.mark.parametrize(("language", "day"), [("kk", "2026 ж. 23 қараша"), ("ru", "23 ноября 2026")])
def test_days_are_written_as_each_language_writes_them(language, day):
    assert day in drawn.block("fact", FACT, language=language)


@pytest.mark.parametrize(
    ("today", "is_hidden"), [(date(2027, 5, 22), True), (date(2027, 5, 23), True), (date(2027, 5, 24), False)], ids=str
)
def test_a_fact_says_when_it_is_overdue_for_review(today, is_hidden):
    html = merged(drawn.block("fact", FACT), today)
    assert ('class="fact-card__overdue" hidden' in html) is is_hidden


def test_a_table_scrolls_by_keyboard_and_names_its_rows_and_columns():
    rows = drawn.items(drawn.items("Skills", "Lasting"), drawn.items("Fear", "Weak"))
    html = drawn.block("table", {"caption": "Compared", "columns": drawn.items("Way", "Result"), "rows": rows})
    assert 'role="region" aria-label="Compared" tabindex="0"' in html
    assert "<caption><span>Compared</span></caption>" in html
    assert html.count('<th scope="col">') == 2
    assert '<th scope="row">Skills</th><td>Lasting</td>' in html


def test_a_quotation_says_whose_words_they_are():
    html = drawn.block("quotation", {"text": "Listen first.", "attribution": "A mentor", "source": "https://example.kz/a"})
    assert '<blockquote cite="https://example.kz/a">' in html
    assert 'rel="noopener">A mentor</a></figcaption>' in html


def test_a_quotation_of_nobody_has_no_empty_caption():
    assert "figcaption" not in drawn.block("quotation", {"text": "Listen first.", "attribution": "", "source": ""})
