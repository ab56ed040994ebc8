"""The tables of the page Woningen."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.safestring import SafeString

from budgets.dutch_numbers import whole
from budgets.engine import HousingKind, HousingResult, Municipality, settled_sum
from reports.figure_cells import figure_cell, no_amount, plain_cell
from reports.housing.words import number

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
    return [KindRow(kind, _kind(kind)) for kind in result.housing.kinds]


def kind_sums(result: HousingResult) -> SafeString:
    return _kind(result.housing.together)


def _kind(kind: HousingKind) -> SafeString:
    numbers = [kind.agreed, kind.start, kind.to_realise, *kind.targets, kind.planned]
    return SafeString("".join(plain_cell(number(found)) for found in numbers))


def _by_name(result: HousingResult) -> list[Municipality]:
    """In the order in which keys and participation have them too."""
    return sorted(result.data.municipalities, key=lambda each: each.name)


def place_rows(result: HousingResult, year: int, at: str) -> list[MunicipalityRow]:
    """Per municipality its target, what it realised and what it is short, per kind and together."""
    place = result.data.year_index[year]
    rows = []
    for each in _by_name(result):
        cells = [
            _places(f"{each.code}.{name}", getattr(of_kind, name)[place], year, at, first=name == "target")
            for of_kind in (result.kinds[each.code][kind.code] for kind in result.housing.kinds)
            for name in OF_PLACES
        ]
        for name in OF_PLACES:
            found = result.figure(each.code, name)[place]
            after = MET if name == "short" and found == 0 else ""
            cells.append(
                _places(f"{each.code}.{name}", found, year, at, after, first=name == "target", total=True)
            )
        member = result.target[each.code][place] is not None
        rows.append(MunicipalityRow(each.code, each.name, member, SafeString("".join(cells))))
    return rows


def place_sums(result: HousingResult, year: int) -> SafeString:
    place = result.data.year_index[year]
    numbers = [
        result.region_of_kind(kind.code, name)[place] for kind in result.housing.kinds for name in OF_PLACES
    ]
    numbers += [result.region(name)[place] for name in OF_PLACES]
    firsts = [i % len(OF_PLACES) == 0 for i in range(len(numbers))]
    return SafeString(
        "".join(
            plain_cell(no_amount(UNKNOWN) if found is None else number(found), _css(first))
            for found, first in zip(numbers, firsts, strict=True)
        )
    )


def money_rows(result: HousingResult, at: str) -> list[MunicipalityRow]:
    """Per municipality what it pays and gets, per year and over the years that are settled."""
    rows = []
    for each in _by_name(result):
        cells = []
        for place, year in enumerate(result.data.years):
            member = result.target[each.code][place] is not None
            for name in OF_MONEY:
                cents = result.figure(each.code, name)[place]
                why = OPEN if member else "geen lid"
                cells.append(_money(f"{each.code}.{name}", cents, year, at, why, first=name == "paid_in"))
        cells += _sums(result, partial(result.figure, each.code))
        rows.append(MunicipalityRow(each.code, each.name, True, SafeString("".join(cells))))
    return rows


def money_sums(result: HousingResult) -> SafeString:
    """Of the region: what is paid in and what is paid out."""
    cells = [
        _money(f"housing.{name}", result.region(name)[place], year, "", OPEN, first=name == "paid_in")
        for place, year in enumerate(result.data.years)
        for name in OF_MONEY
    ]
    return SafeString("".join([*cells, *_sums(result, result.region)]))


def stays_cells(result: HousingResult) -> SafeString:
    """What stays in the pot, under what is paid in and out."""
    amounts = [*result.stays, settled_sum(result.stays) if any(result.settled) else None]
    texts = [no_amount(OPEN) if cents is None else whole(cents) for cents in amounts]
    return SafeString("".join(f'<td class="money first" colspan="2">{text}</td>' for text in texts))


def _sums(result: HousingResult, figure: Callable[[str], tuple[int | None, ...]]) -> list[str]:
    done = any(result.settled)
    return [
        plain_cell(whole(settled_sum(figure(name))) if done else no_amount(OPEN), _css(name == "paid_in"))
        for name in OF_MONEY
    ]


def _places(
    figure: str, found: int | None, year: int, at: str, after: str = "", *, first: bool, total: bool = False
) -> str:
    css = _css(first) + (" total" if total else "")
    if found is None:
        return plain_cell(no_amount(UNKNOWN), css)
    return figure_cell(figure, year, found, number(found), at=at, css=css, after=after)


def _money(figure: str, cents: int | None, year: int, at: str, why: str, *, first: bool) -> str:
    if cents is None:
        return plain_cell(no_amount(why), _css(first))
    return figure_cell(figure, year, cents, whole(cents), asks=None if at else "", at=at, css=_css(first))


def _css(first: bool) -> str:
    return " first" if first else ""
