"""An apostrophe keeps a text from becoming a formula, and comes off again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.imports.formula_text import BEGINS_FORMULA, guarded, unguarded

TEXTS = st.text(st.sampled_from("=+-@'; \t\r\n,\"a\u2212\uff1d"), max_size=12)


@given(TEXTS)
def test_what_was_guarded_is_read_as_it_was(text):
    assert unguarded(guarded(text)) == text


@given(TEXTS)
def test_no_cell_begins_a_formula_wherever_a_spreadsheet_splits(text):
    cells = [text_after for part in guarded(text).split(";") for text_after in part.splitlines() or [""]]
    assert not any(cell.startswith(BEGINS_FORMULA) for tab in cells for cell in tab.split("\t"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("-schrappen", "'-schrappen"),
        ("+31 35 123", "'+31 35 123"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\u22125 plaatsen", "'\u22125 plaatsen"),
        ("\t=1+1", "\t'=1+1"),
        ("kort;=cmd|' /C calc'!A0", "kort;'=cmd|' /C calc'!A0"),
        ("'=1+1", "''=1+1"),
        ("'s Avonds open", "'s Avonds open"),
        ("Opvang (18+)", "Opvang (18+)"),
        ("kind = kind", "kind = kind"),
        ("a; - b", "a; - b"),
        ("", ""),
    ],
)
def test_only_what_would_become_a_formula_gets_an_apostrophe(text, shown):
    assert guarded(text) == shown
