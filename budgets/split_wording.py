"""What figures of municipalities and of the cover are called in Dutch, and how a share came about."""

from fractions import Fraction

from budgets.dutch_numbers import exact, part_of_line, percentage, whole
from budgets.engine import BudgetData, Choice, Share, Term
from budgets.engine.membership import members

MUNICIPAL_TITLES = {
    "contribution": "Bijdrage aan de regio",
    "need": "Nodig voor de maatregelen",
    "result": "Resultaat",
    "handed_back": "Aandeel in het resultaat na taakstelling",
    "net_contribution": "Per saldo te betalen",
}
COVERAGE_TITLES = {
    "available": "beschikbaar",
    "used": "gebruikt",
    "balance": "over",
    "general": "voor de algemene middelen",
}


def split_figure_title(data: BudgetData, head: str, key: str) -> str:
    """Of "municipalities" or "coverage", with "GM0406.need" or "DUVO.used".  Raises ``KeyError``."""
    code, _, name = key.rpartition(".")
    if head == "coverage":
        return f"{data.stream(code).title}: {COVERAGE_TITLES[name]}"
    title = MUNICIPAL_TITLES[name]
    return f"{municipality_name(data, code)}: {title[0].lower()}{title[1:]}"


def municipality_name(data: BudgetData, code: str) -> str:
    return data.municipalities[data.municipality_index[code]].name


def split_term_title(data: BudgetData, term: Term) -> str | None:
    """Of a term that only figures of the split have; None of any other."""
    match term.kind:
        case "balance":
            stream = data.stream(term.ref).title
            over = term.share is not None and term.share.of > 0
            return f"Tekort bij {stream}" if over else f"Wat overblijft van {stream}"
        case "general":
            return "Voor wat geen stroom betaalt"
        case "fallen_away":
            return f"{data.stream(term.ref).title}: vervalt met wie uittrad"
        case "without_options":
            return f"{MUNICIPAL_TITLES['net_contribution']} zonder opties"
        case "with_options":
            only = data.option(term.ref).title if term.ref in data.option_index else ""
            which = f"alleen ‘{only}’" if only else "de opties die aan staan"
            return f"{MUNICIPAL_TITLES['net_contribution']} met {which}"
    return None


def share_words(data: BudgetData, share: Share) -> str:
    """ "41.252 ÷ 253.397 × 2.412.345,00 + 1 cent", with the key where it is not the plan's."""
    weight, total = whole(100 * share.weight), whole(100 * share.total)
    cent = " + 1 cent" if share.cent else ""
    words = f"{weight} ÷ {total} × {exact(abs(share.of))}{cent}"
    own = f"; sleutel {key_title(data, share.key)}" if share.key != data.key else ""
    return (f"−({words})" if share.of < 0 else words) + own


def term_share_words(data: BudgetData, term: Term) -> str:
    """How the share of a term came about; empty where it has none."""
    share = term.share
    if share is None:
        return ""
    if term.kind == "per_inhabitant":
        return f"{exact(share.of)} ÷ {whole(100 * share.total)} inwoners, afgerond op de cent"
    if term.kind in ("percentage", "target"):
        rate = percentage(Fraction(100 * share.weight, share.total))
        working = f"{rate} × {exact(share.of)} = {exact(term.amount)}, afgerond op de cent"
        return f"{working}. Genomen over de begroting vóór de opties"
    if term.kind == "covered":
        cent = " + 1 cent" if share.cent else ""
        return f"{part_of_line(Fraction(share.weight, share.total))} van {exact(share.of)}{cent}"
    return share_words(data, share)


def not_wholly_taking_part(data: BudgetData, choice: Choice, line: str, year: int) -> list[str]:
    """Of the measure of a line: "Eemnes doet niet mee", "Eemnes doet voor 50% mee"; ``year`` is a place."""
    measure, here = data.line(line).measure_code, members(data, choice, year)
    words = []
    for each in data.participation:
        share = each.shares[year]
        if each.measure == measure and share != 1 and here[data.municipality_index[each.municipality]]:
            part = f"voor {percentage(100 * share)} mee" if share else "niet mee"
            words.append(f"{municipality_name(data, each.municipality)} doet {part}")
    return words


def how_it_is_split(data: BudgetData, name: str) -> list[str]:
    """What holds for every share of a figure of a municipality."""
    said = [
        f"Verdeeld met de sleutel ‘{key_title(data, data.key)}’. Elk deel is naar beneden afgerond op de "
        "cent; de centen die overblijven gaan één voor één naar de grootste resten."
    ]
    if name == "need":
        said.append(
            "Van elke kostenpost telt wat geen rijksuitkering of andere stroom betaalt. Wie niet meedoet "
            "aan een maatregel, betaalt er niet aan mee. Wat stromen overhouden, gaat er voor alle gemeenten "
            "weer af."
        )
    return said


def key_title(data: BudgetData, code: str) -> str:
    return next((key.title for key in data.keys if key.code == code), "gelijke delen")
