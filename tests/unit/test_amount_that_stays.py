"""An amount that is sent as it stands asks for no right, in the grid as elsewhere."""

import pytest

from budgets.actions.amounts import Cell, save_amounts
from municipalities.models import User


@pytest.mark.parametrize(
    ("text", "state"),
    [("100", "unchanged"), ("100,00", "unchanged"), ("101", "refused"), ("", "refused"), ("veel", "refused")],
)
def test_only_what_changes_asks_for_the_right(demo, text, state):
    line = demo.cost_lines.get(code="regel-5")
    line.amounts.filter(year=2022).update(amount=100, pm=False)
    adviser = User.objects.get(username="adviseur")
    found = save_amounts(plan=demo, cells=[Cell("line:regel-5", 2022, text, 10_000)], by=adviser)
    assert (found.cells[0].state, found.changed) == (state, False)
