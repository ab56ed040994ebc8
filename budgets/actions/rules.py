"""Rules between the rows of a plan, which an edit keeps by asking and an undo must be held to afterwards."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.db import models
from django.db.models import Count, F

from budgets.models import (
    AdjustmentOption,
    CostAmount,
    CostLine,
    FundingStream,
    OptionEffect,
    OptionLine,
    SavingsTarget,
    StreamAmount,
    TargetAmount,
)
from measures.models import Goal, Measure, Plan

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


def _two_of_one_name(model: Any) -> Rule:
    def rule(plan: Plan) -> Iterator[str]:
        titles = list(model.objects.filter(plan=plan).exclude(title="").values_list("title", flat=True))
        taken = Counter(title.casefold() for title in titles)
        for title in titles:
            if taken[title.casefold()] > 1:
                yield f"er is al een {model._meta.verbose_name} met de naam ‘{title}’"

    return rule


def _two_lines_of_one_number(plan: Plan) -> Iterator[str]:
    numbers = CostLine.objects.filter(plan=plan).exclude(number=None).values("number")
    for found in numbers.annotate(count=Count("pk")).filter(count__gt=1).order_by("number")[:1]:
        yield f"er is al een kostenpost met regelnummer {found['number']}"


RULES: tuple[tuple[frozenset[type[models.Model]], Rule], ...] = (
    (frozenset({CostAmount, Measure, CostLine}), _amount_after_the_end),
    (frozenset({CostAmount, CostLine}), _negative_line),
    (frozenset({StreamAmount, FundingStream}), _negative_income),
    (frozenset({TargetAmount, SavingsTarget}), _percentage_with_amounts),
    (frozenset({OptionEffect, OptionLine, AdjustmentOption}), _spread_over_nothing),
    *(
        (frozenset({model}), _two_of_one_name(model))
        for model in (Goal, Measure, AdjustmentOption, FundingStream, SavingsTarget)
    ),
    (frozenset({CostLine}), _two_lines_of_one_number),
)
