"""Paths of categories: `$course$/top/Law/Police`; a slash in a name is written twice."""

import re

CONTEXT = re.compile(r"\$[A-Za-z0-9]{1,20}\$")
DEEPEST = 6
LONGEST = 120


def category_path(text: str) -> tuple[str, ...]:
    """The names from the top down, without the words by which Moodle says where the top is."""
    names = [" ".join(name.replace("\0", "/").split()) for name in text.replace("\0", "").replace("//", "\0").split("/")]
    told = [name[:LONGEST] for name in names if name and not CONTEXT.fullmatch(name)]
    return tuple(told[1:] if told[:1] == ["top"] else told)[:DEEPEST]


def written_path(path: tuple[str, ...]) -> str:
    return "/".join(name.replace("/", "//") for name in path)
