"""Every address of the project × every role × another region: what is not theirs does not exist.

An address that is missing from ``addresses`` fails the test: put it there together
with what each role may do with it.  One test asks all addresses, each from the
same start: what it wrote is undone before the next.  A test fails with the list of
what was wrong.
"""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from budgets.actions.scenarios import create_scenario
from budgets.snapshot import budget_data
from decisions.models import Presentation
from measures.models import Plan
from municipalities.models import ApiToken, Region, Role, User
from tests.integration.addresses import ADDRESSES, prepare
from tests.integration.forms import submit
from tests.kept_demo import budgets_read_once

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


def state(plan):
    """What a request may have written: scenarios, the budget by its revision, roles, files brought in."""
    return [
        *plan.scenarios.order_by("pk").values(),
        *Plan.objects.filter(pk=plan.pk).values(),
        *Plan.objects.filter(region=plan.region_id).order_by("pk").values_list("pk"),
        *plan.versions.order_by("pk").values_list("number"),
        *Role.objects.filter(region=plan.region_id).order_by("pk").values(),
        *Presentation.objects.filter(scenario__plan=plan).values(),
        *plan.positions.order_by("pk").values(),
        *plan.region.bodies.order_by("pk").values(),
        *plan.region.members.order_by("pk").values(),
        *plan.region.centres.order_by("pk").values(),
        *plan.import_files.order_by("pk").values_list("pk", "mapping_json", "answers_json", "change"),
        *plan.searches.order_by("pk").values_list("pk", "status"),
        *plan.region.import_mappings.order_by("pk").values_list("pk", "mapping_json"),
        *User.objects.filter(roles__region=plan.region_id).order_by("pk").values_list("pk", "is_active"),
        *ApiToken.objects.filter(prefix="vanander").values_list("withdrawn_at"),
    ]


def ask(client, name, arguments, method, data, **headers):
    """A form is filled in on its page, which says what was seen."""
    address = reverse(name, kwargs=arguments)
    if method == "post" and any(asked[1] == "get" for asked in ADDRESSES[name]):
        return submit(client, address, data, **headers)
    return getattr(client, method)(address, data, **headers)


def logged_in(user):
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@contextmanager
def visit(whose=None):
    """A client, with the session of another if given; whatever it writes is undone at the end."""
    with transaction.atomic():
        client = Client()
        if whose is not None:
            client.cookies = whose.cookies.copy()
        yield client
        transaction.set_rollback(True)


def somebody(region, kind):
    user = User.objects.create(username=f"{kind}-{region.slug}")
    Role.objects.create(user=user, region=region, kind=kind)
    return user


@pytest.fixture
def demo(demo, monkeypatch):
    """The demo with what some addresses need to be there: see ``prepare`` in ``addresses``.

    Who may have a workbook is tested here, not what stands in it: none is written.
    """
    prepare(demo)
    demo.refresh_from_db()
    monkeypatch.setattr("reports.download.build_workbook", lambda *_: b"")
    with budgets_read_once({(demo.pk, demo.revision): budget_data(demo)}):
        yield demo


@pytest.fixture
def elsewhere(demo):
    """Another region with a plan and a scenario of the same names as the demo's."""
    region = Region.objects.create(slug="elders", name="Elders")
    plan = Plan.objects.create(region=region, slug=demo.slug, title="Plan", first_year=2021, last_year=2024)
    create_scenario(plan=plan, name="Ongewijzigd", by=User.objects.get(username="adviseur"))
    return region


def test_every_address_stands_in_the_table():
    pages = {name for name in named_addresses() if not name.startswith("api-")}  # see tests/api
    assert pages == set(ADDRESSES)


@pytest.mark.parametrize("kind", Role.Kind.values)
@pytest.mark.parametrize("htmx", [False, True], ids=["page", "fragment"])
def test_other_region_is_not_there(demo, elsewhere, kind, htmx):
    user, before, wrong = logged_in(somebody(elsewhere, kind)), state(demo), []
    headers = {"headers": {"HX-Request": "true"}} if htmx else {}
    for name, arguments, method, data, _ in OF_A_REGION:
        with visit(user) as client:
            answer = ask(client, name, arguments, method, data, **headers)
            if answer.status_code != 404:
                wrong.append((name, method, answer.status_code))
            if "21.701" in answer.content.decode(errors="ignore"):
                wrong.append((name, method, "shows a figure"))
            if method == "post" and state(demo) != before:
                wrong.append((name, method, "wrote something"))
    assert wrong == []


@pytest.mark.parametrize("kind", Role.Kind.values)
def test_role_in_own_region(demo, kind):
    user, wrong = logged_in(somebody(demo.region, kind)), []
    before = state(demo)
    for name, arguments, method, data, expected in REQUESTS:
        with visit(user) as client:
            answer = ask(client, name, arguments, method, data)
            status = answer.status_code if answer.status_code >= 400 else 200
            if status != expected[kind]:
                wrong.append((name, method, answer.status_code))
            writes = bool(method == "post" and arguments and expected[kind] == 200)
            if (state(demo) != before) != writes:
                wrong.append((name, method, "wrote nothing" if writes else "wrote something"))
    assert wrong == []


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


def test_nobody_gets_in_without_logging_in(demo):
    wrong = []
    for name, arguments, method, data, _ in REQUESTS:
        with visit() as client:
            answer = ask(client, name, arguments, method, data)
            to_the_door = answer.status_code == 302 and answer.url.startswith(reverse("login"))
            if not (answer.status_code == 200 if name in PUBLIC else to_the_door):
                wrong.append((name, method, answer.status_code))
    assert wrong == []


def test_user_without_a_region_sees_nothing(demo):
    user, wrong = logged_in(User.objects.create(username="niemand")), []
    for name, arguments, method, data, _ in OF_A_REGION:
        with visit(user) as client:
            status = ask(client, name, arguments, method, data).status_code
            if status != 404:
                wrong.append((name, method, status))
    assert wrong == []


def test_unknown_name_in_an_address_is_not_there(demo):
    user, wrong = logged_in(User.objects.get(username="adviseur")), []
    for name, arguments, method, data, _ in OF_A_REGION:
        for part in arguments:
            unknown = 999_999 if isinstance(arguments[part], int) else "bestaat-niet"
            with visit(user) as client:
                status = ask(client, name, arguments | {part: unknown}, method, data).status_code
                if status != 404:
                    wrong.append((name, part, status))
    assert wrong == []
