"""Where what can be compared has its own page, and finding one that an address names."""

import re

from django.urls import reverse

from budgets.sides import Side, named
from measures.models import Plan
from reports.access import Missing, Request, scenario_for, version_for


def address_of(side: Side) -> str:
    """Of the page that its figures stand on; ``herkomst/`` beneath it explains them."""
    name = "scenario" if side.scenario else "budget"
    args = [side.plan.region.slug, side.plan.slug]
    if side.version:
        name = f"version_{name}"
        args.append(str(side.version.number))
    return reverse(name, args=[*args, side.scenario.slug] if side.scenario else args)


def side_for(request: Request, plan: Plan, key: str) -> Side:
    """What ``key`` names in a plan that the reader may see.  Raises ``Missing``."""
    number, slug = named(key)
    if slug and not re.fullmatch(r"[-\w]+", slug, re.ASCII):
        raise Missing("Dit scenario bestaat niet.")
    args = plan.region.slug, plan.slug
    scenario = scenario_for(request, *args, slug) if slug else None
    version = None if number is None else version_for(request, *args, number)
    return Side(plan, version, scenario)
