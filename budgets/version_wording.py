"""What versions and the differences between two of them are called in Dutch."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

from budgets.dutch_numbers import enumeration, euros, fraction_words, percentage
from budgets.engine import BudgetData, BudgetDiff, Effect, FieldChange, Item, Line
from budgets.engine.data import Measure
from budgets.models import BudgetVersion
from budgets.split_wording import municipality_name
from budgets.wording import COST_TYPE_TITLES, NAMELESS_LINE, OPTION_KIND_TITLES, PRIORITY_TITLES, option_title

KIND_WORDS = {"added": "toegevoegd", "gone": "vervallen", "changed": "gewijzigd"}
FIELD_TITLES = {
    "goal": "doel",
    "measure": "naam",
    "measure_code": "maatregel",
    "number": "regel in de bron",
    "note": "toelichting",
    "last_year": "laatste jaar",
    "cost_type": "soort kosten",
    "priority": "prioriteit",
    "title": "naam",
    "kind": "soort",
    "stream": "stroom",
    "percentage": "percentage",
    "effects": "effecten",
    "levels": "niveaus",
    "excludes": "gaat niet samen met",
    "needs": "kan alleen samen met",
    "was": "‘was’ volgens het voorstel",
    "becomes": "‘wordt’ volgens het voorstel",
    "short_title": "korte naam",
    "key": "verdeelsleutel",
    "low": "laag geschat",
    "likely": "waarschijnlijk",
    "high": "hoog geschat",
    "incidental": "incidenteel",
    "municipality": "hoort bij gemeente",
}
NOTHING = {"last_year": "loopt door"}
"""What it means that a field has no value, where that is more than "leeg"."""
LONGEST_QUOTE = 80
SECTIONS = (
    ("goals", "Doelen"),
    ("measures", "Maatregelen"),
    ("lines", "Kostenposten"),
    ("streams", "Baten"),
    ("targets", "Taakstellingen"),
    ("options", "Bijstellingsopties"),
    ("memorandum_items", "P.m.-posten"),
)
"""The parts of a comparison, in the order in which they are shown."""
WITHOUT_AMOUNTS = ("goals", "measures", "memorandum_items")


def kind_words(version: BudgetVersion) -> str:
    """ "ontwerp", or "begrotingswijziging 2"."""
    words = str(version.get_kind_display())
    return f"{words} {version.amendment}" if version.amendment else words


def version_title(version: BudgetVersion) -> str:
    return f"versie {version.number}: {version.name}"


def item_title(item: Item) -> str:
    part = item.new or item.old
    if isinstance(part, Line):
        name = part.measure or NAMELESS_LINE
        return name if part.number is None else f"{part.number}. {name}"
    if isinstance(part, Measure):
        return measure_title(part)
    return str(part.title)


def measure_title(measure: Measure) -> str:
    return measure.title or "Maatregel zonder naam in de bron"


def ended_words(measures: Iterable[Measure]) -> list[str]:
    """ "‘Pilot crisiskaart’ (eindigde na 2022)"."""
    return [f"‘{measure_title(measure)}’ (eindigde na {measure.last_year})" for measure in measures]


def change_words(item: Item, old: BudgetData, new: BudgetData) -> list[str]:
    """Every field that changed, as "naam: was ‘Inloop’, wordt ‘Inloophuis’"."""
    return [words for change in item.fields for words in _change(change, item, old, new)]


def pm_words(item: Item, years: Iterable[int]) -> list[str]:
    """In which years an amount became p.m., or stopped being it."""
    said = []
    for year, was, becomes in zip(years, item.before_pm, item.after_pm, strict=True):
        if was != becomes and item.kind == "changed":
            said.append(f"{year}: {'was p.m.' if was else 'wordt p.m.'}")
    return said


def plan_words(found: BudgetDiff) -> list[str]:
    """What differs beside the items: the plan itself, and the order of things."""
    said = []
    for change in found.plan:
        match change.field:
            case "years":
                was, becomes = (f"{years[0]} tot en met {years[-1]}" for years in (change.old, change.new))
                said.append(f"De jaren: was {was}, wordt {becomes}.")
            case "title":
                said.append(f"De titel van het plan: was ‘{change.old}’, wordt ‘{change.new}’.")
            case "control_totals":
                said.append("De controletotalen uit de bron zijn anders.")
            case "municipalities":
                said.append("De deelnemende gemeenten zijn anders.")
            case "keys" | "key":
                said.append("De verdeelsleutels zijn anders.")
            case "participation":
                said.append("De deelname aan maatregelen is anders.")
            case "housing":
                said.append("De afspraken over woningen zijn anders.")
            case "cover":
                said.append("De dekking van kostenposten is anders.")
            case _:
                said.append("Het zijn begrotingen van verschillende plannen.")
    titles = {part: title[0].lower() + title[1:] for part, title in SECTIONS}
    said += [f"De volgorde van de {titles[part]} is anders." for part in found.reordered]
    return list(dict.fromkeys(said))


def _change(change: FieldChange, item: Item, old: BudgetData, new: BudgetData) -> list[str]:
    if change.field == "effects":
        return list(_effects(change.old, change.new, old, new))
    was, becomes = _value(change.field, change.old, old), _value(change.field, change.new, new)
    title = FIELD_TITLES.get(change.field, change.field)
    return [f"{title}: was {was}, wordt {becomes}"]


def _value(field: str, value: Any, data: BudgetData) -> str:
    if value is None or value in ("", ()):
        return NOTHING.get(field, "leeg")
    if field in VALUES:
        return VALUES[field](value, data)
    text = str(value)
    return f"‘{text}’" if len(text) <= LONGEST_QUOTE else f"‘{text[:LONGEST_QUOTE]}…’"


def _per_year(amounts: Sequence[int | None], data: BudgetData) -> str:
    pairs = zip(data.years, amounts, strict=True)
    said = [f"{euros(cents)} in {year}" for year, cents in pairs if cents is not None]
    return enumeration(said) or "leeg"


def _municipality(code: str, data: BudgetData) -> str:
    return municipality_name(data, code) if code in data.municipality_index else code


VALUES: dict[str, Callable[[Any, BudgetData], str]] = {
    "goal": lambda code, data: f"‘{data.goal(code).title}’",
    "cost_type": lambda code, _: COST_TYPE_TITLES[code].lower(),
    "priority": lambda number, _: f"{number} ({PRIORITY_TITLES[str(number)].lower()})",
    "percentage": lambda share, _: percentage(Fraction(share)),
    "was": lambda cents, _: euros(cents),
    "becomes": lambda cents, _: euros(cents),
    "kind": lambda kind, _: OPTION_KIND_TITLES.get(kind, kind).lower(),
    "stream": lambda code, data: f"‘{data.stream(code).title}’",
    "number": lambda number, _: str(number),
    "last_year": lambda year, _: str(year),
    "low": _per_year,
    "likely": _per_year,
    "high": _per_year,
    "incidental": lambda yes, _: "ja" if yes else "nee",
    "municipality": _municipality,
    "levels": lambda levels, _: enumeration([f"{x.title} ({fraction_words(x.part)})" for x in levels]),
    "excludes": lambda codes, data: enumeration([f"‘{option_title(data, code)}’" for code in codes]),
    "needs": lambda codes, data: enumeration([f"‘{option_title(data, code)}’" for code in codes]),
}
"""How a value of a field is said."""


def _effects(was: tuple[Effect, ...], becomes: tuple[Effect, ...], old: BudgetData, new: BudgetData) -> Any:
    before = {(effect.year, effect.lines, effect.stream): effect.change for effect in was}
    after = {(effect.year, effect.lines, effect.stream): effect.change for effect in becomes}
    for key in dict.fromkeys([*after, *before]):
        if before.get(key) == after.get(key):
            continue
        data = new if key in after else old
        year, lines, stream = key
        on = _touched(data, lines, stream)
        sign = 1 if stream else -1  # lower costs and more income are what an option brings
        a = euros(sign * before[key]) if key in before else "geen"
        b = euros(sign * after[key]) if key in after else "geen"
        yield f"voordeel {year} op {on}: was {a}, wordt {b}"


def _touched(data: BudgetData, lines: tuple[str, ...], stream: str | None) -> str:
    if stream:
        return f"‘{data.stream(stream).title}’"
    if len(lines) == 1:
        return f"‘{data.line(lines[0]).measure}’"
    return f"{len(lines)} kostenposten samen"
