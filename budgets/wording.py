"""What figures, terms, steps and findings are called in Dutch: on the screen, in the workbook, in JSON."""

from fractions import Fraction

from budgets.dutch_numbers import euros, exact, percentage, period
from budgets.engine import BudgetData, ControlCheck, Finding, Step, Term

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
    "claimed": "Besparing volgens de voorstellen",
    "realised": "Besparing die te realiseren is",
    "shortfall": "Niet te realiseren deel",
    "offered": "Besparing van alle opties samen",
    "difference": "Verschil met de ongewijzigde begroting",
}
STEP_TITLES = {
    "base": "Ongewijzigd: resultaat",
    "index": "Indexering",
    "result": "Scenario: resultaat",
    "target": "Taakstelling",
    "after_target": "Na taakstelling",
}


def line_title(data: BudgetData, code: str) -> str:
    line = data.line(code)
    return line.measure or "Regel zonder naam in de bron"


def numbered_line(data: BudgetData, code: str) -> str:
    number = data.line(code).number
    return line_title(data, code) if number is None else f"{number}. {line_title(data, code)}"


def option_title(data: BudgetData, code: str) -> str:
    return data.option(code).title if code in data.option_index else code


def figure_title(data: BudgetData, figure: str) -> str:
    """The Dutch name of a figure of ``BudgetResult``; of a figure that is gone, the name itself."""
    try:
        return _figure_title(data, figure)
    except (KeyError, StopIteration):
        return figure


def _figure_title(data: BudgetData, figure: str) -> str:
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
    code, _, part = key.rpartition(".")
    saving = "besparing volgens het voorstel" if part == "claimed" else "te realiseren besparing"
    return f"{option_title(data, code)}: {saving}"


def term_title(data: BudgetData, term: Term) -> str:
    """What a term of an explanation is called."""
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
        case "index":
            return "Indexering"
        case "shortfall":
            return "Niet te realiseren: meer dan de post"
        case "unspread" | "unspread_raise":
            return "Niet te verdelen: de posten zijn nul"
        case _:
            return figure_title(data, term.ref)


def step_title(data: BudgetData, step: Step, short: bool = False) -> str:
    """What a step of the waterfall is called."""
    if step.kind != "option":
        return STEP_TITLES[step.kind]
    option = data.option(step.ref)
    return (option.short_title or option.title) if short else option.title


def finding_message(data: BudgetData, finding: Finding) -> str:
    """A finding in one or two plain sentences."""
    when, amount = period(finding.years), euros(abs(finding.amount or 0))
    per_year = " per jaar" if len(finding.years) > 1 else ""
    subject, base = finding.subject, euros(finding.base or 0)
    match finding.code:
        case "shortfall":
            title = option_title(data, subject)
            return f"{title}: {amount}{per_year} van de besparing in {when} kan niet, de post is {base}."
        case "raise_not_spread":
            title = option_title(data, subject)
            return f"{title}: {amount} in {when} is niet te verdelen, want de posten zijn nul."
        case "option_without_effect":
            return f"{option_title(data, subject)} staat aan, maar verandert geen enkel bedrag."
        case "unknown_option":
            return f"De optie ‘{subject}’ staat niet meer in de begroting en telt niet mee."
        case "was_differs":
            proposed = euros((finding.base or 0) + (finding.amount or 0))
            return (
                f"‘{option_title(data, subject)}’ gaat uit van {proposed}, maar in de begroting staat "
                f"{base} in {when}: een verschil van {amount}."
            )
        case "pm_in_total":
            return f"{pm_title(data, subject)} is p.m.: het bedrag is nog onbekend en telt niet mee."
        case "line_without_priority":
            name = _line_reference(data, subject)
            return f"{name} heeft geen prioriteit en telt mee onder ‘zonder prioriteit’."
        case "line_without_amounts":
            return f"{_line_reference(data, subject)} heeft in geen enkel jaar een bedrag."
        case "line_without_name":
            return f"{_line_reference(data, subject)} heeft geen naam."
        case _:
            return _control_message(data, finding)


def control_reason(check: ControlCheck) -> str:
    """Why a printed total and ours differ, for the strip "controle met de bron"."""
    match check.verdict:
        case "equal":
            return "Gelijk in hele euro’s, zoals gedrukt." if check.difference else "Gelijk."
        case "explained":
            return check.control.reason
        case "unknown":
            return "Dit cijfer komt niet meer voor in de begroting; het kan niet worden vergeleken."
        case "rounding":
            limit = euros(check.tolerance)
            return f"Afronding: de gedrukte regels zijn elk op hele euro’s afgerond (tolerantie {limit})."
        case _:
            return (
                f"Geen verklaring: het verschil is groter dan afronding kan geven ({euros(check.tolerance)})."
            )


def _control_message(data: BudgetData, finding: Finding) -> str:
    name, year = figure_title(data, finding.subject), period(finding.years)
    printed, difference = finding.base or 0, finding.amount or 0
    direction = "hoger" if difference > 0 else "lager"
    sentence = (
        f"{name} {year}: de bron drukt {euros(printed)}, berekend is {euros(printed + difference)}, "
        f"{euros(abs(difference))} {direction}."
    )
    if finding.code == "control_total_unknown":
        return f"{name} {year}: de bron drukt {euros(printed)}, maar de begroting heeft dit cijfer niet meer."
    if finding.code == "control_total_rounding":
        return f"{sentence} Dat komt door afronding."
    reason = next(
        (
            control.reason
            for control in data.control_totals
            if (control.figure, control.amount) == (finding.subject, printed)
            and control.year in finding.years
            and control.reason
        ),
        "Daarvoor is geen verklaring.",
    )
    return f"{sentence} {reason}"


def pm_title(data: BudgetData, code: str) -> str:
    titles = {item.code: item.title for item in data.memorandum_items}
    return titles.get(code) or numbered_line(data, code)


def _line_reference(data: BudgetData, code: str) -> str:
    line = data.line(code)
    name = f" ({line.measure})" if line.measure else ""
    return f"Regel {line.number}{name}" if line.number is not None else f"De regel{name}"


def control_cause(check: ControlCheck) -> str:
    """``control_reason`` without the tolerance, which the table gives once for all rows."""
    if check.verdict == "rounding":
        return "Afronding: de gedrukte regels zijn elk op hele euro’s afgerond."
    return control_reason(check)


def percentage_of_stream(percentage_: Fraction, stream: int, target: int) -> str:
    """How a percentage target is worked out: 3% × 2.412.345,00 = 72.370,35, afgerond op de cent."""
    return f"{percentage(percentage_)} × {exact(stream)} = {exact(target)}, afgerond op de cent"
