"""Why a finding is there, by which rule and from which figures; and what takes it away."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from budgets.engine import BudgetData, BudgetResult, Finding, UnknownFigure, amounts_of
from budgets.engine.explain_uncertain import ENDS
from budgets.engine.result import OPTION_FIGURES
from budgets.finding_wording import MOST_NAMES
from budgets.split_wording import key_title
from budgets.wording import numbered_line, option_title, pm_title


@dataclass(frozen=True, slots=True)
class Remedy:
    """``to`` says where: "off" and "on" turn an option, any other is a page; ``ref`` is a code there."""

    words: str
    to: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    rule: str
    figures: tuple[str, ...]
    """Names of figures, asked in the first year of the finding."""
    remedies: tuple[Remedy, ...]


def reason_of(result: BudgetResult, finding: Finding) -> Reason:
    """Raises ``KeyError`` for a finding of which no reason is known."""
    return REASONS[finding.code](result, finding)


def find_finding(result: BudgetResult, code: str, subject: str, year: int) -> Finding | None:
    """The one of this code about this subject, in this year; None where it is there no more."""
    for finding in result.findings:
        if (finding.code, finding.subject) == (code, subject) and year in finding.years:
            return finding
    return None


def _shortfall(result: BudgetResult, finding: Finding) -> Reason:
    option, year = finding.subject, finding.years[0]
    lines = _lines(result.data, option, year)
    return Reason(
        "Een post kan niet onder nul. Wat opties samen meer van een post vragen dan er staat, is niet te "
        "realiseren. Dat tekort wordt verdeeld over de opties die van de post iets vragen, naar wat zij "
        "vragen.",
        (f"options.{option}.claimed", f"options.{option}.shortfall", *(f"lines.{code}" for code in lines)),
        (
            _off(result.data, option),
            *(_off(result.data, other) for other in _sharing(result, option, lines, year)),
            _change_option(result.data, option),
            *_raise_lines(result.data, lines),
        ),
    )


def _raise_not_spread(result: BudgetResult, finding: Finding) -> Reason:
    option, year = finding.subject, finding.years[0]
    lines = _lines(result.data, option, year)
    return Reason(
        "Wat een optie aan meer posten samen verandert, wordt verdeeld naar het bedrag van die posten. Deze "
        "posten zijn in dat jaar allemaal nul, dus er is niets om naar te verdelen.",
        (f"options.{option}.claimed", *(f"lines.{code}" for code in lines)),
        (
            *_raise_lines(result.data, lines),
            _change_option(result.data, option),
            _off(result.data, option),
        ),
    )


def _without_effect(result: BudgetResult, finding: Finding) -> Reason:
    option = finding.subject
    return Reason(
        "Een optie doet iets als zij in een jaar een post of een stroom verandert. Deze optie staat aan, "
        "maar heeft in geen enkel jaar een bedrag, of er is van haar posten niets meer over.",
        (
            f"options.{option}.claimed",
            f"options.{option}.realised",
            *(f"lines.{code}" for code in _lines(result.data, option, finding.years[0])),
        ),
        (_change_option(result.data, option), _off(result.data, option)),
    )


def _unknown_option(result: BudgetResult, finding: Finding) -> Reason:
    return Reason(
        "Het scenario heeft deze optie aan staan, maar de begroting heeft haar niet meer: zij is verwijderd.",
        (),
        (_off(result.data, finding.subject), Remedy("Maak de optie opnieuw", "options")),
    )


def _excludes(result: BudgetResult, finding: Finding) -> Reason:
    both = finding.subject.split()
    return Reason(
        "Deze twee opties gaan niet samen: bij een van beide is vastgelegd dat zij de andere uitsluit. Ze "
        "tellen wel allebei mee zolang ze aan staan.",
        tuple(f"options.{code}.realised" for code in both),
        (
            *(_off(result.data, code) for code in both),
            *(_change_option(result.data, code) for code in both),
        ),
    )


def _needs(result: BudgetResult, finding: Finding) -> Reason:
    option, other = finding.subject.split()
    return Reason(
        "Bij deze optie is vastgelegd dat zij een andere nodig heeft, en die staat uit.",
        (f"options.{option}.realised",),
        (
            Remedy(f"Zet ‘{option_title(result.data, other)}’ aan", "on", other),
            _off(result.data, option),
            _change_option(result.data, option),
        ),
    )


def _unknown_part(result: BudgetResult, finding: Finding) -> Reason:
    option = finding.subject
    return Reason(
        "Het scenario heeft deze optie aan staan op een niveau dat zij niet meer heeft. Zij telt mee zoals "
        "het toen is gekozen.",
        (f"options.{option}.claimed",),
        (
            Remedy("Kies een niveau in het scenario", "scenario"),
            _change_option(result.data, option),
            _off(result.data, option),
        ),
    )


def _target(result: BudgetResult, finding: Finding) -> Reason:
    own = f"savings_targets.{finding.subject}"
    return Reason(
        "Het scenario kiest een andere taakstelling dan de begroting. De taakstelling waar dat over gaat, is "
        "weg of is anders geworden: een percentage past niet bij vaste bedragen, en andersom.",
        (own, "savings_target") if finding.subject in result.savings_targets else ("savings_target",),
        (
            Remedy("Bewaar de Uitgangspunten opnieuw: wat niet meer meetelt, vervalt dan", "terms"),
            Remedy("Bekijk de taakstellingen", "streams"),
        ),
    )


def _adjustment(result: BudgetResult, finding: Finding) -> Reason:
    code = finding.subject
    made = next((each.adjustment for each in result.adjustments if each.adjustment.code == code), None)
    on = "" if made is None else f"lines.{made.line}" if made.line else f"income_by_stream.{made.stream}"
    parts = [f"adjustments.{code}.{part}" for part in OPTION_FIGURES]
    return Reason(
        "Een eigen aanpassing verandert een post of een stroom vanaf een jaar. Zij doet niets als de post of "
        "stroom weg is of als er niets van af gaat, en een post kan niet onder nul.",
        (*parts, on) if on else (),
        (Remedy("Pas de aanpassing aan of haal haar weg bij Uitgangspunten", "terms"),),
    )


def _overasked(result: BudgetResult, finding: Finding) -> Reason:
    stream = finding.subject
    title = result.data.stream(stream).title
    return Reason(
        "Van een stroom wordt gevraagd wat hij van de kostenposten betaalt. Dat is hier meer dan er in het "
        "jaar beschikbaar is.",
        tuple(f"coverage.{stream}.{name}" for name in ("available", "used", "balance")),
        (
            Remedy(f"Laat {title} minder betalen: bekijk de dekking per post", "funding"),
            Remedy(f"Verhoog het bedrag van {title}", "stream", stream),
        ),
    )


def _nobody_left(_: BudgetResult, __: Finding) -> Reason:
    return Reason(
        "Een gemeente doet mee tot en met het jaar dat bij Uitgangspunten is gekozen. Zo zou er in dit jaar "
        "niemand overblijven om te betalen; daarom geldt die keuze dan niet.",
        ("total.contribution",),
        (Remedy("Kies bij Uitgangspunten een later jaar voor een gemeente", "terms"),),
    )


def _no_participants(_: BudgetResult, finding: Finding) -> Reason:
    return Reason(
        "De kosten van een maatregel worden verdeeld over wie eraan meedoet. Aan deze maatregel doet niemand "
        "mee, en iemand moet betalen: daarom betalen allen mee.",
        (f"measures.{finding.subject}",),
        (Remedy("Vul in wie meedoet", "participation", finding.subject),),
    )


def _without_weight(result: BudgetResult, finding: Finding) -> Reason:
    key, *codes = finding.subject.split()
    return Reason(
        "Wie in een verdeelsleutel geen gewicht heeft, betaalt niets van wat ermee wordt verdeeld. Heeft "
        "niemand een gewicht, dan betalen allen evenveel.",
        ("total.contribution", *(f"municipalities.{code}.contribution" for code in codes[:MOST_NAMES])),
        (
            Remedy(f"Vul de gewichten in van ‘{key_title(result.data, key)}’", "key", key),
            Remedy("Bekijk wie in welk jaar deelneemt", "municipalities"),
        ),
    )


def _was_differs(result: BudgetResult, finding: Finding) -> Reason:
    option, year = finding.subject, finding.years[0]
    lines = _lines(result.data, option, year)
    return Reason(
        "Het voorstel noemt wat er ‘was’. Dat bedrag staat in geen enkel jaar op de posten van de optie. "
        "De besparing telt zoals het voorstel haar noemt.",
        (f"proposed.{option}.was", *(f"lines.{code}" for code in lines)),
        (_change_option(result.data, option), *_raise_lines(result.data, lines)),
    )


def _pm(result: BudgetResult, finding: Finding) -> Reason:
    code = finding.subject
    rule = (
        "Een post die p.m. is, bestaat wel maar heeft nog geen bedrag. Die telt niet mee als nul: de totalen "
        "zeggen dat zij er niet in zit."
    )
    if code in result.data.line_index:
        return Reason(rule, ("costs",), (_fill_in(result.data, code),))
    title = pm_title(result.data, code)
    estimated = [f"estimate.memorandum.{code}.{end}" for end in ENDS]
    return Reason(
        rule,
        (
            "result_after_target",
            *(name for name in estimated if _has(result, name)),
            f"threshold.memorandum.{code}",
        ),
        (Remedy(f"Geef van {title} een schatting, of haal haar weg als het bedrag bekend is", "pm", code),),
    )


def _line(result: BudgetResult, finding: Finding) -> Reason:
    code = finding.subject
    without = ("costs_by_priority.none",) if finding.code == "line_without_priority" else ()
    return Reason(
        "Van een kostenpost horen de naam, de prioriteit en in minstens één jaar een bedrag bekend te zijn.",
        (f"lines.{code}", *without),
        (_fill_in(result.data, code),),
    )


def _control(result: BudgetResult, finding: Finding) -> Reason:
    """Of a printed total: what is to be done depends on why it differs."""
    nothing = finding.code in ("control_total_rounding", "control_total_explained")
    controls = result.data.control_totals
    about = (finding.subject, finding.years[0], finding.base)
    place = next((i for i, each in enumerate(controls) if (each.figure, each.year, each.amount) == about), 0)
    figures = [f"control.{place}.printed"]
    if finding.code != "control_total_unknown":
        ours = [finding.subject] if result.base is None else []
        figures = [*ours, *figures, f"control.{place}.difference"]
    return Reason(
        "Elk totaal dat de bron noemt, wordt vergeleken met wat hier uit de posten volgt. Een verschil tot "
        "een halve euro per gedrukte regel is afronding.",
        tuple(figures),
        (
            Remedy("Er hoeft niets te gebeuren: de oorzaak is bekend. Bekijk de controle", "budget")
            if nothing
            else Remedy("Vergelijk de bedragen met de bron en verbeter wat niet klopt", "amounts"),
            Remedy("Bekijk wat er sinds de bron is gewijzigd", "history"),
        ),
    )


OF_CONTROL_TOTALS = frozenset(
    f"control_total_{verdict}" for verdict in ("explained", "rounding", "differs", "unknown")
)
REASONS: dict[str, Callable[[BudgetResult, Finding], Reason]] = {
    "shortfall": _shortfall,
    "raise_not_spread": _raise_not_spread,
    "option_without_effect": _without_effect,
    "unknown_option": _unknown_option,
    "options_exclude": _excludes,
    "option_needs": _needs,
    "unknown_part": _unknown_part,
    "unknown_target": _target,
    "target_does_not_fit": _target,
    "unknown_adjusted": _adjustment,
    "adjustment_without_effect": _adjustment,
    "adjustment_short": _adjustment,
    "was_differs": _was_differs,
    "stream_overasked": _overasked,
    "no_participants": _no_participants,
    "member_without_weight": _without_weight,
    "key_without_weights": _without_weight,
    "nobody_left": _nobody_left,
    "pm_in_total": _pm,
    "line_without_name": _line,
    "line_without_priority": _line,
    "line_without_amounts": _line,
    **dict.fromkeys(OF_CONTROL_TOTALS, _control),
}


NOTES = frozenset(
    {
        "was_differs",
        "pm_in_total",
        "line_without_name",
        "line_without_priority",
        "line_without_amounts",
        "control_total_explained",
        "control_total_rounding",
    }
)
"""Good to know; in any other a figure is not what somebody meant it to be."""


WARNING, NOTE = "warning", "note"


def severity_of(finding: Finding) -> str:
    return NOTE if finding.code in NOTES else WARNING


def _has(result: BudgetResult, figure: str) -> bool:
    """Whether it is known in any year."""
    try:
        return any(cents is not None for cents in amounts_of(result, figure))
    except UnknownFigure:
        return False


def _off(data: BudgetData, option: str) -> Remedy:
    return Remedy(f"Zet ‘{option_title(data, option)}’ uit", "off", option)


def _change_option(data: BudgetData, option: str) -> Remedy:
    return Remedy(f"Pas de optie ‘{option_title(data, option)}’ aan", "option", option)


def _raise_lines(data: BudgetData, lines: list[str]) -> Iterator[Remedy]:
    for code in lines:
        yield Remedy(f"Pas het bedrag aan van {numbered_line(data, code)}", "line", code)


def _fill_in(data: BudgetData, line: str) -> Remedy:
    return Remedy(f"Vul aan wat ontbreekt bij {numbered_line(data, line)}", "line", line)


def _lines(data: BudgetData, option: str, year: int) -> list[str]:
    """The lines that the option is about in a year, or in any where it is about none in that."""
    effects = data.option(option).effects
    found = [code for effect in effects if effect.year == year for code in effect.lines]
    return list(dict.fromkeys(found or [code for effect in effects for code in effect.lines]))


def _sharing(result: BudgetResult, option: str, lines: list[str], year: int) -> list[str]:
    """Other options that are on and are about one of these lines in that year."""
    return [
        other.code
        for other in result.data.options
        if other.code != option
        and other.code in result.choice.on
        and set(lines) & set(_lines(result.data, other.code, year))
    ]
