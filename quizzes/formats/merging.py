"""One language of a question replaced, the others kept: how a translated file comes home."""

from typing import Any

from quizzes.formats.entries import Body, Refused
from quizzes.formats.sayable import LOSABLE
from quizzes.questions import LANGUAGES


def merged(kind: str, old: Body, new: Body) -> Body:
    """The old body with the words of the new one. Raises Refused where they differ in more than words.

    Parts are matched by their place and keep their ids. Gaps stand where each language needs them: their places say nothing, so they are
    not matched.
    """
    if kind == "gaps":
        raise Refused("exists_other_shape")
    whole: Body = _merged(old, new)
    return whole


def _merged(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **new} if _is_text(new) else _parts(old, new)
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [_merged(mine, theirs) for mine, theirs in zip(old, new, strict=True)]
    if old != new:
        raise Refused("exists_other_shape")
    return old


def _parts(old: Body, new: Body) -> Body:
    whole = dict(old)
    for name in old.keys() | new.keys():
        mine, theirs = old.get(name), new.get(name)
        if name == "id" or (name in LOSABLE and not _is_text(theirs)):
            continue  # the bank's own
        if name in old and name in new:
            whole[name] = _merged(mine, theirs)
        elif _is_text(theirs):
            whole[name] = theirs
        elif not _is_text(mine):
            raise Refused("exists_other_shape")
    return whole


def _is_text(part: Any) -> bool:
    return isinstance(part, dict) and bool(part) and set(part) <= set(LANGUAGES)
