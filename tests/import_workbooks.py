"""Workbooks to bring in: a budget as another program wrote it, and our own export with cells changed."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from budgets.engine import unchanged
from budgets.wording import COST_TYPE_TITLES

FIRST_LINE = 4
"""The row of the first line in a plain workbook."""


class Upload:
    """A file in a form of the test client, which may be sent more than once."""

    def __init__(self, content, name="begroting.xlsx"):
        self.content, self.name, self.content_type = content, name, "application/octet-stream"

    def read(self, *_):
        return self.content


def plain_workbook(data, *, cells=None, without=(), names=None, heading="Maatregel", extra=0, totals=False):
    """The lines of ``data`` under the titles of their goals, and its income, as bytes of an xlsx.

    ``cells`` holds other values by line code and year, ``without`` the codes of lines that are not
    in it, ``names`` other names by line code, ``extra`` how many rows come behind them.
    ``totals`` adds a row with the costs in all.  The sheet Kladblad is not taken for a part of it.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Begroting"
    sheet.append(["Begroting"])
    sheet.append(["Nr", heading, "Soort kosten", "Prioriteit", *data.years])
    for goal in data.goals:
        sheet.append([None, goal.title])
        for line in data.lines:
            if line.goal == goal.code and line.code not in without:
                sheet.append(_row(data, line, cells or {}, names or {}))
    for i in range(extra):
        sheet.append([None, f"Nieuwe post {i}", "Overhead", 2, *(1000 + i for _ in data.years)])
    if totals:
        sheet.append([None, "Totaal kosten", None, None, *(c / 100 for c in unchanged(data).figure("costs"))])
    sheet.append([None, "Baten"])
    for stream in data.streams:
        sheet.append([None, stream.title, None, None, *(cents / 100 for cents in stream.amounts)])
    scratch = book.create_sheet("Kladblad")
    scratch.append(["Maatregel", *data.years])
    scratch.append(["Kladpost", *range(1, len(data.years) + 1)])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _row(data, line, cells, names):
    amounts = [None if cents is None else cents / 100 for cents in line.amounts]
    values = [cells.get((line.code, year), amount) for year, amount in zip(data.years, amounts, strict=True)]
    kind = COST_TYPE_TITLES[line.cost_type] if line.cost_type else None
    return [line.number, names.get(line.code, line.measure), kind, line.priority, *values]


def with_cells(content, cells):
    """Our own export with other numbers on its first sheet, as Excel would save it."""
    source, result = ZipFile(BytesIO(content)), BytesIO()
    with ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = _changed(text.decode(), cells).encode()
            target.writestr(name, text)
    return result.getvalue()


def _changed(sheet, cells):
    for address, value in cells.items():
        pattern = rf'(<c r="{address}"[^>]*><v>)[^<]*(</v>)'
        sheet, times = re.subn(pattern, rf"\g<1>{value}\g<2>", sheet)
        assert times == 1, address
    return sheet
