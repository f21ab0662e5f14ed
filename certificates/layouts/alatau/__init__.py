"""A4 portrait under the ridge of the Trans-Ili Alatau, as it is seen from the city."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from certificates.layouts.brand import outline
from certificates.layouts.layout import Layout, Measures

HORNS = 14  # across the foot of the page
STEP = 12.15


def _placed() -> Iterator[str]:
    """Two ridges, the nearer one darker; a row of horns at the foot. Millimetres from the upper left corner."""
    ridge = outline("alatau")
    yield f'<path transform="translate(210 42) scale(-.1458 .155)" fill="#b9d3d0" d="{ridge}"/>'
    yield f'<path transform="translate(-40 49) scale(.2 .12)" fill="#0f5c5c" d="{ridge}"/>'
    yield '<path fill="#c98a1b" d="M0 74.900h210v.8h-210z"/>'
    yield '<path fill="none" stroke="#c98a1b" stroke-width=".3" d="M20 138h170"/>'
    yield '<path fill="none" stroke="#c98a1b" stroke-width=".2" d="M105 145v80"/>'
    yield f'<path transform="translate(97 11.500) scale(.25)" fill="#0f5c5c" d="{outline("mark")}"/>'
    yield '<path fill="none" stroke="#0f5c5c" stroke-width=".25" d="M20 277h170"/>'
    for step in range(HORNS):
        place = f"translate({20 + STEP * (step + 0.5):.3f} 286.500) scale(.135) translate(-60 -64)"
        yield f'<path transform="{place}" fill="#0f5c5c" d="{outline("ornament")}"/>'


ALATAU = Layout(
    name="alatau",
    label=_("Alatau: portrait, under the mountains"),
    page=(210, 297),
    picture="".join(_placed()),
    qr=(28, 190, 273.5),
    both=Measures(heading=(170, 170), name=(170, 26), issuer=(80, 12), face=(80, 82), signatory=(66, 19), label=34),
    alone=Measures(heading=(170, 170), name=(170, 26), issuer=(170, 8), face=(80, 82), signatory=(66, 19), label=34, beside=True),
)
