"""Merging one learner's state into a lesson that was drawn for everybody; and which state a block may keep at all.

Pure: the tags of `courses.templatetags.lesson` print markers, `merge` replaces them in one pass. What a learner wrote is never searched for
markers and never leaves unescaped.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from typing import Any

from django.utils.timezone import localdate

MARKER = re.compile(r"⟦(text|flag|data|action|video|overdue|csrf)(?::([\w-]+))?(?::([\w-]+))?⟧")
ITEM = re.compile(r"[0-9A-Za-z-]{1,80}")
TEXT_LIMIT = 10_000
ITEM_LIMIT = 200


def merge(html: str, states: Mapping[str, dict], *, action: Callable[..., str], csrf: str, today: date | None = None) -> str:
    """The drawn body with every marker replaced. `states` by block id; `action(block_id)` and `action(block_id, "video")` are addresses."""
    day = (today or localdate()).isoformat()

    def fill(found: re.Match) -> str:
        what, block, item = found[1], found[2] or "", found[3] or ""
        state = states.get(block) or {}
        match what:
            case "text":
                return escape(str(state.get("text", "")))
            case "flag":
                return "checked" if item in _chosen(state) else ""
            case "data":
                return escape(json.dumps(state, ensure_ascii=False)) if state else ""
            case "action":
                return escape(action(block))
            case "video":
                return escape(action(block, "video"))
            case "overdue":
                return "hidden" if day <= block else ""
        return f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(csrf)}">'

    return MARKER.sub(fill, html)


def _chosen(state: dict) -> set[str]:
    """What is ticked, by the names that `state_flag` gives: ITEM of a checklist, ITEM-myth of a sorter, STEP-REPLY of a case."""
    answers = state.get("answers") or {}
    return {*(state.get("items") or ()), *(state.get("path") or ()), *(f"{item}-{verdict}" for item, verdict in answers.items())}


def clean_state(kind: str, data: Any) -> dict:
    """What a block of that kind keeps, from a form's fields or a script's JSON. Raises ValueError for anything else."""
    if kind not in CLEANERS:
        raise ValueError(f"a {kind} keeps nothing")
    if not isinstance(data, Mapping):
        raise ValueError("not a form and not an object")
    return CLEANERS[kind](data)


def _reflection(data: Mapping) -> dict:
    text = data.get("text", "")
    if not isinstance(text, str):
        raise ValueError("text is not text")
    # NUL and lone surrogates cannot be stored; a form's line ends are two characters
    text = text.replace("\x00", "").replace("\r\n", "\n").encode("utf-8", "ignore").decode("utf-8")
    if len(text) > TEXT_LIMIT:
        raise ValueError(f"text is longer than {TEXT_LIMIT}")
    return {"text": text}


def _checklist(data: Mapping) -> dict:
    return {"items": _items(_many(data, "items"))}


def _case(data: Mapping) -> dict:
    return {"path": _items(_many(data, "path"))}


def _sorter(data: Mapping) -> dict:
    """`answers` of JSON, or a form's fields `answer-ITEM`."""
    prefix = "answer-"
    found = data.get("answers") if "answers" in data else {key[len(prefix) :]: data[key] for key in data if key.startswith(prefix)}
    if not isinstance(found, dict) or not all(answer in ("myth", "fact") for answer in found.values()):
        raise ValueError("answers are not myths and facts")
    _items(list(found))
    return {"answers": dict(found)}


def _many(data: Mapping, name: str) -> Any:
    return data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])


def _items(found: Any) -> list[str]:
    if not isinstance(found, list) or len(found) > ITEM_LIMIT:
        raise ValueError("not a list of items")
    if not all(isinstance(item, str) and ITEM.fullmatch(item) for item in found):
        raise ValueError("an item is not an id")
    return list(dict.fromkeys(found))


CLEANERS: dict[str, Callable[[Mapping], dict]] = {"reflection": _reflection, "checklist": _checklist, "sorter": _sorter, "case": _case}
