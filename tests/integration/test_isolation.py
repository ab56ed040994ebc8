"""Every address of the project × every role × another region: what is not theirs does not exist.

An address that is missing from ``addresses`` fails the test: put it there together
with what each role may do with it.
"""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from budgets.actions.scenarios import create_scenario
from measures.models import Plan
from municipalities.models import Region, Role, User
from tests.integration.addresses import ADDRESSES, prepare

REQUESTS = [(name, *request) for name, requests in ADDRESSES.items() for request in requests]
OF_A_REGION = [request for request in REQUESTS if "region" in request[1]]
PUBLIC = {
    "login",
    "password_reset",
    "password_reset_done",
    "password_reset_confirm",
    "password_reset_complete",
}


def named_addresses(resolver=None):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named_addresses(pattern)
        elif isinstance(pattern, URLPattern):
            yield pattern.name


def name_of(value):
    return value if isinstance(value, str) else ""


def state(plan):
    """What a request may have written: scenarios, the budget (its revision counts every change), roles."""
    return [
        *plan.scenarios.order_by("pk").values(),
        *Plan.objects.filter(pk=plan.pk).values(),
        *Plan.objects.filter(region=plan.region_id).order_by("pk").values_list("pk"),
        *plan.versions.order_by("pk").values_list("number"),
        *Role.objects.filter(region=plan.region_id).order_by("pk").values(),
        *User.objects.filter(roles__region=plan.region_id).order_by("pk").values_list("pk", "is_active"),
    ]


def ask(client, name, arguments, method, data, **headers):
    return getattr(client, method)(reverse(name, kwargs=arguments), data, **headers)


def log_in(client, region, kind):
    user = User.objects.create(username=f"{kind}-{region.slug}")
    Role.objects.create(user=user, region=region, kind=kind)
    client.force_login(user)


@pytest.fixture
def demo(demo):
    """The demo with what some addresses need to be there: see ``prepare`` in ``addresses``."""
    prepare(demo)
    demo.refresh_from_db()
    return demo


@pytest.fixture
def elsewhere(demo):
    """Another region with a plan and a scenario of the same names as the demo's."""
    region = Region.objects.create(slug="elders", name="Elders")
    plan = Plan.objects.create(region=region, slug=demo.slug, title="Plan", first_year=2021, last_year=2024)
    create_scenario(plan=plan, name="Ongewijzigd", by=User.objects.get(username="adviseur"))
    return region


def test_every_address_stands_in_the_table():
    assert set(named_addresses()) == set(ADDRESSES)


@pytest.mark.parametrize("kind", Role.Kind.values)
@pytest.mark.parametrize(("name", "arguments", "method", "data", "_"), OF_A_REGION, ids=name_of)
@pytest.mark.parametrize("htmx", [False, True], ids=["page", "fragment"])
def test_other_region_is_not_there(client, demo, elsewhere, name, arguments, method, data, _, kind, htmx):
    log_in(client, elsewhere, kind)
    before = state(demo)
    headers = {"headers": {"HX-Request": "true"}} if htmx else {}
    answer = ask(client, name, arguments, method, data, **headers)
    assert answer.status_code == 404
    assert "21.701" not in answer.content.decode(errors="ignore")
    assert state(demo) == before


@pytest.mark.parametrize("kind", Role.Kind.values)
@pytest.mark.parametrize(("name", "arguments", "method", "data", "expected"), REQUESTS, ids=name_of)
def test_role_in_own_region(client, demo, name, arguments, method, data, expected, kind):
    log_in(client, demo.region, kind)
    before = state(demo)
    answer = ask(client, name, arguments, method, data)
    assert (answer.status_code if answer.status_code >= 400 else 200) == expected[kind]
    writes = method == "post" and arguments
    changed = state(demo) != before
    assert changed == bool(writes and expected[kind] == 200)


@pytest.mark.parametrize("name", ["scenario", "scenario_switch", "scenario_rename", "scenario_delete"])
def test_alderman_changes_their_own_scenario_only(client, demo, name):
    client.force_login(User.objects.get(username="portefeuillehouder"))
    own = create_scenario(plan=demo, name="Van mij", by=User.objects.get(username="portefeuillehouder"))
    for arguments, method, data, _ in ADDRESSES[name]:
        if method == "post":
            before = state(demo)
            assert ask(client, name, arguments, method, data).status_code == 403
            assert state(demo) == before
            mine = arguments | {"scenario": own.slug}
            assert ask(client, name, mine, method, data).status_code < 400
            assert state(demo) != before


@pytest.mark.parametrize(("name", "arguments", "method", "data", "_"), REQUESTS, ids=name_of)
def test_nobody_gets_in_without_logging_in(client, demo, name, arguments, method, data, _):
    answer = ask(client, name, arguments, method, data)
    if name in PUBLIC:
        assert answer.status_code == 200
    else:
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("login"))


@pytest.mark.parametrize(("name", "arguments", "method", "data", "_"), OF_A_REGION, ids=name_of)
def test_user_without_a_region_sees_nothing(client, demo, name, arguments, method, data, _):
    client.force_login(User.objects.create(username="niemand"))
    assert ask(client, name, arguments, method, data).status_code == 404


@pytest.mark.parametrize(
    ("name", "arguments", "method", "data", "part"),
    [(*request[:4], part) for request in OF_A_REGION for part in request[1]],
    ids=name_of,
)
def test_unknown_name_in_an_address_is_not_there(client, demo, name, arguments, method, data, part):
    client.force_login(User.objects.get(username="adviseur"))
    unknown = 999_999 if isinstance(arguments[part], int) else "bestaat-niet"
    assert ask(client, name, arguments | {part: unknown}, method, data).status_code == 404
