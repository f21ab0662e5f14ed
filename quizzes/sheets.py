"""Tables as files for a spreadsheet. What people wrote is never run there as a formula."""

import csv
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from accounts.spreadsheets import never_formula

BOM = "\ufeff"  # tells Excel that the file is in UTF-8
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # in no XML file
LONGEST_CELL = 32_767  # characters, Excel's limit

Rows = Iterable[list[Any]]


def cell(value: Any) -> Any:
    """The value as it may stand in a cell: a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    text = FORBIDDEN.sub("", value)
    return never_formula(text)[:LONGEST_CELL]


class _Echo:
    """What csv writes to it is what it returns."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Rows) -> Iterator[str]:
    """The file line by line, beginning with a byte order mark."""
    writer = csv.writer(_Echo())
    yield BOM
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def xlsx_file(rows: Rows) -> BytesIO:
    """The file, open at its beginning. One sheet, its first row kept in view."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([float(value) if isinstance(value, Decimal) else cell(value) for value in row])
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file
