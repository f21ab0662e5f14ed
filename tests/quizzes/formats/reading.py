"""What the tests of the formats share: reading one question, and what its texts say in English."""

from quizzes.formats.entries import Entry, Refusal
from quizzes.formats.registry import FORMATS


def read(name, text):
    """Everything in the file, read as English."""
    return FORMATS[name].read(text.encode() if isinstance(text, str) else text, "en")


def one(name, text) -> Entry:
    """The only question of the file."""
    items = read(name, text)
    assert len(items) == 1, items
    assert isinstance(items[0], Entry), items[0]
    return items[0]


def refused(name, text) -> Refusal:
    """The only refusal of the file."""
    items = read(name, text)
    assert len(items) == 1, items
    assert isinstance(items[0], Refusal), items[0]
    return items[0]


def codes(entry):
    """What was adapted."""
    return [note.code for note in entry.notes]


def said(part):
    """A body with its texts as plain strings."""
    if isinstance(part, dict):
        return said(part["en"]) if set(part) == {"en"} else {name: said(each) for name, each in part.items()}
    return [said(each) for each in part] if isinstance(part, list) else part


def chosen(entry):
    """The choices as the file gave them: text, whether right, feedback."""
    return [(choice["text"], choice.get("correct", False), choice.get("feedback", "")) for choice in said(entry.body)["choices"]]
