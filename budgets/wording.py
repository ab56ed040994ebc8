"""What figures, terms, steps and findings are called in Dutch: on the screen, in the workbook, in JSON."""

from collections.abc import Callable, Sequence

from budgets.adjustment_wording import adjusted_title, adjustment_of, own_title
from budgets.asked_wording import ASKED_TITLES, housing_kind_title
from budgets.dutch_numbers import enumeration, euros, period
from budgets.engine import BudgetData, Choice, Estimate, MemorandumItem, Step, Stream, Term
from budgets.engine.explain_effects import effect_of
from budgets.engine.explain_waterfall import UNCHANGED
from budgets.engine.explain_way import LINE_THERE, STREAM_THERE
from budgets.engine.figures import ALL_YEARS, SOME_YEARS
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
INDEXED_TITLES = COST_TYPE_TITLES | {"none": "Kosten zonder soort"}
"""What has a percentage of its own: "Indexering van kosten zonder soort"."""
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
    "uncovered": "Rest algemeen, alle posten",
    "indexation": "Indexering: effect op het resultaat",
    "fallen_away": "Aandeel van wie uittreedt: effect op het resultaat",
    "lacking": "Wat de algemene middelen tekortkomen",
    "selection": "De gekozen regels samen",
    "taken": "Ingreep: wat de opties van de kostenposten afhalen",
    "changes": "Wat alle opties samen veranderen",
}
NAMELESS_LINE = "Regel zonder naam in de bron"
LEAVERS_TITLE = "Aandeel van wie uittreedt"
STEP_TITLES = {
    "base": "Ongewijzigd: resultaat",
    "index": "Indexering",
    "leavers": LEAVERS_TITLE,
    "result": "Scenario: resultaat",
    "target": "Taakstelling",
    "after_target": "Na taakstelling",
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
    if head in ("municipalities", "coverage"):
        return split_figure_title(data, head, key)
    if head == "adjustments":
        code, _, part = key.rpartition(".")
        return f"{own_title(data, choice, code)}, {ADJUSTMENT_PARTS[part]}"
    if head == ALL_YEARS and SOME_YEARS.fullmatch(years := key.partition(".")[0]):
        title = _figure_title(data, key.removeprefix(f"{years}."), choice)
        return f"{title}, {enumeration(years.split(','))} samen"
    if head in OF_OTHER_FIGURES:
        return f"{_figure_title(data, key, choice)}{OF_OTHER_FIGURES[head]}"
    if head == "stand":
        kind, _, ref = key.partition(".")
        return f"Stand na ‘{step_title(data, Step(kind, ref, 0, 0), choice=choice)}’"
    return (KEYED_TITLES.get(head) or ASKED_TITLES[head])(data, key)


def _priority_title(_: BudgetData, key: str) -> str:
    return PRIORITY_TITLES[key] if key == "none" else f"Prioriteit {key}: {PRIORITY_TITLES[key].lower()}"


def _target_title(data: BudgetData, key: str) -> str:
    return next(target.title for target in data.targets if target.code == key)


def _effect_title(data: BudgetData, key: str) -> str:
    effect, option = effect_of(data, key), data.option(key.rpartition(".")[0])
    on = "verdeeld over de genoemde posten"
    if effect.stream:
        on = f"op {data.stream(effect.stream).title}"
    elif len(effect.lines) == 1:
        on = f"op {numbered_line(data, effect.lines[0])}"
    return f"{option.title}: voordeel {on}"


def _paid_title(data: BudgetData, key: str) -> str:
    stream, _, line = key.partition(".")
    return f"{numbered_line(data, line)}, betaald door {data.stream(stream).title}"


def unsure_title(data: BudgetData, kind: str, code: str) -> str:
    """Of what is not sure: a p.m. item or line, or a stream."""
    return data.stream(code).title if kind == "stream" else pm_title(data, code)


def _threshold_title(data: BudgetData, key: str) -> str:
    kind, _, code = key.partition(".")
    return f"{unsure_title(data, kind, code)}: waar het resultaat na taakstelling omslaat"


def _influence_title(data: BudgetData, key: str) -> str:
    kind, _, rest = key.partition(".")
    code, _, side = rest.rpartition(".")
    return f"{INFLUENCE_TITLES[side]} {unsure_title(data, kind, code)}"


def _estimate_title(data: BudgetData, key: str) -> str:
    kind, _, rest = key.partition(".")
    code, _, end = rest.rpartition(".")
    return f"{unsure_title(data, kind, code)}, {ESTIMATE_TITLES[end]}"


def _taken_title(_: BudgetData, key: str) -> str:
    """With what somebody let the priorities weigh."""
    pairs = [pair.split(":") for pair in key.split(",")]
    said = [f"{_priority_word(code)} × {weight}" for code, weight in pairs]
    return f"Ingreep, gewogen ({enumeration(said)})"


def _priority_word(key: str) -> str:
    return PRIORITY_TITLES[key].lower() if key == "none" else f"prioriteit {key}"


def _control_title(data: BudgetData, key: str) -> str:
    place, _, part = key.partition(".")
    controls = {str(i): control for i, control in enumerate(data.control_totals)}
    return f"{figure_title(data, controls[place].figure)}, {CONTROL_TITLES[part]}"


INFLUENCE_TITLES = {
    "worst": "Resultaat na taakstelling bij een tegenvaller van",
    "best": "Resultaat na taakstelling bij een meevaller van",
    "reach": "Verschil tussen mee- en tegenvaller van",
}
DRAWN_TITLES = {
    "p5": "Resultaat na taakstelling, ondergrens van 9 op de 10 gevallen",
    "p50": "Resultaat na taakstelling, de helft komt hierboven uit",
    "p95": "Resultaat na taakstelling, bovengrens van 9 op de 10 gevallen",
    "negative": "Kans op een tekort: trekkingen met een negatief resultaat na taakstelling",
}
ESTIMATE_TITLES = {"low": "laag geschat", "likely": "waarschijnlijk", "high": "hoog geschat"}
CONTROL_TITLES = {"printed": "zoals gedrukt in de bron", "difference": "berekend min gedrukt"}
KEYED_TITLES: dict[str, Callable[[BudgetData, str], str]] = {
    "costs_by_priority": _priority_title,
    "costs_by_goal": lambda data, key: f"Kosten {data.goal(key).title}",
    "costs_by_cost_type": lambda _, key: f"Kosten: {COST_TYPE_TITLES[key].lower()}",
    "income_by_stream": lambda data, key: data.stream(key).title,
    "savings_targets": _target_title,
    "lines": numbered_line,
    "effects": _effect_title,
    "paid": _paid_title,
    "threshold": _threshold_title,
    "influence": _influence_title,
    "drawn": lambda _, key: DRAWN_TITLES[key],
    "uncovered": lambda data, key: f"{numbered_line(data, key)}: rest algemeen",
    "own": lambda data, key: f"{numbered_line(data, key)}: deel dat de gemeenten betalen",
    "estimate": _estimate_title,
    "taken": _taken_title,
    "taken_by_priority": lambda _, key: f"Wat de opties afhalen van {_priority_word(key)}",
    "weight": lambda *_: "Ingreep: uw eigen gewichten van de opties die aan staan",
    "control": _control_title,
}
ADJUSTMENT_PARTS = {
    "claimed": "effect op het resultaat, zoals gevraagd",
    "realised": "effect op het resultaat",
    "shortfall": "wat niet van de post af kan",
}
OF_OTHER_FIGURES = {
    "difference": ", verschil",
    "per_inhabitant": " per inwoner",
    "years": ", alle jaren samen",
}
"""What comes behind the title of the figure that it is made of."""


def term_title(data: BudgetData, term: Term, choice: Choice | None = None) -> str:
    """What a term of an explanation is called; an adjustment is known by the choice only."""
    if term.kind == "adjustment":
        return own_title(data, choice, term.ref)
    if term.kind == UNCHANGED:
        return f"Ongewijzigd: {figure_title(data, term.ref).lower()}"
    if term.kind in TERM_TITLES:
        return TERM_TITLES[term.kind](data, term)
    return split_term_title(data, term) or figure_title(data, term.ref, choice)


def _goal_term_title(data: BudgetData, term: Term) -> str:
    count = len(term.parts)
    return f"{data.goal(term.ref).title} ({count} {'regel' if count == 1 else 'regels'})"


TERM_TITLES: dict[str, Callable[[BudgetData, Term], str]] = {
    "goal": _goal_term_title,
    "line": lambda data, term: numbered_line(data, term.ref),
    "option": lambda data, term: option_title(data, term.ref),
    LINE_THERE: lambda data, term: numbered_line(data, term.ref),
    "stream": lambda data, term: data.stream(term.ref).title,
    "percentage": lambda data, term: data.stream(term.ref).title,
    STREAM_THERE: lambda data, term: data.stream(term.ref).title,
    "target": lambda data, term: figure_title(data, f"savings_targets.{term.ref}"),
    "index": lambda *_: "Indexering",
    "memorandum": lambda data, term: f"{pm_title(data, term.ref)}, geschat",
    "stream_estimate": lambda data, term: f"{data.stream(term.ref).title}, afwijking van het begrote bedrag",
    "draws": lambda *_: "Alle trekkingen",
    "not_negative": lambda *_: "Trekkingen met een resultaat van nul of meer",
    "proposal": lambda *_: "Het voorstel noemt daarbij nog",
    "weight": lambda data, term: option_title(data, term.ref),
    "printed": lambda data, term: f"Gedrukt in {data.control_totals[int(term.ref)].source}",
    "shortfall": lambda *_: "Niet te realiseren: meer dan de post",
    "unspread": lambda *_: "Niet te verdelen: de posten zijn nul",
    "unspread_raise": lambda *_: "Niet te verdelen: de posten zijn nul",
    "covered": lambda data, term: f"Deel van {numbered_line(data, term.ref)}",
    "fixed": lambda *_: "Vast bedrag",
    "capped": lambda *_: "Meer dan er van de post te betalen is",
    "housing": lambda data, term: housing_kind_title(data, term.ref),
    "entered": lambda data, term: f"{housing_kind_title(data, term.ref)}, ingevuld",
    "agreed": lambda data, term: f"{housing_kind_title(data, term.ref)}, vastgelegd bij de afspraken",
    "pot": lambda *_: "Deel van de pot",
}


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


def estimate_words(item: MemorandumItem | Stream, years: Sequence[int]) -> str:
    """ "geschat op € 40.000 tot € 60.000 per jaar", or per year where they differ; empty without any."""
    found: dict[Estimate, list[int]] = {}
    for i, year in enumerate(years):
        if (estimate := item.estimate(i)) is not None:
            found.setdefault(estimate, []).append(year)
    possible = sum(item.pm) if isinstance(item, MemorandumItem) else len(years)
    every = len(found) == 1 and sum(map(len, found.values())) == possible
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
