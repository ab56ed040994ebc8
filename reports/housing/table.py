"""The tables of the page Woningen."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.safestring import SafeString

from budgets.dutch_numbers import whole
from budgets.engine import HousingKind, HousingResult, Municipality, settled_sum
from budgets.engine.explain_housing import SETTLED
from reports.figure_cells import ask_link, figure_cell, no_amount, plain_cell
from reports.places_origin import number

OF_PLACES = ("target", "realised", "short")
OF_MONEY = ("paid_in", "paid_out")
MET = '<span class="sr-only"> – </span><span class="met">gehaald</span>'
UNKNOWN, OPEN = "nog niet ingevuld", "nog niet afgerekend"


@dataclass(frozen=True, slots=True)
class KindRow:
    kind: HousingKind
    cells: SafeString


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    code: str
    name: str
    member: bool
    cells: SafeString


def kind_rows(result: HousingResult) -> list[KindRow]:
    """What was agreed: places per year, of the region."""
    return [KindRow(kind, _kind(kind, result.data.years)) for kind in result.housing.kinds]


def kind_sums(result: HousingResult) -> SafeString:
    return _kind(result.housing.together, result.data.years)


def _kind(kind: HousingKind, years: tuple[int, ...]) -> SafeString:
    first, behind = years[0], kind.code and f".{kind.code}"
    cells = [
        ("agreed", first, kind.agreed),
        ("start", first, kind.start),
        ("to_realise", first, kind.to_realise),
    ]
    cells += [("in_year", year, places) for year, places in zip(years, kind.targets, strict=True)]
    cells.append(("planned", first, kind.planned))
    return SafeString(
        "".join(
            figure_cell(f"housing.agreement.{name}{behind}", year, found, number(found))
            for name, year, found in cells
        )
    )


def _by_name(result: HousingResult) -> list[Municipality]:
    """In the order in which keys and participation have them too."""
    return sorted(result.data.municipalities, key=lambda each: each.name)


def place_rows(result: HousingResult, year: int) -> list[MunicipalityRow]:
    """Per municipality its target, what it realised and what it is short, per kind and together."""
    place = result.data.year_index[year]
    rows = []
    for each in _by_name(result):
        cells = [
            _places(
                f"housing.{each.code}.{name}.{kind.code}",
                getattr(result.kinds[each.code][kind.code], name)[place],
                year,
                first=name == "target",
            )
            for kind in result.housing.kinds
            for name in OF_PLACES
        ]
        for name in OF_PLACES:
            found = result.figure(each.code, name)[place]
            after = MET if name == "short" and found == 0 else ""
            figure = f"housing.{each.code}.{name}"
            cells.append(_places(figure, found, year, after, first=name == "target", total=True))
        member = result.target[each.code][place] is not None
        rows.append(MunicipalityRow(each.code, each.name, member, SafeString("".join(cells))))
    return rows


def place_sums(result: HousingResult, year: int) -> SafeString:
    place = result.data.year_index[year]
    numbers = [
        (f"{name}.{kind.code}", result.region_of_kind(kind.code, name)[place])
        for kind in result.housing.kinds
        for name in OF_PLACES
    ]
    numbers += [(name, result.region(name)[place]) for name in OF_PLACES]
    cells = [
        _places(f"housing.region.{name}", found, year, first=name.startswith("target"))
        for name, found in numbers
    ]
    return SafeString("".join(cells))


def money_rows(result: HousingResult) -> list[MunicipalityRow]:
    """Per municipality what it pays and gets, per year and over the years that are settled."""
    rows = []
    for each in _by_name(result):
        cells = []
        for place, year in enumerate(result.data.years):
            member = result.target[each.code][place] is not None
            for name in OF_MONEY:
                cents = result.figure(each.code, name)[place]
                why = OPEN if member else "geen lid"
                figure = f"housing.{each.code}.{name}"
                cells.append(_money(figure, cents, year, why, first=name == "paid_in"))
        cells += _sums(result, each.code, partial(result.figure, each.code))
        rows.append(MunicipalityRow(each.code, each.name, True, SafeString("".join(cells))))
    return rows


def money_sums(result: HousingResult) -> SafeString:
    """Of the region: what is paid in and what is paid out."""
    cells = [
        _money(f"housing.region.{name}", result.region(name)[place], year, OPEN, first=name == "paid_in")
        for place, year in enumerate(result.data.years)
        for name in OF_MONEY
    ]
    return SafeString("".join([*cells, *_sums(result, "region", result.region)]))


def stays_cells(result: HousingResult) -> SafeString:
    """What stays in the pot, under what is paid in and out."""
    cells = [("stays", year, cents) for year, cents in zip(result.data.years, result.stays, strict=True)]
    total = settled_sum(result.stays) if any(result.settled) else None
    cells.append(("settled_stays", result.data.years[0], total))
    texts = [
        no_amount(OPEN) if cents is None else ask_link(f"housing.{name}", year, whole(cents))
        for name, year, cents in cells
    ]
    return SafeString("".join(f'<td class="money first" colspan="2">{text}</td>' for text in texts))


def _sums(result: HousingResult, who: str, figure: Callable[[str], tuple[int | None, ...]]) -> list[str]:
    """Over the years that are settled: asked of the first."""
    done, first = any(result.settled), result.data.years[0]
    return [
        _money(
            f"housing.{who}.{name}",
            settled_sum(figure(of)) if done else None,
            first,
            OPEN,
            first=of == "paid_in",
        )
        for name, of in SETTLED.items()
    ]


def _places(
    figure: str, found: int | None, year: int, after: str = "", *, first: bool, total: bool = False
) -> str:
    css = _css(first) + (" total" if total else "")
    if found is None:
        return plain_cell(no_amount(UNKNOWN), css)
    return figure_cell(figure, year, found, number(found), css=css, after=after)


def _money(figure: str, cents: int | None, year: int, why: str, *, first: bool) -> str:
    if cents is None:
        return plain_cell(no_amount(why), _css(first))
    return figure_cell(figure, year, cents, whole(cents), css=_css(first))


def _css(first: bool) -> str:
    return " first" if first else ""
