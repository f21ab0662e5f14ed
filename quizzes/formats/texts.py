"""Texts of a file made into the bank's: rich ones as clean simple HTML, plain ones without any markup. Linear in the length of the text."""

import re
from html import escape, unescape

import nh3

from quizzes.formats.entries import Notes, Refused
from quizzes.questions import TAGS

HTML, MOODLE, PLAIN, MARKDOWN = "html", "moodle", "plain", "markdown"
LONGEST_TEXT = 30_000
DEEPEST = 100
LONGEST_NAME = 60

BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "div", "table", "tr", "blockquote", "pre")
CLOSED_BY_THEMSELVES = {"p", "li", "br", "hr", "img", "input", "tr", "td", "th", "dt", "dd", "option", "col", "wbr"}
UNNOTED = {"img", "div", "span", "font"}  # pictures have a note of their own; the others carry nothing but looks

STRAY = re.compile(r"<(?!/?[a-zA-Z][^<>]*>|!--)")  # a "<" that begins no tag
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
BREAK = re.compile(r"<br\b[^<>]*>|</(?:" + "|".join(BLOCKS) + r")\s*>", re.IGNORECASE)
INLINE_DATA = re.compile(r"data:[a-zA-Z0-9/+.;=-]{1,80},[A-Za-z0-9+/=\s%]*")
BOLD = re.compile(r"\*\*([^*\n]+)\*\*|__([^_\n]+)__")
ITALIC = re.compile(r"\*([^*\n]+)\*|(?<!\w)_([^_\n]+)_(?!\w)")
BULLET, NUMBERED = re.compile(r"\s*[-*+]\s+(.*)"), re.compile(r"\s*\d{1,3}[.)]\s+(.*)")


def rich(text: str, form: str, notes: Notes, *, pictures_kept: int = 0) -> str:
    """Simple HTML, cleaned as the bank cleans what authors write."""
    html = STRAY.sub("&lt;", _html(_bounded(text), form, notes))
    _require_shallow(html)
    names = {name.lower() for _slash, name in TAG.findall(html)}
    if unknown := sorted(names - TAGS - UNNOTED):
        notes.add("html_simplified", tags=", ".join(unknown[:10]))
    pictures = sum(name.lower() == "img" for _slash, name in TAG.findall(html))
    if pictures > pictures_kept:
        notes.add("pictures_dropped", count=pictures - pictures_kept)
    return nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}).strip()


def plain(text: str, form: str, notes: Notes) -> str:
    """The words alone. Markup that carried meaning is noted as dropped."""
    text = _bounded(text)
    if form == PLAIN:
        return text
    html = STRAY.sub("&lt;", _markdown(text, notes) if form == MARKDOWN else text)
    _require_shallow(html)
    names = {name.lower() for _slash, name in TAG.findall(html)}
    if "img" in names:
        notes.add("pictures_dropped", count=sum(name.lower() == "img" for _slash, name in TAG.findall(html)))
    if dropped := sorted(names - UNNOTED - {"p", "br"}):
        notes.add("formatting_dropped", tags=", ".join(dropped[:10]))
    return words(html)


def words(html: str) -> str:
    """What HTML says, a line for each of its lines."""
    # Newlines of the source are mere spaces; those that the markup means are put in afterwards.
    lines = BREAK.sub("\n", " ".join(html.split()))
    said = unescape(nh3.clean(lines, tags=set()))
    return "\n".join(line for line in (" ".join(each.split()) for each in said.split("\n")) if line)


def paragraphs(text: str) -> str:
    """Plain text as HTML."""
    return "".join(f"<p>{escape(each, quote=False).replace(chr(10), '<br>')}</p>" for each in re.split(r"\n{2,}", text.strip()) if each)


def short_name(html: str) -> str:
    """A name for a question that has none: how it begins."""
    line = " ".join(words(html[:1000]).split())
    return line if len(line) <= LONGEST_NAME else line[:LONGEST_NAME].rsplit(" ", 1)[0] + "…"


def _html(text: str, form: str, notes: Notes) -> str:
    if form == PLAIN:
        return paragraphs(text)
    if form == MARKDOWN:
        return _markdown(text, notes)
    if form == MOODLE and text and not any(f"<{block}" in text.lower() for block in BLOCKS):
        return "".join(f"<p>{each.strip().replace(chr(10), '<br>')}</p>" for each in re.split(r"\n\s*\n", text) if each.strip())
    return text


def _bounded(text: str) -> str:
    text = INLINE_DATA.sub("", text).strip()
    if len(text) > LONGEST_TEXT:
        raise Refused("text_too_long", most=LONGEST_TEXT)
    return text


def _require_shallow(html: str) -> None:
    """Cleaning takes the square of the depth."""
    depth = 0
    for slash, name in TAG.findall(html):
        if name.lower() not in CLOSED_BY_THEMSELVES:
            depth = max(0, depth - 1) if slash else depth + 1
        if depth > DEEPEST:
            raise Refused("text_too_deep", most=DEEPEST)


def _markdown(text: str, notes: Notes) -> str:
    """The most used part of Markdown: paragraphs, lists, bold, italic."""
    notes.add("markdown_simplified")
    html: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        for tag, pattern in (("ul", BULLET), ("ol", NUMBERED)):
            items = [pattern.fullmatch(line) for line in block.split("\n")]
            if block and all(items):
                html.append(f"<{tag}>" + "".join(f"<li>{item[1]}</li>" for item in items if item) + f"</{tag}>")
                break
        else:
            html.append(f"<p>{block.replace(chr(10), '<br>')}</p>" if block else "")
    bold = BOLD.sub(lambda found: f"<strong>{found[1] or found[2]}</strong>", "".join(html))
    return ITALIC.sub(lambda found: f"<em>{found[1] or found[2]}</em>", bold)
