"""Places and their settlement in words: where a figure comes from, and what is still missing."""

from budgets.dutch_numbers import enumeration, euros, percentage, period
from budgets.engine import HousingResult
from reports.places_origin import number, places


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


def settled_words(result: HousingResult) -> str:
    """Over which years the sums go."""
    years = [year for year, done in zip(result.data.years, result.settled, strict=True) if done]
    return f"Samen is over {period(years)}." if years else "Er is nog geen jaar afgerekend."
