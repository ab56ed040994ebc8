"""Amounts, percentages and years as Dutch prints them."""

from fractions import Fraction

import pytest

from budgets import dutch_numbers as dutch

AMOUNTS = [
    # cents, whole, exact, shortest, euros, signed
    (0, "0", "0,00", "0", "€\u00a00", "0"),
    (49, "0", "0,49", "0,49", "€\u00a00,49", "0"),
    (50, "1", "0,50", "0,50", "€\u00a00,50", "+\u00a01"),
    (-49, "0", "−0,49", "−0,49", "€\u00a0−0,49", "0"),
    (-50, "−1", "−0,50", "−0,50", "€\u00a0−0,50", "−\u00a01"),
    (7237035, "72.370", "72.370,35", "72.370,35", "€\u00a072.370,35", "+\u00a072.370"),
    (-250000, "−2.500", "−2.500,00", "−2.500", "€\u00a0−2.500", "−\u00a02.500"),
    (
        99999999999,
        "1.000.000.000",
        "999.999.999,99",
        "999.999.999,99",
        "€\u00a0999.999.999,99",
        "+\u00a01.000.000.000",
    ),
]


@pytest.mark.parametrize(("cents", "whole", "exact", "shortest", "euros", "signed"), AMOUNTS)
def test_amount_is_printed(cents, whole, exact, shortest, euros, signed):
    assert dutch.whole(cents) == whole
    assert dutch.exact(cents) == exact
    assert dutch.shortest(cents) == shortest
    assert dutch.euros(cents) == euros
    assert dutch.signed(cents) == signed


@pytest.mark.parametrize(
    ("cents", "headline"),
    [(80844200, "+\u00a0€\u00a0808.442"), (-100, "−\u00a0€\u00a01"), (0, "€\u00a00"), (-3, "€\u00a00")],
)
def test_change_in_a_headline(cents, headline):
    assert dutch.signed_euros(cents) == headline


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ([], ""),
        ([2022], "2022"),
        ([2022, 2023], "2022 en 2023"),
        ([2022, 2024], "2022 en 2024"),
        ([2022, 2023, 2024], "2022 tot en met 2024"),
        ([2021, 2023, 2024, 2025], "2021 en 2023 tot en met 2025"),
        (list(range(2025, 2034)), "2025 tot en met 2033"),
    ],
)
def test_years_in_a_sentence(years, words):
    assert dutch.period(years) == words


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ([2022], "in 2022"),
        ([2022, 2023], "in 2022 en 2023"),
        ([2022, 2023, 2024], "van 2022 tot en met 2024"),
        ([2021, 2023, 2024, 2025], "in 2021 en 2023 tot en met 2025"),
    ],
)
def test_when_in_a_sentence(years, words):
    assert dutch.in_years(years) == words


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Fraction(3), "3%"),
        (Fraction(5, 2), "2,5%"),
        (Fraction(1, 8), "0,125%"),
        (Fraction(0), "0%"),
        (Fraction(100), "100%"),
    ],
)
def test_percentage_is_printed(value, printed):
    assert dutch.percentage(value) == printed


@pytest.mark.parametrize(
    ("change", "of", "printed"), [(-409017, 816684, "−50,1%"), (1, 3, "+33,3%"), (0, 5, "0,0%"), (5, 0, "")]
)
def test_change_in_percent(change, of, printed):
    assert dutch.change_in_percent(change, of) == printed
