"""Numbers: every slip of a typing hand is noticed, every honest way of writing is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.serials import formatted, new_serial, parse

BODIES = st.integers(0, 10**12 - 1).map(lambda number: f"{number:012d}")


def numbered(body: str) -> str:
    from stdnum.iso7064 import mod_97_10

    return body + mod_97_10.calc_check_digits(body)


@given(BODIES)
def test_every_number_is_understood_as_printed(body):
    printed = formatted(numbered(body))
    assert parse(printed) == printed


@given(BODIES, st.integers(0, 13), st.integers(1, 9))
def test_every_wrong_digit_is_noticed(body, place, off):
    digits = numbered(body)
    wrong = digits[:place] + str((int(digits[place]) + off) % 10) + digits[place + 1 :]
    assert parse(wrong) is None


@given(BODIES, st.integers(0, 12))
def test_every_swap_of_neighbours_is_noticed(body, place):
    digits = numbered(body)
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assert swapped == digits or parse(swapped) is None


@given(st.text(max_size=40))
def test_nothing_typed_breaks_it(text):
    assert parse(text) is None or parse(text) == parse(parse(text))


SERIAL = formatted(numbered("260831703105"))


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(SERIAL.lower(), id="lower case"),
        pytest.param(SERIAL.replace("-", " "), id="spaces"),
        pytest.param(SERIAL.replace("-", "—"), id="long dashes"),
        pytest.param(SERIAL.replace("-", ""), id="nothing between"),
        pytest.param(SERIAL.removeprefix("QLQ-"), id="no prefix"),
        pytest.param(SERIAL.replace("QLQ", "ҚЛҚ"), id="Kazakh keyboard"),
        pytest.param(SERIAL.replace("QLQ", "клк"), id="Russian keyboard"),
        pytest.param(SERIAL.replace("0", "О"), id="Cyrillic О for nought"),
        pytest.param(SERIAL.replace("1", "І"), id="Kazakh І for one"),
        pytest.param(SERIAL.replace("3", "З"), id="З for three"),
        pytest.param(f"  № {SERIAL}\n", id="with its sign"),
        pytest.param("".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in SERIAL), id="full-width digits"),
    ],
)
def test_ways_of_writing(typed):
    assert parse(typed) == SERIAL


def test_digits_of_other_scripts_are_no_number():
    assert parse(SERIAL.replace("1", "१")) is None or "1" not in SERIAL


def test_numbers_are_not_counted():
    assert len({new_serial(2026) for _once in range(200)}) == 200
    assert new_serial(2026).startswith("QLQ-26-")
