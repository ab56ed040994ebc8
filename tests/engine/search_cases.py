"""Random searches, always the same for the same number: small, and full of what makes searching hard.

Lines that are shared and fall short, raises, levels, options that need or exclude each other,
effects that start later or are of a stream, indexation, own adjustments, municipalities that leave.
"""

from dataclasses import replace
from fractions import Fraction
from random import Random

from budgets.engine import (
    Adjustment,
    BudgetData,
    Choice,
    Effect,
    Goal,
    Key,
    Level,
    Line,
    Municipality,
    Option,
    Stream,
    Target,
)
from budgets.engine.search import Fixed, Question, Wanted, Worst

YEARS = (2021, 2022, 2023)
LEVELS = (Fraction(1, 2), Fraction(1, 3), Fraction(1), Fraction(3, 2))


def search_case(number, options=7):
    """A budget, a choice and a question."""
    random = Random(number)
    data = _budget(random, random.randint(1, options))
    return data, _choice(random, data), _question(random, data)


def _budget(random, options):
    scale = random.choice([10, 1_000, 100_000, 10_000_000])
    goals = tuple(Goal(f"g{i}", f"Doel {i}") for i in range(2))
    lines = tuple(
        Line(
            f"l{i}",
            random.choice(goals).code,
            f"M{i}",
            tuple(random.choice([0, random.randrange(scale), random.randrange(scale)]) for _ in YEARS),
            cost_type=random.choice(["personnel", "material"]),
            priority=random.choice([None, 0, 1, 2, 3]),
        )
        for i in range(random.randint(2, 5))
    )
    streams = (
        Stream("gb", "GB", "gemeentelijke bijdrage", (random.randrange(scale, 4 * scale),) * 3),
        Stream("rijk", "Rijk", "rijksuitkering", (random.randrange(scale),) * 3, key="k1"),
    )
    members = tuple(
        Municipality(f"GM{i:04}", f"Gemeente {i}", (True, True, random.random() < 0.7 or not i))
        for i in range(random.randint(1, 3))
    )
    keys = tuple(
        Key(code, code, "weights", tuple((random.randint(1, 9),) * 3 for _ in members))
        for code in ("k0", "k1")
    )
    codes = [f"o{i}" for i in range(options)]
    return BudgetData(
        "r",
        "p",
        "titel",
        YEARS,
        goals,
        lines,
        streams,
        (Target("drie", "3%", "gb", Fraction(3)),),
        tuple(_option(random, code, codes, lines, scale) for code in codes),
        municipalities=members,
        keys=keys,
        key="k0",
    )


def _option(random, code, codes, lines, scale):
    first = random.choice(YEARS)
    effects = []
    for _ in range(random.randint(1, 3)):
        size = random.randrange(1, scale)
        change = size if random.random() < 0.15 else -size
        if random.random() < 0.15:
            stream = random.choice(["gb", "rijk"])
            effects += [Effect(year, -change, stream=stream) for year in YEARS if year >= first]
        else:
            named = tuple(line.code for line in random.sample(lines, random.choice([1, 1, 2])))
            effects += [Effect(year, change, named) for year in YEARS if year >= first]
    others = [other for other in codes if other != code]
    related = random.sample(others, min(len(others), 2))
    parts = random.sample(LEVELS, random.choice([0, 0, 0, 2, 3]))
    return Option(
        code,
        code,
        random.choice(["ombuigen"] * 6 + ["dekking"]),
        tuple(effects),
        levels=tuple(Level(f"n{i}", "", part) for i, part in enumerate(parts)),
        excludes=tuple(related[:1]) if random.random() < 0.15 else (),
        needs=tuple(related[1:]) if random.random() < 0.15 else (),
    )


def _choice(random, data):
    line = random.choice(data.lines).code
    adjustment = Adjustment("a", 2022, "", line=line, change=random.randrange(-1000, 1000))
    return Choice.of(
        {code for code in data.option_index if random.random() < 0.4},
        {"material": Fraction(5, 2)} if random.random() < 0.3 else None,
        {data.municipalities[-1].code: 2021} if random.random() < 0.3 else None,
        random.random() < 0.5,
        adjustments=[adjustment] if random.random() < 0.3 else (),
        parts={"o0": Fraction(1, 7)} if random.random() < 0.2 else None,
    )


def _question(random, data):
    codes = list(data.option_index)

    def some(often, values):
        return tuple(random.sample(values, 1)) if random.random() < often else ()

    def fixed(often):
        return tuple(
            Fixed(code, random.choice([None, *(level.part for level in data.option(code).levels)]))
            for code in some(often, codes)
        )

    largest = sum(abs(effect.change) for option in data.options for effect in option.effects)
    return replace(
        Question(),
        wanted=tuple(_wanted(random, data, largest) for _ in range(random.choice([0, 1, 1, 2]))),
        among=random.choice([None, None, None, tuple(random.sample(codes, (len(codes) + 1) // 2))]),
        any_level=tuple(code for code in codes if random.random() < 0.7),
        must_on=fixed(0.2),
        must_off=fixed(0.2),
        untouchable_priorities=some(0.2, ["0", "1", "none"]),
        untouchable_goals=some(0.1, ["g0", "g1"]),
        untouchable_lines=some(0.1, [line.code for line in data.lines]),
        at_most=random.choice([None, None, 1, 2, 3]),
        worst=(_worst(random, data, largest),) if random.random() < 0.25 else (),
        weights=random.choice([(), (), (("0", 10), ("1", 5), ("3", 0))]),
        option_weights=tuple((code, random.choice([0, 100, 100, 150])) for code in codes)
        if random.random() < 0.25
        else (),
        impact_years=random.choice([(), (), (2021, 2023)]),
        front_years=random.choice([(), (2022,), (2021, 2023)]),
        best=random.choice([1, 3, 10]),
    )


def _wanted(random, data, largest):
    """Mostly something that can be reached, now and then just not."""
    figure, year = random.choice(["realised", "result", "result_after_target"]), random.choice(YEARS)
    if figure == "realised":
        return Wanted(figure, year, int(largest / len(YEARS) * random.choice([-0.1, 0.1, 0.2, 0.4, 0.8])))
    place = data.year_index[year]
    now = sum(stream.amounts[place] for stream in data.streams) - sum(
        line.amounts[place] for line in data.lines
    )
    return Wanted(figure, year, now + int(largest / len(YEARS) * random.choice([-0.1, 0, 0.2, 0.4, 0.8])))


def _worst(random, data, largest):
    return Worst(
        random.choice([0, 0, largest // 20, -largest // 20]),
        random.choice(["", data.municipalities[0].code]),
        random.choice([None, *YEARS]),
    )
