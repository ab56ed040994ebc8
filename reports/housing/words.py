"""Places and their settlement in words: where a figure comes from, and what is still missing."""

from budgets.dutch_numbers import enumeration, euros, exact, percentage, period, whole
from budgets.engine import HousingResult, Share, Term, explain_housing
from reports.origin import Origin, TermRow

TITLES = {
    "target": "doel, opgeteld",
    "realised": "gerealiseerd, opgeteld",
    "short": "tekort",
    "paid_in": "betaalt aan de pot",
    "paid_out": "ontvangt uit de pot",
}
MONEY = ("paid_in", "paid_out")


def number(places: int) -> str:
    return whole(100 * places)


def places(count: int) -> str:
    """ "1 plaats", "12 plaatsen"."""
    return f"{number(count)} {'plaats' if count == 1 else 'plaatsen'}"


def housing_origin_of(result: HousingResult, figure: str, year: int) -> Origin:
    """Of "GM0406.paid_out" and the like.  Raises ``KeyError`` where there is no such figure."""
    code, _, name = figure.partition(".")
    at = result.data.year_index[year]
    amount = result.figure(code, name)[at]
    title = f"{_name(result, code)}: {TITLES[name]}"
    if amount is None:
        return Origin(figure, year, title, [], "–", 0, [_why_unknown(result, code, name, at)])
    found = explain_housing(result, code, name, year)
    say = exact if name in MONEY else places
    rows = [_row(result, code, name, term, at) for term in found.terms]
    return Origin(figure, year, title, rows, say(amount), amount, _notes(result, code, name, at))


def year_state(result: HousingResult, year: int) -> str:
    """Whether a year (its place) is settled, and else what that waits for.

    A year that only waits for an earlier one says so.
    """
    number_of = result.data.years[year]
    if result.settled[year]:
        return ""
    if result.amount_per_place[year] is None:
        return f"{number_of}: er is nog geen bedrag per ontbrekende plaats."
    missing = [_name(result, code) for code in result.unknown(year)]
    members = [code for code in result.target if result.target[code][year] is not None]
    if len(missing) == len(members):
        return f"{number_of}: nog geen enkele gemeente heeft alles tot en met {number_of} ingevuld."
    verb = "heeft" if len(missing) == 1 else "hebben"
    return f"{number_of}: {enumeration(missing)} {verb} nog niet alles tot en met {number_of} ingevuld."


def terms_words(result: HousingResult) -> str:
    """What a missing place costs, in a sentence."""
    housing, years = result.housing, result.data.years
    if housing.amount is None:
        return "Er is nog geen bedrag per ontbrekende plaats."
    level = years[0] if housing.price_level is None else housing.price_level
    start = f"Een ontbrekende plaats kost {euros(housing.amount)} per jaar, prijspeil {level}"
    if not housing.index:
        return f"{start}. Het bedrag is elk jaar gelijk."
    per_year = [
        f"{euros(cents)} in {year}"
        for year, cents in zip(years, result.amount_per_place, strict=True)
        if cents is not None
    ]
    how = "stijgt" if housing.index > 0 else "daalt"
    return f"{start}, en {how} {percentage(abs(housing.index))} per jaar: {enumeration(per_year)}."


def targets_words(result: HousingResult) -> list[str]:
    """Of kinds of which the yearly targets are not what must still be realised, and of what stood already."""
    said = []
    for kind in result.housing.kinds:
        if words := planned_words(kind.title, kind.planned, kind.to_realise):
            said.append(words)
    for kind in result.housing.kinds:
        if kind.start:
            said.append(
                f"{kind.title}: de {places(kind.start)} die er bij het begin al stonden, zijn niet over de "
                "gemeenten verdeeld, want niet bekend is waar zij staan. Zij maken alleen kleiner wat de "
                f"regio nog moet realiseren: {number(kind.agreed)} min {number(kind.start)} is "
                f"{number(kind.to_realise)}."
            )
    return said


def planned_words(title: str, planned: int, to_realise: int) -> str:
    """Of yearly targets that are not together what must be realised; empty where they are."""
    if planned == to_realise:
        return ""
    lacking = to_realise - planned
    says = f"{places(-lacking)} te veel"
    if lacking > 0:
        says = f"{places(lacking)} {'staat' if lacking == 1 else 'staan'} nog bij geen enkel jaar"
    start = f"{title}: de jaardoelen zijn samen {places(planned)}, te realiseren is {number(to_realise)}"
    return f"{start}; {says}."


def _row(result: HousingResult, code: str, name: str, term: Term, year: int) -> TermRow:
    number_of = result.data.years[year]
    if term.kind == "pot":
        title = f"Deel van de pot van {number_of}"
        return TermRow(title, exact(term.amount), term.amount, (), _pot_note(result, term, year))
    kind = next(kind for kind in result.housing.kinds if kind.code == term.ref)
    of_kind = result.kinds[code][kind.code]
    note = ""
    match name:
        case "target" if term.share:
            note = _target_note(result, term.share, number_of)
        case "short":
            target, realised = (number(row[year] or 0) for row in (of_kind.target, of_kind.realised))
            note = f"doel {target}, gerealiseerd {realised}"
        case "paid_in":
            note = (
                f"{places(of_kind.short[year] or 0)} te weinig × {euros(result.amount_per_place[year] or 0)}"
            )
    say = exact if name in MONEY else places
    return TermRow(kind.title, say(term.amount), term.amount, (), note)


def _target_note(result: HousingResult, share: Share, year: int) -> str:
    floor = share.of * share.weight // share.total
    extra = ", plus één plaats die bij het verdelen overbleef" if share.cent else ""
    return (
        f"{_part(result, share)} van de {places(share.of)} die de regio "
        f"tot en met {year} wil: naar beneden afgerond {number(floor)}{extra}. "
        f"Sleutel: {_key(result, share)}."
    )


def _pot_note(result: HousingResult, term: Term, year: int) -> str:
    share = term.share
    if share is None:
        return ""
    met = [_name(result, code) for code in _who_met(result, year)]
    cent = ", plus één cent die bij het verdelen overbleef" if share.cent else ""
    return (
        f"{_part(result, share)} van {euros(share.of)}, naar beneden "
        f"afgerond op de cent{cent}. De pot is verdeeld over wie het doel haalde: {enumeration(met)}. "
        f"Sleutel: {_key(result, share)}."
    )


def _notes(result: HousingResult, code: str, name: str, year: int) -> list[str]:
    number_of, who = result.data.years[year], _name(result, code)
    met = result.short[code][year] == 0
    if name == "short" and met:
        return [f"{who} haalt het doel: van geen enkele soort zijn er te weinig."]
    if name == "short":
        return ["Meer van de ene soort maakt een tekort van een andere soort niet goed."]
    if name == "realised":
        return [f"Opgeteld wat {who} van {result.data.years[0]} tot en met {number_of} heeft ingevuld."]
    if name == "paid_in" and met:
        return [f"{who} haalt het doel van {number_of} en betaalt niets."]
    if name == "paid_out" and not met:
        return [f"{who} haalt het doel van {number_of} niet en deelt daarom niet mee in de pot."]
    if name == "paid_out" and not result.pot[year]:
        return [f"De pot van {number_of} is leeg: elke gemeente haalt het doel."]
    return []


def _why_unknown(result: HousingResult, code: str, name: str, year: int) -> str:
    who, number_of = _name(result, code), result.data.years[year]
    if result.target[code][year] is None:
        return f"{who} is op 1 januari {number_of} geen lid van de regio."
    if name not in MONEY:
        return f"{who} heeft nog niet alle aantallen tot en met {number_of} ingevuld."
    return f"Dit jaar is nog niet afgerekend. {year_state(result, year)}"


def settled_words(result: HousingResult) -> str:
    """Over which years the sums go."""
    years = [year for year, done in zip(result.data.years, result.settled, strict=True) if done]
    return f"Samen is over {period(years)}." if years else "Er is nog geen jaar afgerekend."


def _who_met(result: HousingResult, year: int) -> list[str]:
    flags = result.met(year)
    return [each.code for each, met in zip(result.data.municipalities, flags, strict=True) if met]


def _key(result: HousingResult, share: Share) -> str:
    return next((key.title for key in result.data.keys if key.code == share.key), "gelijke delen")


def _part(result: HousingResult, share: Share) -> str:
    """ "12.490 van de 240.907 inwoners": in what the key counts."""
    by_inhabitants = any(key.code == share.key and key.kind == "inhabitants" for key in result.data.keys)
    unit = "inwoners" if by_inhabitants else "delen"
    return f"{number(share.weight)} van de {number(share.total)} {unit}"


def _name(result: HousingResult, code: str) -> str:
    return result.data.municipalities[result.data.municipality_index[code]].name
