"""Choosing letter sizes so that any name and title fits the sheet: measured by the widths that the fonts themselves give. Pure.

Sizes are points, lengths millimetres.
"""

import re
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from certificates.layouts import Measures

FONTS = Path(__file__).resolve().parent / "fonts"
POINT = 25.4 / 72
SERIF, SANS = "Literata-Medium", "GolosText-Medium"
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
    (8.5, 7, 5.5),
    (8, 6.5, 5),
    (7.5, 6, 4.5),
)
SIGNATORIES = ((8, 9), (7.5, 8.5), (7, 8), (6.5, 7), (6, 6.5), (5.5, 6))  # role, name
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


def sizes(sheet: dict, measures: Measures) -> str:
    """The letter sizes of one sheet as CSS. Both languages get the same: what the longer of the two needs."""
    faces = sheet["faces"]
    tallest = measures.face[1]
    title, facts, note = next((step for step in STEPS if all(_stands(face, step, measures) <= tallest for face in faces)), STEPS[-1])
    chosen = {
        "heading": _heading_size(sheet["heading"], measures.heading[bool(sheet["logos"])]),
        "name": _name_size(sheet["name"], *measures.name),
        "issuer": _issuer_size([face["issuer"] for face in faces], *measures.issuer),
        "title": title,
        "facts": facts,
        "note": note,
        **_signatory_sizes(sheet["signatories"], *measures.signatory),
    }
    return " ".join(f".{part} {{ font-size: {size}pt }}" for part, size in chosen.items())


def _heading_size(heading: str, room: float) -> float:
    """The size at which a heading, set in spaced capitals, takes one line."""
    capitals = heading.upper()
    spaces = len(capitals) * 0.14 * POINT
    return next((size for size in (29, 25, 22, 19, 17, 15, 13) if width(capitals, SERIF, size) + spaces * size <= room), 11)


def _name_size(name: str, room: float, tallest: float) -> float:
    """The size at which a name takes one line, or more if one would be small."""
    for size in (30, 27, 24, 21):
        if lines(name, SERIF, size, room) == 1:
            return size
    return next((size for size in (20, 18, 16, 14, 12, 10, 9, 8) if height(name, SERIF, size, room, 1.16) <= tallest), 7)


def _issuer_size(names: list[str], room: float, tallest: float) -> float:
    return next((size for size in (9.5, 8.5, 7.5) if all(height(name, SANS, size, room, 1.3) <= tallest for name in names)), 6.5)


def _signatory_sizes(signatories: list[dict], room: float, tallest: float) -> dict[str, float]:
    def stand(role: float, name: float) -> bool:
        tall = (height(who["roles"], SANS, role, room, 1.3) + height(who["names"], SANS, name, room, 1.3) for who in signatories)
        return all(each <= tallest for each in tall)

    role, name = next((step for step in SIGNATORIES if stand(*step)), SIGNATORIES[-1])
    return {"signatory": role, "signatory p": name}


def _stands(face: dict, step: tuple[float, float, float], measures: Measures) -> float:
    """How tall a face stands. The first line of its sentence is in the eleven millimetres."""
    (title, facts, note), (room, _tallest) = step, measures.face
    words = height(face["title"], SERIF, title, room, 1.2) + height(face["note"], SANS, note, room, 1.3)
    further = (lines(face["sentence"], SANS, 9.5, room) - 1) * 9.5 * POINT * 1.35
    return 11 + further + words + (0 if measures.beside else _facts_stand(face, facts, room, measures.label))


def _facts_stand(face: dict, size: float, room: float, label: float) -> float:
    if not label:
        return height(face["facts"], SANS, size, room, 1.45)
    return sum(height(line.value, SANS, size, room - label, 1.45) for line in face["lines"])
