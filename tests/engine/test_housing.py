"""Rule 10: who is short of places pays into the pot, who is not shares in it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.engine import (
    HOUSING_FIGURES,
    BudgetData,
    Choice,
    Housing,
    HousingKind,
    HousingResult,
    Key,
    Municipality,
    data_from_json,
    diff,
    explain_housing,
    same_budget,
    settle,
    to_json,
)
from budgets.engine.membership import members
from budgets.engine.money import largest_remainder, round_half_away
from tests.engine.casebook import FOLDER, cents, read_yaml
from tests.engine.strategies import engine_settings

YEARS = (2021, 2022)
ALWAYS = (True, True)
NOBODY = Choice()
PER_PLACE = 2_000_000
CODES = ("GM0001", "GM0002", "GM0003")


def region(*kinds: HousingKind, weights=(50, 30, 20), member=(ALWAYS,) * 3, **terms) -> BudgetData:
    """Three municipalities with a key, two years."""
    return BudgetData(
        "r",
        "p",
        "t",
        YEARS,
        municipalities=tuple(
            Municipality(code, code, flags) for code, flags in zip(CODES, member, strict=True)
        ),
        keys=(Key("k", "Inwonertal", "inhabitants", tuple((weight,) * 2 for weight in weights)),),
        key="k",
        housing=Housing(kinds, **{"amount": PER_PLACE, "price_level": 2021} | terms),
    )


def kind(targets, *realised, code="huur", agreed=20, start=0) -> HousingKind:
    return HousingKind(code, code, agreed, start, targets, realised)


def settled(data: BudgetData, choice: Choice = NOBODY) -> HousingResult:
    result = settle(data, choice)
    assert result is not None
    return result


def test_target_is_cumulative_whole_and_split_by_largest_remainder():
    result = settled(region(kind((5, 6), (0, 0), (0, 0), (0, 0))))
    # 2021: 5 → 2.5, 1.5, 1.0: the place that is left over is a tie, and goes to the lower code.
    assert [result.target[code] for code in CODES] == [(3, 6), (1, 3), (1, 2)]
    # 2022: 11 in all, not 6 more: 5.5, 3.3, 2.2.


def test_who_is_short_pays_and_who_met_the_target_shares_by_inhabitants():
    result = settled(region(kind((10, 0), (2, 3), (3, 0), (2, 0))))
    assert [result.target[code] for code in CODES] == [(5, 5), (3, 3), (2, 2)]
    assert [result.short[code] for code in CODES] == [(3, 0), (0, 0), (0, 0)]
    assert [result.paid_in[code] for code in CODES] == [(3 * PER_PLACE, 0), (0, 0), (0, 0)]
    assert [result.paid_out[code] for code in CODES] == [(0, 0), (3_600_000, 0), (2_400_000, 0)]
    assert (result.pot, result.stays) == ((6_000_000, 0), (0, 0))
    assert result.met(0) == [False, True, True]


def test_it_falls_away_once_the_shortfall_is_made_up():
    result = settled(region(kind((2, 2), (0, 2), (1, 0), (0, 1))))
    assert result.short["GM0001"] == (1, 0)
    assert result.paid_in["GM0001"] == (PER_PLACE, 0)


def test_pot_stays_where_nobody_met_the_target_and_is_not_handed_out_later():
    result = settled(region(kind((10, 0), (0, 5), (0, 3), (0, 2))))
    assert (result.pot, result.stays) == ((10 * PER_PLACE, 0), (10 * PER_PLACE, 0))
    assert all(result.paid_out[code] == (0, 0) for code in CODES)


def test_a_cent_that_is_left_over_goes_to_the_largest_remainder_and_a_tie_to_the_lower_code():
    data = region(kind((3, 0), (1, 0), (1, 0), (0, 0)), weights=(1, 1, 1), amount=1)
    assert [settled(data).paid_out[code][0] for code in CODES] == [1, 0, 0]


def test_more_of_one_kind_does_not_make_up_for_another():
    data = region(
        kind((10, 0), (5, 0), (3, 0), (1, 0)), kind((0, 0), (0, 0), (0, 0), (9, 0), code="geclusterd")
    )
    result = settled(data)
    assert (result.target["GM0003"], result.realised["GM0003"]) == ((2, 2), (10, 10))
    assert result.short["GM0003"] == (1, 1)
    assert result.met(0) == [True, True, False]


def test_unknown_is_not_zero_the_year_and_those_after_it_are_not_settled():
    result = settled(region(kind((10, 0), (5, 0), (None, 3), (0, 0))))
    assert result.settled == (False, False)
    assert (result.pot, result.stays) == ((None, None), (None, None))
    assert result.realised["GM0002"] == (None, None)
    assert result.short["GM0003"] == (2, 2)
    assert all(result.paid_in[code] == result.paid_out[code] == (None, None) for code in CODES)
    assert result.unknown(0) == ["GM0002"]


def test_a_year_waits_for_its_own_numbers_only():
    result = settled(region(kind((10, 0), (5, None), (3, None), (1, None))))
    assert result.settled == (True, False)
    assert result.pot == (PER_PLACE, None)


def test_without_an_amount_per_place_nothing_is_settled():
    result = settled(region(kind((10, 0), (5, 0), (3, 0), (1, 0)), amount=None))
    assert result.settled == (False, False)
    assert result.short["GM0003"] == (1, 1)


def test_what_stood_at_the_start_is_not_split():
    some = kind((6, 0), (0, 0), (0, 0), (0, 0), agreed=20, start=14)
    assert (some.to_realise, some.planned) == (6, 6)
    assert sum(settled(region(some)).target[code][0] or 0 for code in CODES) == 6


def test_target_is_split_anew_over_who_is_a_member_and_who_left_neither_pays_nor_gets():
    data = region(kind((10, 0), (0, 0), (3, 0), (2, 4)), member=(ALWAYS, ALWAYS, (True, False)))
    result = settled(data)
    assert [result.target[code] for code in CODES] == [(5, 6), (3, 4), (2, None)]
    assert result.paid_in["GM0003"] == (0, None)
    assert result.settled == (True, True)
    assert result.realised["GM0003"] == (2, None)


def test_a_municipality_that_leaves_in_a_scenario_is_settled_without():
    data = region(kind((10, 0), (0, 0), (3, 0), (2, 0)))
    result = settled(data, Choice.of(ends={"GM0001": 2021}))
    assert result.target["GM0001"] == (5, None)
    assert [result.target[code][1] for code in CODES[1:]] == [6, 4]


def test_who_joins_later_needs_no_numbers_of_before():
    data = region(kind((10, 0), (5, 0), (5, 0), (None, 2)), member=(ALWAYS, ALWAYS, (False, True)))
    result = settled(data)
    assert result.settled == (True, True)
    assert result.realised["GM0003"] == (None, 2)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (2021, (2_000_000, 2_050_000)),
        (2020, (2_050_000, 2_101_250)),
        (2022, (2_000_000, 2_000_000)),
        (None, (2_000_000, 2_050_000)),
    ],
)
def test_amount_per_place_rises_from_its_price_level(level, expected):
    data = region(kind((1, 0), (0, 0), (0, 0), (0, 0)), price_level=level, index=Fraction(5, 2))
    assert settled(data).amount_per_place == expected


def test_amount_per_place_is_rounded_once_a_year_half_away_from_zero():
    housing = Housing((), 101, 2021, Fraction(50))
    assert [housing.amount_in(year, 2021) for year in (2021, 2022, 2023)] == [101, 152, 227]  # 151.5, 227.25


def test_no_agreement_is_nothing_to_settle():
    assert settle(replace(region(), housing=None), NOBODY) is None


def test_text_and_back_gives_the_same():
    data = region(kind((10, 0), (5, None), (3, 0), (1, 0)), index=Fraction(7, 2))
    assert data_from_json(to_json(data)) == data


def test_another_number_is_a_difference_that_an_older_version_does_not_know():
    old, new = (region(kind((10, 0), (number, 0), (3, 0), (1, 0))) for number in (4, 5))
    assert not same_budget(old, new)
    assert [change.field for change in diff(old, new).plan] == ["housing"]
    before = replace(old, municipalities=(), keys=(), key="", housing=None, derived={})
    assert same_budget(before, new)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda h: replace(h, amount=-1),
        lambda h: replace(h, index=Fraction(-100)),
        lambda h: replace(h, price_level="2021"),
        lambda h: replace(h, kinds=()),
        lambda h: replace(h, kinds=h.kinds * 2),
        lambda h: replace(h, kinds=(replace(h.kinds[0], targets=(1,)),)),
        lambda h: replace(h, kinds=(replace(h.kinds[0], targets=(1, -1)),)),
        lambda h: replace(h, kinds=(replace(h.kinds[0], start=True),)),
        lambda h: replace(h, kinds=(replace(h.kinds[0], start=21),)),
        lambda h: replace(h, kinds=(replace(h.kinds[0], realised=((0, 0),)),)),
        lambda h: replace(h, kinds=(replace(h.kinds[0], realised=((0, 0), (0, 0), (0, -2))),)),
    ],
)
def test_what_does_not_hang_together_is_refused(wrong):
    data = region(kind((10, 0), (5, 0), (3, 0), (1, 0)))
    with pytest.raises(ValueError, match="housing"):
        data_from_json(to_json(replace(data, housing=wrong(data.housing))))


def test_explanation_names_the_share_the_last_place_and_the_last_cent():
    result = settled(region(kind((5, 6), (0, 0), (1, 3), (1, 2)), amount=7))
    (term,) = explain_housing(result, "GM0001", "target", 2021).terms
    assert (term.ref, term.amount) == ("huur", 3)
    assert (term.share.of, term.share.weight, term.share.total, term.share.cent) == (5, 50, 100, 1)
    (pot,) = explain_housing(result, "GM0002", "paid_out", 2021).terms
    assert (pot.share.of, pot.share.weight, pot.share.total) == (21, 30, 50)
    assert explain_housing(result, "GM0001", "paid_out", 2021).terms == ()
    (short,) = explain_housing(result, "GM0001", "short", 2022).terms
    assert [(part.kind, part.amount) for part in short.parts] == [("target", 6), ("realised", 0)]


def test_explanation_of_what_is_not_known_is_an_error():
    result = settled(region(kind((5, 6), (None, 0), (1, 3), (1, 2))))
    with pytest.raises(ValueError, match="not known"):
        explain_housing(result, "GM0001", "paid_in", 2021)
    with pytest.raises(KeyError):
        explain_housing(result, "GM0001", "koffie", 2021)


CASES = read_yaml(FOLDER / "woningen.yaml")["verrekeningen"]


@pytest.mark.parametrize("case", CASES, ids=[case["naam"] for case in CASES])
def test_case_gives_what_it_expects(case):
    years = tuple(map(int, case["jaren"]))
    names = sorted(case["inwoners"])
    codes = {name: f"GM{i:04}" for i, name in enumerate(names)}
    member = {
        name: tuple(str(y) not in case.get("geen_lid", {}).get(name, []) for y in years) for name in names
    }
    index = Fraction(case.get("indexering", "0"))
    data = BudgetData(
        "r",
        "p",
        "t",
        years,
        municipalities=tuple(Municipality(codes[name], name, member[name]) for name in names),
        keys=(Key("k", "k", "inhabitants", tuple((int(case["inwoners"][n]),) * len(years) for n in names)),),
        key="k",
        housing=Housing(
            tuple(
                HousingKind(
                    name,
                    name,
                    sum(map(int, of_kind["doel"])),
                    0,
                    tuple(map(int, of_kind["doel"])),
                    tuple(
                        tuple(None if n == "leeg" else int(n) for n in of_kind["gerealiseerd"][each])
                        for each in names
                    ),
                )
                for name, of_kind in case["soorten"].items()
            ),
            cents(case["bedrag"]),
            years[0],
            index,
        ),
    )
    result = settled(data)
    for name, expected in case["verwacht"].items():
        if name in ("pot", "blijft"):
            shown = result.pot if name == "pot" else result.stays
            assert [None if n == "open" else cents(n) for n in expected] == list(shown), name
            continue
        for what, row in expected.items():
            figure, read = {
                "doel": ("target", int),
                "tekort": ("short", int),
                "betaalt": ("paid_in", cents),
                "ontvangt": ("paid_out", cents),
            }[what]
            wanted = [None if n in ("open", "geen lid") else read(n) for n in row]
            assert wanted == list(result.figure(codes[name], figure)), (name, what)


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
    result = settled(*situation)
    for each in result.data.municipalities:
        for name in HOUSING_FIGURES:
            for year, figure in zip(result.data.years, result.figure(each.code, name), strict=True):
                if figure is not None:
                    found = explain_housing(result, each.code, name, year)
                    assert found.amount == figure == sum(term.amount for term in found.terms)
                    assert all(not t.share or t.share.cent in (0, 1) for t in found.terms)
                    assert all(not t.parts or sum(p.amount for p in t.parts) == t.amount for t in found.terms)


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
