"""The arithmetic once more, as the domain text says it: dictionaries and whole numbers, no numpy.

Slow and obvious, written without the engine, to hold the engine against.
"""

from dataclasses import replace
from fractions import Fraction

from budgets.engine import Adjustment, BudgetData, Choice, Effect, Option

Figures = dict[str, list[int]]


def plain_figures(data: BudgetData, choice: Choice) -> Figures:
    """Every figure by its name, cents per year."""
    years = [_year(data, choice, i) for i in range(len(data.years))]
    return {name: [year[name] for year in years] for name in years[0]}


def nearest(value: Fraction) -> int:
    """A half away from zero."""
    size = abs(value)
    whole = size.numerator // size.denominator
    if size - whole >= Fraction(1, 2):
        whole += 1
    return whole if value > 0 else -whole


def hamilton(amount: int, weights: dict[str, int]) -> dict[str, int]:
    """Rule 7; ties to the one that comes first in ``weights``."""
    total = sum(weights.values())
    exact = {key: Fraction(abs(amount) * weight, total) for key, weight in weights.items()}
    parts = {key: int(share) for key, share in exact.items()}
    while sum(parts.values()) < abs(amount):
        most = max(exact, key=lambda key: exact[key] - parts[key])
        parts[most] += 1
    return {key: part if amount > 0 else -part for key, part in parts.items()}


def _year(data: BudgetData, choice: Choice, i: int) -> dict[str, int]:
    year = data.years[i]
    indexed = _indexed(data, choice, i)
    adjusted = _adjusted(data, choice, i, indexed)
    held = {code: cents + sum(_of(adjusted, choice, "line", code)) for code, cents in indexed.items()}
    claimed = {option.code: 0 for option in data.options}
    realised = dict(claimed)
    short_of = dict(claimed)
    streams = {
        stream.code: stream.amounts[i] + sum(_of(adjusted, choice, "stream", stream.code))
        for stream in data.streams
    }
    parts_of = {option.code: _part(choice, option) for option in data.options}
    asks: dict[str, dict[str, int]] = {line.code: {} for line in data.lines}
    for option in data.options:
        for effect in (
            _times(effect, parts_of[option.code]) for effect in option.effects if effect.year == year
        ):
            claimed[option.code] += effect.change if effect.stream else -effect.change
            if option.code in choice.on and effect.stream:
                streams[effect.stream] += effect.change
                realised[option.code] += effect.change
            elif option.code in choice.on:
                parts = _per_line(effect, held)
                if not parts and effect.change < 0:
                    short_of[option.code] -= effect.change
                for line, asked in parts.items():
                    asks[line][option.code] = asks[line].get(option.code, 0) + asked

    left = {}
    one_off = 0
    incidental = {part.code for part in (*data.lines, *data.options) if part.incidental}
    for line, asked in asks.items():
        short = max(0, sum(asked.values()) - max(0, held[line]))
        savers = {option: cents for option, cents in asked.items() if cents > 0}
        loss = hamilton(short, savers) if short else {}
        left[line] = held[line] - sum(asked.values()) + short
        for option, cents in asked.items():
            realised[option] += cents - loss.get(option, 0)
            short_of[option] += loss.get(option, 0)
            if option in incidental and line not in incidental:
                one_off -= cents - loss.get(option, 0)
        one_off += left[line] if line in incidental else 0
    figures = _figures(data, choice, i, left, streams, claimed, realised, short_of)
    figures |= _own_figures(data, choice, i, indexed, adjusted)
    return figures | _structural(data, choice, i, figures, one_off)


def _structural(
    data: BudgetData, choice: Choice, i: int, figures: dict[str, int], one_off: int
) -> dict[str, int]:
    """What does not recur, of costs (``one_off``) and of income."""
    income = 0
    for stream in data.streams:
        if stream.incidental:
            income += figures[f"income_by_stream.{stream.code}"]
            continue
        for option in data.options:
            for effect in option.effects if option.incidental and option.code in choice.on else ():
                counts = (effect.stream, effect.year) == (stream.code, data.years[i])
                income += _times(effect, _part(choice, option)).change if counts else 0
    return {
        "incidental_costs": one_off,
        "incidental_income": income,
        "incidental_balance": income - one_off,
        "structural_balance": figures["result"] - income + one_off,
    }


def _indexed(data: BudgetData, choice: Choice, i: int) -> dict[str, int]:
    """Rule 5; a percentage of one year goes before the yearly one."""

    def grown(kind: str) -> Fraction:
        factor = Fraction(1)
        for year in data.years[1 : i + 1]:
            rate = dict(choice.indexation).get(kind, Fraction(0))
            for of_kind, of_year, of_rate in choice.index_years:
                if (of_kind, of_year) == (kind, year):
                    rate = of_rate
            factor = factor * (100 + rate) / 100
        return factor

    return {
        line.code: nearest(Fraction(line.amounts[i] or 0) * grown(line.cost_type or "none"))
        for line in data.lines
    }


def _part(choice: Choice, option: Option) -> Fraction:
    for code, part in choice.parts:
        if code == option.code:
            return part
    return option.levels[0].part if option.levels else Fraction(1)


def _times(effect: Effect, part: Fraction) -> Effect:
    return replace(effect, change=nearest(effect.change * part))


def _wanted(data: BudgetData, each: Adjustment, i: int, indexed: dict[str, int]) -> int:
    """What an adjustment asks of its line or stream in a year, which is there."""
    if data.years[i] < each.first_year:
        return 0
    if each.percentage is None:
        return each.change
    budgeted = {stream.code: stream.amounts[i] for stream in data.streams}
    return nearest(each.percentage * (indexed[each.line] if each.line else budgeted[each.stream]) / 100)


def _adjusted(data: BudgetData, choice: Choice, i: int, indexed: dict[str, int]) -> dict[str, int]:
    """What each adjustment changes; together they take no more from a line than it holds."""
    streams = {stream.code for stream in data.streams}
    there = [each for each in choice.adjustments if each.line in indexed or each.stream in streams]
    made = {each.code: _wanted(data, each, i, indexed) for each in sorted(there, key=lambda one: one.code)}
    for line, held in indexed.items():
        codes = sorted(each.code for each in there if each.line == line)
        short = -sum(made[code] for code in codes) - max(held, 0)
        if short > 0:
            for code, cents in hamilton(short, {c: -made[c] for c in codes if made[c] < 0}).items():
                made[code] += cents
    return made


def _of(adjusted: dict[str, int], choice: Choice, kind: str, code: str) -> list[int]:
    return [adjusted[each.code] for each in choice.adjustments if getattr(each, kind) == code]


def _own_figures(
    data: BudgetData, choice: Choice, i: int, indexed: dict[str, int], adjusted: dict[str, int]
) -> dict[str, int]:
    figures = {}
    for each in choice.adjustments:
        if each.code in adjusted:
            sign = 1 if each.stream else -1
            figures[f"adjustments.{each.code}.claimed"] = sign * _wanted(data, each, i, indexed)
            figures[f"adjustments.{each.code}.realised"] = sign * adjusted[each.code]
    return figures


def _per_line(effect: Effect, held: dict[str, int]) -> dict[str, int]:
    """Rule 4: what an effect asks of each line."""
    if len(effect.lines) == 1:
        return {effect.lines[0]: -effect.change}
    weights = {line: held[line] for line in effect.lines if held[line] > 0}
    return hamilton(-effect.change, weights) if weights else {}


def _figures(
    data: BudgetData,
    choice: Choice,
    i: int,
    lines: dict[str, int],
    streams: dict[str, int],
    claimed: dict[str, int],
    realised: dict[str, int],
    short_of: dict[str, int],
) -> dict[str, int]:
    """Rules 1 and 2."""
    targets = {}
    for target in data.targets:
        percentage, row = target.percentage, target.amounts
        for change in choice.targets:
            if change.target == target.code and change.percentage is not None and target.stream:
                percentage = change.percentage
            elif change.target == target.code and len(change.amounts) == len(data.years):
                percentage, row = None, change.amounts
        if percentage is None:
            targets[target.code] = row[i]
        else:
            budgeted = next(stream.amounts[i] for stream in data.streams if stream.code == target.stream)
            targets[target.code] = nearest(percentage * budgeted / 100)
    on = [option for option in claimed if option in choice.on]
    estimates = [
        item for item in data.memorandum_items if item.pm[i] and item.low and item.low[i] is not None
    ]
    thought = [stream for stream in data.streams if stream.low and stream.low[i] is not None]
    less, more = (
        sum((side[i] or 0) - stream.amounts[i] for stream in thought for side in (getattr(stream, name),))
        for name in ("low", "high")
    )
    after = sum(streams.values()) - sum(lines.values()) - sum(targets.values())
    figures = {
        "costs": sum(lines.values()),
        "income": sum(streams.values()),
        "result": sum(streams.values()) - sum(lines.values()),
        "savings_target": sum(targets.values()),
        "result_after_target": after,
        "result_after_target_low": after + less - sum(item.high[i] or 0 for item in estimates),
        "result_after_target_high": after + more - sum(item.low[i] or 0 for item in estimates),
        "claimed": sum(claimed[option] for option in on),
        "realised": sum(realised.values()),
        "shortfall": sum(short_of.values()),
        "offered": sum(claimed[option.code] for option in data.options if option.kind != "dekking"),
    }
    figures |= {f"costs_by_priority.{key}": 0 for key in ("0", "1", "2", "3", "none")}
    figures |= {f"costs_by_goal.{goal.code}": 0 for goal in data.goals}
    figures |= {f"costs_by_cost_type.{line.cost_type or 'none'}": 0 for line in data.lines}
    for line in data.lines:
        priority = "none" if line.priority is None else line.priority
        figures[f"costs_by_priority.{priority}"] += lines[line.code]
        figures[f"costs_by_goal.{line.goal}"] += lines[line.code]
        figures[f"costs_by_cost_type.{line.cost_type or 'none'}"] += lines[line.code]
    figures |= {f"income_by_stream.{code}": cents for code, cents in streams.items()}
    figures |= {f"savings_targets.{code}": cents for code, cents in targets.items()}
    figures |= {f"lines.{code}": cents for code, cents in lines.items()}
    figures |= {f"options.{code}.claimed": cents for code, cents in claimed.items()}
    figures |= {f"options.{code}.realised": cents for code, cents in realised.items()}
    return figures
