"""Every operation of the API × every role × another region × a token that may only read.

An operation that is missing from ``operations`` fails the test: put it there
together with what each role may do with it.
"""

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from api.problems import KINDS
from budgets.actions.scenarios import create_scenario
from budgets.snapshot import budget_data
from measures.models import Plan
from municipalities.models import ApiToken, Region, Role, User
from tests.api.conftest import Api
from tests.api.operations import OPERATIONS, prepare
from tests.integration.test_isolation import somebody, state
from tests.kept_demo import budgets_read_once

PUBLIC = {"api-openapi", "api-documentation", "api-guide", "api-problem"}
READS = {("api-compute", "post"), ("api-version-compute", "post")}
"""Operations that are asked with POST and write nothing."""


@pytest.fixture
def demo(demo):
    prepare(demo)
    demo.refresh_from_db()
    with budgets_read_once({(demo.pk, demo.revision): budget_data(demo)}):
        yield demo


@pytest.fixture
def elsewhere(demo):
    """Another region with a plan and a scenario of the same names as the demo's."""
    region = Region.objects.create(slug="elders", name="Elders")
    plan = Plan.objects.create(region=region, slug=demo.slug, title="Plan", first_year=2021, last_year=2024)
    create_scenario(plan=plan, name="Ongewijzigd", by=User.objects.get(username="adviseur"))
    return region


def operations():
    """What the addresses of the API answer to."""
    (api,) = [found for found in get_resolver().url_patterns if str(found.pattern) == "api/v1/"]
    for pattern in api.url_patterns:
        for method in getattr(pattern.callback, "actions", {"get": ""}):
            if pattern.name not in PUBLIC and method != "head":
                yield pattern.name, method


def ask(api, plan, name, method, arguments, body):
    """As a program that read what it writes over: with the ETag of this moment."""
    known = {"plan": plan.pk} if "plan" in _variables(name) else {}
    of_path = {name: value for name, value in arguments.items() if name != "?"}
    query = f"?{arguments['?']}" if "?" in arguments else ""
    address = reverse(name, kwargs=known | of_path) + query
    headers = {} if method == "get" else {"If_Match": "*"}
    return api(method, address, body, **headers)


def _variables(name):
    return set(get_resolver().reverse_dict.getlist(name)[0][0][0][1])


def _of_region(name):
    """Lists of all that somebody may see are tested by subject; municipalities are for everybody."""
    return bool({"plan", "region"} & _variables(name))


def each_tried(user, plan, scope=ApiToken.Scope.WRITE, operations=OPERATIONS):
    """The operations with their answers, and whether they wrote; what one wrote is undone before the next."""
    api, before = Api(user, scope), state(plan)
    for asked in operations.items():
        (name, method), (arguments, body, _) = asked
        with transaction.atomic():
            answer = ask(api, plan, name, method, arguments, body)
            wrote = state(plan) != before
            transaction.set_rollback(True)
        yield asked, answer, wrote


def test_every_operation_stands_in_the_table():
    assert set(operations()) == set(OPERATIONS)


@pytest.mark.parametrize("kind", Role.Kind.values)
def test_other_region_is_not_there(demo, elsewhere, kind):
    user, wrong = somebody(elsewhere, kind), []
    of_region = {asked: what for asked, what in OPERATIONS.items() if _of_region(asked[0])}
    for asked, answer, wrote in each_tried(user, demo, operations=of_region):
        if answer.status_code != 404 or wrote:
            wrong.append((*asked[0], answer.status_code, wrote))
        assert "21.701" not in answer.content.decode()
    assert wrong == []


@pytest.mark.parametrize("kind", Role.Kind.values)
def test_role_in_own_region(demo, kind):
    user, wrong = somebody(demo.region, kind), []
    for asked, answer, wrote in each_tried(user, demo):
        status = answer.status_code if answer.status_code >= 400 else 200
        writes = asked[0][1] != "get" and asked[0] not in READS and status == 200
        if status != asked[1][2][kind] or wrote != writes:
            wrong.append((*asked[0], answer.status_code, wrote, answer.content[:300]))
    assert wrong == []


def test_token_to_read_writes_nothing(demo):
    user, wrong = User.objects.get(username="beheerder"), []
    for asked, answer, wrote in each_tried(user, demo, ApiToken.Scope.READ):
        reads = asked[0][1] == "get" or asked[0] in READS
        if wrote or (answer.status_code == 200) != reads:
            wrong.append((*asked[0], answer.status_code, wrote))
        if not reads:
            assert answer.json()["type"] == KINDS["scope"].type
    assert wrong == []
