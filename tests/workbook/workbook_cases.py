"""Budgets for the tests of the workbook, each with something that makes a formula fail."""

import random
from datetime import UTC, datetime
from fractions import Fraction

from budgets.engine import (
    BudgetData,
    ControlTotal,
    Effect,
    Goal,
    Line,
    MemorandumItem,
    Option,
    Stream,
    Target,
)
from reports.workbook import About

ABOUT = About(
    region="Regio Zandstreek",
    region_slug="zandstreek",
    plan="Beleidsplan 2022–2024",
    plan_slug="plan",
    scenario="Werkgroep & bestuur",
    revision=7,
    moment=datetime(2023, 1, 16, 23, 30, tzinfo=UTC),
    author="A. Adviseur",
    address="https://begroting.example.nl/zandstreek/",
)
YEARS = (2022, 2023, 2024)
LARGEST = 99_999_999_999
"""Cents: 999,999,999.99 euros."""


def knotty() -> BudgetData:
    """Shared lines, ties, raises, streams, spreading, p.m., missing amounts, a line below zero."""
    return BudgetData(
        region="zandstreek",
        plan="plan",
        title="Zandstreek",
        years=YEARS,
        goals=(Goal("g1", "Wonen"), Goal("g2", "Zorg en = veiligheid"), Goal("g3", "Leeg doel")),
        lines=(
            Line("a", "g1", "Tafel", (100_00, 100_01, 33_33), 1, cost_type="personnel", priority=0),
            Line(
                "b",
                "g1",
                "Stoel",
                (50_00, None, 10_00),
                2,
                priority=1,
                pm=(False, True, False),
                incidental=True,
            ),
            Line("c", "g1", "", (None, None, None), 3),
            Line("d", "g2", "=1+1", (-20_00, 7_77, 0), 4, cost_type="overhead", priority=3),
            Line("e", "g2", "Kast", (1_00, 2_00, 4_00), 5, cost_type="overhead", priority=2, incidental=True),
            Line("f", "g2", "Bed", (2_00, 0, 4_00), None, cost_type="overhead", priority=2),
        ),
        streams=(
            Stream(
                "GB",
                "Gemeentelijke bijdrage",
                "gemeentelijke bijdrage",
                (50_00, 100_50, 250_33),
                low=(40_01, None, 250_33),
                high=(60_02, None, 300_00),
                likely=(None, None, 260_00),
            ),
            Stream("MO", "Opvang", "rijksuitkering", (10_000_00, 0, 33), incidental=True),
        ),
        targets=(
            Target("t1", "3% van de bijdrage", "GB", Fraction(3)),
            Target("t2", "1/3% van de bijdrage", "GB", Fraction(10_001, 30_000)),
            Target("t3", "vast", amounts=(5_00, 6_01, 7_02)),
        ),
        options=(
            Option("ties-1", "Eerste", "ombuigen", _each(-60_00, "a"), incidental=True),
            Option("ties_1", "Tweede", "schrappen", _each(-60_00, "a")),
            Option("derde", "Derde", "schrappen", _each(-60_00, "a"), 60_00, 0),
            Option("meer", "Meer erbij", "intensiveren", _each(30_01, "a")),
            Option("stroom", "Andere dekking", "dekking", _each(-20_000_00, None, "MO")),
            Option("stroom2", "Nog een", "dekking", (Effect(2023, 12_34, (), "GB"),), incidental=True),
            Option(
                "samen",
                "Over drie posten",
                "schrappen",
                (Effect(2022, -1_00, ("a", "e", "f")),),
                incidental=True,
            ),
            Option("nul", "Over lege posten", "schrappen", (Effect(2023, -9_00, ("c", "f")),)),
            Option("pm", "Op een p.m.-post", "schrappen", _each(-5_00, "b")),
            Option("pm-erbij", "Erbij op leeg", "intensiveren", (Effect(2023, 4_44, ("c",)),)),
            Option("onder-nul", "Onder nul", "schrappen", _each(-3_33, "d")),
            Option("niets", "Zonder effect", "schrappen", ()),
        ),
        memorandum_items=(
            MemorandumItem("risico", "Risico", (False, True, True), "", (None, 1_23, 0), (None, 99_99, 0)),
            MemorandumItem("meer", "Nog iets", (True, True, True), "", (-50, 2_00, None), (0, 2_01, None)),
            MemorandumItem("ander", "Zonder schatting", (True, False, True)),
        ),
        control_totals=(
            ControlTotal("costs", 2022, 133_00, "tabel 1"),
            ControlTotal("result", 2023, 1_00, "tabel 1", "De bron telt anders."),
            ControlTotal("costs_by_priority.2", 2024, 8_00, "tabel 2"),
            ControlTotal("income", 2022, 1_00, "+tabel"),
        ),
    )


def huge() -> BudgetData:
    """The largest amounts, several options on one line: products of 22 digits."""
    options = [Option(f"o{i}", f"Optie {i}", "schrappen", _each(-(LARGEST - 7**i), "a")) for i in range(4)]
    options += [
        Option("klein", "Een cent", "schrappen", _each(-1, "a")),
        Option("meer", "Erbij", "intensiveren", _each(LARGEST // 3, "a")),
        Option("b1", "Helft", "schrappen", _each(-(LARGEST // 2 + 1), "b")),
        Option("b2", "Andere helft", "schrappen", _each(-(LARGEST // 2 + 2), "b")),
    ]
    return BudgetData(
        region="r",
        plan="p",
        title="t",
        years=YEARS,
        goals=(Goal("g", "Doel"),),
        lines=(
            Line("a", "g", "Groot", (LARGEST, LARGEST - 1, 3), 1, priority=0),
            Line("b", "g", "Ook groot", (LARGEST, LARGEST, LARGEST), 2, priority=0),
        ),
        streams=(Stream("S", "Stroom", "overig", (LARGEST, 1, LARGEST)),),
        targets=(Target("t", "een derde promille", "S", Fraction(3_333, 1000)),),
        options=tuple(options),
    )


def long() -> BudgetData:
    """More lines in one goal than a plain sum of doubles can add to the cent."""
    draw = random.Random(4)
    lines = tuple(
        Line(
            f"r{i}",
            "g",
            f"Post {i}",
            tuple(LARGEST - draw.randrange(10_000) for _ in YEARS),
            i,
            cost_type=draw.choice(("personnel", "overhead")),
            priority=i % 4,
        )
        for i in range(700)
    )
    return BudgetData(
        region="r",
        plan="p",
        title="t",
        years=YEARS,
        goals=(Goal("g", "Doel"), Goal("h", "Ander doel")),
        lines=lines,
        streams=(Stream("S", "Stroom", "overig", (1, 2, 3)),),
        options=(Option("over-alles", "Alles", "schrappen", _spread_over_all(lines)),),
    )


def many_goals() -> BudgetData:
    """More goals than one formula can name."""
    numbers = range(200)
    return BudgetData(
        region="r",
        plan="p",
        title="t",
        years=YEARS,
        goals=tuple(Goal(f"g{i}", f"Doel {i}") for i in numbers),
        lines=tuple(
            Line(
                f"r{i}",
                f"g{i}",
                f"Post {i}",
                (i * 1_00, LARGEST, i),
                i,
                priority=i % 5 if i % 5 < 4 else None,
            )
            for i in numbers
        ),
        options=(Option("o", "Optie", "schrappen", _each(-50_00, "r77")),),
    )


def drawn(seed: int) -> BudgetData:
    """A budget at random: few lines and many options, so that they meet."""
    draw = random.Random(seed)
    size = draw.choice((50, 10_000, LARGEST))
    lines = [
        Line(
            f"r{i}",
            f"g{i % 2}",
            f"Post {i}",
            tuple(None if draw.random() < 0.1 else draw.randrange(-size // 9, size) for _ in YEARS),
            i + 1,
            cost_type=draw.choice(("", "personnel", "overhead")),
            priority=draw.choice((None, 0, 1, 2, 3)),
        )
        for i in range(6)
    ]
    codes = [line.code for line in lines]

    def effect(year: int) -> Effect:
        change = -draw.randrange(-size // 4, size)
        if draw.random() < 0.2:
            return Effect(year, change, (), "S")
        return Effect(year, change, tuple(draw.sample(codes[:4], draw.choice((1, 1, 1, 2, 3)))))

    options = tuple(
        Option(f"o{i}", f"Optie {i}", "ombuigen", tuple(effect(y) for y in YEARS for _ in range(2)))
        for i in range(7)
    )
    return BudgetData(
        region="r",
        plan="p",
        title="t",
        years=YEARS,
        goals=(Goal("g0", "Nul"), Goal("g1", "Een")),
        lines=tuple(sorted(lines, key=lambda line: line.goal)),
        streams=(Stream("S", "Stroom", "overig", tuple(draw.randrange(size) for _ in YEARS)),),
        targets=(Target("t", "deel", "S", Fraction(draw.randrange(1, 10_000), 700)),),
        options=options,
    )


def empty() -> BudgetData:
    """Years and nothing else."""
    return BudgetData(region="r", plan="p", title="t", years=YEARS)


def _each(change: int, line: str | None, stream: str | None = None) -> tuple[Effect, ...]:
    return tuple(Effect(year, change, (line,) if line else (), stream) for year in YEARS)


def _spread_over_all(lines: tuple[Line, ...]) -> tuple[Effect, ...]:
    return (Effect(2022, -12_345_67, tuple(line.code for line in lines)),)
