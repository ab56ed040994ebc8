"""Budgets over municipalities for the tests of the workbook, each with something hard for a formula."""

import random
from dataclasses import replace
from fractions import Fraction

import workbook_cases
from workbook_cases import LARGEST, YEARS

from budgets.engine import BudgetData, Choice, Cover, Key, Measure, Municipality, Participation

CONTRIBUTION = "gemeentelijke bijdrage"
INHABITANTS = (93_345, 41_252, 61_016, 24_659, 9_598)


def knotty() -> BudgetData:
    """Ties, thirds, fixed amounts beyond a line, a line below zero, a key with zeros, somebody who left."""
    data = workbook_cases.knotty()
    lines = tuple(replace(line, measure_code=line.goal) for line in data.lines)
    return replace(
        data,
        lines=lines,
        measures=(Measure("g1", "g1", "Wonen"), Measure("g2", "g2", "Zorg", key="gelijk")),
        municipalities=tuple(
            Municipality(f"GM{i:04}", f"=Plaats {i}", (True, True, i != 3)) for i in range(5)
        ),
        keys=(
            Key("inwoners", "Inwonertal", "inhabitants", tuple((n, n + 1, n) for n in INHABITANTS)),
            Key("gelijk", "Gelijk", "weights", ((1, 1, 1), (1, 1, 0), (1, 1, 0), (0, 1, 0), (1, 1, 0))),
        ),
        key="inwoners",
        participation=(
            Participation("g1", "GM0001", (Fraction(0), Fraction(1, 3), Fraction(1))),
            Participation("g1", "GM0002", (Fraction(1, 2), Fraction(1, 7), Fraction(999, 1000))),
            Participation("g2", "GM0000", (Fraction(0),) * 3),
        ),
        cover=(
            Cover("a", "MO", Fraction(1, 3)),
            Cover("a", "GB", Fraction(2, 3), assumed=True),
            Cover("b", "MO", Fraction(1)),
            Cover("d", "MO", Fraction(1, 7)),
            Cover("d", "GB", amounts=(1_00, 1_00, 1_00)),
            Cover("e", "GB", Fraction(1, 9)),
            Cover("e", "MO", amounts=(50, 99_99, 1)),
            Cover("f", "MO", amounts=(1_00, 1_00, 9_99)),
        ),
        derived={},
    )


def huge() -> BudgetData:
    """The largest amounts over weights of ten digits: a weight must be taken in parts."""
    data = workbook_cases.huge()
    draw = random.Random(5)
    return replace(
        data,
        streams=(replace(data.streams[0], kind=CONTRIBUTION),),
        municipalities=tuple(Municipality(f"GM{i:04}", f"Plaats {i}", (True,) * 3) for i in range(7)),
        keys=(Key("k", "Groot", "weights", tuple(_weights(draw) for _ in range(7))),),
        key="k",
        cover=(Cover("a", "S", Fraction(1_234, 10_007)),),
        derived={},
    )


def _weights(draw: random.Random) -> tuple[int, ...]:
    return tuple(draw.randrange(10**size) for size in (6, 10, 11))


def drawn(seed: int) -> BudgetData:
    """A budget at random, with keys, participation, cover and members that come and go."""
    draw, data = random.Random(seed), workbook_cases.drawn(seed)
    count = draw.choice((1, 2, 5, 8))
    streams = (*data.streams, *(replace(data.streams[0], code=f"S{i}", title=f"Stroom {i}") for i in (1, 2)))
    streams = tuple(replace(stream, key=draw.choice(("", "k1"))) for stream in streams)
    kinds = [CONTRIBUTION, "rijksuitkering", draw.choice((CONTRIBUTION, "overig"))]
    return replace(
        data,
        lines=tuple(replace(line, measure_code=f"m{i % 3}") for i, line in enumerate(data.lines)),
        measures=tuple(Measure(f"m{i}", "g0", f"M{i}", key=draw.choice(("", "k1"))) for i in range(3)),
        streams=tuple(replace(stream, kind=kind) for stream, kind in zip(streams, kinds, strict=True)),
        municipalities=tuple(
            Municipality(f"GM{i:04}", f"Plaats {i}", tuple(not i or draw.random() < 0.8 for _ in YEARS))
            for i in range(count)
        ),
        keys=tuple(
            Key(code, code, "weights", tuple(_small_weights(draw, size) for _ in range(count)))
            for code, size in (("k0", 4), ("k1", 200_000))
        ),
        key=draw.choice(("k0", "k1")),
        participation=tuple(
            Participation(f"m{i}", f"GM{draw.randrange(count):04}", tuple(_share(draw) for _ in YEARS))
            for i in range(3)
        ),
        cover=tuple(_cover(draw, [line.code for line in data.lines], [each.code for each in streams])),
        derived={},
    )


def drawn_choice(seed: int, data: BudgetData) -> Choice:
    """Somebody may leave at an earlier or later moment, with or without the share."""
    draw = random.Random(seed)
    on = [option.code for option in data.options if draw.random() < 0.5]
    later = [each.code for each in data.municipalities[1:]]
    ends = {code: draw.choice((2021, *YEARS)) for code in later if draw.random() < 0.4}
    return Choice.of(on, ends=ends, share_falls_away=draw.random() < 0.7)


def _small_weights(draw: random.Random, size: int) -> tuple[int, ...]:
    return tuple(draw.randrange(size) for _ in YEARS)


def _share(draw: random.Random) -> Fraction:
    return draw.choice((Fraction(0), Fraction(1), Fraction(1, 2), Fraction(draw.randrange(1_000), 1_000)))


def _cover(draw: random.Random, lines: list[str], streams: list[str]):
    for line in lines:
        left = Fraction(1)
        for stream in draw.sample(streams, draw.randrange(len(streams) + 1)):
            if draw.random() < 0.3:
                yield Cover(line, stream, amounts=tuple(draw.randrange(LARGEST // 9) for _ in YEARS))
            else:
                share = min(
                    left, draw.choice((Fraction(1), Fraction(1, 3), Fraction(draw.randrange(100), 100)))
                )
                left -= share
                yield Cover(line, stream, share)
