"""Where figures of places for living and their settlement come from: "housing.GM0406.paid_out"."""

from collections.abc import Iterator, Sequence

from budgets.engine.housing import HousingKind
from budgets.engine.membership import members, weights_of
from budgets.engine.result import BudgetResult
from budgets.engine.settlement import HOUSING_FIGURES, HousingResult, settle, settled_sum
from budgets.engine.terms import Share, Term

OF_PLACES = ("target", "realised", "short")
AGREEMENT = ("agreed", "start", "to_realise", "in_year", "planned")
"""What the region agreed: of a kind, or of all of them."""
SETTLED = {"settled_in": "paid_in", "settled_out": "paid_out"}
"""Over all years that are settled ↔ the figure of one year."""
HOUSING_STAYS = ("pot", "stays", "settled_stays")
"""Of no municipality: what came into the pot, what stays there, and that over all years that are settled."""
REGION = "region"
"""In the place of a municipality: of all members together."""
Known = tuple[int | None, ...]


def settled(result: BudgetResult) -> HousingResult | None:
    """The settlement under the choice of a result; worked out once."""
    if "settled" not in result.derived:
        result.derived["settled"] = settle(result.data, result.choice)
    found: HousingResult | None = result.derived["settled"]
    return found


def housing_keys(result: BudgetResult) -> Iterator[str]:
    """None where there is no agreement on housing."""
    if result.data.housing is None:
        return
    kinds = [kind.code for kind in result.data.housing.kinds]
    for who in (REGION, *result.data.municipality_index):
        yield from (f"{who}.{name}" for name in (*HOUSING_FIGURES, *SETTLED))
        yield from (f"{who}.{name}.{kind}" for name in OF_PLACES for kind in kinds)
    yield from HOUSING_STAYS
    for name in AGREEMENT:
        yield from (f"agreement.{name}{kind and f'.{kind}'}" for kind in ("", *kinds))


def housing_are_places(key: str) -> bool:
    """Whether it counts places; else it is in cents."""
    return key.startswith("agreement.") or key.split(".")[1:2] in [[name] for name in OF_PLACES]


def housing_amounts(result: BudgetResult, key: str) -> Known:
    """Raises ``KeyError``."""
    found = settled(result)
    if found is None:
        raise KeyError(key)
    who, _, name = key.partition(".")
    name, _, kind = name.partition(".")
    if who == "agreement":
        return _agreed(found, name, kind)
    if key in HOUSING_STAYS:
        return _every_year(found, found.stays) if key == "settled_stays" else getattr(found, key)
    if name in SETTLED and not kind:
        return _every_year(found, _of(found, who, SETTLED[name]))
    if not kind:
        return _of(found, who, name)
    if name not in OF_PLACES:
        raise KeyError(key)
    of_kind: Known = (
        found.region_of_kind(_kind(found, kind).code, name)
        if who == REGION
        else getattr(found.kinds[who][kind], name)
    )
    return of_kind


def housing_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    found = settled(result)
    if found is None:
        raise KeyError(key)
    who, _, name = key.partition(".")
    name, _, kind = name.partition(".")
    if who == "agreement":
        return _agreement_terms(found, name, kind, year)
    if key == "stays":
        return [
            Term("figure", "housing.pot", found.pot[year] or 0),
            Term("figure", f"housing.{REGION}.paid_out", -(_of(found, REGION, "paid_out")[year] or 0)),
        ]
    if key == "pot":
        return [Term("figure", f"housing.{REGION}.paid_in", found.pot[year] or 0)]
    if key == "settled_stays" or name in SETTLED:
        of = "housing.stays" if key == "settled_stays" else f"housing.{who}.{SETTLED[name]}"
        amounts = housing_amounts(result, of.removeprefix("housing."))
        years = [(at, cents) for at, cents in zip(result.years, amounts, strict=True) if cents is not None]
        return [Term("figure", of, cents, year=at) for at, cents in years]
    if who == REGION:
        of = f"{name}.{kind}" if kind else name
        names = [f"{each.code}.{of}" for each in result.data.municipalities]
        return [Term("figure", f"housing.{each}", housing_amounts(result, each)[year] or 0) for each in names]
    if not kind:
        return _municipal_terms(found, who, name, year)
    if name == "realised":
        return _realised_terms(found, who, _kind(found, kind), year)
    term = _kind_term(found, who, _kind(found, kind), name, year)
    return list(term.parts) if name == "short" else [term]


def _municipal_terms(result: HousingResult, municipality: str, name: str, year: int) -> list[Term]:
    """Of kind "housing", about a kind of housing, in places or cents; "pot" is the pot of the year."""
    if name == "paid_out":
        return _paid_out_terms(result, municipality, year)
    return [_kind_term(result, municipality, kind, name, year) for kind in result.housing.kinds]


def _of(result: HousingResult, who: str, name: str) -> Known:
    if name not in HOUSING_FIGURES:
        raise KeyError(name)
    return result.region(name) if who == REGION else result.figure(who, name)


def _every_year(result: HousingResult, amounts: Known) -> Known:
    """The sum over the years that are settled, the same in each year; not known where none is."""
    total = settled_sum(amounts) if any(result.settled) else None
    return (total,) * len(result.data.years)


def _kind(result: HousingResult, code: str) -> HousingKind:
    for kind in result.housing.kinds:
        if kind.code == code:
            return kind
    raise KeyError(code)


def _agreed(result: HousingResult, name: str, kind: str) -> Known:
    if name not in AGREEMENT:
        raise KeyError(name)
    of = _kind(result, kind) if kind else result.housing.together
    if name == "in_year":
        return of.targets
    return (getattr(of, name),) * len(result.data.years)


def _agreement_terms(result: HousingResult, name: str, kind: str, year: int) -> list[Term]:
    if not kind:
        codes = [each.code for each in result.housing.kinds]
        return [
            Term("figure", f"housing.agreement.{name}.{code}", _agreed(result, name, code)[year] or 0)
            for code in codes
        ]
    of, start = _kind(result, kind), "housing.agreement"
    if name == "to_realise":
        return [
            Term("figure", f"{start}.agreed.{kind}", of.agreed),
            Term("figure", f"{start}.start.{kind}", -of.start),
        ]
    if name == "planned":
        pairs = zip(result.data.years, of.targets, strict=True)
        return [Term("figure", f"{start}.in_year.{kind}", places, year=at) for at, places in pairs]
    return [Term("agreed", kind, _agreed(result, name, kind)[year] or 0)]


def _realised_terms(result: HousingResult, municipality: str, kind: HousingKind, year: int) -> list[Term]:
    """What was filled in, in each year in which it was a member."""
    place = result.data.municipality_index[municipality]
    terms = []
    for i in range(year + 1):
        if members(result.data, result.choice, i)[place]:
            terms.append(Term("entered", kind.code, kind.realised[place][i] or 0, year=result.data.years[i]))
    return terms


def _kind_term(result: HousingResult, municipality: str, kind: HousingKind, name: str, year: int) -> Term:
    places = result.kinds[municipality][kind.code]
    target, realised, short = (row[year] or 0 for row in (places.target, places.realised, places.short))
    match name:
        case "target":
            until = sum(kind.targets[: year + 1])
            counted = members(result.data, result.choice, year)
            return Term(
                "housing", kind.code, target, share=_share(result, municipality, until, target, year, counted)
            )
        case "realised":
            return Term("housing", kind.code, realised)
        case "short":
            start = f"housing.{municipality}"
            both = (
                Term("figure", f"{start}.target.{kind.code}", target),
                Term("figure", f"{start}.realised.{kind.code}", -realised),
            )
            return Term("housing", kind.code, short, both if short else ())
        case _:
            each = result.amount_per_place[year] or 0
            return Term("housing", kind.code, short * each, share=Share(each, short, 1, 0, ""))


def _paid_out_terms(result: HousingResult, municipality: str, year: int) -> list[Term]:
    """Nothing where the target was not met or the pot is empty."""
    pot, part = result.pot[year], result.paid_out[municipality][year]
    if not pot or result.short[municipality][year] != 0:
        return []
    share = _share(result, municipality, pot, part or 0, year, result.met(year))
    return [Term("pot", "", part or 0, share=share)]


def _share(
    result: HousingResult, municipality: str, of: int, part: int, year: int, counted: Sequence[bool]
) -> Share:
    """How ``part`` follows from ``of``, places or cents."""
    weights = weights_of(result.data, result.data.key, year, counted)
    weight = weights[result.data.municipality_index[municipality]]
    floor = of * weight // sum(weights)
    return Share(of, weight, sum(weights), part - floor, result.data.key)
