"""The cells of a scenario's terms: LibreOffice recalculates, and every figure is what the engine computes."""

import re
from fractions import Fraction
from io import BytesIO

import ods_reading
import pytest
import terms_cases
import workbook_cases
from openpyxl import load_workbook
from test_workbook_recalculated import settled
from workbook_reading import CALCULATED, built, filled_in, named, printed_figures, row_of, values

from budgets.engine import Choice, Level, compute
from reports.workbook import build_workbook
from reports.workbook.controls import AT_EXPORT, MAIN
from tests.engine.small import budget, line, option, saving

CASES = {"knotty": terms_cases.knotty} | {
    f"drawn-{seed}": lambda seed=seed: workbook_cases.drawn(seed) for seed in (0, 5)
}
ROUNDS = 3


def exported_choice(name, data) -> Choice:
    if name == "knotty":
        return terms_cases.everything()
    return Choice.of(adjustments=terms_cases.drawn_adjustments(int(name[6:]), data))


def plan():
    """Per budget its export, and what is then put in its cells."""
    for name, make in CASES.items():
        data = make()
        exported = exported_choice(name, data)
        wanted = [terms_cases.drawn_choice(seed, data, exported.adjustments) for seed in range(ROUNDS)]
        yield name, data, exported, [exported, Choice.of(), *wanted]


def kept(exported: Choice, wanted: Choice) -> Choice:
    """What ``wanted`` comes to in an export: targets with amounts are as they were exported."""
    amounts = [change for change in exported.targets if change.percentage is None]
    held = {change.target for change in amounts}
    others = [change for change in wanted.targets if change.target not in held]
    return Choice.of(
        wanted.on,
        dict(wanted.indexation),
        parts=dict(wanted.parts),
        index_years={(kind, year): rate for kind, year, rate in wanted.index_years},
        adjustments=wanted.adjustments,
        targets=[*others, *amounts],
    )


@pytest.mark.parametrize("name", CASES)
def test_stored_values_are_the_engine_s(name):
    data = CASES[name]()
    result = compute(data, exported_choice(name, data))
    assert printed_figures(values(BytesIO(build_workbook(result, workbook_cases.ABOUT))), result) == []


def test_what_stands_against_an_option_is_said_beside_its_switch():
    data, choice = terms_cases.knotty(), terms_cases.everything()
    cells = values(BytesIO(build_workbook(compute(data, choice), workbook_cases.ABOUT)))["Bijstellingen"]
    said = {cells[row, 2]: value for (row, column), value in cells.items() if column == 17 and row > 5}
    assert said == {
        "Eerste": "sluit uit: Derde; niet geheel te realiseren",
        "Derde": "sluit uit: Eerste; niet geheel te realiseren",
        "Andere dekking": "heeft nodig: Nog een",
        "Over drie posten": "niet geheel te realiseren",
        "Over lege posten": "niet geheel te realiseren",
    }


def test_level_is_chosen_by_its_title_and_a_part_that_is_none_of_them_is_named():
    data = terms_cases.knotty()
    choice = Choice.of(["samen"], parts={"samen": Fraction(7, 8)})
    book = load_workbook(BytesIO(build_workbook(compute(data, choice), workbook_cases.ABOUT)))
    assert named(book, "Niveau_samen") == ["Ander deel"]
    assert named(book, "Niveau_ties_1") == ["300.000"]  # text, also where it looks like a number
    (cell,) = (book[sheet][at] for sheet, at in book.defined_names["Niveau_ties_1"].destinations)
    assert cell.number_format == "@"
    rules = {str(rule.sqref): rule.formula1 for rule in book["Bijstellingen"].data_validations.dataValidation}
    first, last = re.fullmatch(r"Uitgangspunten!\$C\$(\d+):\$C\$(\d+)", rules["G12"]).groups()
    titles = [book["Uitgangspunten"].cell(row, 3).value for row in range(int(first), int(last) + 1)]
    assert titles == ["Half (a)", "half (b)", "Ander deel"]
    assert "Deel_samen" not in book.defined_names


def test_workbook_without_terms_offers_indexation_and_target_only():
    cells = values(BytesIO(built(workbook_cases.knotty())))["Uitgangspunten"]
    parts = [value for (_, column), value in cells.items() if column == 1 and isinstance(value, str)][3:]
    assert parts == ["Indexering", "Taakstelling", "Van begroot naar bijgesteld"]


@pytest.fixture(scope="session")
def recalculated(recalculate, tmp_path_factory):
    """By budget and kind of file: the choice and the cells after LibreOffice recalculated."""
    found, todo = {}, {"xlsx": [], "ods": []}
    for form, fill in (("xlsx", filled_in), ("ods", ods_reading.filled_in)):
        folder = tmp_path_factory.mktemp(form)
        for name, data, exported, wanted in plan():
            content = build_workbook(compute(data, exported), workbook_cases.ABOUT, form)
            for number, choice in enumerate(wanted[: None if form == "xlsx" else 3]):
                path = folder / f"{name}-{number}.{form}"
                path.write_bytes(fill(content, terms_cases.cells_of(data, exported, choice)))
                todo[form].append(((form, name), data, exported, kept(exported, choice), path))
        paths = recalculate([path for *_, path in todo[form]], tmp_path_factory.mktemp(f"{form}-herrekend"))
        for (key, data, exported, choice, _), path in zip(todo[form], paths, strict=True):
            cells = values(BytesIO(path.read_bytes()))
            found.setdefault(key, []).append((data, exported, choice, cells))
    return found


@pytest.mark.libreoffice
@pytest.mark.parametrize("form", ["xlsx", "ods"])
@pytest.mark.parametrize("name", CASES)
def test_changed_cells_recompute_what_the_engine_computes(name, form, recalculated):
    assert len(recalculated[form, name]) >= 3
    for data, _, choice, cells in recalculated[form, name]:
        assert printed_figures(cells, compute(data, choice)) == [], choice


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", CASES)
def test_changed_cells_give_the_sheets_of_an_export_of_that_choice(name, recalculated):
    """Every cell, with the warnings and the steps in between, of the sheets without rows of adjustments."""
    for data, _, choice, cells in recalculated["xlsx", name]:
        expected = values(BytesIO(build_workbook(compute(data, choice), workbook_cases.ABOUT)))
        for sheet in set(CALCULATED) - {"Uitgangspunten"}:
            assert settled(sheet, cells) == settled(sheet, expected), (sheet, choice)


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", CASES)
def test_recalculated_cells_are_the_stored_ones(name, recalculated):
    data, exported, choice, cells = recalculated["xlsx", name][0]
    assert choice == exported
    expected = values(BytesIO(build_workbook(compute(data, exported), workbook_cases.ABOUT)))
    for sheet in CALCULATED:
        assert settled(sheet, cells) == settled(sheet, expected), sheet
    assert changed(cells) == {"gelijk"}


@pytest.mark.libreoffice
def test_what_the_application_gave_stays_beside_what_was_changed(recalculated):
    data, exported, choice, cells = recalculated["xlsx", "knotty"][1]
    assert choice != exported
    given = block_of(cells, 3)
    result = compute(data, exported)
    assert given == [cents for figure in MAIN for cents in result.figure(figure)]
    assert block_of(cells, 4) == [cents for figure in MAIN for cents in compute(data, choice).figure(figure)]
    assert "gewijzigd" in changed(cells)


def changed(cells) -> set[object]:
    return set(block_of(cells, 7))


def block_of(cells, column: int) -> list[object]:
    """A column of the figures at the export."""
    sheet = cells["Controle"]
    first = row_of(sheet, AT_EXPORT, 1) + 1
    return [sheet[row, column] for row in range(first, first + len(MAIN) * len(workbook_cases.YEARS))]


def test_long_name_of_any_level_fits_its_cell():
    """20 wide and 60 letters: three lines or more, also of a level that is not chosen."""
    long = "vervalt, met een afbouw in drie jaar voor wie er nu gebruik van maakt"[:60]
    levels = (Level("a", "half", Fraction(1, 2)), Level("b", long, Fraction(1)))
    data = budget(line("p", 1_000), options=(option("x", saving(800, "p"), levels=levels),), years=(2021,))
    sheet = load_workbook(BytesIO(build_workbook(compute(data, Choice.of(["x"])), workbook_cases.ABOUT)))[
        "Bijstellingen"
    ]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "half"]
    assert cell.alignment.wrap_text
    assert sheet.row_dimensions[cell.row].height >= 3 * 12
