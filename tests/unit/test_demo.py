"""The demo: the printed case complete, loaded once, never in production."""

import pytest
from django.core.management import CommandError, call_command

from budgets.models import AdjustmentOption, ControlTotal, CostLine, FundingStream, Scenario
from measures.models import Goal, Plan
from municipalities.models import RegionMember, User


def everything():
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (Plan, Goal, CostLine, FundingStream, AdjustmentOption, ControlTotal, Scenario)
    }


def test_demo_is_complete(demo):
    lines = CostLine.objects.filter(plan=demo)
    assert [line.number for line in lines] == list(range(1, 58))
    assert list(demo.streams.values_list("code", flat=True)) == ["DUVO", "MO", "BW", "ONB", "EB", "GB"]
    assert demo.options.count() == 11
    assert demo.control_totals.filter(source="begroting, bijlage 1").count() == 36
    assert list(demo.scenarios.values_list("slug", flat=True)) == ["ongewijzigd", "alle-bijstellingen"]
    assert RegionMember.objects.filter(region=demo.region).count() == 8


def test_demo_loaded_twice_changes_nothing(demo):
    before = everything()
    call_command("load_demo", verbosity=0)
    assert everything() == before
    assert Scenario.history.count() == 3  # two made, one switched


def test_demo_keeps_what_a_user_changed(demo):
    Scenario.objects.filter(slug="ongewijzigd").update(name="Van ons")
    User.objects.get(username="adviseur").set_password("iets anders")
    call_command("load_demo", verbosity=0)
    assert Scenario.objects.get(slug="ongewijzigd").name == "Van ons"


def test_demo_refused_in_production(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="niet in productie"):
        call_command("load_demo")
    assert not Plan.objects.exists()
    assert not User.objects.exists()


def test_demo_accounts_log_in(demo, client):
    for username in ("adviseur", "financien", "portefeuillehouder", "beheerder", "lezer", "buurregio"):
        assert client.login(username=username, password="demo")


def test_neighbour_is_small_and_apart(demo):
    neighbour = Plan.objects.exclude(region=demo.region).get()
    assert CostLine.objects.filter(plan=neighbour).count() == 6
    assert "voorbeeld" in neighbour.title
    assert list(Plan.objects.visible_to(User.objects.get(username="buurregio"))) == [neighbour]
    assert list(Plan.objects.visible_to(User.objects.get(username="adviseur"))) == [demo]
