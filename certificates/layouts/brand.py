"""The shapes of the brand, for pictures that are drawn under the words."""

import re
from pathlib import Path

BRAND = Path(__file__).resolve().parents[2] / "static" / "brand"


def outline(name: str) -> str:
    """The first shape of a picture of the brand."""
    return re.search(r' d="([^"]+)"', (BRAND / f"{name}.svg").read_text(encoding="utf-8"))[1]
