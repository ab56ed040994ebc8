"""What a finding or a printed total that differs is, in a sentence or two of Dutch."""

from collections.abc import Callable

from budgets.adjustment_wording import own_title
from budgets.dutch_numbers import enumeration, euros, in_years, period
from budgets.engine import BudgetData, Choice, ControlCheck, Finding
from budgets.split_wording import key_title, municipality_name
from budgets.wording import estimate_words, figure_title, option_title, pm_title

MOST_NAMES = 8
"""Municipalities that a sentence names; of more it says how many."""


def finding_message(data: BudgetData, finding: Finding, choice: Choice | None = None) -> str:
    """A finding in one or two plain sentences; an adjustment is known by the choice only."""
    if finding.code in OF_ADJUSTMENTS:
        return OF_ADJUSTMENTS[finding.code](data, finding, own_title(data, choice, finding.subject))
    return MESSAGES.get(finding.code, _control_message)(data, finding)


def _shortfall(data: BudgetData, finding: Finding) -> str:
    title, base = option_title(data, finding.subject), euros(finding.base or 0)
    when = period(finding.years)
    return f"{title}: {_amount(finding)} van de besparing in {when} kan niet, de post is {base}."


def _raise_not_spread(data: BudgetData, finding: Finding) -> str:
    title, amount = option_title(data, finding.subject), euros(abs(finding.amount or 0))
    return f"{title}: {amount} {in_years(finding.years)} is niet te verdelen, want de posten zijn nul."


def _without_effect(data: BudgetData, finding: Finding) -> str:
    return f"{option_title(data, finding.subject)} staat aan, maar verandert geen enkel bedrag."


def _unknown_option(data: BudgetData, finding: Finding) -> str:
    return f"De optie ‘{finding.subject}’ staat niet meer in de begroting en telt niet mee."


def _was_differs(data: BudgetData, finding: Finding) -> str:
    base, amount = finding.base or 0, finding.amount or 0
    return (
        f"‘{option_title(data, finding.subject)}’ gaat uit van {euros(base + amount)}, maar in de begroting "
        f"staat {euros(base)} {in_years(finding.years)}: een verschil van {euros(abs(amount))}."
    )


def _stream_overasked(data: BudgetData, finding: Finding) -> str:
    return (
        f"{data.stream(finding.subject).title}: van deze stroom wordt {in_years(finding.years)} "
        f"{_amount(finding)} meer gevraagd dan er is. Beschikbaar is {euros(finding.base or 0)}."
    )


def _no_participants(data: BudgetData, finding: Finding) -> str:
    title = next((m.title for m in data.measures if m.code == finding.subject), finding.subject)
    when = period(finding.years)
    return f"Aan ‘{title}’ doet in {when} geen enkele gemeente mee; nu betalen alle gemeenten mee."


def _member_without_weight(data: BudgetData, finding: Finding) -> str:
    key, *codes = finding.subject.split()
    names = [municipality_name(data, code) for code in codes[:MOST_NAMES]]
    if len(codes) > MOST_NAMES:
        names.append(f"{len(codes) - MOST_NAMES} andere gemeenten")
    has, pays = ("heeft", "betaalt") if len(codes) == 1 else ("hebben", "betalen")
    return (
        f"In de verdeelsleutel ‘{key_title(data, key)}’ {has} {enumeration(names)} geen gewicht in "
        f"{period(finding.years)} en {pays} dan niet mee aan wat met deze sleutel wordt verdeeld."
    )


def _key_without_weights(data: BudgetData, finding: Finding) -> str:
    title, when = key_title(data, finding.subject), period(finding.years)
    return f"De verdeelsleutel ‘{title}’ heeft geen gewichten voor {when}; dan betalen allen evenveel."


def _pm_in_total(data: BudgetData, finding: Finding) -> str:
    title = pm_title(data, finding.subject)
    item = next((item for item in data.memorandum_items if item.code == finding.subject), None)
    estimate = estimate_words(item, data.years) if item else ""
    if estimate:
        return f"{title} is p.m., {estimate}. Het telt niet mee in de totalen."
    return f"{title} is p.m.: het bedrag is nog onbekend en telt niet mee."


def _nobody_left(data: BudgetData, finding: Finding) -> str:
    return (
        f"{in_years(finding.years).capitalize()} zou door de uitgangspunten van dit scenario geen enkele "
        "gemeente meer meedoen. Dan tellen de gemeenten mee die volgens de regio deelnemen."
    )


def _without_priority(data: BudgetData, finding: Finding) -> str:
    name = _line_reference(data, finding.subject)
    return f"{name} heeft geen prioriteit en telt mee onder ‘zonder prioriteit’."


def _without_amounts(data: BudgetData, finding: Finding) -> str:
    return f"{_line_reference(data, finding.subject)} heeft in geen enkel jaar een bedrag."


def _without_name(data: BudgetData, finding: Finding) -> str:
    return f"{_line_reference(data, finding.subject)} heeft geen naam."


def _adjustment_short(data: BudgetData, finding: Finding, title: str) -> str:
    when, base = in_years(finding.years), euros(finding.base or 0)
    return f"{title}: {_amount(finding)} kan {when} niet van de post af, want die is {base}."


def _adjusts_nothing(data: BudgetData, finding: Finding, title: str) -> str:
    return f"{title}: dit verandert in geen enkel jaar een bedrag."


def _unknown_adjusted(data: BudgetData, finding: Finding, title: str) -> str:
    return f"{title}: deze post of stroom staat niet meer in de begroting; de aanpassing telt niet mee."


OF_ADJUSTMENTS: dict[str, Callable[[BudgetData, Finding, str], str]] = {
    "adjustment_short": _adjustment_short,
    "adjustment_without_effect": _adjusts_nothing,
    "unknown_adjusted": _unknown_adjusted,
}


def _both_titles(data: BudgetData, finding: Finding) -> tuple[str, str]:
    one, other = finding.subject.split()
    return option_title(data, one), option_title(data, other)


def _exclude(data: BudgetData, finding: Finding) -> str:
    one, other = _both_titles(data, finding)
    return f"‘{one}’ en ‘{other}’ gaan niet samen, maar staan allebei aan."


def _needs(data: BudgetData, finding: Finding) -> str:
    one, other = _both_titles(data, finding)
    return f"‘{one}’ kan alleen samen met ‘{other}’, maar die staat uit."


def _unknown_part(data: BudgetData, finding: Finding) -> str:
    title = option_title(data, finding.subject)
    return f"‘{title}’ telt mee voor een deel dat geen niveau van deze optie (meer) is. Kies een niveau."


def _unknown_target(data: BudgetData, finding: Finding) -> str:
    return f"De taakstelling ‘{finding.subject}’ staat niet meer in de begroting; de wijziging telt niet mee."


def _target_does_not_fit(data: BudgetData, finding: Finding) -> str:
    title = figure_title(data, f"savings_targets.{finding.subject}")
    return (
        f"De wijziging van de taakstelling ‘{title}’ past niet meer bij de begroting en telt niet mee. "
        "Vul haar opnieuw in bij de uitgangspunten."
    )


MESSAGES: dict[str, Callable[[BudgetData, Finding], str]] = {
    "shortfall": _shortfall,
    "raise_not_spread": _raise_not_spread,
    "option_without_effect": _without_effect,
    "unknown_option": _unknown_option,
    "options_exclude": _exclude,
    "option_needs": _needs,
    "unknown_part": _unknown_part,
    "unknown_target": _unknown_target,
    "target_does_not_fit": _target_does_not_fit,
    "was_differs": _was_differs,
    "stream_overasked": _stream_overasked,
    "no_participants": _no_participants,
    "member_without_weight": _member_without_weight,
    "key_without_weights": _key_without_weights,
    "nobody_left": _nobody_left,
    "pm_in_total": _pm_in_total,
    "line_without_priority": _without_priority,
    "line_without_amounts": _without_amounts,
    "line_without_name": _without_name,
}


def _amount(finding: Finding) -> str:
    per_year = " per jaar" if len(finding.years) > 1 else ""
    return f"{euros(abs(finding.amount or 0))}{per_year}"


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


def _line_reference(data: BudgetData, code: str) -> str:
    line = data.line(code)
    name = f" ({line.measure})" if line.measure else ""
    return f"Regel {line.number}{name}" if line.number is not None else f"De regel{name}"


def control_cause(check: ControlCheck) -> str:
    """``control_reason`` without the tolerance, which the table gives once for all rows."""
    if check.verdict == "rounding":
        return "Afronding: de gedrukte regels zijn elk op hele euro’s afgerond."
    return control_reason(check)
