"""Rules between the rows of a plan, which an edit keeps by asking and an undo must be held to afterwards."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from fractions import Fraction
from typing import Any

from django.db import models
from django.db.models import Count, F, Q

from budgets.actions.keys import members_of, weights_in, wrong_years
from budgets.actions.participation import nobody_takes_part
from budgets.models import (
    AdjustmentOption,
    AllocationKey,
    CostAmount,
    CostLine,
    Cover,
    CoverAmount,
    FundingStream,
    HousingKind,
    KeyWeight,
    MemorandumEstimate,
    MemorandumItem,
    OptionEffect,
    OptionLevel,
    OptionLine,
    OptionRelation,
    SavingsTarget,
    StreamAmount,
    TargetAmount,
)
from measures.models import Goal, Measure, Participation, Plan

Rule = Callable[[Plan], Iterator[str]]


def broken_rules(plan: Plan, touched: Collection[type[models.Model]]) -> Iterator[str]:
    """What is wrong in the plan now, a sentence each, of the rules that ``touched`` tables can break."""
    for tables, rule in RULES:
        if not tables.isdisjoint(touched):
            yield from rule(plan)


def _amount_after_the_end(plan: Plan) -> Iterator[str]:
    amounts = CostAmount.objects.filter(cost_line__plan=plan, year__gt=F("cost_line__measure__last_year"))
    for amount in amounts.select_related("cost_line__measure")[:1]:
        measure = amount.cost_line.measure
        yield f"‘{measure}’ is beëindigd na {measure.last_year} en kan in {amount.year} geen bedrag hebben"


def _negative_line(plan: Plan) -> Iterator[str]:
    amounts = CostAmount.objects.filter(cost_line__plan=plan, cost_line__negative_allowed=False, amount__lt=0)
    for amount in amounts.select_related("cost_line__measure")[:1]:
        yield f"‘{amount.cost_line}’ mag niet negatief zijn"


def _negative_income(plan: Plan) -> Iterator[str]:
    amounts = StreamAmount.objects.filter(stream__plan=plan, stream__negative_allowed=False, amount__lt=0)
    for amount in amounts.select_related("stream")[:1]:
        yield f"‘{amount.stream}’ mag niet negatief zijn"


def _negative_target(plan: Plan) -> Iterator[str]:
    amounts = TargetAmount.objects.filter(target__plan=plan, amount__lt=0)
    for amount in amounts.select_related("target")[:1]:
        yield f"taakstelling ‘{amount.target}’ kan niet negatief zijn"


def _percentage_with_amounts(plan: Plan) -> Iterator[str]:
    targets = SavingsTarget.objects.filter(plan=plan, stream__isnull=False, amounts__isnull=False)
    for target in targets[:1]:
        yield f"‘{target}’ is een percentage en kan geen eigen bedragen hebben"


def _spread_over_nothing(plan: Plan) -> Iterator[str]:
    spread = OptionEffect.objects.filter(
        option__plan=plan, cost_line=None, stream=None, option__named_lines=None
    )
    for effect in spread.select_related("option")[:1]:
        yield f"‘{effect.option}’ noemt geen kostenposten waarover het effect wordt verdeeld"


def _levels_that_do_not_differ(plan: Plan) -> Iterator[str]:
    for option in plan.options.filter(levels__isnull=False).distinct().prefetch_related("levels"):
        for problem in level_problems([level.part for level in option.levels.all()]):
            yield f"‘{option}’: {problem[0].lower()}{problem[1:].rstrip('.')}"


def _needs_what_it_excludes(plan: Plan) -> Iterator[str]:
    rows = OptionRelation.objects.filter(option__plan=plan).select_related("option", "other")
    excluded = {frozenset((row.option_id, row.other_id)) for row in rows if row.kind == "excludes"}
    for row in rows:
        if row.kind == "needs" and frozenset((row.option_id, row.other_id)) in excluded:
            yield f"‘{row.option}’ zou ‘{row.other}’ nodig hebben en uitsluiten"


def level_problems(parts: Collection[Fraction]) -> Iterator[str]:
    """What is wrong with the levels of one option, as these parts."""
    if len(parts) == 1:
        yield "Vul minstens twee niveaus in, of geen."
    if len(set(parts)) < len(parts):
        yield "Twee niveaus zijn hetzelfde deel."


def _estimate_outside_its_years(plan: Plan) -> Iterator[str]:
    rows = MemorandumEstimate.objects.filter(item__plan=plan).select_related("item")
    for row in rows.exclude(year__gte=F("item__first_year"), year__lte=F("item__last_year"))[:1]:
        yield f"‘{row.item}’ is in {row.year} niet p.m. en kan dan geen schatting hebben"


def _two_of_one_name(model: Any) -> Rule:
    """In the plan; of measures under one goal."""
    within = "goal_id" if model is Measure else "plan_id"

    def rule(plan: Plan) -> Iterator[str]:
        named = model.objects.filter(plan=plan).exclude(title="").values_list(within, "title")
        titles = [(of, title, title.casefold()) for of, title in named]
        taken = Counter((of, bare) for of, _, bare in titles)
        for of, title, bare in titles:
            if taken[of, bare] > 1:
                yield f"er is al een {model._meta.verbose_name} met de naam ‘{title}’"

    return rule


def _two_lines_of_one_number(plan: Plan) -> Iterator[str]:
    numbers = CostLine.objects.filter(plan=plan).exclude(number=None).values("number")
    for found in numbers.annotate(count=Count("pk")).filter(count__gt=1).order_by("number")[:1]:
        yield f"er is al een kostenpost met regelnummer {found['number']}"


def _covered_for_more_than_the_whole(plan: Plan) -> Iterator[str]:
    together: defaultdict[Any, Fraction] = defaultdict(Fraction)
    rows = Cover.objects.filter(stream__plan=plan, numerator__isnull=False)
    for row in rows.select_related("cost_line__measure", "measure"):
        together[row.cost_line or row.measure] += Fraction(row.numerator or 0, row.denominator or 1)
    for paid, share in together.items():
        if share > 1:
            yield f"‘{paid}’ zou voor meer dan de hele post zijn gedekt"


def _covered_by_nothing_or_twice(plan: Plan) -> Iterator[str]:
    """Fixed amounts without any, or beside a fraction."""
    rows = Cover.objects.filter(stream__plan=plan).select_related("stream", "cost_line__measure", "measure")
    for row in rows.filter(numerator__isnull=False, amounts__isnull=False)[:1]:
        yield f"‘{row.stream}’ zou ‘{row.cost_line or row.measure}’ dubbel betalen: deel én vaste bedragen"
    for row in rows.filter(numerator=None, amounts=None)[:1]:
        yield f"‘{row.stream}’ zou aan ‘{row.cost_line or row.measure}’ niets meer betalen"


def _covered_by_another_plan(plan: Plan) -> Iterator[str]:
    rows = Cover.objects.filter(stream__plan=plan).select_related("stream", "cost_line", "measure")
    for row in rows.exclude(Q(cost_line__plan=plan) | Q(measure__plan=plan))[:1]:
        yield f"‘{row.stream}’ hoort bij een ander beleidsplan dan wat de stroom betaalt"


def _key_that_splits_nothing(plan: Plan) -> Iterator[str]:
    members = members_of(plan)
    for key in plan.keys.all():
        for _, says in wrong_years(key.kind, weights_in(key), members, plan):
            yield f"verdeelsleutel ‘{key}’ klopt dan niet: {says.rstrip('.')}"


def _keys_without_the_plans_own(plan: Plan) -> Iterator[str]:
    if plan.keys.exists() and not plan.keys.filter(is_default=True).exists():
        yield "het plan zou geen eigen verdeelsleutel meer hebben"


def _nobody_takes_part(plan: Plan) -> Iterator[str]:
    for measure, year in nobody_takes_part(plan):
        yield f"aan ‘{measure}’ zou in {year} geen enkele gemeente deelnemen"


RULES: tuple[tuple[frozenset[type[models.Model]], Rule], ...] = (
    (frozenset({CostAmount, Measure, CostLine}), _amount_after_the_end),
    (frozenset({CostAmount, CostLine}), _negative_line),
    (frozenset({StreamAmount, FundingStream}), _negative_income),
    (frozenset({TargetAmount}), _negative_target),
    (frozenset({TargetAmount, SavingsTarget}), _percentage_with_amounts),
    (frozenset({OptionEffect, OptionLine, AdjustmentOption}), _spread_over_nothing),
    (frozenset({OptionLevel, AdjustmentOption}), _levels_that_do_not_differ),
    (frozenset({OptionRelation, AdjustmentOption}), _needs_what_it_excludes),
    *(
        (frozenset({model}), _two_of_one_name(model))
        for model in (
            Goal,
            Measure,
            AdjustmentOption,
            FundingStream,
            SavingsTarget,
            HousingKind,
            MemorandumItem,
        )
    ),
    (frozenset({MemorandumEstimate, MemorandumItem}), _estimate_outside_its_years),
    (frozenset({CostLine}), _two_lines_of_one_number),
    (frozenset({Cover}), _covered_for_more_than_the_whole),
    (frozenset({Cover, CoverAmount}), _covered_by_nothing_or_twice),
    (frozenset({Cover, CostLine, Measure, FundingStream}), _covered_by_another_plan),
    (frozenset({AllocationKey, KeyWeight}), _key_that_splits_nothing),
    (frozenset({AllocationKey}), _keys_without_the_plans_own),
    (frozenset({AllocationKey}), _two_of_one_name(AllocationKey)),
    (frozenset({Participation}), _nobody_takes_part),
)
