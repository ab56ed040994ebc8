"""The search held against the plainest way to do it."""

import pytest

from budgets.engine.search import search
from tests.engine.plain_search import plain_search
from tests.engine.search_cases import search_case


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_weighing_all_at_once_gives_what_one_by_one_gives(first):
    for number in range(first, first + 50):
        data, choice, question = search_case(number, options=5)
        assert search(data, choice, question) == plain_search(data, choice, question), number
