"""Rows with the sum of others: of what, by their name, their place and their amounts."""

from collections.abc import Callable

from budgets.imports.recognition.labels import Meaning, Says
from budgets.imports.recognition.place import Place, Within
from budgets.imports.recognition.raw_rows import Amounts, Raw
from budgets.imports.recognition.stands import Stand, of_figure, of_goal, of_rows
from budgets.imports.recognition.tally import Tally

Options = list[tuple[int, Stand]]
"""From which row on, and what that is."""
More = Callable[[], bool]
OUTCOMES = {
    Says.RESULT: "result",
    Says.RESULT_AFTER_TARGET: "result_after_target",
    Says.TARGET_TOTAL: "savings_target",
}
"""Figures that a name says without doubt."""
ABOVE = "de rijen erboven"


def stand_of_total(place: Place, raw: Raw, meaning: Meaning, more: More) -> Stand:
    """What a row that calls itself a total is of; ``more`` tells whether more such rows follow below."""
    subject = meaning.subject
    if subject == "income" or (not subject and place.within is Within.INCOME):
        return _of_income(place, raw, more, subject)
    if subject in ("costs", ""):
        return _of_costs(place, raw, more, whole_first=bool(subject))
    if subject.startswith("cost_type."):
        return _of_type(place, raw, subject)
    return _of_subject(place, raw, subject)


def unnamed_sum(place: Place, raw: Raw) -> Stand | None:
    """What amounts without a name are the sum of; None where they are none."""
    match place.within:
        case Within.INCOME:
            return _first_sum(raw.income, place.income, _income_options(place), least=2)
        case Within.COSTS:
            return _first_sum(raw.costs, place.costs, _cost_options(place), least=2)
        case Within.BREAKDOWN | Within.AFTER:
            return _first_sum(raw.costs, place.costs, [(0, of_figure("costs"))], least=2)
    return None


def sum_of_goal(place: Place, raw: Raw) -> Stand | None:
    """Of a row that is named after the goal it stands under: the sum of its lines."""
    if not place.goal or place.known_goal(raw.label) != place.goal:
        return None
    return _first_sum(raw.costs, place.costs, [(place.goal_start, of_goal(place.goal))], least=2)


def whole_costs(place: Place, raw: Raw) -> Stand | None:
    """Of a row that is called "kosten" and no more: the sum of what came before, or of what comes."""
    if not len(place.costs):
        return of_figure("costs")
    return _first_sum(raw.costs, place.costs, list(reversed(_cost_options(place))), least=1)


def whole_income(place: Place, raw: Raw) -> Stand | None:
    """Of a row that is called "baten" and no more: the sum of what came before."""
    return _first_sum(raw.income, place.income, [(0, of_figure("income"))], least=1)


def _of_costs(place: Place, raw: Raw, more: More, *, whole_first: bool) -> Stand:
    size = len(place.costs)
    if place.within is not Within.COSTS or (size == 0 and not place.goal):
        return of_figure("costs")
    options, follow = _cost_options(place), more()
    if place.goal and size == place.goal_start and follow and not whole_first:
        return of_goal(place.goal)  # on top of its lines
    if (whole_first or not follow) and not place.partial:
        options.reverse()
    found = _first_sum(raw.costs, place.costs, options, least=1)
    if found is None:
        return of_goal(place.goal) if place.goal and follow else of_figure("costs")
    if found.figure == "costs" and follow and place.described:
        return of_rows(place.costs, 0, ABOVE)
    return found


def _of_type(place: Place, raw: Raw, subject: str) -> Stand:
    """Of a cost type in the whole file, or only in the rows above it where it adds up to these."""
    whole = of_figure(f"costs_by_{subject}")
    if place.within is not Within.COSTS:
        return whole
    above: Options = [(place.mark, of_rows(place.costs, place.mark, ABOVE))]
    return _first_sum(raw.costs, place.costs, above, least=1) or whole


def _cost_options(place: Place) -> Options:
    """The rows since the last subtotal, those of the goal, of ever more parts before it, and all."""
    options: Options = []
    if place.mark > (place.goal_start if place.goal else 0):
        options.append((place.mark, of_rows(place.costs, place.mark, ABOVE)))
    if place.goal:
        options.append((place.goal_start, of_goal(place.goal)))
    earlier = [start for start in reversed(place.starts) if 0 < start < place.goal_start]
    options += [(start, of_rows(place.costs, start, ABOVE)) for start in earlier]
    return [*options, (0, of_figure("costs"))]


def _of_income(place: Place, raw: Raw, more: More, subject: str) -> Stand:
    if not subject and len(place.income) > place.income_mark and more():
        return of_rows(place.income, place.income_mark, ABOVE)
    options = _income_options(place)
    if subject:
        options.reverse()
    return _first_sum(raw.income, place.income, options, least=1) or of_figure("income")


def _income_options(place: Place) -> Options:
    options: Options = [(0, of_figure("income"))]
    if place.income_mark:
        options.insert(0, (place.income_mark, of_rows(place.income, place.income_mark, ABOVE)))
    return options


def _of_subject(place: Place, raw: Raw, subject: str) -> Stand:
    """A total with a name: that of a goal, or else of the rows above it."""
    if place.within in (Within.INCOME, Within.AFTER) and len(place.income):
        start = place.income_mark if place.income_mark < len(place.income) else 0
        return of_rows(place.income, start, subject)
    title = place.known_goal(subject)
    if title is not None:
        return of_goal(title)
    options = [(start, of_rows(place.costs, start, subject)) for start, _ in _cost_options(place)]
    start = place.mark if place.mark < len(place.costs) else place.goal_start
    return _first_sum(raw.costs, place.costs, options, least=1) or of_rows(place.costs, start, subject)


def _first_sum(amounts: Amounts, tally: Tally, options: Options, least: int) -> Stand | None:
    return next((stand for start, stand in options if tally.is_sum(amounts, start, least)), None)
