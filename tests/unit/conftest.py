"""Who the tests of the actions act as, how they fix a version, and how files are read in tests."""

import pytest

from budgets.actions.versions import adopt_version
from budgets.imports.reading import child
from budgets.imports.untrusted.process import answer
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


@pytest.fixture
def read_here(monkeypatch):
    """Reads files in this process: the same, without the start of another one each time."""
    monkeypatch.setattr(child, "_answer", answer)
