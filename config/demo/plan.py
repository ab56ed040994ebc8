"""A region and a plan from a definition file (TOML) into the tables, all or nothing."""

from decimal import Decimal
from fractions import Fraction
from itertools import chain, count, groupby
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from simple_history.utils import bulk_create_with_history

from budgets.actions.adjustments import add_adjustment
from budgets.actions.levels import choose_levels
from budgets.actions.scenarios import create_scenario, switch_options
from budgets.models import (
    AdjustmentOption,
    ControlTotal,
    CostAmount,
    CostLine,
    FundingStream,
    MemorandumEstimate,
    MemorandumItem,
    OptionEffect,
    OptionLevel,
    OptionLine,
    OptionRelation,
    SavingsTarget,
    StreamAmount,
    StreamEstimate,
)
from config.demo.positions import enter_positions
from config.demo.split import enter_split, per_year
from measures.models import Goal, Measure, Plan
from municipalities.models import (
    CentreMunicipality,
    Inhabitants,
    Municipality,
    Region,
    RegionMember,
    User,
)

Definition = dict[str, Any]


def enter_region(definition: Definition) -> Region:
    """The region, its members and its centre municipalities; what is there stays as it is."""
    parent = Region.objects.get(slug=definition["parent"]) if "parent" in definition else None
    defaults = {"name": definition["name"], "parent": parent}
    region, _ = Region.objects.get_or_create(slug=definition["slug"], defaults=defaults)
    _enter_members(region, definition.get("members", []))
    _enter_centres(region, definition.get("centres", []))
    return region


def _enter_members(region: Region, members: list[Definition]) -> None:
    for member in members:
        if "inhabitants" in member:
            _enter_unlisted(member)
    present = set(region.members.values_list("municipality__code", flat=True))
    by_code = Municipality.objects.in_bulk([member["code"] for member in members], field_name="code")
    missing = [
        RegionMember(
            region=region,
            municipality=by_code[member["code"]],
            member_from=member.get("from"),
            member_until=member.get("until"),
            tasks=member.get("tasks", []),
        )
        for member in members
        if member["code"] not in present
    ]
    bulk_create_with_history(missing, RegionMember)


def _enter_unlisted(described: Definition) -> None:
    """A municipality that is gone: the list of municipalities does not bring it."""
    defaults = {"name": described["name"], "province": described["province"]}
    municipality, _ = Municipality.objects.get_or_create(code=described["code"], defaults=defaults)
    if not municipality.province:  # entered when a municipality had none
        municipality.province = described["province"]
        municipality.save(update_fields=["province"])
    counted = described["inhabitants"]
    Inhabitants.objects.get_or_create(municipality=municipality, year=counted["year"], defaults=counted)


def _enter_centres(region: Region, centres: list[Definition]) -> None:
    present = set(region.centres.values_list("task", "municipality__code"))
    codes = [centre["municipality"] for centre in centres]
    by_code = Municipality.objects.in_bulk(codes, field_name="code")
    missing = [
        CentreMunicipality(region=region, task=centre["task"], municipality=by_code[centre["municipality"]])
        for centre in centres
        if (centre["task"], centre["municipality"]) not in present
    ]
    bulk_create_with_history(missing, CentreMunicipality)


@transaction.atomic
def enter_plan(region: Region, definition: Definition, by: User) -> Plan:
    """The plan with all that the file holds; a plan that is there stays as it is."""
    described = definition["plan"]
    plan, is_new = Plan.objects.get_or_create(region=region, slug=described["slug"], defaults=described)
    if is_new:
        lines = _enter_lines(plan, definition["goals"])
        streams = _enter_streams(plan, definition["streams"])
        _enter_targets(plan, definition["targets"], streams)
        _enter_options(plan, definition["options"], lines, streams)
        _enter_controls(plan, definition)
        enter_split(plan, definition, lines, streams)
        _enter_scenarios(plan, definition.get("scenarios", []), by)
        enter_positions(plan, definition, by)
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
                    for year, amount in per_year(plan, row["amounts"])
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
        incidental=described.get("incidental", False),
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
        amounts = per_year(plan, described["amounts"])
        rows = [StreamAmount(stream=stream, year=year, amount=amount) for year, amount in amounts]
        bulk_create_with_history(rows, StreamAmount)
        _enter_estimates(StreamEstimate, {"stream": stream}, described)
    return by_code


def _enter_estimates(model: Any, owner: dict[str, Any], described: Definition) -> None:
    """Low, likely and high per year, where the file has them."""
    ((_, item),) = owner.items()
    sides = {
        side: dict(per_year(item.plan, described.get(side) or [""] * len(item.plan.years)))
        for side in ("low", "likely", "high")
    }
    rows = [
        model(**owner, year=year, **{side: amounts.get(year) for side, amounts in sides.items()})
        for year in sides["low"]
    ]
    bulk_create_with_history(rows, model)


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


def _enter_options(
    plan: Plan,
    options: list[Definition],
    lines: dict[int, CostLine],
    streams: dict[str, FundingStream],
) -> None:
    """A saving on one line goes to that line; on several it is spread over them.

    Changes of streams are written with their sign: above zero is more income.
    """
    for position, described in enumerate(options, 1):
        touched = [lines[row] for row in described["rows"]]
        option = AdjustmentOption.objects.create(
            plan=plan,
            code=described["code"],
            title=described["title"],
            short_title=described["short_title"],
            kind=described["kind"],
            was=described.get("was"),
            becomes=described.get("becomes"),
            note=described.get("note", ""),
            incidental=described.get("incidental", False),
            position=position,
        )
        named = [OptionLine(option=option, cost_line=line) for line in touched]
        bulk_create_with_history(named, OptionLine)
        only = touched[0] if len(touched) == 1 else None
        effects = [
            OptionEffect(option=option, cost_line=only, year=year, change=-saving)
            for year, saving in per_year(plan, described["savings"])
            if saving
        ]
        effects += [
            OptionEffect(option=option, stream=streams[code], year=year, change=change)
            for code, changes in described.get("streams", {}).items()
            for year, change in per_year(plan, changes)
        ]
        bulk_create_with_history(effects, OptionEffect)
        _enter_levels(option, described.get("levels", []))
    _enter_relations(plan, options)


def _enter_levels(option: AdjustmentOption, levels: list[Definition]) -> None:
    parts = [(level["title"], Fraction(level["part"])) for level in levels]
    rows = [
        OptionLevel(
            option=option,
            code=slugify(title),
            title=title,
            numerator=part.numerator,
            denominator=part.denominator,
            position=position,
        )
        for position, (title, part) in enumerate(parts)
    ]
    bulk_create_with_history(rows, OptionLevel)


def _enter_relations(plan: Plan, options: list[Definition]) -> None:
    by_code = {option.code: option for option in plan.options.all()}
    rows = [
        OptionRelation(option=by_code[described["code"]], other=by_code[other], kind=kind)
        for described in options
        for kind in OptionRelation.Kind.values
        for other in described.get(kind, [])
    ]
    bulk_create_with_history(rows, OptionRelation)


def _enter_controls(plan: Plan, definition: Definition) -> None:
    for position, item in enumerate(definition.get("memorandum_items", []), 1):
        code = item.get("municipality")
        municipality = Municipality.objects.get(code=code) if code else None
        described = {name: value for name, value in item.items() if name not in ("low", "likely", "high")}
        described |= {"municipality": municipality}
        row = MemorandumItem.objects.create(plan=plan, position=position, **described)
        _enter_estimates(MemorandumEstimate, {"item": row}, item)
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
        for year, amount in per_year(plan, described["amounts"])
    ]
    bulk_create_with_history(controls, ControlTotal)


def _enter_scenarios(plan: Plan, scenarios: list[Definition], by: User) -> None:
    codes = list(plan.options.values_list("code", flat=True))
    for described in scenarios:
        scenario = create_scenario(plan=plan, name=described["name"], by=by)
        on = codes if described["on"] == "all" else described["on"]
        switch_options(scenario=scenario, switched=dict.fromkeys(on, True), by=by)
        if levels := described.get("levels"):
            choose_levels(scenario=scenario, chosen=levels, by=by)
        for adjustment in described.get("adjustments", []):
            values = adjustment | {"change": None, "percentage": Fraction(adjustment["percentage"])}
            add_adjustment(scenario=scenario, values=values, by=by)
