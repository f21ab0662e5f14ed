"""What every sheet has and nobody reads: the border of ram's horns, the mark, the rules. And the QR, which says what stands beside it.

Drawn once in a process, by WeasyPrint from SVG, and kept as PDF operators: a sheet of its own costs nothing then. Millimetres from the
upper left corner; a side of 261 or 174 mm takes whole steps of 10.875 mm.
"""

import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pydyf
import segno
from weasyprint import CSS, HTML

BRAND = Path(__file__).resolve().parent.parent / "static" / "brand"
STEP = 10.875
SIDES = (
    ("translate(18 9)", 24),
    ("translate(288 18) rotate(90)", 16),
    ("translate(279 201) rotate(180)", 24),
    ("translate(9 192) rotate(270)", 16),
)
MILLIMETRE = 72 / 25.4
QR_SIZE, QR_RIGHT, QR_BOTTOM = 28.0, 271.0, 187.0


def frame() -> pydyf.Stream:
    """The frame, for one file."""
    return pydyf.Stream([_deflated()], {"Filter": "/FlateDecode"})


def qr(url: str) -> pydyf.Stream:
    """The QR in the lower right corner."""
    return pydyf.Stream([_artifact(_modules(url))], compress=True)


def _artifact(operators: bytes) -> bytes:
    """Marked as nothing that a reader would have to be told."""
    return b"/Artifact BMC q\n%s\nQ EMC" % operators


@cache
def _deflated() -> bytes:
    caught: list[bytes] = []
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" width="297mm" height="210mm" viewBox="0 0 297 210">{"".join(_placed())}</svg>'
    page = CSS(string="@page { size: 297mm 210mm; margin: 0 } body { margin: 0 } svg { display: block }")
    HTML(string=drawn).write_pdf(stylesheets=[page], finisher=lambda _document, pdf: caught.append(_content(pdf)))
    return zlib.compress(_artifact(caught[0]), 9)


def _placed() -> Iterator[str]:
    """The parts of the picture, each where it belongs. Horns stand on their foot at 0, 0."""
    yield f'<defs><g id="horns" fill="#0f5c5c"><path transform="scale(.135) translate(-60 -64)" d="{_outline("ornament")}"/></g>'
    yield '<path id="seed" fill="#c98a1b" d="M0 5.700l.65 1.100-.65 1.100-.65-1.100z"/></defs>'
    yield '<g fill="none" stroke="#0f5c5c"><path stroke-width=".5" d="M8.250 8.250h280.500v193.500h-280.500z"/>'
    yield '<path stroke-width=".25" d="M18.500 18.500h260v173h-260z"/></g>'
    for place, steps in SIDES:
        yield f'<g transform="{place}">'
        yield from (f'<use href="#seed" x="{STEP * step:.3f}"/>' for step in range(1, steps))
        yield from (f'<use href="#horns" x="{STEP * (step + 0.5):.4f}" y="8.9"/>' for step in range(steps))
        yield '<g transform="translate(0 9) rotate(-45) scale(.86)"><use href="#horns"/></g></g>'
    yield f'<path transform="translate(140.5 23.5) scale(.25)" fill="#0f5c5c" d="{_outline("mark")}"/>'
    yield '<g fill="none" stroke="#c98a1b"><path stroke-width=".3" d="M26 85h245"/><path stroke-width=".2" d="M148.500 91v65"/></g>'


def _outline(name: str) -> str:
    """The first shape of a picture of the brand."""
    return re.search(r' d="([^"]+)"', (BRAND / f"{name}.svg").read_text(encoding="utf-8"))[1]


def _content(pdf) -> bytes:
    """The operators of the only page, less those that say “not transparent” by a name that means nothing elsewhere."""
    page = pdf.objects[pdf.pages["Kids"][0]]
    stream = pdf.objects[int(page["Contents"].split()[0])].stream
    operators = (item if isinstance(item, bytes) else str(item).encode() for item in stream)
    return b"\n".join(operator for operator in operators if not operator.endswith(b" gs"))


def _modules(url: str) -> bytes:
    """The operators of a QR. A fixed mask: choosing the prettiest of eight takes longer than the rest."""
    rows = segno.make(url, error="m", micro=False, mask=2).matrix
    side = QR_SIZE * MILLIMETRE / len(rows)
    left, top = (QR_RIGHT - QR_SIZE) * MILLIMETRE, (210 - QR_BOTTOM + QR_SIZE) * MILLIMETRE
    parts = [f"{side:.5f} 0 0 {-side:.5f} {left:.3f} {top:.3f} cm 0 g"]
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = 1
            while x + run < len(row) and row[x + run] == row[x]:
                run += 1
            if row[x]:
                parts.append(f"{x} {y} {run} 1.02 re")  # a hair over the next row, so that no seam shows
            x += run
    return "\n".join([*parts, "f"]).encode()
