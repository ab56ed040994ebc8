"""Figures of places for living and of their settlement: how they came about, in words."""

from budgets.dutch_numbers import enumeration, euros, whole
from budgets.engine import BudgetResult, Explanation, HousingResult, Share, Term
from budgets.engine.explain_housing import OF_PLACES, SETTLED, settled

MONEY = ("paid_in", "paid_out", *SETTLED)


def number(places: int) -> str:
    return whole(100 * places)


def places(count: int) -> str:
    """ "1 plaats", "12 plaatsen"."""
    return f"{number(count)} {'plaats' if count == 1 else 'plaatsen'}"


def year_state(result: HousingResult, year: int) -> str:
    """Whether a year (its place) is settled, and else what that waits for.

    A year that only waits for an earlier one says so.
    """
    number_of = result.data.years[year]
    if result.settled[year]:
        return ""
    if result.amount_per_place[year] is None:
        return f"{number_of}: er is nog geen bedrag per ontbrekende plaats."
    missing = [municipality_of(result, code) for code in result.unknown(year)]
    members = [code for code in result.target if result.target[code][year] is not None]
    if len(missing) == len(members):
        return f"{number_of}: nog geen enkele gemeente heeft alles tot en met {number_of} ingevuld."
    verb = "heeft" if len(missing) == 1 else "hebben"
    return f"{number_of}: {enumeration(missing)} {verb} nog niet alles tot en met {number_of} ingevuld."


def housing_share_words(result: BudgetResult, explanation: Explanation, term: Term) -> str:
    """How a share of a figure of places came about."""
    found, share = _settled(result), term.share
    if share is None:
        return ""
    if term.kind == "pot":
        return _pot_note(found, share, result.data.year_index[explanation.year])
    if not share.key:
        return f"{places(share.weight)} te weinig × {euros(share.of)}"
    return _target_note(found, share, explanation.year)


def _settled(result: BudgetResult) -> HousingResult:
    """Raises ``KeyError`` where there is no agreement."""
    found = settled(result)
    if found is None:
        raise KeyError("housing")
    return found


def _target_note(result: HousingResult, share: Share, year: int) -> str:
    floor = share.of * share.weight // share.total
    extra = ", plus één plaats die bij het verdelen overbleef" if share.cent else ""
    return (
        f"{_part(result, share)} van de {places(share.of)} die de regio "
        f"tot en met {year} wil: naar beneden afgerond {number(floor)}{extra}. "
        f"Sleutel: {_key(result, share)}."
    )


def _pot_note(result: HousingResult, share: Share, year: int) -> str:
    met = [municipality_of(result, code) for code in _who_met(result, year)]
    cent = ", plus één cent die bij het verdelen overbleef" if share.cent else ""
    return (
        f"{_part(result, share)} van {euros(share.of)}, naar beneden "
        f"afgerond op de cent{cent}. De pot is verdeeld over wie het doel haalde: {enumeration(met)}. "
        f"Sleutel: {_key(result, share)}."
    )


def housing_notes(result: BudgetResult, key: str, year: int) -> list[str]:
    """Of "GM0406.short" and the like; nothing of what is not about one municipality."""
    code, _, name = key.partition(".")
    if code not in result.data.municipality_index:
        return []
    return _notes(_settled(result), code, name, year)


def _notes(result: HousingResult, code: str, name: str, year: int) -> list[str]:
    number_of, who = result.data.years[year], municipality_of(result, code)
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


def why_unknown(of: BudgetResult, key: str, year: int) -> str:
    """Why a figure of places, or of its money, is not there in a year."""
    result = _settled(of)
    code, _, name = key.partition(".")
    number_of = result.data.years[year]
    if code not in result.data.municipality_index:
        if name.partition(".")[0] in OF_PLACES:
            return f"Nog niet alle gemeenten hebben alles tot en met {number_of} ingevuld."
        return f"Dit jaar is nog niet afgerekend. {year_state(result, year)}".rstrip()
    who, name = municipality_of(result, code), name.partition(".")[0]
    if result.target[code][year] is None:
        return f"{who} is op 1 januari {number_of} geen lid van de regio."
    if name not in MONEY:
        return f"{who} heeft nog niet alle aantallen tot en met {number_of} ingevuld."
    if name in SETTLED:
        return "Er is nog geen jaar afgerekend."
    return f"Dit jaar is nog niet afgerekend. {year_state(result, year)}"


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


def municipality_of(result: HousingResult, code: str) -> str:
    return result.data.municipalities[result.data.municipality_index[code]].name
