"""LibreOffice sets switches and recalculates: every cell must be what the engine computes, to the cent."""

import random
from io import BytesIO

import pytest
import workbook_cases
from openpyxl.utils import column_index_from_string
from workbook_reading import CALCULATED, Cells, built, printed_figures, row_of, switched, values

from budgets.engine import BudgetData, Choice, compute
from reports.workbook import build_workbook
from reports.workbook.controls import AT_EXPORT
from reports.workbook.share_columns import GUESS, GUESS_HIGH, TRIAL

pytestmark = [pytest.mark.libreoffice, pytest.mark.django_db]

CASES = {
    "knotty": workbook_cases.knotty,
    "huge": workbook_cases.huge,
    "long": workbook_cases.long,
    "many-goals": workbook_cases.many_goals,
    "empty": workbook_cases.empty,
} | {f"drawn-{seed}": lambda seed=seed: workbook_cases.drawn(seed) for seed in range(8)}


def choices(name: str, data: BudgetData) -> list[frozenset[str]]:
    """Nothing, everything, some sets at random, and for the made-up and real cases every option alone."""
    codes, draw = [option.code for option in data.options], random.Random(len(data.lines))
    alone = [] if name.startswith("drawn") else [frozenset([code]) for code in codes]
    some = [frozenset(code for code in codes if draw.random() < 0.6) for _ in range(4)]
    return list(dict.fromkeys([frozenset(), frozenset(codes), *alone, *some]))


@pytest.fixture(scope="session")
def budgets(reference_data):
    return {name: make() for name, make in CASES.items()} | {"reference": reference_data}


@pytest.fixture(scope="session")
def recalculated(budgets, recalculate, tmp_path_factory):
    """For every budget the choices and the cells after LibreOffice recalculated them, all in one go."""
    folder, out, plan = tmp_path_factory.mktemp("switched"), tmp_path_factory.mktemp("recalculated"), []
    for name, data in budgets.items():
        exported = built(data)
        for number, on in enumerate(choices(name, data)):
            path = folder / f"{name}-{number}.xlsx"
            path.write_bytes(switched(exported, data, on))
            plan.append((name, on, path))
    found = {}
    paths = recalculate([path for _, _, path in plan], out)
    for (name, on, _), path in zip(plan, paths, strict=True):
        found.setdefault(name, []).append((on, values(BytesIO(path.read_bytes()))))
    return found


@pytest.mark.parametrize("name", [*CASES, "reference"])
def test_switches_recompute_what_the_engine_computes(name, budgets, recalculated):
    data = budgets[name]
    for on, cells in recalculated[name]:
        assert printed_figures(cells, compute(data, Choice.of(on))) == [], sorted(on)


@pytest.mark.parametrize("name", [*CASES, "reference"])
def test_every_recalculated_cell_is_the_stored_value_of_an_export_of_that_choice(name, budgets, recalculated):
    data = budgets[name]
    for on, cells in recalculated[name]:
        expected = values(BytesIO(built(data, *on)))
        for sheet in CALCULATED:
            assert settled(sheet, cells) == settled(sheet, expected), (sheet, sorted(on))


def settled(sheet: str, cells: Cells) -> dict[tuple[int, int], object]:
    """The cells of a sheet that follow from the choice.

    Not the first guess of a quotient, which may be one off until mended, nor the figures at the export.
    """
    found = cells.get(sheet, {})
    if sheet == "Controle":
        heading = row_of(found, AT_EXPORT, 1)
        return {at: value for at, value in found.items() if at[0] < heading or at[1] == 4}
    guesses = [column_index_from_string(column) for column in (GUESS, GUESS_HIGH, TRIAL)]
    split = sheet in ("Verdeling", "Verdeling over posten")
    return {at: value for at, value in found.items() if not split or at[1] not in guesses}


def test_share_that_falls_away_with_who_left_is_not_in_the_income(reference_data, recalculate, tmp_path):
    result = compute(reference_data, Choice.of(["mda", "veilig-thuis-rijk"], share_falls_away=True))
    assert result.income_by_stream["GB"][1] < 241_234_500
    path = tmp_path / "vervalt.xlsx"
    path.write_bytes(build_workbook(result, workbook_cases.ABOUT))
    (recalculated,) = recalculate([path], tmp_path / "uit")
    assert printed_figures(values(BytesIO(recalculated.read_bytes())), result) == []
