"""A4 landscape in a border of ram's horns, Kazakh left of Russian.

Millimetres from the upper left corner; a side of 261 or 174 mm takes whole steps of 10.875 mm.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from certificates.layouts.brand import outline
from certificates.layouts.layout import Layout, Measures

STEP = 10.875
SIDES = (
    ("translate(18 9)", 24),
    ("translate(288 18) rotate(90)", 16),
    ("translate(279 201) rotate(180)", 24),
    ("translate(9 192) rotate(270)", 16),
)


def _placed() -> Iterator[str]:
    """The parts of the picture, each where it belongs. Horns stand on their foot at 0, 0."""
    yield f'<defs><g id="horns" fill="#0f5c5c"><path transform="scale(.135) translate(-60 -64)" d="{outline("ornament")}"/></g>'
    yield '<path id="seed" fill="#c98a1b" d="M0 5.700l.65 1.100-.65 1.100-.65-1.100z"/></defs>'
    yield '<g fill="none" stroke="#0f5c5c"><path stroke-width=".5" d="M8.250 8.250h280.500v193.500h-280.500z"/>'
    yield '<path stroke-width=".25" d="M18.500 18.500h260v173h-260z"/></g>'
    for place, steps in SIDES:
        yield f'<g transform="{place}">'
        yield from (f'<use href="#seed" x="{STEP * step:.3f}"/>' for step in range(1, steps))
        yield from (f'<use href="#horns" x="{STEP * (step + 0.5):.4f}" y="8.9"/>' for step in range(steps))
        yield '<g transform="translate(0 9) rotate(-45) scale(.86)"><use href="#horns"/></g></g>'
    yield f'<path transform="translate(140.5 23.5) scale(.25)" fill="#0f5c5c" d="{outline("mark")}"/>'
    yield '<g fill="none" stroke="#c98a1b"><path stroke-width=".3" d="M26 85h245"/><path stroke-width=".2" d="M148.500 91v65"/></g>'


HORNS = Layout(
    name="horns",
    label=_("Ram's horns: landscape, in a border, the languages side by side"),
    page=(297, 210),
    picture="".join(_placed()),
    qr=(28, 271, 187),
    both=Measures(heading=(245, 145), name=(245, 19), issuer=(104, 16), face=(116, 65), signatory=(66, 19)),
    alone=Measures(heading=(245, 145), name=(245, 15), issuer=(245, 8), face=(116, 65), signatory=(66, 19), beside=True),
)
