"""Moodle XML written, with pictures and tags, so that Moodle reads it too."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from fractions import Fraction
from html import escape
from urllib.parse import quote

from quizzes.formats import wording
from quizzes.formats.entries import Body, FilePicture, Source
from quizzes.formats.numbers import percent
from quizzes.formats.paths import written_path
from quizzes.formats.shapes import MARKER

TYPES = {
    "single": "multichoice",
    "multiple": "multichoice",
    "truefalse": "truefalse",
    "numeric": "numerical",
    "matching": "matching",
    "ordering": "ordering",
    "shorttext": "shortanswer",
    "essay": "essay",
    "gaps": "cloze",
}


def write(sources: Sequence[Source], language: str) -> str:
    """One `<quiz>`; a category stands where it changes."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    category: tuple[str, ...] = ()
    for source in sources:
        if source.category != category:
            category = source.category
            path = f"$course$/top/{written_path(category)}" if category else "$course$/top"
            parts.append(f'  <question type="category"><category>{_text(path)}</category></question>')
        parts.append(_written(source, language))
    return "\n".join([*parts, "</quiz>", ""])


def _written(source: Source, language: str) -> str:
    body = source.body
    html = _cloze(body, language) if source.kind == "gaps" else body["prompt"][language]
    lines = [
        f'  <question type="{TYPES[source.kind]}">',
        f"    <name>{_text(source.code)}</name>",
        f'    <questiontext format="html">{_text(html + _image(source.picture))}{_file(source.picture)}</questiontext>',
        f"    {_said('generalfeedback', body, 'feedback', language)}",
        f"    <idnumber>{escape(source.code)}</idnumber>",
        *(f"    {line}" for line in ANSWERS[source.kind](body, language)),
    ]
    if source.tags:
        lines.append(f"    <tags>{''.join(f'<tag>{_text(tag)}</tag>' for tag in source.tags)}</tags>")
    return "\n".join([*lines, "  </question>"])


def _choices(body: Body, language: str, *, several: bool = False) -> list[str]:
    right = sum(bool(choice.get("correct")) for choice in body["choices"])
    wrong = len(body["choices"]) - right
    lines = [f"<single>{'false' if several else 'true'}</single>", "<shuffleanswers>true</shuffleanswers>"]
    for choice in body["choices"]:
        share = Fraction(1, right) if choice.get("correct") else -Fraction(1, wrong) if several else Fraction(0)
        lines.append(_answer(share, choice["text"][language], _said("feedback", choice, "feedback", language)))
    return lines


def _several(body: Body, language: str) -> list[str]:
    return _choices(body, language, several=True)


def _true_false(body: Body, language: str) -> list[str]:
    shares = (Fraction(1), Fraction(0)) if body["answer"] else (Fraction(0), Fraction(1))
    return [
        _answer(shares[0], "true", _said("feedback", body, "feedback_true", language), form="moodle_auto_format"),
        _answer(shares[1], "false", _said("feedback", body, "feedback_false", language), form="moodle_auto_format"),
    ]


def _number(body: Body, language: str) -> list[str]:
    lines = [_answer(Fraction(1), body["answer"], f"<tolerance>{body.get('tolerance', '0')}</tolerance>")]
    if "unit" in body:
        lines.append(f"<units><unit><multiplier>1</multiplier><unit_name>{escape(body['unit'][language])}</unit_name></unit></units>")
        lines.append("<unitgradingtype>0</unitgradingtype><showunits>0</showunits>")
    return lines


def _pairs(body: Body, language: str) -> list[str]:
    given = [(pair["left"][language], pair["right"][language]) for pair in body["pairs"]]
    given += [("", extra["text"][language]) for extra in body.get("extra", [])]
    return [
        "<shuffleanswers>true</shuffleanswers>",
        *(f'<subquestion format="plain_text">{_text(left)}<answer>{_text(right)}</answer></subquestion>' for left, right in given),
    ]


def _steps(body: Body, language: str) -> list[str]:
    steps = [_answer(Fraction(place, 100), step["text"][language], "") for place, step in enumerate(body["steps"], 1)]
    head = ["<layouttype>VERTICAL</layouttype>", "<selecttype>ALL</selecttype>", f"<selectcount>{len(steps)}</selectcount>"]
    return [*head, "<gradingtype>RELATIVE_NEXT_EXCLUDE_LAST</gradingtype>", *steps]


def _short_text(body: Body, language: str) -> list[str]:
    exact = body.get("folds", {}).get("case") is False
    answers = [_answer(Fraction(1), text.replace("*", "\\*"), "") for text in body["accepted"][language]]
    return [f"<usecase>{int(exact)}</usecase>", *answers]


def _essay(body: Body, language: str) -> list[str]:
    rubric = body["rubric"]
    points = sum(max(level["points"] for level in each["levels"]) for each in rubric)
    criteria = "\n".join(each["criterion"][language] for each in rubric)
    own = "" if criteria == wording.CRITERION[language] else criteria
    limits = [
        f"<{tag}>{body[name]}</{tag}>" for name, tag in (("words_min", "minwordlimit"), ("words_max", "maxwordlimit")) if name in body
    ]
    return [
        f"<defaultgrade>{points}</defaultgrade>",
        "<responseformat>editor</responseformat>",
        f"<attachments>{int(bool(body.get('file')))}</attachments>",
        *limits,
        f'<graderinfo format="plain_text">{_text(own)}</graderinfo>',
    ]


def _no_answers(body: Body, language: str) -> list[str]:
    return []


ANSWERS: dict[str, Callable[[Body, str], list[str]]] = {
    "single": _choices,
    "multiple": _several,
    "truefalse": _true_false,
    "numeric": _number,
    "matching": _pairs,
    "ordering": _steps,
    "shorttext": _short_text,
    "essay": _essay,
    "gaps": _no_answers,
}


def _cloze(body: Body, language: str) -> str:
    gaps = {gap["id"]: _gap(gap, language) for gap in body["gaps"]}
    text = body["text"][language].replace("{", "&#123;")
    filled = MARKER.sub(lambda found: gaps.get(found[1], found[0]), text)
    prompt = body["prompt"][language]
    if prompt == f"<p>{wording.FILL_IN[language]}</p>":
        return filled
    return f'<div class="prompt">{prompt}</div>\n<div class="gaps">{filled}</div>'


def _gap(gap: Body, language: str) -> str:
    if "choices" in gap:
        listed = [f"%{100 if choice.get('correct') else 0}%{_embedded(choice['text'][language])}" for choice in gap["choices"]]
        return f"{{1:MULTICHOICE:{'~'.join(listed)}}}"
    kind = "SHORTANSWER_C" if gap.get("folds", {}).get("case") is False else "SHORTANSWER"
    texts = [f"%100%{_embedded(text.replace('*', chr(92) + '*'))}" for text in gap["accepted"][language]]
    return f"{{1:{kind}:{'~'.join(texts)}}}"


def _embedded(text: str) -> str:
    """Words inside the braces of a gap: what means something there goes as a character's number."""
    return "".join(f"&#{ord(sign)};" if sign in '\\{}~#=%/"[]' else sign for sign in escape(text, quote=False))


def _answer(share: Fraction, text: str, more: str, *, form: str = "plain_text") -> str:
    return f'<answer fraction="{percent(share)}" format="{form}">{_text(text)}{more}</answer>'


def _said(tag: str, part: Body, name: str, language: str) -> str:
    return f'<{tag} format="plain_text">{_text(part[name][language] if name in part else "")}</{tag}>'


def _image(picture: FilePicture | None) -> str:
    return f'\n<img src="@@PLUGINFILE@@/{quote(picture.name)}" alt="{escape(picture.alt)}">' if picture else ""


def _file(picture: FilePicture | None) -> str:
    if picture is None:
        return ""
    return f'<file name="{escape(picture.name)}" path="/" encoding="base64">{b64encode(picture.data).decode()}</file>'


def _text(text: str) -> str:
    return f"<text>{escape(text, quote=False)}</text>"
