"""What a sheet has and nobody reads: the picture of its layout. And the QR, which says what stands beside it.

A layout's picture is drawn once in a process, by WeasyPrint from SVG, and kept as PDF operators: a sheet of its own costs nothing then.
"""

import zlib
from functools import cache

import pydyf
import segno
from weasyprint import CSS, HTML

from certificates.layouts import Layout

MILLIMETRE = 72 / 25.4


def frame(layout: Layout) -> pydyf.Stream:
    """The picture, for one file."""
    return pydyf.Stream([_deflated(layout)], {"Filter": "/FlateDecode"})


def qr(url: str, layout: Layout) -> pydyf.Stream:
    """The QR in its corner."""
    return pydyf.Stream([_artifact(_modules(url, layout))], compress=True)


def _artifact(operators: bytes) -> bytes:
    """Marked as nothing that a reader would have to be told."""
    return b"/Artifact BMC q\n%s\nQ EMC" % operators


@cache
def _deflated(layout: Layout) -> bytes:
    caught: list[bytes] = []
    width, height = layout.page
    size = f'width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}"'
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{layout.picture}</svg>'
    page = CSS(string=f"@page {{ size: {width}mm {height}mm; margin: 0 }} body {{ margin: 0 }} svg {{ display: block }}")
    HTML(string=drawn).write_pdf(stylesheets=[page], finisher=lambda _document, pdf: caught.append(_content(pdf)))
    return zlib.compress(_artifact(caught[0]), 9)


def _content(pdf) -> bytes:
    """The operators of the only page, less those that say “not transparent” by a name that means nothing elsewhere."""
    page = pdf.objects[pdf.pages["Kids"][0]]
    stream = pdf.objects[int(page["Contents"].split()[0])].stream
    operators = (item if isinstance(item, bytes) else str(item).encode() for item in stream)
    return b"\n".join(operator for operator in operators if not operator.endswith(b" gs"))


def _modules(url: str, layout: Layout) -> bytes:
    """The operators of a QR. A fixed mask: choosing the prettiest of eight takes longer than the rest."""
    size, right, bottom = layout.qr
    rows = segno.make(url, error="m", micro=False, mask=2).matrix
    side = size * MILLIMETRE / len(rows)
    left, top = (right - size) * MILLIMETRE, (layout.page[1] - bottom + size) * MILLIMETRE
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
