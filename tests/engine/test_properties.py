"""What holds for every budget and every choice."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, note
from hypothesis import strategies as st

from budgets import wording
from budgets.engine import (
    Choice,
    Effect,
    alone,
    choice_from_json,
    compute,
    data_from_json,
    explain,
    subtotal,
    to_json,
    unchanged,
    waterfall,
)
from budgets.engine.layout import layout_of
from budgets.engine.money import largest_remainder, times
from budgets.engine.shortfall import split_shortfall
from budgets.finding_wording import control_reason, finding_message
from tests.engine.checks import assert_explanations_add_up, every_figure, figures, sum_of
from tests.engine.plain import hamilton, plain_figures
from tests.engine.strategies import LARGEST, budgets, choices, claims_per_cell, engine_settings, situations

pytestmark = pytest.mark.filterwarnings("error")


@given(situations())
@engine_settings
def test_engine_gives_what_the_plain_arithmetic_gives(situation):
    data, choice = situation
    result = compute(data, choice)
    assert figures(result) == plain_figures(data, choice)


@given(situations())
@engine_settings
def test_every_set_of_subtotals_adds_up_to_the_total(situation):
    result = compute(*situation)
    years = len(result.years)
    for by in (result.costs_by_priority, result.costs_by_goal, result.costs_by_cost_type):
        assert sum_of(by.values(), years) == list(result.costs)
    assert sum_of(result.income_by_stream.values(), years) == list(result.income)
    assert sum_of(result.savings_targets.values(), years) == list(result.savings_target)
    assert result.line_amounts.sum(axis=1).tolist() == list(result.costs)
    assert subtotal(result, list(result.data.line_index)) == result.costs


@given(situations())
@engine_settings
def test_result_is_income_less_costs_and_targets(situation):
    result = compute(*situation)
    for i in range(len(result.years)):
        assert result.result[i] == result.income[i] - result.costs[i]
        assert result.result_after_target[i] == result.result[i] - result.savings_target[i]
        not_spread = sum(
            finding.amount
            for finding in result.findings
            if finding.code == "raise_not_spread" and finding.years == (result.years[i],)
        )
        assert result.claimed[i] == result.realised[i] + result.shortfall[i] - not_spread


@given(situations())
@engine_settings
def test_no_line_goes_below_zero_or_below_what_it_was(situation):
    data, choice = situation
    after = compute(data, choice).line_amounts
    before = layout_of(data, choice).amounts
    assert (after >= np.minimum(before, 0)).all()


@given(situations())
@engine_settings
def test_shortfall_is_what_was_claimed_but_not_realised(situation):
    data, choice = situation
    for option in compute(data, choice).options:
        effects = data.option(option.code).effects
        only_saves = all(effect.stream is None and effect.change <= 0 for effect in effects)
        for claimed, realised, short in zip(option.claimed, option.realised, option.shortfall, strict=True):
            if not option.on:
                assert realised == short == 0
                continue
            assert short >= 0
            assert realised >= claimed - short
            if only_saves:
                assert realised == claimed - short
                assert short <= claimed


@given(situations())
@engine_settings
def test_costs_fall_by_what_is_realised_on_lines(situation):
    data, choice = situation
    result, base = compute(data, choice), compute(data, replace(choice, on=frozenset()))
    for i, year in enumerate(data.years):
        on_streams = sum(
            times(effect.change, choice.part_of(option))
            for option in data.options
            for effect in option.effects
            if option.code in choice.on and effect.year == year and effect.stream
        )
        assert result.costs[i] == base.costs[i] - (result.realised[i] - on_streams)
        assert result.income[i] == base.income[i] + on_streams
        assert result.result[i] == base.result[i] + result.realised[i]


@given(situations(), st.randoms(use_true_random=False))
@engine_settings
def test_order_of_lines_changes_nothing(situation, random):
    data, choice = situation
    lines, streams, targets = list(data.lines), list(data.streams), list(data.targets)
    for items in (lines, streams, targets):
        random.shuffle(items)
    other = replace(data, lines=tuple(lines), streams=tuple(streams), targets=tuple(targets), derived={})
    assert figures(compute(other, choice)) == figures(compute(data, choice))


@given(situations(), st.randoms(use_true_random=False))
@engine_settings
def test_order_of_options_moves_no_more_than_the_cents_of_ties(situation, random):
    data, choice = situation
    options = list(data.options)
    random.shuffle(options)
    ours = figures(compute(data, choice))
    theirs = figures(compute(replace(data, options=tuple(options), derived={}), choice))
    assert ours.keys() == theirs.keys()
    for name, row in ours.items():
        if name.endswith(".realised"):
            apart = max(abs(a - b) for a, b in zip(row, theirs[name], strict=True))
            assert apart <= len(data.lines), name
        else:
            assert row == theirs[name], name


@given(situations(), st.data())
@engine_settings
def test_switching_on_and_off_returns_to_the_start(situation, draws):
    data, choice = situation
    start = figures(compute(data, choice))
    untouched = data_from_json(to_json(data))
    for _ in range(3):
        compute(data, draws.draw(choices(data)))
        unchanged(data), alone(data)
    assert figures(compute(data, choice)) == start == figures(compute(untouched, choice))


@given(situations(), st.randoms(use_true_random=False))
@engine_settings
def test_order_of_own_adjustments_changes_nothing(situation, random):
    data, choice = situation
    shuffled = list(choice.adjustments)
    random.shuffle(shuffled)
    other = replace(choice, adjustments=tuple(shuffled))
    assert figures(compute(replace(data, derived={}), other)) == figures(compute(data, choice))


@given(situations())
@engine_settings
def test_adding_own_terms_and_taking_them_away_returns_to_the_start(situation):
    data, choice = situation
    without = replace(choice, adjustments=(), parts=(), index_years=(), targets=())
    start = figures(compute(data, without))
    compute(data, choice)
    assert figures(compute(data, without)) == start


@given(situations())
@engine_settings
def test_result_is_what_it_was_with_what_adjustments_and_options_do(situation):
    data, choice = situation
    result, bare = compute(data, choice), compute(data, replace(choice, on=frozenset(), adjustments=()))
    for i in range(len(data.years)):
        adjusted = sum(each.realised[i] for each in result.adjustments)
        assert result.result[i] == bare.result[i] + adjusted + result.realised[i]
        for each in result.adjustments:
            assert each.made[i] == each.asked[i] + each.short[i]
            assert 0 <= each.short[i] <= max(-each.asked[i], 0)
            assert not (each.short[i] and each.adjustment.stream)


@given(situations())
@engine_settings
def test_half_a_step_twice_is_one_step_for_whole_cents(situation):
    """Of levels 1 and 2 the second claims twice what the first does."""
    data, choice = situation
    once, twice = (
        compute(data, replace(choice, parts=tuple((code, Fraction(n)) for code in data.option_index)))
        for n in (1, 2)
    )
    for one, two in zip(once.options, twice.options, strict=True):
        assert two.claimed == tuple(2 * cents for cents in one.claimed)


@given(budgets())
@engine_settings
def test_option_alone_realises_no_more_than_it_saves_from_the_base(data):
    base = unchanged(data)
    for code, realised in alone(data).items():
        result = compute(data, Choice.of([code]))
        assert result.option(code).realised == realised
        gained = [ours - theirs for ours, theirs in zip(result.result, base.result, strict=True)]
        assert gained == list(realised)


@given(situations())
@engine_settings
def test_json_is_exact_and_canonical(situation):
    data, choice = situation
    text = to_json(data)
    again = data_from_json(text)
    assert again == data
    assert to_json(again) == text
    assert choice_from_json(to_json(choice)) == choice
    assert to_json(compute(again, choice)) == to_json(compute(data, choice))


@given(situations(max_years=4))
@engine_settings
def test_every_explanation_adds_up_to_its_figure(situation):
    assert_explanations_add_up(compute(*situation))


@given(situations())
@engine_settings
def test_waterfall_steps_chain_from_the_base_to_after_the_target(situation):
    result = compute(*situation)
    for i, year in enumerate(result.years):
        steps = waterfall(result, year)
        assert steps[0].end == unchanged(result.data).result[i]
        for before, step in pairwise(steps):
            total = step.kind in ("result", "after_target")
            assert (step.end if total else step.start) == before.end
            assert not total or step.start == 0
        assert steps[-3].end == result.result[i]
        assert steps[-1].end == result.result_after_target[i]
        options = [step for step in steps if step.kind == "option"]
        assert [step.ref for step in options] == list(result.data.option_index)
        assert [step.change for step in options] == [option.realised[i] for option in result.options]
        assert sum(step.shortfall for step in options) == result.shortfall[i]


@given(situations())
@engine_settings
def test_findings_name_every_shortfall_once(situation):
    result = compute(*situation)
    found = [
        (finding.subject, year, finding.amount)
        for finding in result.findings
        if finding.code == "shortfall"
        for year in finding.years
    ]
    expected = [
        (option.code, year, short)
        for option in result.options
        for year, short in zip(result.years, option.shortfall, strict=True)
        if short
    ]
    assert sorted(found) == sorted(expected)


@given(situations(max_years=3))
@engine_settings
def test_everything_that_comes_out_can_be_put_into_words(situation):
    result = compute(*situation)
    data, choice = result.data, result.choice
    assert all(finding_message(data, finding, choice).endswith(".") for finding in result.findings)
    assert all(control_reason(check) for check in result.control_checks)
    for year in result.years:
        assert all(wording.step_title(data, step, choice=choice) for step in waterfall(result, year))
        for name in every_figure(result):
            assert wording.figure_title(data, name, choice)
            for term in explain(result, name, year).terms:
                assert all(wording.term_title(data, part, choice) for part in (term, *term.parts))


@given(claims_per_cell())
@example([(LARGEST, [LARGEST, LARGEST, LARGEST])])
@example([(2, [3334, 3334, 3334]), (1, [2, 2])])
@engine_settings
def test_vectorised_split_is_the_plain_largest_remainder(cells):
    short = np.array([short for short, _ in cells], np.int64)
    claims = np.array([claim for _, asked in cells for claim in asked], np.int64)
    cell = np.array([number for number, (_, asked) in enumerate(cells) for _ in asked], np.int64)
    loss = split_shortfall(short, claims, cell)
    expected, obvious = [], []
    for missing, asked in cells:
        weights = [max(0, claim) for claim in asked]
        parts = largest_remainder(missing, weights) if missing else [0] * len(asked)
        expected += parts
        bearing = {str(i): weight for i, weight in enumerate(weights) if weight}
        shares = hamilton(missing, bearing) if missing else {}
        obvious += [shares.get(str(i), 0) for i in range(len(asked))]
    note(f"short {short}, claims {claims}")
    assert loss.tolist() == expected == obvious


@given(situations())
@engine_settings
def test_splitting_an_effect_in_two_parts_of_one_line_changes_no_total(situation):
    """Effects of one option on one line and year are one claim; of a part each is rounded."""
    data, choice = situation
    choice = replace(choice, parts=())
    whole = tuple(replace(option, levels=()) for option in data.options)
    data = replace(data, options=whole, derived={})

    def halves(effect):
        if len(effect.lines) > 1:
            return [effect]
        half = effect.change // 2
        parts = (half, effect.change - half)
        return [Effect(effect.year, part, effect.lines, effect.stream) for part in parts]

    options = tuple(
        replace(option, effects=tuple(part for effect in option.effects for part in halves(effect)))
        for option in data.options
    )
    other = replace(data, options=options, derived={})
    assert figures(compute(other, choice)) == figures(compute(data, choice))
