"""What people type and paste as an amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.amount_text import LARGEST, read_amount, written_in_english
from budgets.dutch_numbers import euros, exact, shortest
from municipalities.refusals import Refused

READ = [
    ("1.234.567,89", 123456789),
    ("1,234,567.89", 123456789),
    ("1 234 567,89", 123456789),
    ("€ 1.234", 123400),
    ("€\u00a01.234,5", 123450),
    ("EUR 12", 1200),
    ("(1.234)", -123400),
    ("(€ 1.234)", -123400),
    ("-1.234", -123400),
    ("€ -1.234", -123400),
    ("1.234-", -123400),
    ("\u22121.234,56", -123456),
    ("\u20131.234", -123400),
    ("p.m.", "pm"),
    ("PM", "pm"),
    ("Pm.", "pm"),
    ("-PM", "pm"),
    ("\u2013 p.m.", "pm"),
    ("pro memorie", "pm"),
    ("-/- 1.234", -123400),
    ("1.234,50 -/-", -123450),
    ("", ""),
    (" \u00a0\t", ""),
    ("–", ""),
    ("-", 0),
    ("€ -", 0),
    (" €  -   ", 0),
    ("0", 0),
    ("0,00", 0),
    ("-0", 0),
    ("007", 700),
    ("1.234", 123400),
    ("€ 1.234,-", 123400),
    ("1.234,--", 123400),
    ("12,–", 1200),
    ("-1.234,-", -123400),
    ("(1.234,-)", -123400),
    ("1,234,567", 123456700),
    ("1,234.5", 123450),
    ("12,5", 1250),
    ("12.50", 1250),
    (",5", 50),
    ("1234567,8", 123456780),
    ("999.999.999,99", LARGEST),
    ("-999999999.99", -LARGEST),
]
REFUSED = [
    ("12,34,5", "geen bedrag"),
    ("1.23.456", "geen bedrag"),
    ("12,345,6", "geen bedrag"),
    ("1.234.56", "geen bedrag"),
    ("abc", "geen bedrag"),
    ("5%", "geen bedrag"),
    ("1e3", "geen bedrag"),
    ("12,", "geen bedrag"),
    (".", "geen bedrag"),
    ("€", "geen bedrag"),
    ("()", "geen bedrag"),
    ("(-5)", "geen bedrag"),
    ("--5", "geen bedrag"),
    ("-/- -5", "geen bedrag"),
    ("--pm", "geen bedrag"),
    ("1-2", "geen bedrag"),
    ("=1+1", "geen bedrag"),
    ("١٢", "geen bedrag"),
    ("0,123", "twee cijfers"),
    ("1234,567", "twee cijfers"),
    ("1.234,567", "twee cijfers"),
    ("12,345", "dubbelzinnig. Typ 12.345 .*, of 12,35 "),
    ("1,000", "dubbelzinnig. Typ 1.000 .*, of 1,00 "),
    ("€ -999,999", "dubbelzinnig. Typ 999.999 .*, of 1000,00 "),
    ("1,234,-", "dubbelzinnig"),
    (",-", "geen bedrag"),
    ("1.234.-", "geen bedrag"),
    ("1.000.000.000", "te groot"),
    ("9" * 5000, "te groot"),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_amount_is_read(text, value):
    assert read_amount(text) == value
    assert type(read_amount(text)) is type(value)


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_text_that_is_no_amount_is_refused(text, why):
    with pytest.raises(Refused, match=why) as refused:
        read_amount(text)
    assert text[:40] in refused.value.message


@pytest.mark.parametrize(
    ("others", "english"),
    [
        (["1,234.50"], True),
        (["(1,234,567)"], True),
        (["€ 0.75", "abc", "", "p.m.", "100"], True),
        (["1,234.50", "1.234,50"], False),
        (["1,234.50", "1.234"], False),
        (["1,234.50", "7,5"], False),
        (["1,234,-"], False),
        (["100", ""], False),
    ],
)
def test_comma_before_three_digits_is_what_the_other_cells_of_a_block_say(others, english):
    assert written_in_english([*others, "12,345"]) is english
    assert read_amount("12,345", english=True) == 1234500
    assert read_amount("0,12", english=True) == 12


@pytest.mark.parametrize(
    ("text", "cents"),
    [("12", 1200000), ("12,5", 1250000), ("1.234,567", 123456700), ("0,12345", 12345), ("(7,25)", -725000)],
)
def test_amount_in_thousands_is_read_to_the_cent(text, cents):
    assert read_amount(text, thousands=True) == cents


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1,123456", "meer dan vijf cijfers"),
        ("273,715", "dubbelzinnig"),
        ("1.000.000", "te groot"),
    ],
)
def test_text_in_thousands_that_is_no_amount_is_refused(text, why):
    with pytest.raises(Refused, match=why):
        read_amount(text, thousands=True)


@given(st.integers(-LARGEST, LARGEST))
def test_amount_printed_is_read_as_it_was(cents):
    english = f"{'-' if cents < 0 else ''}{abs(cents) // 100:,}.{abs(cents) % 100:02}"
    for text in (exact(cents), shortest(cents), euros(cents), english):
        assert read_amount(text) == cents


@given(st.text(max_size=20))
def test_any_text_gives_a_value_or_a_sentence(text):
    try:
        value = read_amount(text)
    except Refused as refused:
        value = refused.message
    assert isinstance(value, str) or abs(value) <= LARGEST
