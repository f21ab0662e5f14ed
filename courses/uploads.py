"""What a file is, by what is in it. What it is called proves nothing, and neither does what the browser says of it. Knows no model."""

import re
from pathlib import PurePath
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

PACKED = (b"PK\x03\x04",)
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"), PACKED),
}
WORDS = ("csv", "txt")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SVG = "{http://www.w3.org/2000/svg}"
DRAWS = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "marker", "clipPath", "mask", "pattern"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath"),
        *("linearGradient", "radialGradient", "stop"),
    }
)
ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#)|javascript:|@import|expression\(", re.IGNORECASE)


def content_of(upload: IO[bytes], octets: int = -1) -> bytes:
    """What is in it, or so many octets of it; whoever saves it reads it again from the beginning."""
    upload.seek(0)
    content = upload.read(octets)
    upload.seek(0)
    return content


def is_what_it_says(name: str, content: bytes) -> bool:
    """Whether a document begins as its name says. `content` is the whole file or some thousands of octets of its beginning."""
    kind = PurePath(name).suffix.lstrip(".").lower()
    if kind in WORDS:
        return content.startswith(UTF_16) or b"\0" not in content
    return content.startswith(BEGINNINGS.get(kind, ()))


def only_draws(content: bytes) -> bool:
    """Whether an SVG is a drawing and nothing else: no program, no entity, nothing fetched from elsewhere, no way to somewhere else."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return False
    return all(
        isinstance(element.tag, str)
        and element.tag.removeprefix(SVG) in DRAWS
        and all(_harmless(name, value) for name, value in element.attrib.items())
        for element in root.iter()
    )


def _harmless(name: str, value: str) -> bool:
    name = name.rpartition("}")[2].lower()
    if name == "href":
        return value.startswith("#")
    return not name.startswith("on") and not ELSEWHERE.search(value)
