"""What programs call figures: as the fields of a result, with codes as they are."""

import pytest

from budgets.engine import figure_names
from budgets.models import Scenario
from budgets.outer_names import inner_figure, is_outer, outer_figure
from budgets.sides import Side

NAMES = [
    ("costs", "costs"),
    ("result_after_target", "resultAfterTarget"),
    ("costs_by_priority.0", "costsByPriority.0"),
    ("savings_targets.gb_3", "savingsTargets.gb_3"),
    ("municipalities.GM0402.net_contribution", "municipalities.GM0402.netContribution"),
    ("total.handed_back", "total.handedBack"),
    ("housing.region.paid_in", "housing.region.paidIn"),
    ("housing.GM0402.short.vast_blok", "housing.GM0402.short.vast_blok"),
    ("housing.settled_stays", "housing.settledStays"),
    ("housing.agreement.to_realise.vast", "housing.agreement.toRealise.vast"),
    ("options.net_contribution.claimed", "options.net_contribution.claimed"),  # a code, whatever it says
    ("per_inhabitant.difference.total.net_contribution", "perInhabitant.difference.total.netContribution"),
    ("years.savings_target", "years.savingsTarget"),
    ("years.2022,2023.savings_target", "years.2022,2023.savingsTarget"),
    ("taken_by_priority.0", "takenByPriority.0"),
    ("taken.0:8,2:4", "taken.0:8,2:4"),
    ("estimate.memorandum.net_contribution.low", "estimate.memorandum.net_contribution.low"),
    ("difference.costs_by_goal.net_contribution", "difference.costsByGoal.net_contribution"),
]


@pytest.mark.parametrize(("inner", "outer"), NAMES)
def test_words_of_ours_change_and_codes_do_not(inner, outer):
    assert (outer_figure(inner), inner_figure(outer), is_outer(outer)) == (outer, inner, True)


@pytest.mark.parametrize(
    "name", ["result_after_target", "costs_by_goal.x", "difference.savings_target", "total.handed_back"]
)
def test_a_figure_has_one_name_outside(name):
    assert not is_outer(name)


def test_every_figure_of_every_scenario_goes_out_and_in(demo):
    sides = [Side(demo), *(Side(demo, None, scenario) for scenario in Scenario.objects.filter(plan=demo))]
    for side in sides:
        names = list(figure_names(side.result))
        outer = [outer_figure(name) for name in names]
        assert [inner_figure(name) for name in outer] == names
        assert len(set(outer)) == len(names) > 1_000
        assert [name for name in outer if "_" in name] == []
