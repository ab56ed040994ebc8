"""By which key a municipality pays, and who carries the share of a member that left."""

from collections.abc import Iterator
from dataclasses import dataclass

from budgets.dutch_numbers import enumeration
from budgets.engine.municipal_options import carried
from reports.municipal.one import One
from reports.municipal.words import municipalities, plan_key, share, weight, whole_euros

UNITS = {"inhabitants": "inwoners", "percentage": "procent", "weights": "delen"}


@dataclass(frozen=True, slots=True)
class KeyPanel:
    """``weight`` of ``total`` ``unit`` is ``share``; without a unit all weigh the same."""

    title: str
    unit: str
    weight: str
    total: str
    share: str
    counted: str
    """The members of the year, in words."""
    source: str
    left: list[str]
    own_keys: str


def key_panel(one: One) -> KeyPanel:
    sheet, year = one.sheet, one.sheet.year
    key, weights = plan_key(sheet.result.data), sheet.weights[year]
    return KeyPanel(
        title=key.title if key else "gelijke delen",
        unit=UNITS.get(key.kind, "") if key else "",
        weight=weight(key, weights[one.place]),
        total=weight(key, sum(weights)),
        share=share(weights[one.place], sum(weights)),
        counted=municipalities(sum(sheet.members[year])),
        source=key.source if key else "",
        left=list(_left(one)),
        own_keys=_own_keys(one),
    )


def _left(one: One) -> Iterator[str]:
    """Who left in the years of the plan, and what becomes of their share."""
    result, name = one.sheet.result, one.municipality.name
    gone = []
    for place, each in enumerate(result.data.municipalities):
        years = [year for year in result.years if one.sheet.members[year][place]]
        if years and years[-1] != result.years[-1]:
            gone.append(each.name)
            yield f"{each.name} is lid tot en met {years[-1]}."
    if not gone:
        return
    whose = f"Het aandeel van {enumeration(gone)}"
    if result.choice.share_falls_away:
        yield f"{whose} vervalt daarna: de bijdrage aan de regio daalt ermee."
        return
    extra = int(carried(result)[one.place, result.data.year_index[one.sheet.year]])
    more = f" {name} betaalt daardoor in {one.sheet.year} {whole_euros(extra)} meer." if extra else ""
    yield f"{whose} dragen daarna de andere gemeenten.{more}"


def _own_keys(one: One) -> str:
    """Measures and streams that are split by another key than the plan's."""
    data = one.sheet.result.data
    keys = [(each.title, each.key) for each in data.measures]
    keys += [(each.title, each.key) for each in data.streams]
    titles = [title for title, key in keys if key not in ("", data.key)]
    return f"Een eigen sleutel hebben: {enumeration(titles)}." if titles else ""
