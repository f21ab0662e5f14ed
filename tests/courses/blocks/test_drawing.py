"""Merging one learner's state: in one pass, escaped, and nothing else."""

from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from courses.drawing import ITEM_LIMIT, TEXT_LIMIT, clean_state, merge

PAGE = (
    '<a href="⟦action:b1⟧">⟦csrf⟧</a><lesson-case data-state="⟦data:b1⟧"></lesson-case>'
    "<textarea>⟦text:b1⟧</textarea><input ⟦flag:b1:i1⟧><p ⟦overdue:2027-01-01⟧></p>"
)
hostile = st.text() | st.sampled_from(
    ["</textarea><script>x</script>", '"><img src=x onerror=x>', "⟦csrf⟧", "⟦text:b1⟧", "{{ x }}", "\\1\\g<0>", "&lt;"]
)


def address(block, kind="block"):
    return f"/{kind}/{block}/"


def filled(html, states=None, **given):
    return merge(html, states or {}, action=address, csrf="token", **given)


class Tags(HTMLParser):
    """The tags of a page, the text in its textarea and the state in its attribute."""

    def __init__(self, html):
        super().__init__(convert_charrefs=False)
        self.tags, self.raw, self.state = [], "", ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.state = dict(attrs).get("data-state") or self.state


@given(text=hostile, extra=hostile)
def test_what_a_learner_wrote_never_breaks_out(text, extra):
    html = filled(PAGE, {"b1": {"text": text, "more": [extra]}})
    assert Tags(html).tags == ["a", "input", "lesson-case", "textarea", "input", "p"]
    assert unescape(html.partition("<textarea>")[2].partition("</textarea>")[0]) == unescape(unescape_free(text))


def unescape_free(text):
    """As a browser would read it back from its escaped form."""
    return text.replace("&", "&amp;")


@given(text=hostile)
def test_markers_in_a_learners_words_stay_words(text):
    once = filled("⟦text:b1⟧", {"b1": {"text": text + "⟦csrf⟧"}})
    assert "token" not in once.replace(text, "")
    assert once.endswith("⟦csrf⟧")


def test_a_learner_who_left_nothing_sees_an_untouched_lesson():
    html = filled(PAGE, today=date(2026, 11, 23))
    assert 'data-state=""' in html
    assert "<textarea></textarea>" in html
    assert "<input >" in html
    assert "<p hidden>" in html


def test_addresses_are_made_for_each_block():
    assert filled("⟦action:b1⟧ ⟦video:b2⟧") == "/block/b1/ /video/b2/"


def test_brackets_that_are_no_marker_stay():
    assert filled("⟦what⟧ ⟦flag⟨⟧") == "⟦what⟧ ⟦flag⟨⟧"


@pytest.mark.parametrize(
    ("marker", "state"),
    [("i1", {"items": ["i1"]}), ("i1-myth", {"answers": {"i1": "myth"}}), ("s1-r2", {"path": ["s1-r2"]})],
    ids=["checklist", "sorter", "case"],
)
def test_a_choice_is_checked_where_it_was_made(marker, state):
    assert filled(f"⟦flag:b1:{marker}⟧", {"b1": state}) == "checked"
    assert filled(f"⟦flag:b2:{marker}⟧", {"b1": state}) == ""
    assert filled("⟦flag:b1:other⟧", {"b1": state}) == ""


@pytest.mark.parametrize(
    ("kind", "form", "kept"),
    [
        ("reflection", "text=a%0D%0Ab", {"text": "a\nb"}),
        ("reflection", "", {"text": ""}),
        ("checklist", "items=i1&items=i2&items=i1", {"items": ["i1", "i2"]}),
        ("checklist", "", {"items": []}),
        ("sorter", "answer-i1=myth&answer-i2=fact&kind=sorter", {"answers": {"i1": "myth", "i2": "fact"}}),
        ("case", "path=s1-r1&path=s2-r1", {"path": ["s1-r1", "s2-r1"]}),
    ],
)
def test_a_form_is_kept(kind, form, kept):
    assert clean_state(kind, QueryDict(form)) == kept


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("reflection", {"text": "a"}),
        ("checklist", {"items": ["i1"]}),
        ("sorter", {"answers": {"i1": "myth"}}),
        ("case", {"path": ["s1-r1"]}),
    ],
)
def test_what_is_kept_is_kept_as_it_is_when_it_comes_again(kind, kept):
    assert clean_state(kind, kept) == kept
    assert clean_state(kind, {**kept, "percent": 100}) == kept


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("video", {"percent": 100}),
        ("text", {"text": "a"}),
        ("reflection", ["a"]),
        ("reflection", None),
        ("reflection", {"text": 5}),
        ("reflection", {"text": "a" * (TEXT_LIMIT + 1)}),
        ("checklist", {"items": "i1"}),
        ("checklist", {"items": [1]}),
        ("checklist", {"items": ["<b>"]}),
        ("checklist", {"items": ["i"] * (ITEM_LIMIT + 1)}),
        ("sorter", {"answers": {"i1": "maybe"}}),
        ("sorter", {"answers": {"i 1": "myth"}}),
        ("sorter", {"answers": {"i1": ["myth"]}}),
        ("sorter", {"answers": ["i1"]}),
        ("sorter", {"answers": None}),
        ("case", {"path": {"s1": "r1"}}),
    ],
)
def test_anything_else_is_refused(kind, data):
    with pytest.raises(ValueError):  # noqa: PT011
        clean_state(kind, data)


def test_characters_that_no_database_stores_are_left_out():
    assert clean_state("reflection", {"text": "a\x00b\ud800c"}) == {"text": "abc"}


@given(data=st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)))
def test_whatever_comes_is_cleaned_or_refused(data):
    for kind in ("reflection", "checklist", "sorter", "case"):
        for sent in (data, {"text": data, "items": data, "answers": data, "path": data}):
            try:
                kept = clean_state(kind, sent)
            except ValueError:
                continue
            filled(PAGE, {"b1": kept})
