"""Pictures for certificates: what is uploaded becomes a plain PNG without anything that was hidden in it. Knows no model."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

MOST = 4 * 1024**2  # octets, as uploaded
MOST_DOTS = 25_000_000
FORMATS = ("PNG", "JPEG", "WEBP")
LARGEST = (1200, 480)  # dots: about 600 an inch where a sheet has room for it


class NotAPicture(Exception):  # noqa: N818 it reads as what it says
    """The file cannot be printed; the argument is why: too-large, unknown, too-many-dots."""


def plain(data: bytes) -> bytes:
    """The picture as a PNG on white, without transparency, profile or metadata. The same file gives the same bytes. Raises NotAPicture.

    What it is, is read from its content, never from its name. Drawings (SVG) are refused: they are programs.
    """
    if len(data) > MOST:
        raise NotAPicture("too-large")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_DOTS:
                raise NotAPicture("too-many-dots")
            shown = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        raise NotAPicture("unknown") from problem
    shown.thumbnail(LARGEST)
    paper = Image.new("RGB", shown.size, "white")
    paper.paste(shown, mask=shown.getchannel("A"))
    written = io.BytesIO()
    paper.save(written, "PNG", optimize=True)
    return written.getvalue()
