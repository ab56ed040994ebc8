"""The page about who takes part in a region, and its forms."""

from datetime import date

import pytest
from django.urls import reverse

from budgets.actions.membership import change_member
from budgets.actions.scenario_terms import change_terms
from municipalities.models import Region, RegionMember, Role, User
from tests.integration.forms import submit


@pytest.fixture
def admin(client, demo):
    client.login(username="beheerder", password="demo")
    return client


@pytest.fixture
def at(demo):
    return lambda name, **more: reverse(name, args=[demo.region.slug, *more.values()])


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_list_says_who_takes_part_until_when_and_for_what(admin, at):
    shown = text_of(admin.get(at("members")))
    assert "Weesp <span" in shown
    assert "31 december 2021" in shown
    assert "uitgetreden" in shown
    assert "De regio doet beschermd wonen, maatschappelijke opvang en vrouwenopvang." in shown


def test_province_names_its_parts(client, demo):
    region = Region.objects.get(slug="provincie-utrecht")
    Role.objects.create(user=User.objects.get(username="lezer"), region=region, kind="lezer")
    client.login(username="lezer", password="demo")
    shown = text_of(client.get(reverse("members", args=[region.slug])))
    assert "Regio’s die erbij horen" in shown
    assert "Eemland" in shown
    assert "Gemeente toevoegen" not in shown


def test_member_is_added_by_the_form(admin, at):
    answer = submit(admin, at("member_new"), {"gemeente": "GM0363", "vanaf": "1-1-2023"}, follow=True)
    assert "Amsterdam is toegevoegd." in text_of(answer)
    assert "Kijk ook bij Verdeelsleutels" in text_of(answer)
    found = RegionMember.objects.get(municipality__code="GM0363")
    assert (str(found.member_from), found.tasks) == ("2023-01-01", [])


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"gemeente": ""}, "gemeente", "Kies een gemeente."),
        ({"gemeente": "GM0406"}, "gemeente", "staat niet in de lijst"),
        ({"vanaf": "morgen"}, "vanaf", "Dit is geen datum."),
        ({"vanaf": "1-1-2024", "tot_en_met": "1-1-2023"}, "tot_en_met", "vóór de eerste"),
        ({"taken": ["koken"]}, "taken", "Kies taken uit de lijst."),
        ({"gemeente": "GM0308"}, "taken", "al deelnemer van een andere regio"),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_saved(admin, at, typed, field, says):
    answer = admin.post(at("member_new"), {"gemeente": "GM0363"} | typed)
    assert says in " ".join(answer.context["form"].errors[field])
    assert not RegionMember.objects.filter(
        region__slug="gooi-en-vechtstreek", municipality__code="GM0363"
    ).exists()


def test_change_keeps_what_was_there_and_says_who_changed_it_meanwhile(admin, at, demo):
    where = at("member_change", code="GM0406")
    seen = admin.get(where).context["form"].seen_json()
    RegionMember.objects.filter(region=demo.region, municipality__code="GM0406").update(
        member_from="2020-01-01"
    )
    answer = admin.post(where, {"gezien": seen, "vanaf": "2021-01-01", "tot_en_met": ""})
    assert "intussen" in " ".join(answer.context["form"].errors["vanaf"])


def test_delete_page_says_what_stands_in_the_way(admin, at):
    shown = text_of(admin.get(at("member_delete", code="GM0406")))
    assert "wordt gebruikt in een verdeelsleutel" in shown
    assert "Ja, weghalen" not in shown


def test_year_without_members_leaves_every_page_standing(admin, demo):
    """Only a plan that begins while nobody is a member comes to this."""
    demo.region.members.exclude(municipality__code="GM0457").delete()
    type(demo).objects.filter(pk=demo.pk).update(revision=999)
    where = [demo.region.slug, demo.slug]
    for name in (
        "municipalities",
        "reverse",
        "keys",
        "participation",
        "housing",
        "funding",
        "budget",
        "budget_workbook",
    ):
        assert admin.get(reverse(name, args=where)).status_code == 200, name
    scenario = reverse("scenario", args=[*where, "alle-bijstellingen"])
    assert admin.get(scenario).status_code == 200


def test_scenario_whose_ends_leave_nobody_after_a_change_of_membership_says_so(admin, demo):
    scenario = demo.scenarios.get(slug="alle-bijstellingen")
    scenario.plan = demo
    change_terms(scenario=scenario, values={"end:GM0402": 2021}, by=User.objects.get(username="beheerder"))
    for member in demo.region.members.exclude(municipality__code="GM0402"):
        change_member(
            member=member,
            values={"member_until": date(2021, 12, 31)},
            by=User.objects.get(username="beheerder"),
        )
    where = reverse("scenario", args=[demo.region.slug, demo.slug, scenario.slug])
    shown = text_of(admin.get(where))
    assert "zou door de uitgangspunten van dit scenario geen enkele gemeente meer meedoen" in shown
    assert admin.get(f"{where}begroting.xlsx").status_code == 200
