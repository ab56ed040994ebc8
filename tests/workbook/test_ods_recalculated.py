"""LibreOffice recalculates the .ods: every cell must be what the .xlsx of that choice holds.

The arithmetic of the formulas is tested on the .xlsx; here it is that they say the same in another grammar.
"""

from io import BytesIO

import ods_reading
import pytest
import split_cases
import test_housing_sheet
import workbook_cases
from test_workbook_recalculated import settled
from workbook_reading import CALCULATED, built, printed_figures, values

from budgets.engine import Choice, compute

pytestmark = [pytest.mark.libreoffice, pytest.mark.django_db]

CASES = (
    {
        "knotty": workbook_cases.knotty,
        "huge": workbook_cases.huge,
        "long": workbook_cases.long,
        "many-goals": workbook_cases.many_goals,
        "empty": workbook_cases.empty,
        "split-knotty": split_cases.knotty,
        "split-huge": split_cases.huge,
    }
    | {f"drawn-{seed}": lambda seed=seed: workbook_cases.drawn(seed) for seed in range(3)}
    | {f"split-{seed}": lambda seed=seed: split_cases.drawn(seed) for seed in range(3)}
    | {f"housing-{name}": lambda data=data: data for name, data in test_housing_sheet.CASES.items()}
)
HOUSING_ESTIMATE = 16
"""The column of a first estimate, which may be one off."""


@pytest.fixture(scope="session")
def budgets(reference_data):
    return {name: make() for name, make in CASES.items()} | {"reference": reference_data}


def choices(data):
    """Nothing, everything, and every other option."""
    codes = [option.code for option in data.options]
    return dict.fromkeys([frozenset(), frozenset(codes), frozenset(codes[::2])])


@pytest.fixture(scope="session")
def recalculated(budgets, recalculate, tmp_path_factory):
    """For every budget the choices and the cells after LibreOffice recalculated, from no option on."""
    folder, out, plan = tmp_path_factory.mktemp("ods"), tmp_path_factory.mktemp("ods-herrekend"), []
    for name, data in budgets.items():
        exported = built(data, form="ods")
        for number, on in enumerate(choices(data)):
            path = folder / f"{name}-{number}.ods"
            path.write_bytes(ods_reading.switched(exported, data, on))
            plan.append((name, on, path))
    found = {}
    paths = recalculate([path for _, _, path in plan], out)
    for (name, on, _), path in zip(plan, paths, strict=True):
        found.setdefault(name, []).append((on, values(BytesIO(path.read_bytes()))))
    return found


@pytest.mark.parametrize("name", [*CASES, "reference"])
def test_every_recalculated_cell_is_that_of_the_other_file(name, budgets, recalculated):
    for on, cells in recalculated[name]:
        expected = values(BytesIO(built(budgets[name], *on)))
        assert list(cells) == list(expected)
        for sheet in CALCULATED:
            assert settled(sheet, cells) == settled(sheet, expected), (sheet, sorted(on))
        assert without_estimate(cells) == without_estimate(expected), sorted(on)


@pytest.mark.parametrize("name", [*CASES, "reference"])
def test_switches_recompute_what_the_engine_computes(name, budgets, recalculated):
    for on, cells in recalculated[name]:
        assert printed_figures(cells, compute(budgets[name], Choice.of(on))) == [], sorted(on)


def without_estimate(cells):
    found = cells.get(test_housing_sheet.SHEET, {})
    return {at: value for at, value in found.items() if at[1] != HOUSING_ESTIMATE}
