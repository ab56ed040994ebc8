"""The one rounding rule and the splitting of cents."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.engine.money import (
    cents_from_decimal,
    decimal_from_cents,
    largest_remainder,
    percentage_of,
    round_half_away,
)
from tests.engine.strategies import engine_settings


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(0), 0),
        (Fraction(1, 2), 1),
        (Fraction(-1, 2), -1),
        (Fraction(3, 2), 2),
        (Fraction(-3, 2), -2),
        (Fraction(5, 2), 3),  # to even would give 2
        (Fraction(-5, 2), -3),
        (Fraction(49, 100), 0),
        (Fraction(-49, 100), 0),
        (Fraction(51, 100), 1),
        (Fraction(-51, 100), -1),
        (Fraction(7), 7),
        (Fraction(-7), -7),
        (Fraction(2 * 10**20 + 1, 2), 10**20 + 1),  # a float cannot hold this half
        (Fraction(1, 3), 0),
        (Fraction(2, 3), 1),
    ],
)
def test_round_half_away_from_zero(value, expected):
    assert round_half_away(value) == expected


@pytest.mark.parametrize(
    ("cents", "percentage", "expected"),
    [
        (241_234_500, Fraction(3), 7_237_035),
        (50, Fraction(1), 1),
        (-50, Fraction(1), -1),
        (49, Fraction(1), 0),
        (150, Fraction(1), 2),
        (250, Fraction(1), 3),
        (100, Fraction(0), 0),
        (100, Fraction(-3), -3),
        (100, Fraction(100), 100),
        (1000, Fraction(1, 3), 3),
        (99_999_999_999, Fraction(7, 2), 3_500_000_000),
    ],
)
def test_percentage_of_an_amount(cents, percentage, expected):
    assert percentage_of(cents, percentage) == expected


@pytest.mark.parametrize(
    ("amount", "weights", "expected"),
    [
        (10, [1], [10]),
        (10, [1, 1, 1], [4, 3, 3]),
        (11, [1, 1, 1], [4, 4, 3]),
        (-10, [1, 1, 1], [-4, -3, -3]),
        (2000, [50, 30, 40], [833, 500, 667]),
        (1, [1, 2], [0, 1]),
        (1, [2, 2], [1, 0]),
        (7, [0, 3, 0, 3], [0, 4, 0, 3]),
        (0, [3, 4], [0, 0]),
        (100_000_000_002, [99_999_999_999, 99_999_999_999, 3], [50_000_000_000, 50_000_000_000, 2]),
    ],
    ids=[
        "one",
        "tie to the first",
        "tie to the first two",
        "below zero",
        "largest remainder",
        "remainder beats order",
        "order breaks the tie",
        "zero weights",
        "nothing to split",
        "beyond 64 bits",
    ],
)
def test_largest_remainder_splits_to_the_cent(amount, weights, expected):
    assert largest_remainder(amount, weights) == expected


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [1, -1], [5, -1], [-3]])
def test_largest_remainder_without_usable_weights_is_an_error(weights):
    with pytest.raises(ValueError, match="weights"):
        largest_remainder(10, weights)


@engine_settings
@given(
    st.integers(-(10**14), 10**14),
    st.lists(st.integers(0, 10**12), min_size=1, max_size=12).filter(any),
)
def test_largest_remainder_adds_up_and_stays_within_a_cent(amount, weights):
    parts = largest_remainder(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(amount * weight, sum(weights))) < 1
        assert weight or part == 0


@engine_settings
@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**9), min_size=2, max_size=8).filter(any))
def test_largest_remainder_gives_a_heavier_weight_no_less(amount, weights):
    parts = largest_remainder(amount, weights)
    by_weight = sorted(zip(weights, parts, strict=True))
    assert [part for _, part in by_weight] == sorted(parts)


@pytest.mark.parametrize(
    ("euros", "cents"),
    [("0", 0), ("72370.35", 7_237_035), ("-0.50", -50), ("1E+3", 100_000), ("12.340", 1234), ("5.1", 510)],
)
def test_cents_from_decimal_is_exact(euros, cents):
    assert cents_from_decimal(Decimal(euros)) == cents


@pytest.mark.parametrize("euros", ["0.001", "-1.005", "12.3456"])
def test_cents_from_decimal_with_more_decimals_is_an_error(euros):
    with pytest.raises(ValueError, match="more than two decimals"):
        cents_from_decimal(Decimal(euros))


@pytest.mark.parametrize(
    ("cents", "text"), [(7_237_035, "72370.35"), (0, "0.00"), (-5, "-0.05"), (10**13, "100000000000.00")]
)
def test_decimal_from_cents_has_two_decimals(cents, text):
    assert str(decimal_from_cents(cents)) == text


@given(st.integers(-(10**15), 10**15))
@engine_settings
def test_cents_survive_decimal_and_back(cents):
    assert cents_from_decimal(decimal_from_cents(cents)) == cents
