"""A body drawn as the player draws it, block by block."""

from django.template.loader import render_to_string
from django.utils.translation import override

from courses.blocks import LessonBody

BODY = LessonBody()


def block(kind: str, value, *, block_id: str = "b1", language: str = "en") -> str:
    """One block of a lesson, markers and all."""
    raw = [{"type": kind, "id": block_id, "value": value}]
    with override(language):
        (child,) = BODY.to_python(raw)
        return child.render_as_block({"block_id": child.id})


def preview(name: str) -> str:
    """One block as the CMS previews it: alone, with no id."""
    definition = BODY.child_blocks[name]
    value = definition.get_preview_value()
    template = definition.get_preview_template(value)
    context = {"block_def": definition, "bound_block": definition.bind(value), **definition.get_preview_context(value)}
    return render_to_string(template, context)


def items(*values) -> list[dict]:
    """Values of a list as they are stored: with ids i1, i2…"""
    return [{"type": "item", "id": f"i{number}", "value": value} for number, value in enumerate(values, 1)]
