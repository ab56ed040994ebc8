"""Who may do what: the whole table."""

import pytest

from budgets.models import Scenario
from municipalities.models import Region, Role, User

# role: may add, may change another's, may change their own
TABLE = {
    "beheerder": (True, True, True),
    "beleidsadviseur": (True, True, True),
    "financieel_adviseur": (True, True, True),
    "portefeuillehouder": (True, False, True),
    "lezer": (False, False, False),
    None: (False, False, False),
}


@pytest.mark.parametrize(("kind", "may"), TABLE.items(), ids=map(str, TABLE))
def test_role_may(demo, kind, may):
    user = User.objects.create(username="iemand")
    if kind:
        Role.objects.create(user=user, region=demo.region, kind=kind)
    others = Scenario.objects.get(slug="ongewijzigd")
    own = Scenario(plan=demo, slug="eigen", name="Eigen", created_by=user)
    add, change_others, change_own = may
    assert user.has_perm("budgets.add_scenario", demo) is add
    for permission in ("budgets.change_scenario", "budgets.delete_scenario"):
        assert user.has_perm(permission, others) is change_others
        assert user.has_perm(permission, own) is change_own


def test_role_elsewhere_gives_nothing_here(demo):
    user = User.objects.create(username="elders")
    region = Region.objects.create(slug="elders", name="Elders")
    Role.objects.create(user=user, region=region, kind=Role.Kind.ADMINISTRATOR)
    assert not user.has_perm("budgets.add_scenario", demo)
    assert not user.has_perm("budgets.change_scenario", Scenario.objects.get(slug="ongewijzigd"))
    assert not Scenario.objects.visible_to(user).exists()


def test_disabled_user_may_nothing(demo):
    user = User.objects.get(username="adviseur")
    user.is_active = False
    assert not user.has_perm("budgets.add_scenario", demo)


def test_scenario_visible_carries_the_role(demo, django_assert_num_queries):
    user = User.objects.get(username="portefeuillehouder")
    with django_assert_num_queries(1):
        scenario = Scenario.objects.visible_to(user).get(slug="ongewijzigd")
        assert scenario.role == Role.Kind.ALDERMAN
        assert not user.has_perm("budgets.change_scenario", scenario)
