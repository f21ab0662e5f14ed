"""A file written and at once read back: what came back otherwise is said to be lost, or the question is left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from quizzes.formats.entries import Body, Entry, Format, Reason, Source
from quizzes.formats.numbers import written
from quizzes.formats.shapes import MARKER, letters
from quizzes.questions import LANGUAGES

# What a question can do without. Whatever else comes back otherwise would make it another question.
LOSABLE = {"feedback", "feedback_true", "feedback_false", "folds", "unit", "rubric", "words_min", "words_max", "file", "picture"}
LISTS = ("choices", "pairs", "extra", "steps", "gaps", "rubric")  # parts whose ids say nothing outside the bank, in this order


class Untold(Exception):  # noqa: N818 — it reads as what it is
    """A text of the question lacks the language."""


@dataclass(frozen=True)
class Loss:
    """Of a question that is in the file: what it lacks there. Of one that is not (`whole`): why."""

    code: str
    reason: Reason
    whole: bool = False


@dataclass(frozen=True)
class Exported:
    text: str
    count: int
    losses: tuple[Loss, ...]


def export(chosen: Format, sources: Sequence[Source], language: str) -> Exported:
    """The file, and what it does not say. Linear in the number of questions."""
    kept: list[Source] = []
    losses: list[Loss] = []
    for source in sources:
        if source.kind not in chosen.kinds:
            losses.append(Loss(source.code, Reason("kind_not_sayable", {"kind": source.kind}), whole=True))
            continue
        try:
            told = replace(source, body=in_language(source.body, language))
        except Untold:
            losses.append(Loss(source.code, Reason("language_missing", {"language": language}), whole=True))
            continue
        lost = _lost(chosen, told, language)
        if lost <= LOSABLE:
            kept.append(told)
            losses += [Loss(source.code, Reason("part_lost", {"part": part})) for part in sorted(lost)]
        else:
            losses.append(Loss(source.code, Reason("not_sayable", {"parts": ", ".join(sorted(lost - LOSABLE))}), whole=True))
    return Exported(chosen.write(kept, language), len(kept), tuple(losses))


def _lost(chosen: Format, source: Source, language: str) -> set[str]:
    """Names of the parts that do not come back as they were."""
    items = chosen.read(chosen.write([source], language).encode(errors="replace"), language)
    entries = [item for item in items if isinstance(item, Entry)]
    if len(items) != 1 or len(entries) != 1 or entries[0].kind != source.kind:
        return {"body"}
    pictures = (source.picture and source.picture.data) != (entries[0].picture and entries[0].picture.data)
    return differences(source.body, entries[0].body) | ({"picture"} if pictures else set())


def in_language(body: Body, language: str) -> Body:
    """The body in one language, its parts numbered by their place, as reading a file would give it. Raises Untold."""
    told: Body = _told({name: part for name, part in body.items() if name != "picture"}, language)
    if "gaps" in told and "text" in told:
        order = {identifier: place for place, identifier in enumerate(MARKER.findall(told["text"].get(language, "")))}
        told["gaps"] = sorted(told["gaps"], key=lambda gap: order.get(gap["id"], len(order)))
        ids = dict(zip((gap["id"] for gap in told["gaps"]), letters(), strict=False))
        renamed = MARKER.sub(lambda found: f"[[{ids.get(found[1], found[1])}]]", told["text"].get(language, ""))
        told["text"] = {language: renamed}
    if told.get("tolerance") == "0":
        del told["tolerance"]
    return _numbered(told)


def _told(part: Any, language: str) -> Any:
    if isinstance(part, dict) and part and set(part) <= set(LANGUAGES):
        if not part.get(language):
            raise Untold
        said = part[language]
        return {language: _trimmed(said) if isinstance(said, str) else [_trimmed(each) for each in said]}
    if isinstance(part, dict):
        return {name: _number(name, _told(each, language)) for name, each in part.items() if not _is_empty(each)}
    return [_told(each, language) for each in part] if isinstance(part, list | tuple) else part


def _is_empty(part: Any) -> bool:
    return part is None or (isinstance(part, dict | list | tuple | str) and not any(part.values() if isinstance(part, dict) else part))


def _trimmed(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _number(name: str, value: Any) -> Any:
    """Numbers of a body are stored as written; here they are compared."""
    if name not in ("answer", "tolerance") or not isinstance(value, str | int | float) or isinstance(value, bool):
        return value
    try:
        return written(Decimal(str(value)))
    except InvalidOperation:
        return value


def _numbered(body: Body) -> Body:
    ids = letters()
    found = dict(body)
    for name in (name for name in LISTS if name in body):
        # Pairs and extra right sides share their ids; the choices of a gap have their own.
        found[name] = [_numbered({**part, "id": next(ids)}) for part in body[name]]
    return found


def differences(one: Body, other: Body) -> set[str]:
    """The names of what differs, wherever it stands."""
    found: set[str] = set()
    for name in one.keys() | other.keys():
        mine, theirs = one.get(name), other.get(name)
        if mine == theirs or (name == "prompt" and _bare(mine) == _bare(theirs)):
            continue
        if isinstance(mine, list) and isinstance(theirs, list) and len(mine) == len(theirs) and name not in LOSABLE:
            for my_part, their_part in zip(mine, theirs, strict=True):
                found |= differences(my_part, their_part) if isinstance(my_part, dict) and isinstance(their_part, dict) else {name}
        else:
            found.add(name)
    return found


def _bare(prompt: Any) -> Any:
    """A prompt of one plain paragraph is the same with and without its tag."""
    if not isinstance(prompt, dict):
        return prompt
    return {
        language: text[3:-4] if text.startswith("<p>") and text.endswith("</p>") and text.count("<p>") == 1 else text
        for language, text in prompt.items()
    }
