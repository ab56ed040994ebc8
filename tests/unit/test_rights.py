"""Who may do what: the whole truth table, written out by hand and not read from the code."""

import pytest

from municipalities.models import Region, Role, User
from municipalities.rights import MATRIX, Right
from reports.people.lists import right_rows

ROLES = ("beheerder", "beleidsadviseur", "financieel_adviseur", "portefeuillehouder", "lezer")
# right: administrator, policy adviser, finance adviser, alderman, reader
TABLE = {
    "budgets.read": (True, True, True, True, True),
    "budgets.make_scenarios": (True, True, True, True, False),
    "budgets.change_scenarios": (True, True, True, False, False),
    "budgets.propose_scenarios": (True, True, True, True, False),
    "budgets.withdraw_proposals": (True, False, False, False, False),
    "budgets.change_measures": (True, True, True, False, False),
    "budgets.change_options": (True, True, True, False, False),
    "budgets.change_amounts": (True, False, True, False, False),
    "budgets.change_streams": (True, False, True, False, False),
    "decisions.record_position": (True, True, False, False, False),
    "budgets.import_budget": (True, False, True, False, False),
    "budgets.adopt_version": (True, False, True, False, False),
    "municipalities.manage_people": (True, False, False, False, False),
    "municipalities.change_members": (True, False, False, False, False),
}
CELLS = [
    (right, role, may) for right, allowed in TABLE.items() for role, may in zip(ROLES, allowed, strict=True)
]


@pytest.fixture
def region(db):
    return Region.objects.create(slug="hier", name="Hier")


@pytest.fixture
def user(db):
    return User.objects.create(username="iemand")


def test_table_is_complete():
    assert set(TABLE) == set(Right.values) == {right.value for right in MATRIX}
    assert set(ROLES) == set(Role.Kind.values)


@pytest.mark.parametrize(("right", "role", "may"), CELLS)
def test_role_holds_right(region, user, right, role, may):
    Role.objects.create(user=user, region=region, kind=role)
    assert user.has_perm(right, region) is may


@pytest.mark.parametrize("right", TABLE)
def test_nobody_without_a_role_holds_a_right(region, user, right):
    assert not user.has_perm(right, region)
    assert not user.has_perm(right)


@pytest.mark.parametrize("right", TABLE)
def test_disabled_user_holds_no_right(region, user, right):
    Role.objects.create(user=user, region=region, kind="beheerder")
    user.is_active = False
    user.save()
    assert not user.has_perm(right, region)


@pytest.mark.parametrize("right", TABLE)
def test_role_elsewhere_gives_no_right_here(region, user, right):
    elsewhere = Region.objects.create(slug="elders", name="Elders", parent=region)
    Role.objects.create(user=user, region=elsewhere, kind="beheerder")
    assert not user.has_perm(right, region)
    assert user.has_perm(right, elsewhere)


def test_page_shows_the_table():
    shown = [(row.label, tuple(holds for _, holds in row.allowed)) for row in right_rows()]
    assert shown == [(str(Right(right).label), allowed) for right, allowed in TABLE.items()]
    assert {tuple(role for role, _ in row.allowed) for row in right_rows()} == {
        tuple(map(str, Role.Kind.labels))
    }
