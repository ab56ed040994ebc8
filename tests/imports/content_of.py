"""What a file says, written as the rows of a table: for tests of comparing."""

from dataclasses import replace
from fractions import Fraction

from budgets.engine import BudgetData, Goal, Line, Stream, Target
from budgets.engine.data import Measure
from budgets.imports.comparison.preview import compare
from budgets.imports.content import Content, ReadRow
from budgets.imports.mapping import RowKind

YEARS = (2024, 2025)
VT_NOTE = "Met Utrecht. Twee regels."


def budget(**changes) -> BudgetData:
    """Two goals, three measures, four lines, two streams: Inloop has two lines of the same kind of costs."""
    return replace(
        BudgetData(
            region="gooi",
            plan="plan",
            title="Plan",
            years=YEARS,
            goals=(Goal("wonen", "Wonen"), Goal("zorg", "Zorg")),
            measures=(
                Measure("inloop", "wonen", "Inloop"),
                Measure("opvang", "wonen", "Opvang van gezinnen"),
                Measure("vt", "zorg", "Veilig Thuis", note="Met Utrecht."),
            ),
            lines=(
                Line("r1", "wonen", "Inloop", (100_00, 110_00), 1, "", "material", 1, (), "inloop"),
                Line("r2", "wonen", "Inloop", (200_00, 210_00), 2, "", "material", 2, (), "inloop"),
                Line(
                    "r3",
                    "wonen",
                    "Opvang van gezinnen",
                    (300_00, None),
                    3,
                    cost_type="personnel",
                    priority=0,
                    measure_code="opvang",
                ),
                Line(
                    "r4",
                    "zorg",
                    "Veilig Thuis",
                    (400_00, None),
                    4,
                    VT_NOTE,
                    "overhead",
                    None,
                    (False, True),
                    "vt",
                ),
            ),
            streams=(
                Stream("GB", "Gemeentelijke bijdrage", "gemeentelijke bijdrage", (600_00, 600_00)),
                Stream("BW", "Beschermd wonen", "rijksuitkering", (500_00, 400_00)),
            ),
            targets=(Target("drie", "Taakstelling", "GB", Fraction(3)),),
        ),
        **changes,
    )


def rows_of(data: BudgetData, *, ids: bool) -> list[ReadRow]:
    """The rows of a file that says just what the budget says."""
    titles = {goal.code: goal.title for goal in data.goals}
    rows = [
        ReadRow(
            "Begroting",
            place,
            RowKind.LINE,
            "",
            label=line.measure,
            id=f"line:{line.code}" if ids else "",
            number=line.number if ids else None,
            goal=titles[line.goal],
            cost_type=line.cost_type,
            priority=line.priority,
            note=line.note,
            amounts=tuple(
                (year, "pm" if line.pm and line.pm[i] else "" if line.amounts[i] is None else line.amounts[i])
                for i, year in enumerate(data.years)
            ),
        )
        for place, line in enumerate(data.lines, 2)
    ]
    rows += [
        ReadRow(
            "Dekking",
            place,
            RowKind.STREAM,
            "",
            label=stream.title,
            id=f"stream:{stream.code}" if ids else "",
            amounts=tuple(zip(data.years, stream.amounts, strict=True)),
        )
        for place, stream in enumerate(data.streams, 2)
    ]
    return rows


def content(
    rows, *, fields=("measure", "goal", "cost_type", "priority", "note", "costs", "income")
) -> Content:
    return Content(tuple(rows), (), frozenset(fields), YEARS, YEARS, ())


def changed(rows, row: int, **changes) -> list[ReadRow]:
    """Row ``row`` (as in the file, from 2) with other values; ``amounts`` as a mapping of years."""
    found = []
    for each in rows:
        if each.row == row and each.sheet == changes.get("sheet", "Begroting"):
            amounts = dict(each.amounts) | changes.get("amounts", {})
            values = {name: value for name, value in changes.items() if name != "sheet"}
            each = replace(each, **values | {"amounts": tuple(amounts.items())})
        found.append(each)
    return found


def compared(ours, rows, *, base=None, **answers):
    """A preview; keys of ``answers`` with a double underscore for a colon."""
    given = {key.replace("__", ":"): value for key, value in answers.items()}
    return compare(ours, content(rows), base=base, source="begroting.xlsx", answers=given, taken={})
