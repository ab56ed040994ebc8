"""Dekking per post, Gemeenten and Verdeling per gemeente: what the engine says, also after a switch."""

import random
from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import pytest
import split_cases
from openpyxl import load_workbook
from workbook_cases import ABOUT
from workbook_reading import CALCULATED, Cells, block, built, row_of, switched, values

from budgets.engine import BudgetResult, Choice, Cover, compute
from budgets.engine.membership import members
from budgets.engine.money import largest_remainder
from budgets.engine.municipal_options import totals
from budgets.imports.mark import MARK_SHEET
from budgets.split_wording import MUNICIPAL_TITLES
from reports.workbook import build_workbook, split_plan
from reports.workbook.remainders import pieces_of, split

pytestmark = pytest.mark.django_db  # one of the budgets is the demo, read from the tables

CASES = {"knotty": split_cases.knotty, "huge": split_cases.huge} | {
    f"drawn-{seed}": lambda seed=seed: split_cases.drawn(seed) for seed in range(14)
}
COVERAGE = {
    "Beschikbaar": "available",
    "Gebruikt": "used",
    "Over of tekort": "balance",
    "Naar de algemene middelen": "general",
}


@pytest.fixture(scope="session")
def budgets(reference_data):
    return {name: make() for name, make in CASES.items()} | {"reference": reference_data}


def choices(name: str, data) -> list[Choice]:
    """Everything and nothing; a drawn budget under a drawn choice, the others with somebody who leaves."""
    if name.startswith("drawn"):
        return [split_cases.drawn_choice(int(name[6:]), data)]
    codes = [option.code for option in data.options]
    leaver = {data.municipalities[1].code: data.years[0]}
    return [
        Choice.of(),
        Choice.of(codes),
        Choice.of(codes[::2], ends=leaver),
        Choice.of(codes[1::2], ends=leaver, share_falls_away=True),
    ]


def wrong_figures(cells: Cells, result: BudgetResult) -> list[str]:
    """Where the sheets do not say what the engine says, of the budget as it stands and as adjusted."""
    years = len(result.years)
    sides = ((0, result.unchanged), (years + 1, result))
    return [
        message
        for offset, found in sides
        for message in (*_wrong_municipalities(cells, found, offset), *_wrong_cover(cells, found, offset))
    ]


def _wrong_municipalities(cells: Cells, result: BudgetResult, offset: int):
    sheet, data, years = cells["Gemeenten"], result.data, len(result.years)
    for figure, title in MUNICIPAL_TITLES.items():
        first = row_of(sheet, title, 1) + 1
        for row, each in enumerate(data.municipalities, first):
            found = block(sheet, row, 3 + offset, years)
            expected = tuple(
                cents if members(data, result.choice, year)[row - first] else "–"
                for year, cents in enumerate(result.allocation.figure(each.code, figure))
            )
            if found != expected:
                yield f"{each.name} {figure}: {found} is not {expected}"
        found = block(sheet, first + len(data.municipalities), 3 + offset, years)
        if found != totals(result, figure):
            yield f"total {figure}: {found} is not {totals(result, figure)}"
    checks = row_of(sheet, "Sluit aan op de begroting", 1)
    for row in range(checks + 1, checks + 5):
        if block(sheet, row, 3 + offset, years) != (0,) * years:
            yield f"the total in row {row} is not that of the budget"


def _wrong_cover(cells: Cells, result: BudgetResult, offset: int):
    if not result.data.cover:
        return
    sheet, years, coverage = cells["Dekking per post"], len(result.years), result.coverage
    heading = row_of(sheet, "Wat er van elke stroom overblijft", 1)
    for number, stream in enumerate(result.data.streams):
        row = heading + 1 + 5 * number
        assert sheet[row, 2] == stream.title
        for place, (title, name) in enumerate(COVERAGE.items(), row + 1):
            assert sheet[place, 2] == title
            found = block(sheet, place, 4 + offset, years)
            if found != coverage.figures(stream.code)[name]:
                yield f"{stream.code} {name}: {found} is not {coverage.figures(stream.code)[name]}"
    asked = block(sheet, row_of(sheet, "Gevraagd van de algemene middelen"), 4 + offset, years)
    if asked != coverage.asked:
        yield f"asked of the general means: {asked} is not {coverage.asked}"


@pytest.mark.parametrize("name", [*CASES, "reference"])
def test_stored_values_are_what_the_engine_says(name, budgets):
    for choice in choices(name, budgets[name]):
        result = compute(budgets[name], choice)
        cells = values(BytesIO(build_workbook(result, ABOUT)))
        assert wrong_figures(cells, result) == [], choice


@pytest.fixture(scope="session")
def recalculated(budgets, recalculate, tmp_path_factory):
    """For every budget and choice the cells after LibreOffice recalculated, switched from no option on."""
    folder, out, plan = tmp_path_factory.mktemp("gemeenten"), tmp_path_factory.mktemp("herrekend"), []
    for name, data in budgets.items():
        for number, choice in enumerate(choices(name, data)):
            off = Choice.of([], dict(choice.indexation), dict(choice.ends), choice.share_falls_away)
            content = build_workbook(compute(data, off), ABOUT)
            path = folder / f"{name}-{number}.xlsx"
            path.write_bytes(switched(content, data, choice.on))
            plan.append((name, choice, path))
    found = {}
    paths = recalculate([path for _, _, path in plan], out)
    for (name, choice, _), path in zip(plan, paths, strict=True):
        found.setdefault(name, []).append((choice, values(BytesIO(path.read_bytes()))))
    return found


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", [*CASES, "reference"])
def test_switches_recompute_every_municipality_to_the_cent(name, budgets, recalculated):
    for choice, cells in recalculated[name]:
        assert wrong_figures(cells, compute(budgets[name], choice)) == [], choice


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", [*CASES, "reference"])
def test_every_step_in_between_is_what_an_export_of_that_choice_says(name, budgets, recalculated):
    for choice, cells in recalculated[name]:
        expected = values(BytesIO(build_workbook(compute(budgets[name], choice), ABOUT)))
        for sheet in ("Dekking", "Dekking per post", "Gemeenten", "Verdeling per gemeente"):
            assert cells.get(sheet) == expected.get(sheet), (sheet, choice)


@pytest.mark.libreoffice
def test_typed_amount_of_the_budget_reaches_the_municipalities(budgets, recalculate, tmp_path):
    """Somebody changes an amount in Excel: a line that the contribution pays for two thirds."""
    data = split_cases.knotty()
    book = load_workbook(BytesIO(built(data)))
    row = next(cell.row for cell in book["Begroting"]["A"] if cell.value == 1)
    book["Begroting"].cell(row, 6).value = 777.77
    path = tmp_path / "anders.xlsx"
    book.save(path)
    (found,) = recalculate([path], tmp_path / "uit")
    lines = tuple(line if line.code != "a" else _with_first(line, 777_77) for line in data.lines)
    changed = replace(data, lines=lines, derived={})
    assert wrong_figures(values(BytesIO(found.read_bytes())), compute(changed)) == []


def _with_first(line, cents):
    return replace(line, amounts=(cents, *line.amounts[1:]))


def test_budget_without_municipalities_or_cover_has_no_such_sheets():
    data = replace(split_cases.knotty(), municipalities=(), keys=(), key="", cover=(), derived={})
    measures = tuple(replace(measure, key="") for measure in data.measures)
    bare = replace(data, measures=measures, participation=(), derived={})
    names = load_workbook(BytesIO(built(bare))).sheetnames
    assert not {"Dekking per post", "Gemeenten", "Verdeling per gemeente"} & set(names)


def test_sheets_stand_beside_what_they_are_about():
    names = load_workbook(BytesIO(built(split_cases.knotty()))).sheetnames
    assert names[3:6] == ["Dekking", "Dekking per post", "Gemeenten"]
    assert names[-2:] == ["Verdeling per gemeente", MARK_SHEET]
    assert set(names) <= {*CALCULATED, "Toelichting", MARK_SHEET}


def test_very_large_budget_shows_the_amounts_of_the_export(monkeypatch):
    monkeypatch.setattr(split_plan, "MOST_CELLS", 100)
    result = compute(split_cases.knotty(), Choice.of(["ties-1", "stroom2"], share_falls_away=True))
    content = build_workbook(result, ABOUT)
    book, cells = load_workbook(BytesIO(content)), values(BytesIO(content))
    assert "Verdeling per gemeente" not in book.sheetnames
    sheet = cells["Gemeenten"]
    row = row_of(sheet, "Nodig voor de maatregelen", 1) + 1
    assert block(sheet, row, 7, 3) == result.allocation.figure("GM0000", "need")
    assert book["Gemeenten"].cell(row, 7).data_type == "n"
    assert "rekenen niet mee" in sheet[3, 1]
    fixed = [value for value in cells["Toelichting"].values() if "rekent" in str(value)]
    assert any("zo groot" in str(value) for value in fixed)


def test_sheets_print_without_the_steps_in_between():
    book = load_workbook(BytesIO(built(split_cases.knotty())))
    assert book["Dekking per post"].print_area.startswith("'Dekking per post'!$A$1:$N$")
    assert book["Verdeling per gemeente"].print_area.startswith("'Verdeling per gemeente'!$A$1:$J$")


def test_formulas_are_no_longer_than_excel_takes():
    for data in (split_cases.knotty(), split_cases.huge()):
        book = load_workbook(BytesIO(built(data)))
        cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
        assert max(len(str(cell.value)) for cell in cells if cell.data_type == "f") < 8_192


def test_steps_split_as_the_engine_does():
    draw = random.Random(1)
    for _ in range(2_000):
        weights = [draw.randrange(10 ** draw.randrange(1, 7)) for _ in range(draw.randrange(1, 9))]
        amount = draw.randrange(-(10**11), 10**11)
        if any(weights):
            assert parts_by_the_steps(amount, weights) == largest_remainder(amount, weights)


def parts_by_the_steps(amount, weights):
    """As the formulas have it, from the values that stand in the cells."""
    found = split(amount, weights)
    sign = -1 if amount < 0 else 1
    return [
        sign * (found.times * weight + quotient + (found.left_over > 0 and rank >= found.threshold))
        for weight, quotient, rank in zip(weights, found.quotients, found.ranks, strict=True)
    ]


@pytest.mark.parametrize(
    ("weights", "pieces"),
    [
        ((1,), 1),
        ((0, 7), 1),
        ((1_000_000, 17_000_000), 1),
        ((10**8, 3 * 10**7), 2),
        ((10**11, 10**11), 4),
        ((10**14, 1), 0),
    ],
)
def test_large_weights_are_taken_in_parts(weights, pieces):
    assert pieces_of(weights) == pieces


def test_weights_beyond_a_spreadsheet_leave_the_amounts_of_the_export():
    data = split_cases.knotty()
    key = replace(data.keys[0], weights=tuple((10**14 + i, 1, 1) for i in range(5)))
    result = compute(replace(data, keys=(key, data.keys[1]), derived={}))
    book = load_workbook(BytesIO(build_workbook(result, ABOUT)))
    assert "Gemeenten" in book.sheetnames
    assert "Verdeling per gemeente" not in book.sheetnames


def test_cover_in_fractions_beyond_a_spreadsheet_leaves_the_amounts_of_the_export():
    data = split_cases.knotty()
    odd = tuple(Fraction(1, denominator) for denominator in (2_000_000_011, 1_999_999_973))
    cover = (Cover("a", "MO", odd[0]), Cover("a", "GB", odd[1]))
    result = compute(replace(data, cover=cover, derived={}))
    content = build_workbook(result, ABOUT)
    assert wrong_figures(values(BytesIO(content)), result) == []
    sheet = load_workbook(BytesIO(content))["Dekking per post"]
    assert sheet.cell(9, 4).data_type == "n"
