"""Parts that questions of every kind have: texts with their format, the picture, the explanation, answers with weights."""

import binascii
import re
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import unescape
from urllib.parse import unquote

from quizzes.formats import wording
from quizzes.formats.entries import LARGEST_PICTURE, FilePicture, Notes, Refused
from quizzes.formats.moodlexml.tree import Node
from quizzes.formats.numbers import weight_in
from quizzes.formats.shapes import Asked, Option
from quizzes.formats.texts import HTML, MARKDOWN, MOODLE, PLAIN, plain, rich, words

FORMS = {"html": HTML, "moodle_auto_format": MOODLE, "plain_text": PLAIN, "markdown": MARKDOWN, "wiki_like": MOODLE}
IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
SOURCE = re.compile(r"\ssrc\s*=\s*[\"']([^\"'<>]*)[\"']", re.IGNORECASE)
ALT = re.compile(r"\salt\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.IGNORECASE)
# What Moodle puts there unless an author changes it: nothing is lost with it.
STANDARD = {
    "Your answer is correct.",
    "Your answer is partially correct.",
    "Your answer is incorrect.",
    "Ваш ответ верный.",
    "Ваш ответ частично правильный.",
    "Ваш ответ неправильный.",
}


@dataclass(frozen=True)
class Question:
    """The node with what was read of it so far."""

    node: Node
    asked: Asked
    form: str
    html: str
    picture: FilePicture | None


def question(node: Node, language: str, notes: Notes) -> Question:
    """The parts that all kinds share. Raises Refused."""
    text = node.first("questiontext")
    form = form_of(text, HTML)
    picture = _picture(node, text, notes)
    prompt = rich(text.text, form, notes, pictures_kept=1 if picture else 0)
    if not words(prompt):
        if not picture:
            raise Refused("no_text")
        prompt = f"<p>{wording.SEE_PICTURE[language]}</p>"
    _note_left_behind(node, form, notes)
    return Question(node, Asked(language, prompt, said(node.first("generalfeedback"), form, notes), notes), form, text.text, picture)


def form_of(node: Node, default: str) -> str:
    return FORMS.get(node.attributes.get("format", "").strip(), default)


def said(node: Node, default: str, notes: Notes) -> str:
    """The words of a text with a format."""
    if node.has("file"):
        notes.add("pictures_dropped", count=len(node.all("file")))
    return plain(node.text, form_of(node, default), notes)


def options(found: Question, *, typed: bool = False) -> list[Option]:
    """The `<answer>`s. Typed ones are words without markup whatever the format."""
    listed = []
    for answer in found.node.all("answer"):
        text = plain(answer.text, PLAIN, found.asked.notes) if typed else said(answer, found.form, found.asked.notes)
        listed.append(Option(text, weight(answer), said(answer.first("feedback"), found.form, found.asked.notes)))
    return listed


def weight(answer: Node) -> Fraction:
    return weight_in(answer.attributes.get("fraction", "0") or "0")


def is_true(node: Node, *, otherwise: bool) -> bool:
    return {"": otherwise, "0": False, "false": False}.get(node.words.lower(), True)


def tags(node: Node) -> tuple[str, ...]:
    """Tags, those of the course too."""
    found = [tag.text for name in ("tags", "coursetags") for tag in node.first(name).all("tag")]
    return tuple(dict.fromkeys(" ".join(tag.split())[:100] for tag in found if tag))[:20]


def _note_left_behind(node: Node, form: str, notes: Notes) -> None:
    whole = [node.first(name).text for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")]
    if any(text and text not in STANDARD and words(text[:2000]) not in STANDARD for text in whole):
        notes.add("combined_feedback_dropped")
    if any(hint.text for hint in node.all("hint")):
        notes.add("hints_dropped")


def _picture(node: Node, text: Node, notes: Notes) -> FilePicture | None:
    """The first picture of the question's text."""
    files = text.all("file")
    images: Sequence[str] = IMAGE.findall(text.text[:100_000])
    first = images[0] if images else ""
    wanted = unquote(unescape((SOURCE.search(first) or ["", ""])[1])).rsplit("/", 1)[-1]
    found = next((each for each in files if each.attributes.get("name") == wanted), next(iter(files), None))
    if found is None:
        return _old_picture(node, notes)
    if len(files) > max(1, len(images)):
        notes.add("pictures_dropped", count=len(files) - 1)
    alt = ALT.search(first)
    return _decoded(found.words, found.attributes.get("name", ""), unescape(alt[1] or alt[2] or "") if alt else "", notes)


def _old_picture(node: Node, notes: Notes) -> FilePicture | None:
    """As Moodle 1.9 wrote it."""
    return _decoded(node.first("image_base64").words, node.first("image").words, "", notes) if node.has("image_base64") else None


def _decoded(encoded: str, name: str, alt: str, notes: Notes) -> FilePicture | None:
    plain_name = " ".join(name.split())[-100:] or "picture"
    if len(encoded) > LARGEST_PICTURE * 3 // 2:
        notes.add("picture_too_large", name=plain_name, megabytes=LARGEST_PICTURE // 1024**2)
        return None
    try:
        data = b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        notes.add("picture_unreadable", name=plain_name)
        return None
    if not data:
        return None
    if not alt.strip():
        notes.add("picture_without_words")
    return FilePicture(plain_name, data, " ".join(alt.split())[:300])
