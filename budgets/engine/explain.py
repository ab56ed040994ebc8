"""Where a figure of the budget itself comes from: the terms that add up to it, down to the lines."""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace

from budgets.engine.claims import spread
from budgets.engine.data import Adjustment, BudgetData, Effect, Line
from budgets.engine.ints import Ints
from budgets.engine.layout import layout_of
from budgets.engine.money import times
from budgets.engine.pro_memorie import LINE_FIGURES, belongs_to
from budgets.engine.result import SCALAR_FIGURES, BudgetResult, OptionResult
from budgets.engine.swings import ESTIMATE_TERMS, swings
from budgets.engine.targets import percentage_in
from budgets.engine.terms import Share, Term


def _costs(result: BudgetResult, _: str, year: int) -> list[Term]:
    """By goal the lines as budgeted, then the indexation, then what each option changes."""
    lines = _budgeted(result, year, lambda _: True)
    goals = {line.code: line.goal for line in result.data.lines}
    by_goal = [
        _sum_of("goal", goal.code, [line for line in lines if goals[line.ref] == goal.code])
        for goal in result.data.goals
    ]
    return by_goal + _changes(result, year, lambda _: True)


def _lines_of(head: str) -> Callable[[BudgetResult, str, int], list[Term]]:
    def terms(result: BudgetResult, key: str, year: int) -> list[Term]:
        chosen = belongs_to(f"{head}.{key}")
        return _budgeted(result, year, chosen) + _changes(result, year, chosen)

    return terms


def _income(result: BudgetResult, _: str, year: int) -> list[Term]:
    budgeted = [Term("stream", stream.code, stream.amounts[year]) for stream in result.data.streams]
    codes = set(result.data.stream_index)
    return budgeted + _of_streams(result, year, codes)


def _stream(result: BudgetResult, key: str, year: int) -> list[Term]:
    return [
        Term("stream", key, result.data.stream(key).amounts[year]),
        *_of_streams(result, year, {key}),
    ]


def _of_streams(result: BudgetResult, year: int, codes: set[str]) -> list[Term]:
    """What is done to streams beside what is budgeted."""
    return [
        *_adjusted(result, year, lambda each: each.stream in codes),
        *_stream_changes(result, year, codes),
        *_fallen_away(result, year, codes),
    ]


def _result(result: BudgetResult, _: str, year: int) -> list[Term]:
    return [
        Term("figure", "income", result.income[year]),
        Term("figure", "costs", -result.costs[year]),
    ]


def _savings_target(result: BudgetResult, _: str, year: int) -> list[Term]:
    targets = result.savings_targets.items()
    return [
        Term("target", code, amounts[year], share=_of_stream(result, code, year)) for code, amounts in targets
    ]


def _one_target(result: BudgetResult, key: str, year: int) -> list[Term]:
    """A percentage with the stream that it is taken of, as budgeted."""
    amount, share = result.savings_targets[key][year], _of_stream(result, key, year)
    if share is None:
        return [Term("target", key, amount)]
    stream = next(target.stream for target in result.data.targets if target.code == key)
    return [Term("percentage", str(stream), amount, share=share)]


def _of_stream(result: BudgetResult, key: str, year: int) -> Share | None:
    """How a percentage target follows from its stream; None where it is amounts."""
    target = next(target for target in result.data.targets if target.code == key)
    rate = percentage_in(result.data, result.choice, target)
    if rate is None or rate < 0:
        return None
    of, total = result.data.stream(str(target.stream)).amounts[year], 100 * rate.denominator
    cent = abs(result.savings_targets[key][year]) - abs(of) * rate.numerator // total
    return Share(of, rate.numerator, total, cent, "")


def _after_target(result: BudgetResult, _: str, year: int) -> list[Term]:
    return [
        Term("figure", "result", result.result[year]),
        Term("figure", "savings_target", -result.savings_target[year]),
    ]


def _with_estimates(side: str) -> Callable[[BudgetResult, str, int], list[Term]]:
    """The result after target with the "worst" or the "best" of each estimate."""

    def terms(result: BudgetResult, _: str, year: int) -> list[Term]:
        estimates = [
            Term(ESTIMATE_TERMS[swing.kind], swing.code, getattr(swing, side))
            for swing in swings(result.data, year)
        ]
        return [Term("figure", "result_after_target", result.result_after_target[year]), *estimates]

    return terms


def _incidental_costs(result: BudgetResult, _: str, year: int) -> list[Term]:
    """The incidental lines with what is done to them, then what incidental options change on the others."""
    on_lines = _budgeted(result, year, _is_incidental) + _changes(result, year, _is_incidental)
    others = {line.code for line in result.data.lines if not line.incidental}
    elsewhere = _per_option(result, year, others)
    return on_lines + [term for term in elsewhere if result.data.option(term.ref).incidental]


def _incidental_income(result: BudgetResult, _: str, year: int) -> list[Term]:
    marked = {stream.code for stream in result.data.streams if stream.incidental}
    streams = [Term("stream", code, result.data.stream(code).amounts[year]) for code in marked]
    elsewhere = _stream_changes(result, year, result.data.stream_index.keys() - marked)
    return [
        *sorted(streams, key=lambda term: result.data.stream_index[term.ref]),
        *_of_streams(result, year, marked),
        *(term for term in elsewhere if result.data.option(term.ref).incidental),
    ]


def _incidental_balance(result: BudgetResult, _: str, year: int) -> list[Term]:
    return [
        Term("figure", "incidental_income", result.incidental_income[year]),
        Term("figure", "incidental_costs", -result.incidental_costs[year]),
    ]


def _structural_balance(result: BudgetResult, _: str, year: int) -> list[Term]:
    return [
        Term("figure", "result", result.result[year]),
        Term("figure", "incidental_income", -result.incidental_income[year]),
        Term("figure", "incidental_costs", result.incidental_costs[year]),
    ]


def _is_incidental(line: Line) -> bool:
    return line.incidental


def _claimed(result: BudgetResult, _: str, year: int) -> list[Term]:
    return [Term("option", o.code, o.claimed[year]) for o in result.options if o.on]


def _offered(result: BudgetResult, _: str, year: int) -> list[Term]:
    return [Term("option", code, result.option(code).claimed[year]) for code in result.savings_options]


def _realised(result: BudgetResult, _: str, year: int) -> list[Term]:
    return [Term("option", option.code, option.realised[year]) for option in result.options]


def _shortfall(result: BudgetResult, _: str, year: int) -> list[Term]:
    return [Term("option", option.code, option.shortfall[year]) for option in result.options]


def _option(result: BudgetResult, key: str, year: int) -> list[Term]:
    """Claimed: what it asks of each line and stream.  Realised: the same, less its shortfall."""
    code, _, part = key.rpartition(".")
    option = result.option(code)
    if part == "shortfall":
        return _not_realised(result, code, year)
    if part == "realised" and not option.on:
        return []
    terms = _asked(result, code, year)
    if part == "realised":
        terms = [term for term in terms if term.kind != "unspread_raise"]
        terms.append(Term("shortfall", code, -option.shortfall[year]))
    return terms


def _adjustment(result: BudgetResult, key: str, year: int) -> list[Term]:
    """What it does to its line or stream; realised: less what could not be taken off the line."""
    code, _, part = key.rpartition(".")
    made = result.adjustment(code)
    of = made.adjustment
    kind, ref = ("stream", of.stream) if of.stream else ("line", of.line)
    if part == "shortfall":
        return [Term(kind, ref, made.short[year])]
    terms = [Term(kind, ref, made.claimed[year])]
    return terms if part == "claimed" else [*terms, Term("shortfall", code, -made.short[year])]


def indexation_terms(result: BudgetResult, _: str, year: int) -> list[Term]:
    index = _indexation(result, year, list(result.data.line_index))
    return [replace(part, amount=-part.amount) for part in index.parts]


def fallen_away_terms(result: BudgetResult, _: str, year: int) -> list[Term]:
    return _fallen_away(result, year, set(result.data.stream_index))


EXPLAINERS: dict[str, Callable[[BudgetResult, str, int], list[Term]]] = {
    "costs": _costs,
    **{head: _lines_of(head) for head in LINE_FIGURES},
    "income": _income,
    "income_by_stream": _stream,
    "result": _result,
    "savings_target": _savings_target,
    "savings_targets": _one_target,
    "result_after_target": _after_target,
    "result_after_target_low": _with_estimates("worst"),
    "result_after_target_high": _with_estimates("best"),
    "incidental_costs": _incidental_costs,
    "incidental_income": _incidental_income,
    "incidental_balance": _incidental_balance,
    "structural_balance": _structural_balance,
    "claimed": _claimed,
    "offered": _offered,
    "realised": _realised,
    "shortfall": _shortfall,
    "options": _option,
    "adjustments": _adjustment,
}
assert set(SCALAR_FIGURES) <= EXPLAINERS.keys()


def _budgeted(result: BudgetResult, year: int, chosen: Callable[[Line], bool]) -> list[Term]:
    return [
        Term("line", line.code, line.amounts[year] or 0)
        for line in result.data.lines
        if line.amounts[year] and chosen(line)
    ]


def _changes(result: BudgetResult, year: int, chosen: Callable[[Line], bool]) -> list[Term]:
    """What the indexation and the options do to the chosen lines."""
    codes = [line.code for line in result.data.lines if chosen(line)]
    these = set(codes)
    return [
        _indexation(result, year, codes),
        *_adjusted(result, year, lambda each: each.line in these),
        *_per_option(result, year, these),
    ]


def _adjusted(result: BudgetResult, year: int, of: Callable[[Adjustment], bool]) -> list[Term]:
    """What each adjustment that is ``of`` these lines or streams changes in them."""
    return [
        Term("adjustment", each.adjustment.code, each.made[year])
        for each in result.adjustments
        if of(each.adjustment)
    ]


def _indexation(result: BudgetResult, year: int, codes: list[str]) -> Term:
    indexed = layout_of(result.data, result.choice).indexed[year]
    parts = []
    for code in codes if result.choice.indexation or result.choice.index_years else ():
        column = result.data.line_index[code]
        change = int(indexed[column]) - (result.data.lines[column].amounts[year] or 0)
        parts.append(Term("line", code, change))
    return _sum_of("index", "", parts)


def _per_option(result: BudgetResult, year: int, codes: set[str]) -> list[Term]:
    """What each option that is on changes in these lines: below zero where it saves."""
    layout = layout_of(result.data, result.choice)
    parts: dict[str, list[Term]] = {}
    in_year = layout.cell_year[layout.entry_cell] == year
    for entry in in_year.nonzero()[0].tolist():
        line = result.data.lines[int(layout.cell_line[layout.entry_cell[entry]])].code
        realised = int(result.realised_entries[entry])
        if realised and line in codes:
            option = result.data.options[int(layout.entry_option[entry])].code
            parts.setdefault(option, []).append(Term("line", line, -realised))
    return [
        _sum_of("option", option, parts[option]) for option in result.data.option_index if option in parts
    ]


def _stream_changes(result: BudgetResult, year: int, streams: Set[str]) -> list[Term]:
    terms = []
    for option in _options_on(result):
        data = result.data.option(option.code)
        part, of_year = result.choice.part_of(data), [e for e in data.effects if e.year == result.years[year]]
        changes = [times(e.change, part) for e in of_year if e.stream in streams]
        terms.append(Term("option", option.code, sum(changes)))
    return terms


def _fallen_away(result: BudgetResult, year: int, streams: set[str]) -> list[Term]:
    """The contribution of a member that left, where the choice says that it falls away."""
    return [
        Term(
            "fallen_away", code, result.income_by_stream[code][year] - int(result.stream_amounts[place, year])
        )
        for code, place in result.data.stream_index.items()
        if code in streams
    ]


def _asked(result: BudgetResult, option: str, year: int) -> list[Term]:
    """What an option asks of each line and stream, and what of it could not be spread."""
    data = result.data
    amounts = layout_of(data, result.choice).amounts[year]
    counted = result.choice.part_of(data.option(option))
    terms: dict[tuple[str, str], int] = {}
    for effect in data.option(option).effects:
        if effect.year != result.years[year]:
            continue
        change = times(effect.change, counted)
        for kind, ref, cents in asked_by(data, option, effect, change, amounts):
            terms[kind, ref] = terms.get((kind, ref), 0) + cents
    return [Term(kind, ref, cents) for (kind, ref), cents in terms.items()]


def asked_by(
    data: BudgetData, option: str, effect: Effect, change: int, amounts: Ints
) -> Iterator[tuple[str, str, int]]:
    """What one effect asks of its stream, or of each of its lines, with these ``amounts``."""
    if effect.stream:
        yield "stream", effect.stream, change
        return
    parts = spread(-change, [data.line_index[code] for code in effect.lines], amounts)
    for code, part in zip(effect.lines, parts, strict=True):
        yield "line", code, part
    left = -change - sum(parts)
    yield "unspread" if left > 0 else "unspread_raise", option, left


def _not_realised(result: BudgetResult, option: str, year: int) -> list[Term]:
    """Per line what of the claim it does not have, and what could not be spread."""
    number, layout = result.data.option_index[option], layout_of(result.data, result.choice)
    if not result.option(option).on:
        return []
    lost = layout.entry_claim - result.realised_entries
    chosen = (layout.entry_option == number) & (layout.cell_year[layout.entry_cell] == year)
    terms = []
    for entry in chosen.nonzero()[0].tolist():
        line = result.data.lines[int(layout.cell_line[layout.entry_cell[entry]])].code
        terms.append(Term("line", line, int(lost[entry])))
    return [*terms, Term("unspread", option, int(layout.unspread[number, year]))]


def _options_on(result: BudgetResult) -> Iterable[OptionResult]:
    return (option for option in result.options if option.on)


def _sum_of(kind: str, ref: str, parts: list[Term]) -> Term:
    kept = tuple(part for part in parts if part.amount)
    return Term(kind, ref, sum(part.amount for part in kept), kept)
