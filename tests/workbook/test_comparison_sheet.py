"""The sheet of two to four budgets side by side: what it says, and that LibreOffice comes to the same."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from types import SimpleNamespace

import openpyxl
import pytest
from workbook_reading import ABOUT, values

from budgets.engine import BudgetData, Choice, compute
from budgets.engine.compare import Comparison
from budgets.wording import FIGURE_TITLES
from reports.workbook.side_by_side import SHEET, build_side_by_side

pytestmark = pytest.mark.django_db

CHOICES = {
    "Begroting zonder opties": Choice(),
    "=Alles * aan": Choice.of(["vrouwenopvang", "pak-aan", "ggz-mantelzorg", "verslaafden"]),
    "Geïndexeerd": Choice.of(["pak-aan"], {"personnel": Fraction(5, 2)}),
}


def sides(data, choices=CHOICES):
    return [SimpleNamespace(title=title, result=compute(data, each)) for title, each in choices.items()]


@pytest.fixture
def compared(reference_data):
    """One of them on a budget with a year less."""
    count = len(reference_data.years) - 1
    lines = (replace(line, amounts=line.amounts[:count], pm=()) for line in reference_data.lines)
    shorter = BudgetData(
        region=reference_data.region,
        plan=reference_data.plan,
        title=reference_data.title,
        years=reference_data.years[:count],
        goals=reference_data.goals,
        lines=tuple(lines),
        streams=tuple(replace(each, amounts=each.amounts[:count]) for each in reference_data.streams),
        targets=reference_data.targets,
    )
    return [*sides(reference_data), SimpleNamespace(title="Korter", result=compute(shorter))]


def rows_of(cells):
    """Per title the rows, each (of which, amounts per year); titles stand at the first of theirs."""
    found, title = {}, ""
    for row in range(6, max(row for row, _ in cells) + 1):
        title = cells.get((row, 1)) or title
        if cells.get((row, 2)):
            found.setdefault(title, []).append((cells[row, 2], [cells.get((row, 4 + i)) for i in range(4)]))
    return found


@pytest.mark.libreoffice
def test_libreoffice_comes_to_what_the_engine_computes(compared, recalculate, tmp_path):
    paths = []
    for form in ("xlsx", "ods"):
        path = tmp_path / f"vergelijking.{form}"
        path.write_bytes(build_side_by_side(compared, ABOUT, form))
        paths.append(path)
    found = Comparison(tuple(side.result for side in compared))
    for path in recalculate(paths, tmp_path / "out"):
        cells = values(BytesIO(path.read_bytes()))[SHEET]
        rows = rows_of(cells)
        for row in found.told:
            title = FIGURE_TITLES[row.figure]
            got = [amounts for _, amounts in rows[title][: len(compared)]]
            assert got == [["–" if cents is None else cents for cents in each] for each in row.amounts], title
        checks = rows_with(cells, "Controle: verschil met het cijfer bovenaan")
        assert len(checks) == len(compared) - 1
        assert {cents for amounts in checks for cents in amounts if cents is not None} == {0}


def rows_with(cells, title):
    rows = [row for (row, column), said in cells.items() if column == 1 and said == title]
    return [[cells.get((row, 4 + i)) for i in range(4)] for row in rows]


def test_totals_and_differences_are_formulas_and_names_stay_text(compared):
    sheet = openpyxl.load_workbook(BytesIO(build_side_by_side(compared, ABOUT))).active
    by_name = {sheet.cell(row, 1).value: row for row in range(sheet.max_row, 5, -1)}
    result = by_name["Resultaat"]
    assert [sheet.cell(result + place, 4).value for place in range(2)] == [
        f"=D{by_name['Baten'] + place}-D{by_name['Kosten'] + place}" for place in range(2)
    ]
    assert sheet.cell(result + 1, 10).value == f"=ROUND(N(D{result + 1})-N(D{result}),2)"
    name = sheet.cell(result + 1, 2)
    assert (name.value, name.data_type, name.quotePrefix) == ("=Alles * aan", "s", True)
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$4:$5"
    assert sheet.freeze_panes == "D6"
