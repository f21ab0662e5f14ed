"""What changed between two outlines."""

import pytest

from courses.comparing import Change, Item, Kind, compare


def item(key, **fields):
    defaults = {
        "title": key,
        "module": "m",
        "kind": "lesson",
        "required": True,
        "minutes": 10,
        "completion": "read",
        "revisions": {"kk": 1, "ru": 2},
    }
    return Item(key=key, **{**defaults, **fields})


A, B, C = item("a"), item("b"), item("c")


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        pytest.param([A, B], [A, B], [], id="nothing"),
        pytest.param([], [A], [Change("a", "a", Kind.ADDED)], id="added"),
        pytest.param([A, B], [B], [Change("a", "a", Kind.REMOVED)], id="removed"),
        pytest.param([A, B, C], [C, A, B], [Change("c", "c", Kind.MOVED)], id="one moved to the front, the others stayed"),
        pytest.param([A], [item("a", revisions={"kk": 9, "ru": 2})], [Change("a", "a", Kind.TEXT, ("kk",))], id="one language"),
        pytest.param([A], [item("a", revisions={"kk": 1, "ru": 2, "en": 3})], [Change("a", "a", Kind.TEXT, ("en",))], id="a language came"),
        pytest.param([A], [item("a", required=False)], [Change("a", "a", Kind.RULES)], id="rules"),
        pytest.param([A], [item("a", version=2)], [Change("a", "a", Kind.QUESTIONS)], id="questions"),
    ],
)
def test_differences(old, new, changes):
    assert compare(old, new) == changes


def test_only_texts_can_be_corrected_inside_an_edition():
    assert [Change("a", "a", kind).correctable for kind in Kind] == [kind is Kind.TEXT for kind in Kind]
