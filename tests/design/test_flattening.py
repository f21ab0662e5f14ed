"""What learners get as one stylesheet is what the many say."""

import re
from pathlib import Path

from lms.static import STYLES, flattened

STATIC = Path(__file__).resolve().parents[2] / "static"


def read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def test_nothing_is_left_to_import():
    assert "@import" not in flattened(STYLES, read)


def test_every_stylesheet_of_the_pages_is_imported():
    imported = set(re.findall(r'@import url\("(.*?)"\)', read(STYLES)))
    css = STATIC / "css"
    assert imported | {"app.css", "error.css"} == {str(path.relative_to(css)) for path in css.rglob("*.css")}


def test_every_address_leads_to_a_file():
    addresses = re.findall(r'url\("(?!data:)(.*?)"\)', flattened(STYLES, read))
    assert addresses
    assert [address for address in addresses if not (STATIC / "css" / address).resolve().is_file()] == []


def test_a_file_for_paper_stays_for_paper():
    files = {"css/app.css": '@import url("a/b.css") layer(utilities) print;', "css/a/b.css": '.x { mask: url("../../brand/x.svg"); }'}
    assert flattened("css/app.css", files.__getitem__) == '@media print {\n@layer utilities {\n.x { mask: url("../brand/x.svg"); }}}'
