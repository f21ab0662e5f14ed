"""Choosing letter sizes so that any name and title fits the sheet: measured by the widths that the fonts themselves give. Pure.

Sizes are points, lengths millimetres.
"""

import re
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent / "fonts"
POINT = 25.4 / 72
SERIF, SANS = "Literata-Medium", "GolosText-Medium"
LINE, COLUMN = 245, 116  # the sheet's two line lengths
# Title, facts, note: from what looks best to what just can be read.
STEPS = (
    (18, 9.5, 8.5),
    (16, 9.5, 8.5),
    (15, 9.5, 8.5),
    (14, 9.5, 8),
    (13, 9.5, 7.5),
    (12, 9, 7),
    (11, 8.5, 6.5),
    (10, 8, 6.5),
    (9, 7.5, 6),
)
SLACK = 1.03  # kerning and rounding: better a size too small than a line too many


@cache
def widths(font: str) -> dict[int, float]:
    """How wide each letter of a font is, in ems, by code point."""
    with TTFont(FONTS / f"{font}.ttf", lazy=True) as file:
        em, advances = file["head"].unitsPerEm, file["hmtx"]
        return {code: advances[glyph][0] / em for code, glyph in file.getBestCmap().items()}


def width(text: str, font: str, size: float) -> float:
    """How long a text is in one line."""
    known = widths(font)
    return sum(known.get(ord(letter), 1.0) for letter in text) * size * POINT * SLACK


def lines(text: str, font: str, size: float, room: float) -> int:
    """How many lines a text takes where a line has that room; a word longer than a line is broken."""
    count, used = 1, 0.0
    for word in re.findall(r"[^\s-]*-|[^\s-]+\s*|\s+", text):
        wanted = width(word.rstrip(), font, size)
        if used + wanted > room and used > 0:
            count, used = count + 1, 0.0
        while wanted > room:
            count, wanted = count + 1, wanted - room * 0.95
        used += wanted + width(" ", font, size) * (word[-1:].isspace())
    return count


def height(text: str, font: str, size: float, room: float, leading: float) -> float:
    """How tall a text stands, given its line height as a multiple of its size."""
    return sum(lines(part, font, size, room) for part in text.splitlines()) * size * POINT * leading


def sizes(name: str, faces: list[dict]) -> str:
    """The letter sizes of one sheet as CSS. Both languages get the same: what the longer of the two needs."""
    alone = len(faces) == 1
    title, facts, note = next((step for step in STEPS if all(_stands(face, step, alone) <= 65 for face in faces)), STEPS[-1])
    chosen = {
        "name": _name_size(name, 15 if alone else 19),
        "issuer": _issuer_size([face["issuer"] for face in faces], *(LINE, 8) if alone else (104, 16)),
        "title": title,
        "facts": facts,
        "note": note,
    }
    return " ".join(f".{part} {{ font-size: {size}pt }}" for part, size in chosen.items())


def _name_size(name: str, tallest: float) -> float:
    """The size at which a name takes one line, or more if one would be small."""
    for size in (30, 27, 24, 21):
        if lines(name, SERIF, size, LINE) == 1:
            return size
    return next((size for size in (20, 18, 16, 14, 12, 10, 9, 8) if height(name, SERIF, size, LINE, 1.16) <= tallest), 7)


def _issuer_size(names: list[str], room: float, tallest: float) -> float:
    return next((size for size in (9.5, 8.5, 7.5) if all(height(name, SANS, size, room, 1.3) <= tallest for name in names)), 6.5)


def _stands(face: dict, step: tuple[float, float, float], alone: bool) -> float:
    """How tall a face stands; alone, it has its facts beside it."""
    title, facts, note = step
    words = height(face["title"], SERIF, title, COLUMN, 1.2) + height(face["note"], SANS, note, COLUMN, 1.3)
    return 11 + words + (0 if alone else height(face["facts"], SANS, facts, COLUMN, 1.45))
