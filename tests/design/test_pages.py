"""Pages for bad moments need nothing that may be missing then."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

ROOT = Path(__file__).resolve().parents[2]
SPRITE = (ROOT / "static" / "icons" / "sprite.svg").read_text(encoding="utf-8")


def test_the_page_for_our_errors_needs_no_context(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        page = render_to_string("500.html")
    assert 'lang="ru"' in page
    assert 'lang="en"' in page


def test_the_page_for_maintenance_is_one_plain_file():
    page = (ROOT / "templates" / "maintenance.html").read_text(encoding="utf-8")
    assert "{%" not in page
    assert "{{" not in page
    assert not re.search(r'(href|src)="', page)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_stale_form_is_answered_in_the_language_of_the_page(language):
    with override(language):
        page = render_to_string("403_csrf.html")
    assert f'<html lang="{language}">' in page


def test_the_samples_draw(rf):
    assert "ӘҒҚҢӨҰҮҺІ" in render_to_string("samples.html", request=rf.get("/samples/"))


def test_every_icon_that_a_template_names_is_in_the_sprite():
    named = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'components/icon\.html" with name="([\w-]+)"', path.read_text(encoding="utf-8"))
    }
    assert named
    assert [name for name in sorted(named) if f'id="{name}"' not in SPRITE] == []
