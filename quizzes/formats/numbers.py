"""Numbers as files write them: exact, and short enough to reckon with."""

import re
from decimal import Decimal
from fractions import Fraction

from quizzes.formats.entries import Refused

NUMBER = re.compile(r"[+-]?(?:[0-9]{1,20}(?:[.,][0-9]{0,20})?|[.,][0-9]{1,20})(?:[eE][+-]?[0-9]{1,2})?")
WEIGHT = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{0,10})?")


def number_in(text: str) -> Decimal:
    """Raises Refused where it is none."""
    text = text.strip()
    if not NUMBER.fullmatch(text):
        raise Refused("not_a_number", text=text[:40])
    return Decimal(text.replace(",", "."))


def range_in(text: str) -> tuple[Decimal, Decimal]:
    """The number and its tolerance in `3`, `3:0.5` or `1..5`."""
    if ".." in text:
        least, most = (number_in(each) for each in text.split("..", 1))
        if least > most:
            raise Refused("not_a_number", text=text[:40])
        return (least + most) / 2, (most - least) / 2
    if ":" in text:
        value, tolerance = (number_in(each) for each in text.split(":", 1))
        return value, abs(tolerance)
    return number_in(text), Decimal(0)


def weight_in(text: str) -> Fraction:
    """A share of the mark in percent. Raises Refused where it is none."""
    if not WEIGHT.fullmatch(text.strip()):
        raise Refused("not_a_number", text=text[:40])
    return Fraction(text.strip())


def written(value: Decimal) -> str:
    """The number in its plainest form."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def percent(share: Fraction) -> str:
    """A share of 1 in percent, with five decimals at most, as these files list them."""
    return written(Decimal(str(round(float(share * 100), 5))))
