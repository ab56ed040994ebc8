"""The search on the real case: the least cut that saves at least € 300.000 in 2023."""

import pytest

from budgets.engine import Choice, compute
from budgets.engine.search import Question, Wanted, search

pytestmark = pytest.mark.django_db  # the demo is read from the tables, also when these tests run alone


def test_least_cut_of_at_least_300_000_in_2023_is_300_017(reference_data):
    answer = search(reference_data, Choice(), Question(wanted=(Wanted("realised", 2023, 300_000_00),)))
    best = answer.best[0]
    assert best.on == ("vrouwenopvang", "pak-aan", "mensenhandel", "mda", "ggz-mantelzorg")
    assert best.impact == best.saves[2] == 300_017_00
    assert best.margins == (17_00,)
    assert (answer.gap, answer.tried, answer.method) == (0, 2048, "enumeration")
    assert compute(reference_data, best.choice).realised == best.saves


def test_floor_at_zero_is_counted(reference_data):
    """GGZ mantelzorg asks 67,500 of a line of 65,000."""
    answer = search(reference_data, Choice(), Question(wanted=(Wanted("realised", 2023, 300_000_00),)))
    cut = next(cut for cut in answer.best[0].cuts if cut.options == ("ggz-mantelzorg",))
    assert cut.amounts == (0, 27_500_00, 65_000_00, 65_000_00)
