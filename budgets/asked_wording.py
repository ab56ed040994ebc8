"""What figures are called that are worked out beside the budget: options alone, totals, places for living."""

from budgets.engine import BudgetData
from budgets.split_wording import COVERAGE_TITLES, MUNICIPAL_TITLES, municipality_name

OPTION_TITLES = {
    "claimed": "besparing volgens het voorstel",
    "realised": "te realiseren besparing",
    "shortfall": "niet te realiseren deel",
    "alone": "besparing als alleen deze optie aan staat",
}
PROPOSED_TITLES = {
    "was": "wat de post volgens het voorstel was",
    "becomes": "wat de post volgens het voorstel wordt",
}
HOUSING_TITLES = {
    "target": "doel, opgeteld",
    "realised": "gerealiseerd, opgeteld",
    "short": "tekort",
    "paid_in": "betaalt aan de pot",
    "paid_out": "ontvangt uit de pot",
    "settled_in": "betaalt in alle afgerekende jaren",
    "settled_out": "ontvangt in alle afgerekende jaren",
}
POT_TITLES = {
    "pot": "De pot",
    "stays": "Blijft in de pot",
    "settled_stays": "Blijft in de pot, alle afgerekende jaren",
}
AGREEMENT_TITLES = {
    "agreed": "afgesproken plaatsen",
    "start": "plaatsen die er al stonden",
    "to_realise": "te realiseren plaatsen",
    "in_year": "plaatsen die erbij moeten komen",
    "planned": "jaardoelen samen",
}
TOGETHER, APART = "together", "apart"


def option_figure_title(data: BudgetData, key: str) -> str:
    """Raises ``KeyError``."""
    code, _, part = key.rpartition(".")
    title = data.option(code).title if code in data.option_index else code
    return f"{title}: {OPTION_TITLES[part]}"


def proposed_title(data: BudgetData, key: str) -> str:
    """Raises ``KeyError``."""
    code, _, part = key.rpartition(".")
    return f"{data.option(code).title}: {PROPOSED_TITLES[part]}"


def changes_title(data: BudgetData, key: str) -> str:
    """Raises ``KeyError``."""
    return f"{data.option(key).title}: verandering van posten en stromen"


def measure_figure_title(data: BudgetData, key: str) -> str:
    measure = data.measure(key)
    title = measure.title if measure else next(x.measure for x in data.lines if x.measure_code == key)
    return f"Alle posten van {title or 'de maatregel zonder naam'}"


def together_title(_: BudgetData, key: str) -> str:
    return f"Alle stromen samen: {COVERAGE_TITLES[key]}"


def total_title(_: BudgetData, key: str) -> str:
    title = MUNICIPAL_TITLES[key]
    return f"Gemeenten samen: {title[0].lower()}{title[1:]}"


def gain_title(data: BudgetData, key: str) -> str:
    """Of "mda.GM0406": what this municipality pays less by an option, or by all that are on."""
    of, _, code = key.partition(".")
    who = municipality_name(data, code) if code else "Gemeenten samen"
    if of in data.option_index:
        by = f"‘{data.option(of).title}’"
    else:
        by = {
            TOGETHER: "de opties die aan staan",
            APART: "de opties die aan staan, elk alleen en dan opgeteld",
        }[of]
    return f"{who}: per saldo minder te betalen door {by}"


def housing_title(data: BudgetData, key: str) -> str:
    """Raises ``KeyError``."""
    if key in POT_TITLES:
        return POT_TITLES[key]
    who, _, name = key.partition(".")
    name, _, kind = name.partition(".")
    of_kind = f", {housing_kind_title(data, kind)}" if kind else ""
    if who == "agreement":
        return f"De regio: {AGREEMENT_TITLES[name]}{of_kind}"
    whose = "De regio" if who == "region" else municipality_name(data, who)
    return f"{whose}: {HOUSING_TITLES[name]}{of_kind}"


def housing_kind_title(data: BudgetData, code: str) -> str:
    """Raises ``KeyError``."""
    for kind in data.housing.kinds if data.housing else ():
        if kind.code == code:
            return kind.title
    raise KeyError(code)


ASKED_TITLES = {
    "changes": changes_title,
    "proposed": proposed_title,
    "options": option_figure_title,
    "measures": measure_figure_title,
    "together": together_title,
    "total": total_title,
    "gain": gain_title,
    "housing": housing_title,
}
