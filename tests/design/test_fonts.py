"""Each face has every sign that Kazakh and Russian pages need, in some file that a browser would fetch for it."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
NEEDED = "ӘҒҚҢӨҰҮҺІәғқңөұүһі₸№«»—…АБВЯабвяЁёAZaz0189"
FACES = [("Golos Text", "normal"), ("Literata", "normal"), ("Literata", "italic")]


def faces() -> list[dict]:
    rules = re.findall(r"@font-face \{(.*?)\}", (CSS / "fonts.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    return [dict(re.findall(r"([\w-]+): (.*?);", rule)) for rule in rules]


def covers(unicode_range: str, sign: str) -> bool:
    spans = [part.strip().removeprefix("U+").split("-") for part in unicode_range.split(",")]
    return any(int(span[0], 16) <= ord(sign) <= int(span[-1], 16) for span in spans)


def file_of(face: dict) -> Path:
    return (CSS / re.search(r'url\("(.*?)"\)', face["src"])[1]).resolve()


@pytest.mark.parametrize(("family", "style"), FACES)
def test_every_sign_is_fetched_and_found(family, style):
    own = [face for face in faces() if face["font-family"].strip('"') == family and face["font-style"] == style]
    maps = {file_of(face): TTFont(file_of(face)).getBestCmap() for face in own}
    missing = [sign for sign in NEEDED if not any(covers(face["unicode-range"], sign) and ord(sign) in maps[file_of(face)] for face in own)]
    assert missing == []


def test_every_face_shows_text_while_it_loads():
    assert {face["font-display"] for face in faces()} == {"swap"}
