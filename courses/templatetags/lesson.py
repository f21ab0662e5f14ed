"""Markers: a lesson is drawn once for everybody; these tags leave the places where one learner's own state goes.

`courses.drawing.merge` fills them. Drawn outside a lesson (the CMS previews a block alone), a block has no id and the tags print what an
untouched block shows.
"""

from django import template

register = template.Library()


def _marker(*parts) -> str:
    return "⟦" + ":".join(str(part) for part in parts) + "⟧" if all(parts) else ""


@register.simple_tag
def state_text(block_id):
    """The learner's text, escaped."""
    return _marker("text", block_id)


@register.simple_tag
def state_flag(block_id, item_id):
    """`checked` where the learner chose that item."""
    return _marker("flag", block_id, item_id)


@register.simple_tag
def state_attr(block_id):
    """All of the state as JSON, for the value of a quoted attribute."""
    return _marker("data", block_id)


@register.simple_tag
def block_action(block_id):
    """The address that keeps the block's state."""
    return _marker("action", block_id)


@register.simple_tag
def video_action(block_id):
    """The address that keeps how much of a video was seen."""
    return _marker("video", block_id)


@register.simple_tag(takes_context=True)
def state_csrf(context):
    """The hidden input that Django asks of every form."""
    return _marker("csrf") if context.get("block_id") else ""


@register.simple_tag(takes_context=True)
def unless_overdue(context, review_by):
    """`hidden` until that day has passed."""
    return _marker("overdue", review_by.isoformat()) if context.get("block_id") and review_by else "hidden"
