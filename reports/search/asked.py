"""From what stands in the address to what the engine is asked."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from budgets.dutch_numbers import enumeration
from budgets.engine import BudgetData, Choice
from budgets.engine.result import FUNDING
from budgets.engine.search import Fixed, Question, Wanted, Worst
from budgets.models import Scenario
from budgets.snapshot import budget_data
from measures.models import Plan
from reports.search.form import ANY_LEVEL, BY_OPTION, FIGURES, FREE, LEVEL, OFF, ON, SearchForm
from reports.search.objections import against

KEPT_ON = "staat aan in het scenario"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that makes sense; ``query`` is how it stands in the address."""

    data: BudgetData
    scenario: Scenario | None
    choice: Choice
    """What the search starts from."""
    question: Question
    query: QueryDict


def compact(query: QueryDict) -> QueryDict:
    """Without what was left empty: an address is there to be mailed."""
    short = QueryDict(mutable=True)
    for name, values in query.lists():
        if filled := [value.strip() for value in values if value.strip()]:
            short.setlist(name, filled)
    return short


def form_for(query: QueryDict, plan: Plan) -> SearchForm:
    """Bound where the address asks something; with ``scenario`` alone that is where it starts."""
    data = budget_data(plan)
    if "wens" in query:
        return SearchForm(query, plan, data)
    slug = query.get("scenario", "").replace("\0", "")
    return SearchForm(None, plan, data, plan.scenarios.filter(slug=slug).first())


def asked_in(form: SearchForm, query: QueryDict) -> Asked | None:
    """None where nothing was asked, or nothing that makes sense."""
    if not form.is_bound or not form.is_valid():
        return None
    scenario: Scenario | None = form.cleaned_data["scenario"]
    choice = scenario.choice if scenario else Choice()
    start = _start(form.budget, choice, form.cleaned_data)
    return Asked(form.budget, scenario, start, _question(form, choice), compact(query))


def _start(data: BudgetData, choice: Choice, given: dict[str, Any]) -> Choice:
    """Options that only change the payer take no part: they stand as was said here, or as they stood."""
    funding = [option.code for option in data.options if option.kind == FUNDING]
    on = {code for code in funding if given[f"optie_{code}"] == ON}
    off = {code for code in funding if given[f"optie_{code}"] == OFF}
    return replace(choice, on=(choice.on - off) | on)


def _question(form: SearchForm, choice: Choice) -> Question:
    given, data = form.cleaned_data, form.budget
    figure = FIGURES[given["wens"]]
    wanted = [(year, given[f"jaar_{year}"]) for year in data.years]
    on, off = _fixed(form, choice)
    limit = given.get("gemeente_hoogstens")
    by_option = given["wegen"] == BY_OPTION
    weights = {key: given[f"gewicht_{key}"] for key in form.priorities()}
    return Question(
        wanted=tuple(Wanted(figure, year, cents) for year, cents in wanted if cents is not None),
        must_on=tuple(on),
        must_off=tuple(off),
        any_level=tuple(
            option.code
            for option in form.budget.options
            if option.kind != FUNDING and given[f"optie_{option.code}"] == ANY_LEVEL
        ),
        untouchable_priorities=tuple(given["prioriteit"]),
        untouchable_goals=tuple(given["doel"]),
        at_most=given["hoogstens"],
        worst=() if limit is None else (Worst(limit),),
        weights=() if by_option else tuple((k, w) for k, w in weights.items() if w is not None and w != 1),
        option_weights=tuple(form.own_weights().items()) if by_option else (),
    )


def _fixed(form: SearchForm, choice: Choice) -> tuple[list[Fixed], list[Fixed]]:
    """What must be on and what must be off.  What is said of one option goes before what holds for many."""
    on, off, given = [], [], form.cleaned_data
    for option in form.budget.options:
        said = given[f"optie_{option.code}"]
        if option.kind == FUNDING or said == FREE:
            continue
        objectors = against(form.objections, given.get("bezwaar", []), option.code)
        if said == ON:
            on.append(Fixed(option.code))
        elif said.startswith(LEVEL):
            level = next(level for level in option.levels if f"{LEVEL}{level.code}" == said)
            on.append(Fixed(option.code, level.part))
        elif said == OFF:
            off.append(Fixed(option.code))
        elif objectors:
            off.append(Fixed(option.code, reason=f"bezwaar van {enumeration(objectors)}"))
        elif given["behoud"] and option.code in choice.on:
            on.append(Fixed(option.code, reason=KEPT_ON))
    return on, off
