"""Whether what a budget is split by hangs together: members, keys, participation, cover, housing."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from budgets.engine.data import BudgetData
from budgets.engine.housing import Housing


def split_problems(data: BudgetData) -> Iterator[str]:
    """What is wrong with it, one sentence each."""
    yield from _municipalities(data)
    yield from _keys(data)
    yield from _participation(data)
    yield from _cover(data)
    yield from _housing(data)


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
        if key.count_year is not None and type(key.count_year) is not int:
            yield f"key {key.code}: the count is of a year"
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


def _housing(data: BudgetData) -> Iterator[str]:
    if data.housing is None:
        return
    if not data.municipalities or not data.housing.kinds:
        yield "housing: needs a municipality and a kind"
    codes = [kind.code for kind in data.housing.kinds]
    if len(codes) != len(set(codes)):
        yield "housing: a kind stands more than once"
    for kind in data.housing.kinds:
        if not all(_places(number) for number in (kind.agreed, kind.start)):
            yield f"housing {kind.code}: places must be whole numbers of zero or more"
        elif kind.start > kind.agreed:
            yield f"housing {kind.code}: more places at the start than were agreed"
        if len(kind.targets) != len(data.years) or not all(map(_places, kind.targets)):
            yield f"housing {kind.code}: needs whole places for each year"
        if [len(row) for row in kind.realised] != [len(data.years)] * len(data.municipalities):
            yield f"housing {kind.code}: what was realised, for each municipality and year"
        if not all(number is None or _places(number) for row in kind.realised for number in row):
            yield f"housing {kind.code}: what was realised must be whole places, or unknown"
    yield from _housing_amount(data.housing)


def _housing_amount(housing: Housing) -> Iterator[str]:
    if housing.amount is not None and not _places(housing.amount):
        yield "housing: the amount per place must be whole cents of zero or more"
    if housing.price_level is not None and type(housing.price_level) is not int:
        yield "housing: the price level must be a year"
    if housing.index <= -100:
        yield "housing: an amount cannot fall by all of it"


def _places(number: object) -> bool:
    return type(number) is int and number >= 0
