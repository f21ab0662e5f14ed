"""What a layout is made of."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measures:
    """The room that words have, in millimetres: the length of a line, and how tall they may stand in it.

    `heading` is the line without logos and with them; `label` the column of labels, where values keep to a column of their own;
    `beside` says that the facts stand beside the title, not under it.
    """

    heading: tuple[float, float]
    name: tuple[float, float]
    issuer: tuple[float, float]
    face: tuple[float, float]
    signatory: tuple[float, float]
    label: float = 0
    beside: bool = False


@dataclass(frozen=True)
class Layout:
    """A folder: `sheet.html` and `sheet.css` place the words, on top of those beside it that all have in common; the rest stands here.

    `picture` is the SVG under them: a plain one, without opacity. `qr` is its size and where its right and lower edges are.
    """

    name: str
    label: str
    page: tuple[float, float]
    picture: str
    qr: tuple[float, float, float]
    both: Measures
    alone: Measures

    @property
    def template(self) -> str:
        return f"layouts/{self.name}/sheet.html"

    @property
    def style(self) -> Path:
        return Path(__file__).parent / self.name / "sheet.css"
