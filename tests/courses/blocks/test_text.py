"""Headings, paragraphs, sections that open."""

from tests.courses.blocks import drawn


def test_a_heading_has_its_level_and_a_place_to_link_to():
    html = drawn.block("heading", {"text": "Listening & asking", "level": "h3"})
    assert '<h3 class="block-heading" id="heading-b1">Listening &amp; asking</h3>' in html


def test_text_is_prose():
    html = drawn.block("text", "<p>First we <b>listen</b>.</p>")
    assert 'class="prose"' in html
    assert "<b>listen</b>" in html


def test_each_section_of_an_accordion_opens_without_a_script():
    html = drawn.block("accordion", {"sections": drawn.items({"title": "What for?", "text": "<p>For this.</p>"})})
    assert html.count("<details") == 1
    assert "<summary>What for?</summary>" in html
    assert "For this." in html
