"""Budgets and choices with terms: indexation per year, own adjustments, targets, levels, parts."""

import random
from dataclasses import replace
from fractions import Fraction

import workbook_cases

from budgets.engine import Adjustment, BudgetData, Choice, Level, TargetChange
from reports.workbook.names import option_names

YEARS = workbook_cases.YEARS
THREE_LEVELS = (
    Level("alles", "300.000", Fraction(1)),
    Level("deel", "200.000", Fraction(2, 3)),
    Level("meer", "Anderhalf =1", Fraction(3, 2)),
)


def knotty() -> BudgetData:
    """The knotty budget; options with levels, also one that is spread, and options against each other."""
    data = workbook_cases.knotty()
    changes = {
        "ties-1": {"levels": THREE_LEVELS, "excludes": ("derde",)},
        "samen": {"levels": (Level("a", "Half", Fraction(1, 2)), Level("b", "half", Fraction(1, 3)))},
        "stroom": {"needs": ("stroom2", "ties-1")},
        "pm": {"excludes": ("ties-1",)},
    }
    options = tuple(replace(option, **changes.get(option.code, {})) for option in data.options)
    return replace(data, options=options, derived={})


def everything() -> Choice:
    """Each of the terms, on the knotty budget."""
    return Choice.of(
        ["ties-1", "derde", "samen", "nul", "stroom"],
        {"personnel": Fraction(5, 2), "none": Fraction(-1, 4)},
        parts={
            "ties-1": Fraction(2, 3),
            "samen": Fraction(1, 2),
            "nul": Fraction(1, 4),
            "derde": Fraction(3),
        },
        index_years={("personnel", 2024): Fraction(0), ("overhead", 2023): Fraction(12345, 1000)},
        adjustments=(
            Adjustment("a", 2023, "Eén jaar later", line="a", change=-300_00),
            Adjustment("b", 2022, "=Meer", line="a", percentage=Fraction(25, 2)),
            Adjustment("c", 2022, "", line="b", change=7_77),
            Adjustment("d", 2024, "Onder nul", line="d", change=-1_00),
            Adjustment("e", 2023, "Rijk", stream="MO", percentage=Fraction(-10, 3)),
            Adjustment("f", 2022, "Bijdrage", stream="GB", change=1_01),
            Adjustment("g", 2022, "Verdeeld", line="e", percentage=Fraction(50)),
        ),
        targets=(
            TargetChange("t1", percentage=Fraction(7, 2)),
            TargetChange("t2", amounts=(1, 2_00, 3_33)),
            TargetChange("t3", amounts=(9_99, 0, 1)),
        ),
    )


def drawn_choice(seed: int, data: BudgetData, adjustments: tuple[Adjustment, ...]) -> Choice:
    """Any values of the cells of an export with these adjustments; some of those are off."""
    draw = random.Random(seed)

    def rate() -> Fraction:
        return Fraction(draw.randrange(-300, 1200), 100)

    kinds = sorted({line.cost_type_key for line in data.lines})
    parts = {
        option.code: draw.choice([level.part for level in option.levels] or [rate() + 4])
        for option in data.options
    }
    changed = [
        replace(each, first_year=draw.choice(YEARS), change=draw.randrange(-80_00, 80_00))
        if each.change is not None
        else replace(each, first_year=draw.choice(YEARS), percentage=rate() * 5)
        for each in adjustments
        if draw.random() < 0.7
    ]
    return Choice.of(
        [option.code for option in data.options if draw.random() < 0.6],
        parts=parts,
        index_years={(kind, year): rate() for kind in kinds for year in YEARS[1:]},
        adjustments=changed,
        targets=[
            TargetChange(target.code, percentage=Fraction(draw.randrange(0, 1000), 100))
            for target in data.targets
            if target.percentage is not None and draw.random() < 0.7
        ],
    )


def drawn_adjustments(seed: int, data: BudgetData) -> tuple[Adjustment, ...]:
    """Some of lines, some of streams, more than one of the same."""
    draw = random.Random(seed)
    found = []
    for number in range(5):
        on_line = draw.random() < 0.7
        of = {"line": draw.choice(data.lines).code} if on_line else {"stream": draw.choice(data.streams).code}
        how = {"change": -1} if draw.random() < 0.5 else {"percentage": Fraction(1)}
        found.append(Adjustment(f"a{number}", draw.choice(YEARS), f"Reden {number}", **of, **how))
    return tuple(found)


def cells_of(data: BudgetData, exported: Choice, wanted: Choice) -> dict[str, object]:
    """What to put in the named cells of an export of ``exported`` to get ``wanted``.

    Targets with amounts have no name: these stay as they were exported.
    """
    codes = [option.code for option in data.options]
    found: dict[str, object] = {}
    names = ("Optie_", "Deel_", "Niveau_")
    for option, switch, part, level in zip(
        data.options, *(option_names(codes, prefix) for prefix in names), strict=True
    ):
        found[switch] = int(option.code in wanted.on)
        chosen = wanted.part_of(option)
        if option.levels:
            found[level] = _level_title(option.levels, chosen)
        else:
            found[part] = float(chosen)
    rates = {(kind, year): rate for kind, year, rate in wanted.index_years}
    for kind, title in TITLES.items():
        if any(line.cost_type_key == kind for line in data.lines):
            for year in YEARS[1:]:
                rate = rates.get((kind, year), dict(wanted.indexation).get(kind, Fraction()))
                found[f"Index_{title}_{year}"] = float(rate / 100)
    wanted_targets = {change.target: change.percentage for change in wanted.targets}
    exported_targets = {change.target: change for change in exported.targets}
    for target in data.targets:
        before = exported_targets.get(target.code)
        if target.percentage is not None and (before is None or before.percentage is not None):
            rate = wanted_targets.get(target.code, target.percentage)
            found[f"Taakstelling_percentage_{target.code}"] = float(rate / 100)
    changed = {each.code: each for each in wanted.adjustments}
    for number, each in enumerate(sorted(exported.adjustments, key=lambda each: each.code), 1):
        found[f"Aanpassing_{number}"] = int(each.code in changed)
        if now := changed.get(each.code):
            found[f"Aanpassing_{number}_vanaf"] = now.first_year
            found[f"Aanpassing_{number}_bedrag"] = None if now.change is None else now.change / 100
            found[f"Aanpassing_{number}_percentage"] = (
                None if now.percentage is None else float(now.percentage / 100)
            )
    return found


TITLES = {
    "personnel": "Personeelskosten",
    "overhead": "Overhead",
    "material": "Materiele_kosten",
    "capital": "Kapitaallasten",
    "none": "Niet_opgegeven",
}


def _level_title(levels: tuple[Level, ...], part: Fraction) -> str:
    level = next(level for level in levels if level.part == part)
    alike = [each for each in levels if each.title.casefold() == level.title.casefold()]
    return level.title if len(alike) == 1 else f"{level.title} ({level.code})"
