"""What settings, states and steps of a comparison are called in Dutch."""

from fractions import Fraction

from budgets.adjustment_wording import OWN, adjusted_title, adjustment_words, target_words
from budgets.dutch_numbers import fraction_words, percentage
from budgets.engine import Adjustment, BudgetData, BudgetResult, TargetChange
from budgets.engine.compare import MISSING, OFF, Comparison, OptionRow, SettingRow
from budgets.engine.explain_way import leg_of
from budgets.engine.figures import WAY
from budgets.engine.path import Leg
from budgets.engine.settings import Index
from budgets.split_wording import municipality_name
from budgets.wording import FIGURE_TITLES, INDEXED_TITLES, LEAVERS_TITLE, figure_title, option_title

NOT_THERE = "bestaat hier niet"
AS_BUDGETED = "zoals begroot"
STATES = {
    (True, False): "{}: gaat uit",
    (False, True): "{}: gaat aan",
    (True, True): "{}: staat in beide aan",
}
SHORT_STATES = {(True, False): "uit: {}", (False, True): "aan: {}", (True, True): "{}"}
NOTHING = {"index": "geen", "adjustment": "geen", "falls_away": "dragen de anderen"}


def row_title(found: Comparison, figure: str) -> str:
    """By the name that the first budget that has it gives it."""
    if not figure.startswith("costs_by_goal."):
        return figure_title(_naming(found, figure), figure)
    code = figure.partition(".")[2]
    return found.data_with(lambda data: any(goal.code == code for goal in data.goals)).goal(code).title


def option_row_title(found: Comparison, code: str) -> str:
    return option_title(found.data_with(lambda data: code in data.option_index), code)


def state_words(found: Comparison, row: OptionRow, place: int) -> str:
    """ "aan", "uit", or how much of it: "aan, blijft € 200.000"."""
    state, part = row.states[place], row.parts[place]
    if state == MISSING:
        return NOT_THERE
    if state == OFF or part is None:
        return "uit"
    return f"aan{_part(found.results[place].data, row.code, part)}"


def _part(data: BudgetData, code: str, part: Fraction) -> str:
    """Nothing for the whole of an option without levels."""
    level = next((level for level in data.option(code).levels if level.part == part), None)
    if level:
        return f", {level.title}"
    return "" if part == 1 else f", voor {fraction_words(part)}"


def setting_title(found: Comparison, row: SettingRow) -> str:
    match row.kind:
        case "index":
            return f"Indexering {INDEXED_TITLES[row.code].lower()}"
        case "adjustment":
            return adjustment_title(found, next(value for value in row.values if value))
        case "end":
            data = found.data_with(lambda data: row.code in data.municipality_index)
            known = row.code in data.municipality_index
            return f"Deelname {municipality_name(data, row.code) if known else row.code}"
        case "falls_away":
            return LEAVERS_TITLE
        case _:
            return _target_title(found, row.code)


def setting_words(found: Comparison, row: SettingRow, place: int) -> str:
    """What was chosen in the budget at this place."""
    value = row.values[place]
    match value:
        case None:
            return NOTHING.get(row.kind, AS_BUDGETED)
        case Index():
            return _index(value)
        case Adjustment():
            return _adjustment(value)
        case TargetChange():
            return _target(value, found.results[place].data)
        case True:
            return "vervalt"
        case _:
            years = found.results[place].years
            return "doet niet mee" if value < years[0] else f"tot en met {value}"


def adjustment_title(found: Comparison, adjustment: Adjustment) -> str:
    """The line or stream that it changes."""
    code = adjustment.line or adjustment.stream
    data = found.data_with(lambda data: code in data.line_index or code in data.stream_index)
    return f"{OWN}: {adjusted_title(data, adjustment)}"


def leg_title(found: Comparison, leg: Leg, short: bool = False) -> str:
    """A step from one to the other; ``short`` for a chart."""
    match leg.kind:
        case "index":
            return f"Indexering {INDEXED_TITLES[leg.ref].lower()}"
        case "adjustment":
            title = adjustment_title(found, _adjustment_of(found, leg.ref))
            return title.replace(OWN, "eigen") if short else title
        case "option":
            data = found.data_with(lambda data: leg.ref in data.option_index)
            option = data.option(leg.ref)
            name = (option.short_title or option.title) if short else option.title
            states = SHORT_STATES if short else STATES
            return states[leg.was, leg.becomes].format(name)
        case "costs":
            goal = row_title(found, f"costs_by_goal.{leg.ref}")
            return f"begroot: {goal}" if short else f"Andere begroting: kosten {goal}"
        case "income":
            stream = row_title(found, f"income_by_stream.{leg.ref}")
            return f"begroot: {stream}" if short else f"Andere begroting: baten {stream}"
        case "target":
            return FIGURE_TITLES["savings_target"] if short else _target_title(found, leg.ref)
        case _:
            return LEAVERS_TITLE


def way_title(result: BudgetResult, against: BudgetResult, key: str) -> str:
    """Of the step ``key`` of the way from ``against``.  Raises ``KeyError`` where there is none."""
    return leg_title(Comparison((against, result)), leg_of(result, against, key))


def compared_title(result: BudgetResult, against: BudgetResult, figure: str) -> str:
    """Of any figure, by the names of ``against`` where the result does not have it."""
    head, _, key = figure.partition(".")
    if head == WAY:
        return way_title(result, against, key)
    title = figure_title(result.data, figure, result.choice)
    return figure_title(against.data, figure, against.choice) if title == figure else title


def path_words(one_budget: bool) -> list[str]:
    """How the steps are to be read, a sentence each."""
    first = "" if one_budget else "eerst wat er aan de begroting zelf anders is, dan "
    return [
        f"De stappen staan in de volgorde waarin gerekend wordt: {first}indexering, eigen aanpassingen, "
        "opties (eerst wat uitgaat, dan wat aangaat), wie uittreedt en taakstelling. Samen zijn zij precies "
        "het verschil.",
        "Nemen opties van dezelfde post, dan is wat er niet af kan over hen verdeeld, zoals in elk scenario "
        "zelf. Daardoor kan ook een optie die in beide aan staat een stap zijn.",
    ]


def _naming(found: Comparison, figure: str) -> BudgetData:
    """The first budget that has a name for it."""
    return found.data_with(lambda data: figure_title(data, figure) != figure)


def _index(index: Index) -> str:
    said = [f"{percentage(index.rate)} per jaar"] if index.rate or not index.years else []
    said += [f"{percentage(rate)} in {year}" for year, rate in index.years]
    return ", ".join(said)


def _adjustment(adjustment: Adjustment) -> str:
    """ "€ 5.000 meer per jaar vanaf 2022: nieuw contract"."""
    words = adjustment_words(adjustment)
    return f"{words}: {adjustment.reason}" if adjustment.reason else words


def _target(change: TargetChange, data: BudgetData) -> str:
    target = next((each for each in data.targets if each.code == change.target), None)
    return target_words(target, change, data.years) if target else NOT_THERE


def _target_title(found: Comparison, code: str) -> str:
    return figure_title(_naming(found, f"savings_targets.{code}"), f"savings_targets.{code}")


def _adjustment_of(found: Comparison, ref: str) -> Adjustment:
    values = next(row.values for row in found.settings if (row.kind, row.code) == ("adjustment", ref))
    return next(value for value in values if value)
