"""Budgets and choices for hypothesis: small enough to read, wide enough to surprise."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from budgets.engine import (
    Adjustment,
    BudgetData,
    Choice,
    ControlTotal,
    Cover,
    Effect,
    Goal,
    Key,
    Level,
    Line,
    Measure,
    MemorandumItem,
    Municipality,
    Option,
    Participation,
    Stream,
    Target,
    TargetChange,
)

# Drawn anew at each run, except where CI is set: the gate draws the same each time and fails by no chance.
engine_settings = settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

LARGEST = 99_999_999_999
"""Cents: € 999,999,999.99."""
PRIORITIES = (None, 0, 1, 2, 3)
COST_TYPES = ("", "personnel", "material", "overhead", "capital")

amounts = st.one_of(st.integers(0, 300), st.integers(0, 10**7), st.integers(-300, 300), st.just(LARGEST))
"""Small ones meet halves and ties; the largest leave 64 bits when two are multiplied."""
changes = st.one_of(st.integers(-400, 100), st.integers(-(10**7), 10**7), st.just(-LARGEST))
percentages = st.fractions(min_value=-20, max_value=100, max_denominator=8)
adjusting = st.one_of(
    st.fractions(-150, 150, max_denominator=8), st.sampled_from([Fraction(-100), Fraction(0)])
)
parts = st.one_of(
    st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(2), Fraction(2, 3)]),
    st.fractions(Fraction(1, 9), 4, max_denominator=9),
)
target_percentages = st.fractions(min_value=0, max_value=100, max_denominator=8)


@st.composite
def budgets(draw: st.DrawFn, max_years: int = 12) -> BudgetData:
    count = draw(st.one_of(st.integers(1, min(4, max_years)), st.integers(1, max_years)))
    years = tuple(range(2021, 2021 + count))
    goals = tuple(Goal(f"g{i}", f"Doel {i}") for i in range(draw(st.integers(1, 3))))
    lines = tuple(draw(_line(f"l{i}", goals, count)) for i in range(draw(st.integers(0, 6))))
    streams = tuple(_stream(draw, i, count) for i in range(draw(st.integers(0, 3))))
    targets = tuple(draw(_target(f"t{i}", streams, count)) for i in range(draw(st.integers(0, 2))))
    options = tuple(draw(_option(f"o{i}", years, lines, streams)) for i in range(draw(st.integers(0, 5))))
    options = draw(_relations(options))
    flags = st.tuples(*[st.booleans()] * count)
    items = tuple(_memorandum(draw, i, draw(flags)) for i in range(draw(st.integers(0, 2))))
    printed = st.builds(
        ControlTotal,
        figure=st.sampled_from(["costs", "income", "result", "costs_by_priority.1", "costs_by_goal.g0"]),
        year=st.sampled_from(years),
        amount=amounts,
        source=st.just("blz. 1"),
        reason=st.sampled_from(["", "Drukfout."]),
    )
    controls = tuple(draw(st.lists(printed, max_size=2)))
    return BudgetData("r", "p", "titel", years, goals, lines, streams, targets, options, items, controls)


@st.composite
def choices(draw: st.DrawFn, data: BudgetData) -> Choice:
    """More often on than off, now and then an option that is not there, indexation, or own terms."""
    on = {code for code in data.option_index if draw(st.integers(0, 3))}
    on |= draw(st.sampled_from([set(), set(), set(), {"vervallen"}]))
    rates = st.dictionaries(st.sampled_from(COST_TYPES[1:]), percentages, max_size=3)
    indexation = draw(st.one_of(st.just({}), rates))
    if draw(st.booleans()):
        return Choice.of(on, indexation)
    codes = st.sampled_from([*data.option_index, "vervallen"])
    of_years = st.dictionaries(
        st.tuples(st.sampled_from(COST_TYPES[1:]), _years(data)), percentages, max_size=3
    )
    adjustments = draw(st.lists(_adjustment(data), max_size=4, unique_by=lambda each: each.code))
    return Choice.of(
        on,
        indexation,
        parts=draw(st.dictionaries(codes, parts, max_size=2)),
        index_years=draw(of_years),
        adjustments=adjustments,
        targets=draw(st.lists(_target_change(data), max_size=2, unique_by=lambda each: each.target)),
    )


def _years(data: BudgetData) -> st.SearchStrategy[int]:
    return st.integers(data.years[0] - 1, data.years[-1] + 1)


@st.composite
def _adjustment(draw: st.DrawFn, data: BudgetData) -> Adjustment:
    """Mostly of one of the first two lines, so that they often share one; now and then of none there is."""
    lines, streams = [line.code for line in data.lines[:2]], [stream.code for stream in data.streams]
    kind, code = draw(
        st.sampled_from(
            [
                *(("line", code) for code in lines * 2),
                *(("stream", code) for code in streams),
                ("line", "weg"),
            ]
        )
    )
    how = {"change": draw(changes)} if draw(st.booleans()) else {"percentage": draw(adjusting)}
    name = draw(st.sampled_from(["a1", "a2", "a3", "a4", "a5"]))
    return Adjustment(name, draw(_years(data)), "Reden.", **{kind: code}, **how)


@st.composite
def _target_change(draw: st.DrawFn, data: BudgetData) -> TargetChange:
    """Now and then of a target that is not there, or that it does not fit."""
    code = draw(st.sampled_from([*(target.code for target in data.targets), "weg"]))
    if draw(st.booleans()):
        return TargetChange(code, draw(target_percentages))
    return TargetChange(code, amounts=draw(_row(draw(st.sampled_from([len(data.years)] * 3 + [1])))))


@st.composite
def situations(draw: st.DrawFn, max_years: int = 12) -> tuple[BudgetData, Choice]:
    data = draw(budgets(max_years))
    return data, draw(choices(data))


@st.composite
def split_situations(draw: st.DrawFn) -> tuple[BudgetData, Choice]:
    """A budget over municipalities: keys, participation, cover, members that come and go."""
    data, choice = draw(situations(max_years=3))
    count = len(data.years)
    members = tuple(
        Municipality(f"GM{i:04}", f"Gemeente {i}", draw(_membership(count, always=not i)))
        for i in range(draw(st.integers(1, 5)))
    )
    weights = st.one_of(st.integers(0, 3), st.integers(0, 1_000_000))
    keys = tuple(
        Key(code, code, "weights", tuple(draw(st.tuples(*[weights] * count)) for _ in members))
        for code in ("k0", "k1")
    )
    measures = tuple(Measure(f"m{i}", data.goals[0].code, f"M{i}", key=draw(_key_code)) for i in range(2))
    lines = tuple(replace(line, measure_code=draw(st.sampled_from(["m0", "m1"]))) for line in data.lines)
    kinds = st.sampled_from(["gemeentelijke bijdrage", "rijksuitkering"])
    streams = tuple(replace(stream, kind=draw(kinds), key=draw(_key_code)) for stream in data.streams)
    shares = st.tuples(*[st.fractions(min_value=0, max_value=1, max_denominator=8)] * count)
    participation = tuple(
        Participation(measure.code, member.code, draw(shares))
        for measure in measures
        for member in members
        if draw(st.integers(0, 2)) == 0
    )
    split = replace(
        data,
        lines=lines,
        streams=streams,
        measures=measures,
        municipalities=members,
        keys=keys,
        key="k0",
        participation=participation,
        cover=tuple(part for line in lines for part in draw(_cover(line, streams, count))),
        derived={},
    )
    codes = st.sampled_from([member.code for member in members])
    ends = draw(st.dictionaries(codes, st.integers(2020, 2024)))
    return split, replace(choice, ends=tuple(sorted(ends.items())), share_falls_away=draw(st.booleans()))


_key_code = st.sampled_from(["", "k0", "k1"])


def _membership(count: int, *, always: bool) -> st.SearchStrategy[tuple[bool, ...]]:
    if always:
        return st.just((True,) * count)
    return st.tuples(st.integers(0, count), st.integers(0, count)).map(
        lambda span: tuple(span[0] <= year <= span[1] for year in range(count))
    )


@st.composite
def _cover(draw: st.DrawFn, line: Line, streams: tuple[Stream, ...], count: int) -> list[Cover]:
    """Fractions that are together at most the whole line, or fixed amounts."""
    covers, left = [], Fraction(1)
    for stream in streams:
        match draw(st.sampled_from(["none", "none", "share", "fixed"])):
            case "share":
                share = min(draw(st.fractions(min_value=0, max_value=1, max_denominator=6)), left)
                left -= share
                covers.append(Cover(line.code, stream.code, share))
            case "fixed":
                covers.append(Cover(line.code, stream.code, amounts=draw(_row(count))))
    return covers


def _memorandum(draw: st.DrawFn, number: int, pm: tuple[bool, ...]) -> MemorandumItem:
    """With an estimate in some of its years, or in none."""
    item = MemorandumItem(f"m{number}", "p.m.", pm)
    return item if not any(pm) or draw(st.booleans()) else replace(item, **_estimates(draw, pm))


def _stream(draw: st.DrawFn, number: int, count: int) -> Stream:
    """Now and then incidental, or not sure in some years."""
    incidental = draw(st.integers(0, 3)) == 0
    row = Stream(f"s{number}", f"Stroom {number}", "overig", draw(_row(count)), incidental=incidental)
    return row if draw(st.booleans()) else replace(row, **_estimates(draw, (True,) * count))


def _estimates(draw: st.DrawFn, within: tuple[bool, ...]) -> dict[str, tuple[int | None, ...]]:
    """Low, likely and high: all three, only the ends, or nothing."""
    rows: list[tuple[int | None, ...]] = []
    for flag in within:
        low, likely, high = sorted(draw(st.tuples(amounts, amounts, amounts)))
        said = draw(st.integers(0, 2)) if flag else 0
        rows.append([(None, None, None), (low, None, high), (low, likely, high)][said])
    return dict(zip(("low", "likely", "high"), zip(*rows, strict=True), strict=True))


@st.composite
def claims_per_cell(draw: st.DrawFn) -> list[tuple[int, list[int]]]:
    """For each cell its shortfall and the claims on it; never more short than is claimed."""
    size = draw(st.sampled_from([5, 400, 10**7, LARGEST]))
    cells = []
    for _ in range(draw(st.integers(1, 5))):
        claims = draw(st.lists(st.integers(-size // 4, size), min_size=1, max_size=6))
        short = draw(st.integers(0, sum(claim for claim in claims if claim > 0)))
        cells.append((short, claims))
    return cells


def _row(count: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.one_of(amounts.map(lambda cents: (cents,) * count), st.tuples(*[amounts] * count))


@st.composite
def _line(draw: st.DrawFn, code: str, goals: tuple[Goal, ...], count: int) -> Line:
    row = draw(_row(count))
    missing = draw(st.sets(st.integers(0, count - 1), max_size=2)) if draw(st.integers(0, 3)) == 0 else set()
    pm = tuple(i in missing for i in range(count)) if draw(st.booleans()) else ()
    return Line(
        code=code,
        goal=draw(st.sampled_from(goals)).code,
        measure=draw(st.sampled_from(["Opvang", "Inloop", ""])),
        amounts=tuple(None if i in missing else cents for i, cents in enumerate(row)),
        cost_type=draw(st.sampled_from(COST_TYPES)),
        priority=draw(st.sampled_from(PRIORITIES)),
        pm=pm if any(pm) else (),
        incidental=draw(st.integers(0, 3)) == 0,
    )


@st.composite
def _target(draw: st.DrawFn, code: str, streams: tuple[Stream, ...], count: int) -> Target:
    if streams and draw(st.booleans()):
        return Target(code, code, draw(st.sampled_from(streams)).code, Fraction(draw(target_percentages)))
    return Target(code, code, amounts=draw(_row(count)))


@st.composite
def _option(
    draw: st.DrawFn, code: str, years: tuple[int, ...], lines: tuple[Line, ...], streams: tuple[Stream, ...]
) -> Option:
    effects = tuple(draw(_effect(years, lines, streams)) for _ in range(draw(st.integers(0, 4))))
    was = draw(st.one_of(st.none(), amounts))
    found = draw(st.lists(parts, max_size=3, unique=True)) if draw(st.booleans()) else []
    levels = tuple(Level(f"n{i}", f"Niveau {i}", part) for i, part in enumerate(found))
    incidental = draw(st.integers(0, 3)) == 0
    return Option(code, f"Optie {code}", "ombuigen", effects, was, levels=levels, incidental=incidental)


@st.composite
def _relations(draw: st.DrawFn, options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Now and then two options that exclude each other, and one that needs another."""
    if len(options) < 3 or draw(st.booleans()):
        return options
    first, second, third = draw(st.permutations(options))[:3]
    excludes, needs = (
        {first.code: (second.code,)},
        {draw(st.sampled_from([first, second])).code: (third.code,)},
    )
    return tuple(
        replace(each, excludes=excludes.get(each.code, ()), needs=needs.get(each.code, ()))
        for each in options
    )


@st.composite
def _effect(
    draw: st.DrawFn, years: tuple[int, ...], lines: tuple[Line, ...], streams: tuple[Stream, ...]
) -> Effect:
    """Mostly on one of the first lines, so that options often share one; in the first years."""
    year = draw(st.sampled_from(years[:3]))
    change = draw(changes)
    kinds = ["one", "one", "many"] * bool(lines) + ["stream"] * bool(streams) or ["nothing"]
    match draw(st.sampled_from(kinds)):
        case "one":
            return Effect(year, change, (draw(st.sampled_from(lines[:3])).code,))
        case "many":
            named = draw(st.lists(st.sampled_from(lines), min_size=1, max_size=4, unique=True))
            return Effect(year, change, tuple(line.code for line in named))
        case "stream":
            return Effect(year, change, stream=draw(st.sampled_from(streams)).code)
        case _:
            return Effect(year, change)
