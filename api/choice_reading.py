"""What was sent as a choice, checked against a budget: all that is wrong at once, each at its place."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from rest_framework.exceptions import ErrorDetail, ValidationError

from api.shapes import camel
from budgets.actions.adjustments import free_code
from budgets.actions.choice_rules import (
    check_end,
    check_index_year,
    check_option,
    check_part,
    check_rate,
    check_somebody_pays,
    check_target,
    checked_adjustment,
    part_of_level,
)
from budgets.engine import Adjustment, BudgetData, Choice, TargetChange
from budgets.engine.money import cents_from_decimal
from municipalities.refusals import Refused

Item = Mapping[str, Any]
TWICE = "Dit staat er twee keer in."
ONE_OF_TWO = "Noem een kostenpost of een stroom, niet allebei."
NO_LEVEL = "Noem een niveau of een deel."
OTHER_PART = "Bij dit niveau hoort een ander deel."
EVERY_YEAR = "Geef een bedrag voor elk jaar van het plan, {first} tot en met {last}, of een percentage."


def choice_of(data: BudgetData, values: Item, standing: Choice | None = None) -> Choice:
    """The choice of ``values``, by the names of ``ChoiceShape``; see ``api.choice`` for ``standing``.

    Raises ``ValidationError``.
    """
    found: dict[str, Any] = {}
    faults = {}
    before = standing or Choice()
    for name, read in READERS.items():
        if name in values:
            try:
                found |= read(data, values[name], before)
            except ValidationError as error:
                faults[camel(name)] = error.detail
    if faults:
        raise ValidationError(faults)
    choice = replace(before, **found)
    if choice.ends != before.ends:
        try:
            check_somebody_pays(data, choice, "last_years")
        except Refused as refused:
            raise ValidationError(_detail(refused)) from None
    return choice


def _options(data: BudgetData, codes: Iterable[str], before: Choice) -> Item:
    def check(code: str) -> str:
        if code not in before.on:
            check_option(data, code)
        return code

    return {"on": frozenset(_each(codes, check, key=str))}


def _levels(data: BudgetData, items: Iterable[Item], before: Choice) -> Item:
    """The first level of an option is what it has without a choice."""

    def check(item: Item) -> tuple[str, Fraction]:
        code, level = item["option"], item.get("level")
        part: Any = item.get("part")
        if level is None and part is None:
            raise Refused(NO_LEVEL, "level")
        if level is None and (code, part) in before.parts:
            return code, part
        check_option(data, code, "option")
        chosen = part if level is None else part_of_level(data, code, level, "level")
        if part not in (None, chosen):
            raise Refused(OTHER_PART, "part")
        check_part(data, code, chosen, "part")
        return code, chosen

    chosen = _each(items, check, key=lambda item: item["option"])
    counting = (
        (code, part)
        for code, part in chosen
        if (code, part) in before.parts or part != data.option(code).first_part
    )
    return {"parts": tuple(sorted(counting))}


def _indexation(data: BudgetData, items: Iterable[Item], before: Choice) -> Item:
    def check(item: Item) -> tuple[Item, list[tuple[str, int, Fraction]]]:
        kind = item["cost_type"]

        def check_year(entry: Item) -> tuple[str, int, Fraction]:
            found = (kind, entry["year"], entry["percentage"])
            if found not in before.index_years:
                check_index_year(data, entry["year"], "year")
                check_rate(entry["percentage"], "percentage")
            return found

        rate = Fraction(item["percentage"])
        check_rate(rate, "percentage")
        try:
            return {kind: rate}, _each(item["years"], check_year, key=lambda entry: entry["year"])
        except ValidationError as error:
            raise ValidationError({"years": error.detail}) from None

    found = _each(items, check, key=lambda item: item["cost_type"])
    rates = sorted((kind, rate) for rate_of, _ in found for kind, rate in rate_of.items() if rate)
    return {"indexation": tuple(rates), "index_years": tuple(sorted(year for _, of in found for year in of))}


def _adjustments(data: BudgetData, items: Sequence[Item], before: Choice) -> Item:
    codes = [item["code"] for item in items if "code" in item]
    coded = []
    for item in items:
        if "code" not in item:
            codes.append(free_code(codes))
            item = {**item, "code": codes[-1]}
        coded.append(item)

    def check(item: Item) -> Adjustment:
        if bool(item["line"]) == bool(item["stream"]):
            raise Refused(ONE_OF_TWO, "line")
        found = _as_sent(item)
        if found in before.adjustments:
            return found
        of = f"post-{item['line']}" if item["line"] else f"stroom-{item['stream']}"
        try:
            return checked_adjustment(data, item["code"], {**item, "of": of})
        except Refused as refused:
            if refused.field == "of":
                refused.field = "line" if item["line"] else "stream"
            raise

    found = _each(coded, check, key=lambda item: item["code"], at="code")
    return {"adjustments": tuple(sorted(found, key=lambda each: each.code))}


def _as_sent(item: Item) -> Adjustment:
    return Adjustment(
        code=item["code"],
        first_year=item["first_year"],
        reason=item["reason"],
        line=item["line"] or "",
        stream=item["stream"] or "",
        change=None if item["change"] is None else cents_from_decimal(item["change"]),
        percentage=item["percentage"],
    )


def _targets(data: BudgetData, items: Iterable[Item], before: Choice) -> Item:
    def check(item: Item) -> TargetChange:
        years = [entry["year"] for entry in sorted(item["amounts"], key=lambda entry: entry["year"])]
        amounts = {entry["year"]: cents_from_decimal(entry["amount"]) for entry in item["amounts"]}
        change = TargetChange(
            item["target"], item["percentage"], tuple(amounts[year] for year in sorted(amounts))
        )
        if change in before.targets and len(years) == len(amounts):
            return change
        if (change.percentage is None) == (not years) or (years and years != list(data.years)):
            raise Refused(EVERY_YEAR.format(first=data.years[0], last=data.years[-1]), "amounts")
        known = change.target in {target.code for target in data.targets}
        field = "target" if not known else "amounts" if years else "percentage"
        check_target(data, change.target, change, field)
        return change

    found = _each(items, check, key=lambda item: item["target"])
    return {"targets": tuple(sorted(found, key=lambda each: each.target))}


def _ends(data: BudgetData, items: Iterable[Item], before: Choice) -> Item:
    def check(item: Item) -> tuple[str, int]:
        found = (item["municipality"], item["last_year"])
        if found not in before.ends:
            check_end(data, *found, "municipality", "last_year")
        return found

    return {"ends": tuple(sorted(_each(items, check, key=lambda item: item["municipality"])))}


def _falls_away(data: BudgetData, value: bool, before: Choice) -> Item:
    return {"share_falls_away": value}


READERS: Mapping[str, Callable[[BudgetData, Any, Choice], Item]] = {
    "options": _options,
    "levels": _levels,
    "indexation": _indexation,
    "adjustments": _adjustments,
    "target_changes": _targets,
    "last_years": _ends,
    "share_falls_away": _falls_away,
}


def _each(
    items: Iterable[Any],
    check: Callable[[Any], Any],
    *,
    key: Callable[[Any], Hashable],
    at: str | None = None,
) -> list[Any]:
    """What ``check`` makes of each.  Raises ``ValidationError`` with what it refuses, by place."""
    made, faults, seen = [], {}, set()
    for place, item in enumerate(items):
        try:
            if key(item) in seen:
                raise Refused(TWICE, at)
            seen.add(key(item))
            made.append(check(item))
        except Refused as refused:
            faults[str(place)] = _detail(refused)
        except ValidationError as error:
            faults[str(place)] = error.detail
    if faults:
        raise ValidationError(faults)
    return made


def _detail(refused: Refused) -> Any:
    said = [ErrorDetail(refused.message, code="invalid")]
    return {camel(refused.field): said} if refused.field else said
