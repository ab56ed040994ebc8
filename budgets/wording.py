"""What figures, terms, steps and findings are called in Dutch: on the screen, in the workbook, in JSON."""

from collections.abc import Sequence
from fractions import Fraction

from budgets.adjustment_wording import adjusted_title, adjustment_of, own_title
from budgets.dutch_numbers import enumeration, euros, exact, percentage, period
from budgets.engine import BudgetData, Choice, Estimate, MemorandumItem, Step, Term
from budgets.split_wording import split_figure_title, split_term_title

PRIORITY_TITLES = {
    "0": "Wettelijke taak",
    "1": "Basisvoorziening of randvoorwaarde",
    "2": "Anders vorm te geven, urgent",
    "3": "Anders vorm te geven, minder urgent",
    "none": "Zonder prioriteit",
}
PRIORITY_WORDS = {"0": "wettelijk", "1": "basis", "2": "urgent", "3": "later", "none": "zonder"}
COST_TYPE_TITLES = {
    "capital": "Kapitaallasten",
    "material": "Materiële kosten",
    "overhead": "Overhead",
    "personnel": "Personeelskosten",
    "none": "Niet opgegeven",
}
OPTION_KIND_TITLES = {
    "ombuigen": "Ombuigen",
    "schrappen": "Schrappen",
    "intensiveren": "Intensiveren",
    "dekking": "Andere dekking",
}
OPTION_KIND_HINTS = {
    "ombuigen": "hetzelfde doel, anders georganiseerd",
    "schrappen": "de activiteit stopt of gaat naar een ander",
    "intensiveren": "er komt geld bij",
    "dekking": "een ander betaalt",
}
FIGURE_TITLES = {
    "costs": "Kosten",
    "income": "Baten",
    "result": "Resultaat",
    "savings_target": "Taakstelling",
    "result_after_target": "Resultaat na taakstelling",
    "result_after_target_low": "Na taakstelling, ongunstig geschat",
    "result_after_target_high": "Na taakstelling, gunstig geschat",
    "incidental_costs": "Incidentele lasten",
    "incidental_income": "Incidentele baten",
    "incidental_balance": "Waarvan incidenteel",
    "structural_balance": "Structureel begrotingssaldo",
    "claimed": "Besparing volgens de voorstellen",
    "realised": "Besparing die te realiseren is",
    "shortfall": "Niet te realiseren deel",
    "offered": "Besparing van alle opties samen",
    "difference": "Verschil met de ongewijzigde begroting",
}
NAMELESS_LINE = "Regel zonder naam in de bron"
STEP_TITLES = {
    "base": "Ongewijzigd: resultaat",
    "index": "Indexering",
    "result": "Scenario: resultaat",
    "target": "Taakstelling",
    "after_target": "Na taakstelling",
}
TERM_TITLES = {
    "index": "Indexering",
    "shortfall": "Niet te realiseren: meer dan de post",
    "unspread": "Niet te verdelen: de posten zijn nul",
    "unspread_raise": "Niet te verdelen: de posten zijn nul",
}


def line_title(data: BudgetData, code: str) -> str:
    line = data.line(code)
    return line.measure or NAMELESS_LINE


def numbered_line(data: BudgetData, code: str) -> str:
    number = data.line(code).number
    return line_title(data, code) if number is None else f"{number}. {line_title(data, code)}"


def option_title(data: BudgetData, code: str) -> str:
    return data.option(code).title if code in data.option_index else code


def figure_title(data: BudgetData, figure: str, choice: Choice | None = None) -> str:
    """The Dutch name of a figure of ``BudgetResult``; of a figure that is gone, the name itself.

    An adjustment is known by the choice only.
    """
    try:
        return _figure_title(data, figure, choice)
    except (KeyError, StopIteration):
        return figure


def _figure_title(data: BudgetData, figure: str, choice: Choice | None) -> str:
    head, _, key = figure.partition(".")
    if not key:
        return FIGURE_TITLES[head]
    if head == "costs_by_priority":
        prefix = "" if key == "none" else f"Prioriteit {key}: "
        return prefix + (PRIORITY_TITLES[key] if key == "none" else PRIORITY_TITLES[key].lower())
    if head == "costs_by_goal":
        return f"Kosten {data.goal(key).title}"
    if head == "costs_by_cost_type":
        return f"Kosten: {COST_TYPE_TITLES[key].lower()}"
    if head == "income_by_stream":
        return data.stream(key).title
    if head == "savings_targets":
        return next(target.title for target in data.targets if target.code == key)
    if head == "lines":
        return numbered_line(data, key)
    if head in ("municipalities", "coverage"):
        return split_figure_title(data, head, key)
    code, _, part = key.rpartition(".")
    if head == "adjustments":
        asked = ", zoals gevraagd" if part == "claimed" else ""
        return f"{own_title(data, choice, code)}, effect op het resultaat{asked}"
    saving = "besparing volgens het voorstel" if part == "claimed" else "te realiseren besparing"
    return f"{option_title(data, code)}: {saving}"


def term_title(data: BudgetData, term: Term, choice: Choice | None = None) -> str:
    """What a term of an explanation is called; an adjustment is known by the choice only."""
    match term.kind:
        case "goal":
            count = len(term.parts)
            return f"{data.goal(term.ref).title} ({count} {'regel' if count == 1 else 'regels'})"
        case "line":
            return numbered_line(data, term.ref)
        case "option":
            return option_title(data, term.ref)
        case "stream":
            return data.stream(term.ref).title
        case "target":
            return figure_title(data, f"savings_targets.{term.ref}")
        case "adjustment":
            return own_title(data, choice, term.ref)
        case "memorandum":
            return f"{pm_title(data, term.ref)}, geschat"
        case "stream_estimate":
            return f"{data.stream(term.ref).title}, afwijking van het begrote bedrag"
        case _:
            fixed = TERM_TITLES.get(term.kind) or split_term_title(data, term)
            return fixed or figure_title(data, term.ref, choice)


def step_title(data: BudgetData, step: Step, short: bool = False, choice: Choice | None = None) -> str:
    """What a step of the waterfall is called; an adjustment is known by the choice only."""
    if step.kind == "adjustment":
        adjustment = adjustment_of(choice, step.ref)
        return adjusted_title(data, adjustment) if short and adjustment else own_title(data, choice, step.ref)
    if step.kind != "option":
        return STEP_TITLES[step.kind]
    option = data.option(step.ref)
    return (option.short_title or option.title) if short else option.title


def pm_title(data: BudgetData, code: str) -> str:
    titles = {item.code: item.title for item in data.memorandum_items}
    return titles.get(code) or numbered_line(data, code)


def estimate_words(item: MemorandumItem, years: Sequence[int]) -> str:
    """ "geschat op € 40.000 tot € 60.000 per jaar", or per year where they differ; empty without any."""
    found: dict[Estimate, list[int]] = {}
    for i, year in enumerate(years):
        if (estimate := item.estimate(i)) is not None:
            found.setdefault(estimate, []).append(year)
    every = len(found) == 1 and sum(map(len, found.values())) == sum(item.pm)
    said = [
        f"{between(estimate)}{' per jaar' if every and len(within) > 1 else ''}"
        + ("" if every else f" in {period(within)}")
        for estimate, within in found.items()
    ]
    return f"geschat op {enumeration(said)}" if said else ""


def between(estimate: Estimate) -> str:
    """ "€ 40.000 tot € 60.000", what is likely behind it, or one amount where they are the same."""
    if estimate.low == estimate.high:
        return euros(estimate.low)
    likely = "" if estimate.likely is None else f" (waarschijnlijk {euros(estimate.likely)})"
    return f"{euros(estimate.low)} tot {euros(estimate.high)}{likely}"


def percentage_of_stream(percentage_: Fraction, stream: int, target: int) -> str:
    """How a percentage target is worked out: 3% × 2.412.345,00 = 72.370,35, afgerond op de cent."""
    return f"{percentage(percentage_)} × {exact(stream)} = {exact(target)}, afgerond op de cent"
