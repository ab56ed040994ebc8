"""Rule 10: who is short of places pays into the pot, who is not shares in it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from budgets.engine import (
    BudgetData,
    Choice,
    Explanation,
    Housing,
    HousingKind,
    HousingResult,
    Key,
    Municipality,
    NotKnown,
    UnknownFigure,
    compute,
    data_from_json,
    diff,
    explain,
    same_budget,
    settle,
    to_json,
)
from tests.engine.casebook import FOLDER, cents, read_yaml

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


def explained(result: HousingResult, figure: str, year: int) -> Explanation:
    return explain(compute(result.data, result.choice), f"housing.{figure}", year)


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
    (term,) = explained(result, "GM0001.target", 2021).terms
    assert (term.ref, term.amount) == ("huur", 3)
    assert (term.share.of, term.share.weight, term.share.total, term.share.cent) == (5, 50, 100, 1)
    (pot,) = explained(result, "GM0002.paid_out", 2021).terms
    assert (pot.share.of, pot.share.weight, pot.share.total) == (21, 30, 50)
    assert explained(result, "GM0001.paid_out", 2021).terms == ()
    (short,) = explained(result, "GM0001.short", 2022).terms
    assert [(part.ref, part.amount) for part in short.parts] == [
        ("housing.GM0001.target.huur", 6),
        ("housing.GM0001.realised.huur", 0),
    ]


def test_explanation_of_what_is_not_known_is_an_error():
    result = settled(region(kind((5, 6), (None, 0), (1, 3), (1, 2))))
    with pytest.raises(NotKnown):
        explained(result, "GM0001.paid_in", 2021)
    with pytest.raises(UnknownFigure):
        explained(result, "GM0001.koffie", 2021)


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
