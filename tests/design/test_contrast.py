"""Every pair of colours that meets on a page can be told apart, by day and by night (WCAG 2.2: 1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
SCHEMES = {"light": 0, "dark": 1}
GROUNDS = ("paper", "surface")
TEXT = ("ink", "ink-soft", "alatau", "alatau-deep", "aport", "good", "warn", "bad")
FILLS = ("alatau", "alatau-deep", "aport", "aport-deep")  # what `--on-colour` stands on
TINTED = ("alatau", "aport", "steppe", "good", "warn", "bad")  # notes are drawn on 8 % of their colour


def tokens(scheme: str) -> dict[str, tuple[float, ...]]:
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);", TOKENS.read_text(encoding="utf-8"))
    return {name: rgb((light, dark)[SCHEMES[scheme]]) for name, light, dark in pairs}


def rgb(code: str) -> tuple[float, ...]:
    digits = code[1:] if len(code) == 7 else "".join(digit * 2 for digit in code[1:])
    return tuple(int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))


def mixed(colour, ground, part):
    return tuple(a * part + b * (1 - part) for a, b in zip(colour, ground, strict=True))


def luminance(colour) -> float:
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one_to_one():
    assert contrast(rgb("#000"), rgb("#fff")) == pytest.approx(21)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXT)
def test_text_is_readable(scheme, ground, text):
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("fill", FILLS)
def test_words_on_buttons_are_readable(scheme, fill):
    colours = tokens(scheme)
    assert contrast(colours["on-colour"], colours[fill]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("tint", TINTED)
@pytest.mark.parametrize("text", ["ink", "ink-soft"])
def test_text_on_a_note_is_readable(scheme, tint, text):
    colours = tokens(scheme)
    assert contrast(colours[text], mixed(colours[tint], colours["surface"], 0.08)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_controls_are_visible(scheme, ground):
    colours = tokens(scheme)
    assert contrast(colours["line-strong"], colours[ground]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_demo_line_is_readable(scheme):
    colours = tokens(scheme)
    assert contrast(colours["ink"], mixed(colours["steppe"], colours["paper"], 0.18)) >= 4.5
