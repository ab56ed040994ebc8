"""Who the tests of the actions act as, and how they fix a version."""

import pytest

from budgets.actions.versions import adopt_version
from municipalities.models import User
from tests.unit.versions import DAY


@pytest.fixture
def finance(demo):
    return User.objects.get(username="financien")


@pytest.fixture
def adopt(demo, finance):
    def adopt(name="Ontwerp", kind="ontwerp", **given):
        return adopt_version(plan=demo, name=name, kind=kind, by=finance, **({"decided_on": DAY} | given))

    return adopt
