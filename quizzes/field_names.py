"""The names of a body's fields as the editor shows them: where a difference stands, in words."""

from collections.abc import Mapping
from string import ascii_lowercase
from typing import Any

from django.utils.translation import gettext as _

from quizzes.differing import ORDER, rows_of
from quizzes.folders import editor_of
from quizzes.passages import Path


def name_of(kind: str, body: Mapping[str, Any], path: Path) -> str:
    """What the editor calls the field at that path of a body which has it; the path itself where it has no name there."""
    editor = editor_of(kind)
    first, *rest = path
    if first in editor.rows:
        return _in_row(editor, body, path)
    if first == "parts":
        return _in_case(body, path)
    if first == "picture":
        return str(editor.form_class.base_fields["alt" if rest == ["alt"] else "image"].label)
    return _label(editor.form_class, path)


def _in_row(editor: Any, body: Mapping[str, Any], path: Path) -> str:
    name, row, *rest = path
    heading = editor.row_labels[name]
    if row == ORDER and not rest:
        return _("%(list)s: order") % {"list": heading}
    number = rows_of(body, (name,)).get(row, row)
    return f"{heading}, {number}: {_label(editor.rows[name], tuple(rest))}"


def _in_case(body: Mapping[str, Any], path: Path) -> str:
    parts = {part["id"]: part for part in body.get("parts", [])}
    _parts, name, *rest = path
    if name not in parts:
        return _("Order of the parts")
    heading = _("Part %(letter)s") % {"letter": ascii_lowercase[list(parts).index(name)]}
    if rest[:1] != ["body"]:
        return f"{heading}: {_('Type')}"
    return f"{heading}: {name_of(parts[name]['kind'], parts[name]['body'], tuple(rest[1:]))}"


def _label(form_class: Any, path: Path) -> str:
    fields = form_class.base_fields
    name = path[0] if path else ""
    return str(fields[name].label or name) if name in fields else " · ".join(path)
