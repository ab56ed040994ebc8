"""A region and a plan from a definition file (TOML) into the tables, all or nothing."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, count, groupby
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from simple_history.utils import bulk_create_with_history

from budgets.actions.scenarios import create_scenario, switch_options
from budgets.models import (
    AdjustmentOption,
    ControlTotal,
    CostAmount,
    CostLine,
    FundingStream,
    MemorandumItem,
    OptionEffect,
    OptionLine,
    SavingsTarget,
    StreamAmount,
)
from measures.models import Goal, Measure, Plan
from municipalities.models import Municipality, Region, RegionMember, User

Definition = dict[str, Any]


def enter_region(definition: Definition) -> Region:
    """The region and its members; what is there stays as it is."""
    region, _ = Region.objects.get_or_create(slug=definition["slug"], defaults={"name": definition["name"]})
    for member in definition["members"]:
        municipality, _ = Municipality.objects.get_or_create(
            code=member["code"], defaults={"name": member["name"]}
        )
        RegionMember.objects.get_or_create(
            region=region, municipality=municipality, defaults={"member_until": member.get("until")}
        )
    return region


@transaction.atomic
def enter_plan(region: Region, definition: Definition, by: User) -> Plan:
    """The plan with all that the file holds; a plan that is there stays as it is."""
    described = definition["plan"]
    plan, is_new = Plan.objects.get_or_create(region=region, slug=described["slug"], defaults=described)
    if is_new:
        lines = _enter_lines(plan, definition["goals"])
        streams = _enter_streams(plan, definition["streams"])
        _enter_targets(plan, definition["targets"], streams)
        _enter_options(plan, definition["options"], lines)
        _enter_controls(plan, definition)
        _enter_scenarios(plan, definition.get("scenarios", []), by)
    return plan


def _enter_lines(plan: Plan, goals: list[Definition]) -> dict[int, CostLine]:
    """The lines by row number.  Neighbours of the same name are lines of one measure."""
    amounts = []
    by_row = {}
    codes: set[str] = set()
    for position, described in enumerate(goals, 1):
        goal = Goal.objects.create(
            plan=plan, code=described["code"], title=described["title"], position=position
        )
        for title, rows in groupby(described["lines"], key=lambda line: line["measure"]):
            described_lines = list(rows)
            measure = Measure.objects.create(
                plan=plan,
                goal=goal,
                code=free_code(title, codes, "maatregel"),
                title=title,
                note=described_lines[0].get("note", ""),
                position=described_lines[0]["row"],
            )
            for row in described_lines:
                line = by_row[row["row"]] = _enter_line(plan, measure, row)
                amounts += [
                    CostAmount(cost_line=line, year=year, amount=amount)
                    for year, amount in _per_year(plan, row["amounts"])
                ]
    bulk_create_with_history(amounts, CostAmount)
    return by_row


def free_code(title: str, taken: set[str], otherwise: str) -> str:
    """The title as a code that is not taken yet; adds it to those that are."""
    start = slugify(title)[:70].strip("-") or otherwise
    numbered = (f"{start}-{i}" for i in count(2))
    code = next(c for c in chain([start], numbered) if c not in taken)
    taken.add(code)
    return code


def _enter_line(plan: Plan, measure: Measure, described: Definition) -> CostLine:
    return CostLine.objects.create(
        plan=plan,
        measure=measure,
        code=f"regel-{described['row']}",
        number=described["row"],
        cost_type=described.get("type", ""),
        priority=described.get("priority"),
        position=described["row"],
    )


def _enter_streams(plan: Plan, streams: list[Definition]) -> dict[str, FundingStream]:
    by_code = {}
    for position, described in enumerate(streams, 1):
        stream = by_code[described["code"]] = FundingStream.objects.create(
            plan=plan,
            code=described["code"],
            title=described["title"],
            kind=described["kind"],
            note=described.get("note", ""),
            position=position,
        )
        amounts = _per_year(plan, described["amounts"])
        rows = [StreamAmount(stream=stream, year=year, amount=amount) for year, amount in amounts]
        bulk_create_with_history(rows, StreamAmount)
    return by_code


def _enter_targets(plan: Plan, targets: list[Definition], streams: dict[str, FundingStream]) -> None:
    for position, described in enumerate(targets, 1):
        SavingsTarget.objects.create(
            plan=plan,
            code=described["code"],
            title=described["title"],
            stream=streams[described["stream"]],
            percentage=Decimal(described["percentage"]),
            position=position,
        )


def _enter_options(plan: Plan, options: list[Definition], lines: dict[int, CostLine]) -> None:
    """A saving on one line goes to that line; on several it is spread over them."""
    for position, described in enumerate(options, 1):
        touched = [lines[row] for row in described["rows"]]
        option = AdjustmentOption.objects.create(
            plan=plan,
            code=described["code"],
            title=described["title"],
            short_title=described["short_title"],
            kind=described["kind"],
            was=described["was"],
            becomes=described["becomes"],
            position=position,
        )
        named = [OptionLine(option=option, cost_line=line) for line in touched]
        bulk_create_with_history(named, OptionLine)
        only = touched[0] if len(touched) == 1 else None
        effects = [
            OptionEffect(option=option, cost_line=only, year=year, change=-saving)
            for year, saving in _per_year(plan, described["savings"])
            if saving
        ]
        bulk_create_with_history(effects, OptionEffect)


def _enter_controls(plan: Plan, definition: Definition) -> None:
    for position, item in enumerate(definition.get("memorandum_items", []), 1):
        MemorandumItem.objects.create(plan=plan, position=position, **item)
    controls = [
        ControlTotal(
            plan=plan,
            figure=described["figure"],
            year=year,
            amount=amount,
            source=described["source"],
            reason=described.get("reason", ""),
            position=position,
        )
        for position, described in enumerate(definition.get("controls", []), 1)
        for year, amount in _per_year(plan, described["amounts"])
    ]
    bulk_create_with_history(controls, ControlTotal)


def _enter_scenarios(plan: Plan, scenarios: list[Definition], by: User) -> None:
    codes = list(plan.options.values_list("code", flat=True))
    for described in scenarios:
        scenario = create_scenario(plan=plan, name=described["name"], by=by)
        on = codes if described["on"] == "all" else described["on"]
        switch_options(scenario=scenario, switched=dict.fromkeys(on, True), by=by)


def _per_year(plan: Plan, amounts: list[Any]) -> Iterator[tuple[int, Decimal]]:
    """Year and amount; an empty text is no amount."""
    return ((year, Decimal(amount)) for year, amount in zip(plan.years, amounts, strict=True) if amount != "")
