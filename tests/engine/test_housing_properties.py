"""Rule 10 over drawn situations: what is paid in is paid out or stays, and the rule written out plainly."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from budgets.engine import (
    BudgetData,
    Choice,
    Housing,
    HousingKind,
    HousingResult,
    Key,
    Municipality,
    compute,
    data_from_json,
    figure_names,
    to_json,
)
from budgets.engine.membership import members
from budgets.engine.money import largest_remainder, round_half_away
from tests.engine.checks import assert_explanations_add_up
from tests.engine.strategies import engine_settings
from tests.engine.test_housing import PER_PLACE, settled


@st.composite
def housing_situations(draw: st.DrawFn) -> tuple[BudgetData, Choice]:
    """Members that come and go, kinds, targets, and numbers of which some are not known."""
    years = draw(st.integers(1, 4))
    size = draw(st.integers(1, 5))
    flags = st.tuples(*[st.booleans()] * years)
    municipalities = tuple(
        Municipality(f"GM{i:04}", f"Gemeente {i}", draw(flags) if i else (True,) * years) for i in range(size)
    )
    weights = st.one_of(st.integers(0, 3), st.integers(0, 1_000_000))
    number = st.integers(0, 12)
    known = st.one_of(number, number, number, st.none()) if draw(st.booleans()) else number
    kinds = tuple(
        HousingKind(
            f"h{i}",
            f"Soort {i}",
            agreed := draw(number),
            draw(st.integers(0, agreed)),
            draw(st.tuples(*[number] * years)),
            tuple(draw(st.tuples(*[known] * years)) for _ in range(size)),
        )
        for i in range(draw(st.integers(1, 3)))
    )
    amount = draw(st.one_of(st.integers(0, 10), st.just(PER_PLACE), st.integers(0, 10**9)))
    index = draw(st.fractions(min_value=-20, max_value=20, max_denominator=8))
    data = BudgetData(
        "r",
        "p",
        "t",
        tuple(range(2021, 2021 + years)),
        municipalities=municipalities,
        keys=(Key("k", "k", "weights", tuple(draw(st.tuples(*[weights] * years)) for _ in range(size))),),
        key="k",
        housing=Housing(kinds, amount, draw(st.integers(2019, 2024)), index),
    )
    later = [each.code for each in municipalities[1:]]
    ends = draw(st.dictionaries(st.sampled_from(later), st.integers(2020, 2024))) if later else {}
    return data, Choice.of(ends=ends)


def present(result: HousingResult, name: str, year: int) -> list[int]:
    found = (result.figure(each.code, name)[year] for each in result.data.municipalities)
    return [number for number in found if number is not None]


@engine_settings
@given(housing_situations())
def test_what_is_paid_in_is_paid_out_or_stays(situation):
    result = settled(*situation)
    for year, pot in enumerate(result.pot):
        paid_in, paid_out = (present(result, name, year) for name in ("paid_in", "paid_out"))
        if pot is None:
            assert (paid_in, paid_out, result.stays[year]) == ([], [], None)
            continue
        assert sum(paid_in) == pot == sum(paid_out) + result.stays[year]
        assert (result.region("paid_in")[year], result.region("paid_out")[year]) == (pot, sum(paid_out))
        assert min(*paid_in, *paid_out, result.stays[year]) >= 0
        assert result.stays[year] in (0, pot)
        assert (result.stays[year] == 0) or not any(result.met(year))
        gives, gets = result.paid_in, result.paid_out
        assert not any(gives[code][year] and gets[code][year] for code in gives)


@engine_settings
@given(housing_situations())
def test_targets_of_the_members_add_up_to_the_region_and_nobody_else_has_one(situation):
    data, choice = situation
    result = settled(data, choice)
    for year in range(len(data.years)):
        counted = members(data, choice, year)
        for each in data.housing.kinds:
            targets = [result.kinds[m.code][each.code].target[year] for m in data.municipalities]
            assert [target is not None for target in targets] == counted
            assert sum(target or 0 for target in targets) == sum(each.targets[: year + 1])
            assert result.region_of_kind(each.code, "target")[year] == sum(each.targets[: year + 1])
        assert result.region("target")[year] == sum(sum(k.targets[: year + 1]) for k in data.housing.kinds)


@engine_settings
@given(housing_situations())
def test_terms_add_up_to_the_figure_that_they_explain(situation):
    result = compute(*situation)
    names = [name for name in figure_names(result) if name.startswith("housing.")]
    assert_explanations_add_up(result, names)


@engine_settings
@given(housing_situations(), st.randoms(use_true_random=False))
def test_order_of_the_kinds_does_not_matter(situation, random):
    data, choice = situation
    shuffled = list(data.housing.kinds)
    random.shuffle(shuffled)
    other = replace(data, housing=replace(data.housing, kinds=tuple(shuffled)), derived={})
    first, second = settled(data, choice), settled(other, choice)
    for name in ("target", "realised", "short", "paid_in", "paid_out", "pot", "stays", "settled"):
        assert getattr(first, name) == getattr(second, name)


@engine_settings
@given(housing_situations())
def test_same_as_the_rule_written_out_plainly(situation):
    """Once more, slowly and by the letter of rule 10."""
    data, choice = situation
    result = settled(data, choice)
    weights = next(key.weights for key in data.keys if key.code == data.key)
    codes = [each.code for each in data.municipalities]
    for year in range(len(data.years)):
        here = [code for code, flag in zip(codes, members(data, choice, year), strict=True) if flag]
        by_code = {code: weights[codes.index(code)][year] for code in here}

        def split(amount, over, by_code=by_code):
            own = [by_code[code] for code in over]
            own = own if any(own) else [1] * len(over)
            return dict(zip(over, largest_remainder(amount, own), strict=True))

        short = dict.fromkeys(here, 0)
        for each in data.housing.kinds:
            target = split(sum(each.targets[: year + 1]), here)
            for code in here:
                was = [members(data, choice, y)[codes.index(code)] for y in range(year + 1)]
                numbers = [n for n, w in zip(each.realised[codes.index(code)], was, strict=False) if w]
                missing = None in numbers or short[code] is None
                short[code] = None if missing else short[code] + max(0, target[code] - sum(numbers))
        if None in short.values():
            assert not result.settled[year]
            continue
        since = max(0, data.years[year] - data.housing.price_level)
        amount = round_half_away(data.housing.amount * (1 + data.housing.index / 100) ** since)
        pot = amount * sum(short.values())
        met = [code for code in here if not short[code]]
        out = split(pot, met) if met else {}
        assert {code: result.paid_in[code][year] for code in here} == {
            c: n * amount for c, n in short.items()
        }
        assert {code: result.paid_out[code][year] for code in here} == dict.fromkeys(here, 0) | out
        assert result.stays[year] == (0 if met else pot)


@engine_settings
@given(housing_situations())
def test_canonical_text_holds_it_exactly(situation):
    data, _ = situation
    assert data_from_json(to_json(data)) == data
