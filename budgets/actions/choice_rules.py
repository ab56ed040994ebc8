"""What a scenario may choose on a budget: the same rules for the pages, the API and what a search found.

Each raises ``Refused`` with ``field`` as the name of what cannot be.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from budgets.actions.editing import (
    OF_ADJUSTMENT,
    OF_INDEX,
    OF_TARGET,
    check_amount,
    check_percentage,
    check_saving,
)
from budgets.engine import Adjustment, BudgetData, Choice, TargetChange
from budgets.engine.membership import leaves_nobody
from budgets.engine.money import cents_from_decimal, decimal_from_cents
from budgets.engine.targets import fits
from budgets.models import CostLine
from budgets.refusals import UnknownOption
from budgets.texts import one_line
from municipalities.refusals import Refused

WITHOUT_TYPE = "none"
"""Stands for the lines of which nobody said what kind of cost they are."""
LONGEST_REASON = 300
MOST_ADJUSTMENTS = 100


def check_option(data: BudgetData, code: str, field: str | None = None) -> None:
    """Raises ``UnknownOption``."""
    if code not in data.option_index:
        raise UnknownOption(
            f"De optie ‘{code}’ bestaat niet in deze begroting. Er is niets gewijzigd.", field
        )


def part_of_level(data: BudgetData, code: str, level: str, field: str | None = None) -> Fraction:
    """The part of the option that counts at this level.  Raises also ``UnknownOption``."""
    check_option(data, code)
    part = next((each.part for each in data.option(code).levels if each.code == level), None)
    if part is None:
        raise Refused("Dit niveau bestaat niet of niet meer. Er is niets bewaard.", field)
    return part


def check_part(data: BudgetData, code: str, part: Fraction, field: str | None = None) -> None:
    """An option stands at one of its levels, or is on as a whole."""
    option = data.option(code)
    if part not in {option.first_part, *(level.part for level in option.levels)}:
        raise Refused(f"De optie ‘{option.title}’ heeft dit niveau niet. Er is niets gewijzigd.", field)


def check_end(data: BudgetData, code: str, year: int, field: str, year_field: str | None = None) -> None:
    """A municipality and the last year in which it takes part."""
    if code not in data.municipality_index:
        raise Refused("Deze gemeente doet in geen enkel jaar van dit plan mee.", field)
    if not data.years[0] - 1 <= year <= data.years[-1]:
        raise Refused(f"Kies een jaar tot en met {data.years[-1]}.", year_field or field)


def check_cost_type(kind: str, field: str) -> None:
    if kind not in (*CostLine.CostType.values, WITHOUT_TYPE):
        raise Refused("Deze soort kosten bestaat niet.", field)


def check_index_year(data: BudgetData, year: int, field: str) -> None:
    if year not in data.years[1:]:
        raise Refused("De indexering begint in het tweede jaar van het plan.", field)


def check_rate(rate: Fraction, field: str) -> None:
    """Of indexation."""
    check_percentage(rate, OF_INDEX, field)


def check_target(data: BudgetData, code: str, change: TargetChange, field: str) -> None:
    target = next((each for each in data.targets if each.code == code), None)
    if target is None or change.target != code:
        raise Refused("Deze taakstelling bestaat niet of niet meer.", field)
    if not fits(data, target, change):
        raise Refused("Vul een percentage in, of een bedrag voor elk jaar.", field)
    if change.percentage is not None:
        check_percentage(change.percentage, OF_TARGET, field)
    for cents in change.amounts:
        check_saving(decimal_from_cents(cents), field)


def checked_adjustment(data: BudgetData, code: str, values: Mapping[str, Any]) -> Adjustment:
    """``values`` as ``adjustments.add_adjustment`` takes them."""
    kind, _, of = str(values["of"]).partition("-")
    known = data.line_index if kind == "post" else data.stream_index if kind == "stroom" else {}
    if of not in known:
        raise Refused("Kies een kostenpost of een stroom uit de lijst.", "of")
    change: Decimal | None = values["change"]
    percentage: Fraction | None = values["percentage"]
    if not change and not percentage:
        raise Refused("Vul een bedrag of een percentage in.", "change")
    if change and percentage:
        raise Refused("Vul een bedrag in óf een percentage, niet allebei.", "change")
    check_amount(change, "change")
    if percentage:
        check_percentage(percentage, OF_ADJUSTMENT, "percentage")
    if values["first_year"] not in data.year_index:
        raise Refused(f"Kies een jaar van {data.years[0]} tot en met {data.years[-1]}.", "first_year")
    reason = one_line(
        values["reason"],
        longest=LONGEST_REASON,
        field="reason",
        needed="Vul in waarom het scenario dit doet.",
    )
    return Adjustment(
        code=code,
        first_year=values["first_year"],
        reason=reason,
        line=of if kind == "post" else "",
        stream=of if kind == "stroom" else "",
        change=cents_from_decimal(change) if change else None,
        percentage=percentage or None,
    )


def check_somebody_pays(data: BudgetData, choice: Choice, field: str | None) -> None:
    """Somebody must be left to pay, in every year."""
    for i, year in enumerate(data.years):
        if leaves_nobody(data, choice, i):
            raise Refused(f"Zo doet er in {year} geen enkele gemeente meer mee.", field)
