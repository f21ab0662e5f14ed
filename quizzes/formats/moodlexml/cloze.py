"""Embedded answers: `{1:MULTICHOICE:=right#why~wrong}` inside a text. docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type"""

import re
from collections.abc import Sequence
from fractions import Fraction

from quizzes.formats import shapes, wording
from quizzes.formats.entries import Body, Refused
from quizzes.formats.moodlexml.parts import Question
from quizzes.formats.numbers import range_in, weight_in, written
from quizzes.formats.shapes import FULL, Asked, Option, Shaped
from quizzes.formats.texts import HTML, plain, rich

CHOICE = "MULTICHOICE|MULTICHOICE_V|MULTICHOICE_H|MULTICHOICE_S|MULTICHOICE_VS|MULTICHOICE_HS|MC|MCV|MCH|MCS|MCVS|MCHS"
TYPED = "SHORTANSWER|SA|MW"
EXACT = "SHORTANSWER_C|SAC|MWC"
START = re.compile(r"\{([0-9]{0,3}):([A-Z_]{2,20}):")
SIGN = re.compile(r"\\.|&(?:amp;)?#|[~#}]", re.DOTALL)
WEIGHT = re.compile(r"\s*(?:(=)|%(-?[0-9]{1,3}(?:\.[0-9]{0,10})?)%)")
WRAPPED = re.compile(r'<div class="prompt">(.*?)</div>\s*<div class="gaps">(.*)</div>', re.DOTALL)


def read(found: Question) -> Shaped:
    """The gaps of a cloze text. Raises Refused where the bank has no such gap."""
    asked = found.asked
    whole: list[str] = []
    gaps: list[Body] = []
    weights: set[str] = set()
    end = 0
    ids = shapes.letters()
    while start := START.search(found.html, end):
        whole.append(unmarked(found.html[end : start.start()]))
        pieces, end = _pieces(found.html, start.end())
        letter = next(ids)
        if len(gaps) >= shapes.MOST_CHOICES:
            raise Refused("too_many_choices", most=shapes.MOST_CHOICES)
        gaps.append(_gap(asked, letter, start[2], pieces))
        weights.add(start[1] or "1")
        whole.append(f"[[{letter}]]")
    whole.append(unmarked(found.html[end:]))
    if len(weights) > 1:
        asked.notes.add("gaps_count_the_same")
    return finished(asked, "".join(whole), found.form, gaps)


def finished(asked: Asked, html: str, form: str, gaps: Sequence[Body]) -> Shaped:
    """The body, with the prompt that the file has, or else the usual one."""
    wrapped = WRAPPED.fullmatch(html.strip())
    prompt = rich(wrapped[1], HTML, asked.notes) if wrapped else ""
    prompt = prompt or f"<p>{wording.FILL_IN[asked.language]}</p>"
    text = rich(wrapped[2] if wrapped else html, form, asked.notes, pictures_kept=1)
    return shapes.gaps(Asked(asked.language, prompt, asked.feedback, asked.notes), text, gaps)


def unmarked(html: str) -> str:
    """Double brackets of the text itself must not become gaps."""
    return html.replace("[[", "[&#8203;[")


def _pieces(html: str, start: int) -> tuple[list[str], int]:
    """The alternatives of a gap, and where the text goes on. Raises Refused."""
    pieces, begun = [], start
    for sign in SIGN.finditer(html, start):
        if sign[0] in "~}":
            pieces.append(html[begun : sign.start()])
            begun = sign.end()
        if sign[0] == "}":
            return pieces, sign.end()
    raise Refused("braces")


def _gap(asked: Asked, letter: str, kind: str, pieces: Sequence[str]) -> Body:
    options = [_option(asked, piece) for piece in pieces if piece.strip()]
    if kind in CHOICE.split("|"):
        return shapes.choice_gap(asked, letter, options)
    if kind in TYPED.split("|") or kind in EXACT.split("|"):
        typed = [option for option in options if option.text != "*" or option.weight > 0]
        return shapes.text_gap(asked, letter, typed, case=kind in EXACT.split("|"))
    if kind in ("NUMERICAL", "NM"):
        return shapes.text_gap(asked, letter, _numbers(options), case=False)
    raise Refused("gap_unknown", kind=kind)


def _numbers(options: Sequence[Option]) -> list[Option]:
    """A number without tolerance is a text, with a point or a comma."""
    texts = []
    for option in options:
        if option.text == "*" and option.weight <= 0:
            continue
        value, tolerance = range_in(option.text)
        if tolerance:
            raise Refused("gap_number")
        plainly = written(value)
        texts += [Option(each, option.weight, option.feedback) for each in dict.fromkeys([plainly, plainly.replace(".", ",")])]
    return texts


def _option(asked: Asked, piece: str) -> Option:
    found = WEIGHT.match(piece)
    weight = Fraction(0) if not found else FULL if found[1] else weight_in(found[2])
    rest = piece[found.end() :] if found else piece
    cut = next((sign.start() for sign in SIGN.finditer(rest) if sign[0] == "#"), len(rest))
    answer, feedback = (re.sub(r"\\([}~#=\"/\\])", r"\1", each) for each in (rest[:cut], rest[cut + 1 :]))
    return Option(plain(answer, HTML, asked.notes), weight, plain(feedback, HTML, asked.notes))
