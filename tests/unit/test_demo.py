"""The demo: the printed case complete, loaded once, never in production."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from budgets.models import AdjustmentOption, ControlTotal, CostLine, FundingStream, Scenario
from measures.models import Goal, Plan
from municipalities.models import (
    CentreMunicipality,
    Inhabitants,
    Municipality,
    Region,
    RegionMember,
    Role,
    User,
)

TASKS = ["beschermd wonen", "maatschappelijke opvang", "vrouwenopvang"]
WHO = (Municipality, Inhabitants, Region, RegionMember, CentreMunicipality)


def everything():
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (Plan, Goal, CostLine, FundingStream, AdjustmentOption, ControlTotal, Scenario)
    }


def test_demo_is_complete(demo):
    lines = CostLine.objects.filter(plan=demo)
    assert [line.number for line in lines] == list(range(1, 58))
    assert list(demo.streams.values_list("code", flat=True)) == ["DUVO", "MO", "BW", "ONB", "EB", "GB"]
    assert demo.options.count() == 13  # eleven printed, two shifts of who pays
    assert demo.control_totals.filter(source="begroting, bijlage 1").count() == 36
    assert list(demo.scenarios.values_list("slug", flat=True)) == ["ongewijzigd", "alle-bijstellingen"]
    assert RegionMember.objects.filter(region=demo.region).count() == 8


def test_demo_loaded_twice_changes_nothing(demo):
    before = everything()
    call_command("load_demo", verbosity=0)
    assert everything() == before
    assert Scenario.history.count() == 7  # three made, two switched, one with a level and an adjustment


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
    assert CostLine.objects.filter(plan=neighbour).count() == 7
    assert "voorbeeld" in neighbour.title
    assert list(Plan.objects.visible_to(User.objects.get(username="buurregio"))) == [neighbour]
    assert list(Plan.objects.visible_to(User.objects.get(username="adviseur"))) == [demo]


def test_municipalities_come_from_the_list(demo):
    assert Municipality.objects.count() == 343  # those of 2025, and Weesp
    eemnes = demo.region.members.get(municipality__code="GM0317").municipality
    assert (eemnes.name, eemnes.province) == ("Eemnes", "Utrecht")
    members = demo.region.members.values("municipality")
    counted = Inhabitants.objects.filter(year=2023, municipality__in=members)
    assert counted.count() == 8  # the demo's key counts them all in this year


def test_weesp_left_and_its_inhabitants_are_indicative(demo):
    weesp = demo.region.members.get(municipality__code="GM0457")
    assert (weesp.member_from, weesp.member_until) == (None, date(2021, 12, 31))
    assert weesp.municipality.province == "Noord-Holland"
    (counted,) = weesp.municipality.inhabitants.all()
    assert (counted.year, counted.count, counted.source) == (2023, 20457, "indicatief, rond 2021")


def test_hilversum_is_the_centre(demo):
    centres = demo.region.centres.order_by("task").values_list("task", "municipality__name")
    assert list(centres) == [(task, "Hilversum") for task in TASKS]


def test_province_of_six_regions_and_26_municipalities(demo):
    province = Region.objects.get(slug="provincie-utrecht")
    sizes = {part.slug: part.members.count() for part in province.parts.all()}
    assert sizes == {
        "utrecht-stad": 1,
        "utrecht-west": 5,
        "lekstroom": 5,
        "zuidoost-utrecht": 5,
        "eemland": 7,
        "foodvalley-utrecht": 3,
    }
    members = RegionMember.objects.filter(region__parent=province).values_list(
        "municipality__code", flat=True
    )
    in_province = Municipality.objects.filter(province="Utrecht").values_list("code", flat=True)
    assert sorted(members) == sorted(in_province)  # each once
    joined = RegionMember.objects.get(region__slug="lekstroom", municipality__name="Vijfheerenlanden")
    assert joined.member_from == date(2019, 1, 1)


def test_province_has_two_centres(demo):
    centres = CentreMunicipality.objects.filter(region__slug="provincie-utrecht")
    found = centres.order_by("task", "municipality__name").values_list("task", "municipality__name")
    assert list(found) == [(task, name) for task in TASKS for name in ("Amersfoort", "Utrecht")]


def test_province_has_no_plans_and_nobody_in_it(demo):
    regions = Region.objects.exclude(slug__in=["gooi-en-vechtstreek", "utrecht-voorbeeld"])
    assert regions.count() == 7
    assert not Plan.objects.filter(region__in=regions).exists()
    assert not Role.objects.filter(region__in=regions).exists()


def test_names_in_the_definitions_are_those_of_the_list(demo):
    from config.management.commands.load_demo import DEFINITIONS, WITHOUT_PLAN, _definition

    regions = [_definition(name)["region"] for name in DEFINITIONS] + _definition(WITHOUT_PLAN)["regions"]
    names = dict(Municipality.objects.values_list("code", "name"))
    for member in (member for region in regions for member in region.get("members", [])):
        assert names[member["code"]] == member["name"]


def test_municipalities_loaded_twice_change_nothing(demo):
    before = {model: list(model.objects.order_by("pk").values()) for model in WHO}
    histories = (RegionMember.history.count(), CentreMunicipality.history.count())
    assert histories == (8 + 3 + 26, 3 + 6)
    call_command("load_demo", verbosity=0)
    assert {model: list(model.objects.order_by("pk").values()) for model in WHO} == before
    assert (RegionMember.history.count(), CentreMunicipality.history.count()) == histories


def test_demo_of_before_gets_what_is_missing(demo):
    CentreMunicipality.objects.all().delete()
    Inhabitants.objects.all().delete()
    Region.objects.filter(slug="lekstroom").delete()
    Municipality.objects.filter(memberships=None).delete()
    Municipality.objects.update(province="")
    call_command("load_demo", verbosity=0)
    assert CentreMunicipality.objects.count() == 9
    assert Inhabitants.objects.count() == 3 * 342 + 1
    assert Municipality.objects.count() == 343
    assert not Municipality.objects.filter(province="").exists()
    assert Region.objects.get(slug="lekstroom").members.count() == 5


def test_demo_keeps_a_later_count(demo):
    Inhabitants.objects.filter(municipality__code="GM0402", year=2025).update(count=1, source="ons")
    call_command("load_demo", verbosity=0)
    assert Inhabitants.objects.get(municipality__code="GM0402", year=2025).count == 1
