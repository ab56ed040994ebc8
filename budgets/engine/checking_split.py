"""Whether what a budget is split by hangs together: members, keys, participation, cover."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from budgets.engine.data import BudgetData


def split_problems(data: BudgetData) -> Iterator[str]:
    """What is wrong with it, one sentence each."""
    yield from _municipalities(data)
    yield from _keys(data)
    yield from _participation(data)
    yield from _cover(data)


def _municipalities(data: BudgetData) -> Iterator[str]:
    codes = [municipality.code for municipality in data.municipalities]
    if codes != sorted(set(codes)):
        yield "municipalities must stand in the order of their codes, each once"
    for each in data.municipalities:
        if len(each.member) != len(data.years) or not all(type(flag) is bool for flag in each.member):
            yield f"municipality {each.code}: member or not, for each year"
    for i, year in enumerate(data.years) if codes else ():
        if not any(each.member[i : i + 1] == (True,) for each in data.municipalities):
            yield f"no municipality is a member in {year}"


def _keys(data: BudgetData) -> Iterator[str]:
    shape = [len(data.years)] * len(data.municipalities)
    for key in data.keys:
        if [len(row) for row in key.weights] != shape:
            yield f"key {key.code}: needs a weight for each municipality and year"
        if not all(type(weight) is int and weight >= 0 for row in key.weights for weight in row):
            yield f"key {key.code}: weights must be whole numbers of zero or more"
    known = {key.code for key in data.keys} | {""}
    used = {"plan": data.key}
    used |= {f"stream {stream.code}": stream.key for stream in data.streams}
    used |= {f"measure {measure.code}": measure.key for measure in data.measures}
    yield from (f"{name}: there is no key {key}" for name, key in used.items() if key not in known)


def _participation(data: BudgetData) -> Iterator[str]:
    measures = {line.measure_code for line in data.lines} | {measure.code for measure in data.measures}
    for part in data.participation:
        if part.measure not in measures or part.municipality not in data.municipality_index:
            yield f"participation: there is no measure {part.measure} or municipality {part.municipality}"
        if len(part.shares) != len(data.years) or not all(0 <= share <= 1 for share in part.shares):
            yield f"participation in {part.measure}: a share of 0 to 1 for each year"


def _cover(data: BudgetData) -> Iterator[str]:
    together: defaultdict[str, Fraction] = defaultdict(Fraction)
    for cover in data.cover:
        if cover.line not in data.line_index or cover.stream not in data.stream_index:
            yield f"cover: there is no line {cover.line} or stream {cover.stream}"
        if cover.share is not None:
            together[cover.line] += cover.share
            if cover.share < 0:
                yield f"cover of {cover.line}: a share below zero"
        elif len(cover.amounts) != len(data.years) or not all(
            type(cents) is int and cents >= 0 for cents in cover.amounts
        ):
            yield f"cover of {cover.line}: needs a share, or whole cents for each year"
    yield from (f"cover of {line}: more than the whole" for line, share in together.items() if share > 1)
