#!/usr/bin/env python3
"""Draws everything that carries the ram's horn (қошқар мүйіз): the mark, its icons, the ornament and the certificate's border.

One function makes the horns; every file is them, on a shield or repeated. After a change, run it and look at the mark at 16 px.
"""

import subprocess
from dataclasses import dataclass
from math import ceil, cos, pi, sin
from pathlib import Path
from urllib.parse import quote

STATIC = Path(__file__).resolve().parent.parent / "static"
TEMPLATES = STATIC.parent / "templates"
ALATAU, ALATAU_DARK, PAPER = "#0F5C5C", "#6FC3BC", "#FAF7F0"
Point = tuple[float, float]
# The shield, clockwise: a brow with a soft peak, upright cheeks, a point below.
SHIELD = "M32 3.5C36.4 7 44.8 9.3 53.6 9.3A3.4 3.4 0 0 1 57 12.7V30C57 45.6 46.6 55.8 32 61C17.4 55.8 7 45.6 7 30V12.7A3.4 3.4 0 0 1 10.4 9.3C19.2 9.3 27.6 7 32 3.5Z"


@dataclass(frozen=True)
class Horn:
    """The right horn. It leaves the axis upwards at (0, 0), turns right and winds inwards; y grows downwards."""

    radius: float
    thick: float
    thin: float
    turns: float
    foot: float  # how far below (0, 0) the stem ends
    foot_width: float = 0
    tightness: float = 0.6  # how much of the radius is gone at the tip

    def edges(self) -> tuple[list[Point], list[Point]]:
        outer, inner = [], []
        count = ceil(self.turns * 10)
        for part in (i / count for i in range(count + 2)):  # one more than is drawn: it says where the tip points
            angle = pi - 2 * pi * self.turns * part  # from the left of the spiral's centre, over its top
            half = (self.thick + (self.thin - self.thick) * part) / 2
            middle = (self.radius - self.thick / 2) * (1 - self.tightness * part)
            for edge, distance in ((outer, middle + half), (inner, middle - half)):
                edge.append((self.radius + distance * cos(angle), -distance * sin(angle)))
        return outer, inner


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def command(letter: str, *points: Point) -> str:
    return letter + " ".join(f"{number(x)} {number(y)}" for x, y in points)


def curve(points: list[Point]) -> str:
    """Smooth cubic segments (Catmull-Rom) from the second point to the last but one; the outer two only give the direction."""
    segments = zip(points, points[1:], points[2:], points[3:], strict=False)
    return "".join(
        command(
            "C",
            (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6),
            (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6),
            end,
        )
        for before, start, end, after in segments
    )


def horns(at: Point, horn: Horn) -> str:
    """Both horns on one stem as one closed contour, anticlockwise: cut out of a shield drawn clockwise, it is a hole."""
    outer, inner = horn.edges()
    half, foot, thick, cap = horn.foot_width / 2, horn.foot, horn.thick, horn.thin / 2
    stem = [(half, foot), (half + (thick - half) * 0.55, foot * 0.62), (thick, foot * 0.38), inner[0]]
    # each edge starts upright, as if it came from its own reflection
    inner, outer = ([(edge[1][0], -edge[1][1]), *edge] for edge in (inner, outer))

    def half_of(side: int) -> list[str]:
        def put(points: list[Point]) -> list[Point]:
            return [(at[0] + side * x, at[1] + y) for x, y in points]

        def tip(end: Point) -> str:
            return f"A{number(cap)} {number(cap)} 0 0 0 {command('', *put([end]))}"

        if side > 0:
            return [command("M", *put(stem[:1])), command("C", *put(stem[1:])), curve(put(inner)), tip(outer[-2]), curve(put(outer[::-1]))]
        return [curve(put(outer)), tip(inner[-2]), curve(put(inner[::-1])), command("C", *put(stem[-2::-1])), "Z"]

    return "".join(half_of(1) + half_of(-1))


MARK = SHIELD + horns((32, 28), Horn(radius=11.7, thick=4.5, thin=3.2, turns=1.17, foot=26, tightness=0.73))
# For 16 px: fewer turns, heavier lines.
SMALL = SHIELD + horns((32, 28.5), Horn(radius=12, thick=5, thin=4.8, turns=0.86, foot=25, tightness=0.6))


SEED = "M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}Z"


def seed(x: float, y: float, size: float) -> str:
    """The small rhomb that stands between horns."""
    half = size * 0.62
    return SEED.format(
        x=number(x), y=number(y), top=number(y - size), bottom=number(y + size), right=number(x + half), left=number(x - half)
    )


def draw(name: str, view: str, body: str) -> None:
    (STATIC / "brand" / name).write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{body}</svg>\n')


def raster(name: str, side: int, body: str) -> None:
    """A picture for phones' home screens, which take no SVG."""
    page = f'<body style="margin:0;background:{PAPER}"><svg viewBox="0 0 88 88" width="{side}" height="{side}">{body}</svg>'
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars")
    target = f"--screenshot={STATIC / 'brand' / name}"
    subprocess.run(
        ["chromium", *flags, f"--window-size={side},{side}", target, f"data:text/html,{quote(page)}"], check=True, capture_output=True
    )  # noqa: S603, S607


def main() -> None:
    draw("mark.svg", "0 0 64 64", f'<path fill="{ALATAU}" d="{MARK}"/>')
    style = f"<style>path{{fill:{ALATAU}}}@media(prefers-color-scheme:dark){{path{{fill:{ALATAU_DARK}}}}}</style>"
    draw("favicon.svg", "4 1 56 62", f'{style}<path d="{SMALL}"/>')
    raster("touch.png", 180, f'<path transform="translate(12 12)" fill="{ALATAU}" d="{MARK}"/>')
    # The border's step, large and light: for places with nothing in them yet. A mask takes its shape, not its colour.
    pair = horns((60, 26), Horn(radius=19, thick=4.6, thin=3, turns=1.5, foot=38, foot_width=5, tightness=0.8))
    draw(
        "ornament.svg",
        "0 0 120 72",
        f'<g fill="{ALATAU}"><path d="{pair}"/><path d="M8 62.8h104v1.6H8z"/><path d="{seed(12, 36, 7)}{seed(108, 36, 7)}"/></g>',
    )
    # One step of the border, to be repeated sideways.
    step = horns((24, 14), Horn(radius=8.6, thick=2.8, thin=2, turns=1.25, foot=14, foot_width=5.6, tightness=0.74))
    draw(
        "border.svg",
        "0 0 48 32",
        f'<g fill="{ALATAU}"><path d="{step}"/><path d="M0 28h48v1.6H0z"/><path d="{seed(0, 15, 4.5)}{seed(48, 15, 4.5)}"/></g>',
    )
    include = f'<svg viewBox="0 0 64 64" aria-hidden="true" focusable="false"><path fill="currentColor" d="{MARK}"/></svg>\n'
    (TEMPLATES / "components" / "mark.html").write_text(include)


if __name__ == "__main__":
    main()
