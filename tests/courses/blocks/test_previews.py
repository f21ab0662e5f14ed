"""Every block shows itself in the CMS, and none leaves a marker there."""

import pytest

from tests.courses.blocks import drawn

CHOSEN = {"image", "video", "download"}  # they need something chosen from the library: no preview


@pytest.mark.parametrize("name", [name for name in drawn.BODY.child_blocks if name not in CHOSEN])
def test_a_block_previews_itself_without_a_lesson(name):
    assert drawn.BODY.child_blocks[name].is_previewable
    html = drawn.preview(name)
    assert "⟦" not in html
    assert "css/app.css" in html
    assert "js/lesson.js" in html


def test_every_block_has_a_template_of_its_own():
    for name, block in drawn.BODY.child_blocks.items():
        assert block.meta.template == f"blocks/{name}.html"


def test_a_previewed_fact_shows_its_days():
    assert '<time datetime="2026-11-23">' in drawn.preview("fact")
