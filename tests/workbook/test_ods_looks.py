"""LibreOffice opens the .xlsx and the .ods, and sees the same workbook: looks, panes, printing, names."""

import pytest
import split_cases
import terms_cases
import workbook_cases
from openpyxl import load_workbook

from budgets.engine import compute
from budgets.imports.mark import MARK_SHEET
from reports.workbook import build_workbook

pytestmark = pytest.mark.libreoffice

CASES = {
    "terms": lambda: compute(terms_cases.knotty(), terms_cases.everything()),
    "split": lambda: compute(split_cases.knotty()),
}
SIDES = ("left", "right", "top", "bottom")
MARGINS = (*SIDES, "header", "footer")


@pytest.fixture(scope="module")
def seen(recalculate, tmp_path_factory):
    """Each workbook as LibreOffice saves what it made of the .xlsx, and of the .ods."""
    paths, out = [], {}
    for form in ("xlsx", "ods"):
        folder = tmp_path_factory.mktemp(form)
        out[form] = tmp_path_factory.mktemp(f"{form}-gezien")
        paths = [folder / f"{name}.{form}" for name in CASES]
        for path, make in zip(paths, CASES.values(), strict=True):
            path.write_bytes(build_workbook(make(), workbook_cases.ABOUT, form))
        recalculate(paths, out[form])
    return {name: tuple(load_workbook(folder / f"{name}.xlsx") for folder in out.values()) for name in CASES}


@pytest.mark.parametrize("name", CASES)
def test_file_has_the_same_names_and_properties(name, seen):
    def whole(book):
        names = {key: found.attr_text for key, found in book.defined_names.items()}
        said = [getattr(book.properties, key) for key in ("title", "subject", "creator", "created")]
        return book.sheetnames, book.active.title, names, said

    xlsx, ods = map(whole, seen[name])
    assert ods == xlsx
    assert len(ods[2]) > 40


@pytest.mark.parametrize("name", CASES)
def test_sheets_open_and_print_the_same(name, seen):
    xlsx, ods = seen[name]
    for title in xlsx.sheetnames:
        assert page(ods[title]) == page(xlsx[title]), title
        assert printed(ods[title]) == printed(xlsx[title]), title
    assert ods[MARK_SHEET].sheet_state == "hidden"


@pytest.mark.parametrize("name", CASES)
def test_cells_look_the_same(name, seen):
    xlsx, ods = seen[name]
    for sheet in xlsx:
        for row in sheet.iter_rows():
            for cell in row:
                assert look(ods[sheet.title][cell.coordinate]) == look(cell), (sheet.title, cell.coordinate)


@pytest.mark.parametrize("name", CASES)
def test_columns_are_as_wide_and_rows_as_high(name, seen):
    """LibreOffice rounds a height to half a point in one of the two."""
    xlsx, ods = seen[name]
    for sheet in xlsx:
        found = ods[sheet.title]
        for letter, column in sheet.column_dimensions.items():
            other = found.column_dimensions[letter]
            assert (other.hidden, other.width) == (column.hidden, pytest.approx(column.width, abs=0.1))
        for number, row in sheet.row_dimensions.items():
            other = found.row_dimensions[number]
            assert (other.outlineLevel, other.height) == (
                row.outlineLevel,
                pytest.approx(row.height, abs=0.5),
            )


def page(sheet):
    """How a sheet opens, and what may be typed in it."""
    return {
        "state": sheet.sheet_state,
        "frozen": sheet.freeze_panes,
        "grid": sheet.sheet_view.showGridLines,
        "tab": sheet.sheet_properties.tabColor.rgb if sheet.sheet_properties.tabColor else None,
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "typed": sorted(
            (
                *(str(found.sqref), found.type, found.formula1),
                "" if found.type == "list" else f"{found.operator} {found.formula2}",
                *(found.allow_blank, found.prompt, found.error),
            )
            for found in sheet.data_validations.dataValidation
        ),
        "conditions": sorted(
            (str(found.sqref), [(rule.formula, rule.dxf.font.color.rgb) for rule in found.rules])
            for found in sheet.conditional_formatting
        ),
    }


def printed(sheet):
    setup = sheet.page_setup
    margins = [round(getattr(sheet.page_margins, name), 2) for name in MARGINS]
    return {
        "paper": (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight),
        "fit": sheet.sheet_properties.pageSetUpPr.fitToPage,
        "area": sheet.print_area,
        "repeated": sheet.print_title_rows,
        "breaks": [found.id for found in sheet.row_breaks.brk],
        "margins": margins if sheet.print_area else None,
        "words": [
            getattr(item, region).text
            for item in (sheet.oddHeader, sheet.oddFooter)
            for region in ("left", "center", "right")
        ],
    }


def look(cell):
    font, alignment = cell.font, cell.alignment
    edges = [getattr(cell.border, side) for side in SIDES]
    return {
        "font": (font.name, font.sz, font.b, font.i, font.color.rgb if font.color else None),
        "fill": cell.fill.fgColor.rgb if cell.fill.fill_type else None,
        "edges": [(edge.style, edge.color.rgb) if edge.style else None for edge in edges],
        "alignment": (
            alignment.horizontal,
            alignment.vertical,
            bool(alignment.wrap_text),
            alignment.indent,
        ),
        "format": cell.number_format,
    }
