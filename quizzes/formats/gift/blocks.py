"""A GIFT file cut into its blocks, and a block into its parts. Escapes stay as they are until a part is taken out. Linear."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from quizzes.formats.entries import Refused
from quizzes.formats.texts import HTML, MARKDOWN, MOODLE, PLAIN

ESCAPE = re.compile(r"\\([:#={}~\\n])")
FORM = re.compile(rf"\s*\[({HTML}|{MOODLE}|{PLAIN}|{MARKDOWN})\]")
MARK = re.compile(r"\[(id|tag):((?:[^\[\]\\]|\\.){1,200})\]")
NAME_END = re.compile(r"\\.|::", re.DOTALL)
BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
EXPLANATION = re.compile(r"\\.|####", re.DOTALL)


@dataclass
class Block:
    """Lines without a blank one between them, comments taken out."""

    line: int = 0
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    def marks(self, name: str) -> list[str]:
        """What comments such as `// [id:Q-1] [tag:law]` say."""
        found = [value for comment in self.comments for each, value in MARK.findall(comment[:2000]) if each == name]
        return [re.sub(r"\\(.)", r"\1", value).strip() for value in found]


@dataclass(frozen=True)
class Said:
    """A text with its form, as it stands in the file."""

    text: str
    form: str


def blocks(text: str) -> Iterator[Block]:
    """The blocks that hold more than comments."""
    block = Block()
    for number, line in enumerate(text.split("\n"), 1):
        said = line.strip()
        if said.startswith("//"):
            block.comments.append(said)
        elif said:
            block.line = block.line or number
            block.lines.append(line)
        else:
            if block.lines:
                yield block
            block = Block()
    if block.lines:
        yield block


def name_and_rest(text: str) -> tuple[str, str]:
    """The name between `::` and what follows it."""
    if not text.startswith("::"):
        return "", text
    for found in NAME_END.finditer(text, 2):
        if found[0] == "::":
            return " ".join(unescaped(text[2 : found.start()]).split()), text[found.end() :].strip()
    return "", text[2:]


def around_answers(text: str) -> tuple[str, str, str]:
    """What stands before the braces, in them, behind them. Raises Refused."""
    braces = list(islice((found for found in BRACE.finditer(text) if found[0] in "{}"), 3))
    if not braces:
        raise Refused("description")
    if [found[0] for found in braces[:2]] != ["{", "}"]:
        raise Refused("braces")
    if len(braces) > 2:
        raise Refused("braces_twice")
    first, last = braces
    return text[: first.start()], text[first.end() : last.start()].strip(), text[last.end() :].strip()


def answers_and_explanation(text: str) -> tuple[str, str]:
    """What stands before `####` and behind it."""
    found = [each for each in EXPLANATION.finditer(text) if each[0] == "####"]
    return (text[: found[-1].start()].strip(), text[found[-1].end() :].strip()) if found else (text, "")


def split_at(text: str, signs: str) -> list[tuple[str, str]]:
    """The pieces with the sign before each ("" before the first), cut at signs that are not escaped."""
    pieces, sign, start = [], "", 0
    for found in re.finditer(rf"\\.|[{signs}]", text, re.DOTALL):
        if not found[0].startswith("\\"):
            pieces.append((sign, text[start : found.start()].strip()))
            sign, start = found[0], found.end()
    return [*pieces, (sign, text[start:].strip())]


def with_feedback(text: str) -> tuple[str, str]:
    """An answer and what is said to those who gave it."""
    pieces = split_at(text, "#")
    answer = pieces[0][1]
    return answer, text[len(answer) :].lstrip().removeprefix("#").strip() if len(pieces) > 1 else ""


def formatted(text: str, default: str) -> Said:
    """A text with the form that stands before it in brackets."""
    found = FORM.match(text)
    return Said(unescaped(text[found.end() :]).strip(), found[1]) if found else Said(unescaped(text).strip(), default)


def unescaped(text: str) -> str:
    return ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], text)
