"""Tables as files: what people wrote is never a formula."""

import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from quizzes.sheets import cell, csv_lines, xlsx_file


@pytest.mark.parametrize("text", ["=1+1", "+7 701", "-2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://example.com")'])
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Сауалнама", "1+1", "", -2, -2.5, Decimal("-0.5"), None])
def test_everything_else_stays(value):
    assert cell(value) == value


def test_what_no_file_can_hold_is_left_out_before_looking():
    assert cell("\x00=1") == "'=1"
    assert cell("a\x0bb") == "ab"


def test_a_csv_file_begins_with_a_byte_order_mark_and_reads_back():
    written = "".join(csv_lines([["Q", "n"], ['say "yes", or', -0.5], ["=1", None]])).encode()
    assert written.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(written.decode("utf-8-sig")))) == [["Q", "n"], ['say "yes", or', "-0.5"], ["'=1", ""]]


def test_an_xlsx_file_has_numbers_as_numbers_and_formulas_as_text():
    sheet = load_workbook(xlsx_file([["Q", "n"], ["=1+1", Decimal("0.5")], ["Қазақ", None]])).active
    assert [[each.value for each in row] for row in sheet.iter_rows()] == [["Q", "n"], ["'=1+1", 0.5], ["Қазақ", None]]
    assert [sheet["A2"].data_type, sheet["B2"].data_type] == ["s", "n"]
    assert sheet.freeze_panes == "A2"
