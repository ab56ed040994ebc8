"""Who takes part in a region: dates and tasks, one region per task, and every plan follows."""

from datetime import date
from functools import partial

import pytest
from django.core.management import call_command

from budgets.actions.editing import Meanwhile
from budgets.actions.membership import (
    add_member,
    change_member,
    name_centre,
    region_tasks,
    remove_centre,
    remove_member,
)
from budgets.engine import Choice, compute
from budgets.snapshot import budget_data
from measures.models import Change, Plan
from municipalities.models import Municipality, Region, RegionMember, Role, User
from municipalities.refusals import Refused
from tests.unit.test_scenario_actions import at_once

ALL = {"member_from": None, "member_until": None, "tasks": []}


@pytest.fixture
def admin(demo):
    return User.objects.get(username="beheerder")


@pytest.fixture
def region(demo):
    return demo.region


@pytest.fixture
def amsterdam(demo):
    return Municipality.objects.get(code="GM0363")


def member(region, code):
    return RegionMember.objects.get(region=region, municipality__code=code)


def split(plan):
    return budget_data(Plan.objects.get(pk=plan.pk))


def names(plan):
    return {each.name for each in split(plan).municipalities}


def remarks(plan):
    return list(Change.objects.filter(plan=plan).order_by("revision").values_list("remark", flat=True))


def test_new_member_takes_part_in_the_plans_from_its_date_and_each_plan_says_so(
    demo, region, amsterdam, admin
):
    assert "Amsterdam" not in names(demo)
    add_member(
        region=region, municipality=amsterdam, values=ALL | {"member_from": date(2022, 6, 1)}, by=admin
    )
    found = {each.name: each for each in split(demo).municipalities}["Amsterdam"]
    assert found.member == (False, False, True, True)
    assert remarks(demo) == ["Amsterdam toegevoegd als deelnemer"]
    history = RegionMember.history.filter(municipality=amsterdam).first()
    assert history.history_user == admin


def test_plan_without_a_year_of_the_membership_keeps_its_revision(demo, region, amsterdam, admin):
    add_member(
        region=region, municipality=amsterdam, values=ALL | {"member_from": date(2030, 1, 1)}, by=admin
    )
    assert remarks(demo) == []


def test_member_that_ends_is_out_of_the_next_year(demo, region, admin):
    contribution = compute(split(demo), Choice()).allocation.figure("GM0406", "contribution")
    change_member(member=member(region, "GM0406"), values={"member_until": date(2022, 12, 31)}, by=admin)
    now = compute(split(demo), Choice()).allocation
    assert now.figure("GM0406", "contribution") == (*contribution[:2], 0, 0)
    assert now.contribution.sum(axis=0).tolist() == [241234500] * 4
    assert remarks(demo) == ["Deelname van Huizen gewijzigd: tot en met 31-12-2022"]


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        (
            {"member_from": date(2023, 1, 1), "member_until": date(2022, 1, 1)},
            "member_until",
            "vóór de eerste",
        ),
        ({"tasks": ["x" * 101]}, "tasks", "te lang"),
        ({"tasks": [str(number) for number in range(101)]}, "tasks", "hoogstens 100 taken"),
    ],
)
def test_impossible_dates_and_tasks_are_refused_at_their_field(region, admin, values, field, says):
    with pytest.raises(Refused, match=says) as refused:
        change_member(member=member(region, "GM0406"), values=ALL | values, by=admin)
    assert refused.value.field == field
    assert member(region, "GM0406").member_until is None


def test_municipality_stands_in_the_list_once(region, admin):
    huizen = Municipality.objects.get(code="GM0406")
    with pytest.raises(Refused, match="staat al in de lijst") as refused:
        add_member(region=region, municipality=huizen, values=ALL, by=admin)
    assert refused.value.field == "municipality"


@pytest.fixture
def other(region, admin):
    """Another region that does two tasks, one of them the same as ours, administered by the same person."""
    found = Region.objects.create(slug="elders", name="Elders")
    Role.objects.create(user=admin, region=found, kind="beheerder")
    amersfoort = Municipality.objects.get(code="GM0307")
    for task in ("beschermd wonen", "veilig thuis"):
        found.centres.create(municipality=amersfoort, task=task)
    return found


def test_municipality_is_in_one_region_for_a_task_at_a_time(region, other, admin):
    """(tasks and dates in the other region, whether that may be)"""
    huizen = Municipality.objects.get(code="GM0406")
    for values, may in (
        (ALL, False),
        (ALL | {"tasks": ["Beschermd wonen"]}, False),
        (ALL | {"tasks": ["veilig thuis"]}, True),
    ):
        if may:
            added = add_member(region=other, municipality=huizen, values=values, by=admin)
            assert added.tasks == ["veilig thuis"]
            continue
        with pytest.raises(
            Refused, match="al deelnemer van een andere regio voor beschermd wonen"
        ) as refused:
            add_member(region=other, municipality=huizen, values=values, by=admin)
        assert refused.value.field == "tasks"
    assert other.members.count() == 1


def test_who_left_may_do_the_task_elsewhere_from_the_next_day(region, other, admin):
    huizen = Municipality.objects.get(code="GM0406")
    change_member(member=member(region, "GM0406"), values={"member_until": date(2022, 12, 31)}, by=admin)
    for begins, may in ((date(2022, 12, 31), False), (date(2023, 1, 1), True)):
        values = ALL | {"member_from": begins}
        if may:
            add_member(region=other, municipality=huizen, values=values, by=admin)
        else:
            with pytest.raises(Refused, match="andere regio"):
                add_member(region=other, municipality=huizen, values=values, by=admin)


def test_new_task_of_a_region_is_refused_where_a_member_does_it_elsewhere(region, other, admin):
    huizen = Municipality.objects.get(code="GM0406")
    add_member(region=other, municipality=huizen, values=ALL | {"tasks": ["veilig thuis"]}, by=admin)
    with pytest.raises(Refused, match="is in die tijd al deelnemer") as refused:
        name_centre(
            region=region, municipality=Municipality.objects.get(code="GM0402"), task="Veilig thuis", by=admin
        )
    assert refused.value.field == "task"
    assert "veilig thuis" not in region_tasks(region)


def test_region_and_the_one_that_it_is_part_of_are_not_in_each_others_way(demo, admin):
    part = Region.objects.get(slug="utrecht-stad")
    Role.objects.create(user=admin, region=part.parent, kind="beheerder")
    utrecht = Municipality.objects.get(code="GM0344")
    assert region_tasks(part) == ["beschermd wonen", "maatschappelijke opvang", "vrouwenopvang"]
    add_member(region=part.parent, municipality=utrecht, values=ALL, by=admin)


def test_eemnes_is_in_two_regions_for_other_tasks(region, admin):
    change_member(member=member(region, "GM0317"), values={"member_from": date(2010, 1, 1)}, by=admin)
    with pytest.raises(Refused, match="voor veilig thuis"):
        change_member(
            member=member(region, "GM0317"), values={"tasks": ["vrouwenopvang", "veilig thuis"]}, by=admin
        )


def test_year_of_a_plan_is_not_left_without_members(demo, region, admin):
    codes = [each.municipality.code for each in region.members.select_related("municipality")]
    for code in [code for code in codes if code != "GM0402"]:
        change_member(member=member(region, code), values={"member_until": date(2021, 12, 31)}, by=admin)
    with pytest.raises(Refused, match="in 2022 geen enkele gemeente") as refused:
        change_member(member=member(region, "GM0402"), values={"member_until": date(2021, 12, 31)}, by=admin)
    assert refused.value.field == "member_until"


def test_budget_with_a_year_without_members_is_not_split(demo, region):
    region.members.exclude(municipality__code="GM0457").delete()
    Plan.objects.filter(pk=demo.pk).update(revision=999)
    data = split(demo)
    assert data.municipalities == ()
    result = compute(data, Choice())
    assert result.result_after_target[1] == 596_609_65
    assert result.allocation.need.shape == (0, 4)


def test_membership_that_something_hangs_on_is_ended_and_not_removed(region, amsterdam, admin):
    with pytest.raises(Refused, match="gebruikt in een verdeelsleutel"):
        remove_member(member=member(region, "GM0406"), by=admin)
    add_member(region=region, municipality=amsterdam, values=ALL, by=admin)
    remove_member(member=member(region, "GM0363"), by=admin)
    assert not region.members.filter(municipality=amsterdam).exists()


def test_what_another_changed_meanwhile_is_not_overwritten(region, admin):
    shown = member(region, "GM0406")
    change_member(member=shown, values={"member_until": date(2022, 12, 31)}, by=admin)
    with pytest.raises(Meanwhile, match="Lid tot en met"):
        change_member(
            member=shown, values={"member_until": date(2023, 12, 31)}, seen={"member_until": ""}, by=admin
        )


def test_only_an_administrator_of_the_region_writes(region, amsterdam):
    for name in ("financien", "adviseur", "buurregio"):
        by = User.objects.get(username=name)
        with pytest.raises(Refused, match="geen beheerder"):
            add_member(region=region, municipality=amsterdam, values=ALL, by=by)


def test_centre_municipality_comes_and_goes(region, admin):
    hilversum = Municipality.objects.get(code="GM0402")
    centre = name_centre(region=region, municipality=hilversum, task="  Jeugd  hulp", by=admin)
    assert centre.task == "jeugd hulp"
    with pytest.raises(Refused, match="is al centrumgemeente"):
        name_centre(region=region, municipality=hilversum, task="jeugd hulp", by=admin)
    remove_centre(centre=centre, by=admin)
    assert "jeugd hulp" not in region_tasks(region)


def test_centre_municipality_takes_part_in_the_region_or_a_part_of_it(region, amsterdam, admin):
    with pytest.raises(Refused, match="neemt geen deel aan de regio"):
        name_centre(region=region, municipality=amsterdam, task="jeugdhulp", by=admin)


def loaded():
    """Our region, another that does one of the same tasks, and who administers both."""
    call_command("load_demo", verbosity=0)
    region, admin = Region.objects.get(slug="gooi-en-vechtstreek"), User.objects.get(username="beheerder")
    other = Region.objects.create(slug="elders", name="Elders")
    Role.objects.create(user=admin, region=other, kind="beheerder")
    amersfoort = Municipality.objects.get(code="GM0307")
    other.centres.create(municipality=amersfoort, task="vrouwenopvang")
    return region, other, admin


@pytest.mark.django_db(transaction=True)
def test_two_regions_that_take_in_one_municipality_at_once_do_not_both_get_it():
    region, other, admin = loaded()
    amsterdam = Municipality.objects.get(code="GM0363")
    errors = at_once(
        *[
            partial(add_member, region=r, municipality=amsterdam, values=ALL, by=admin)
            for r in (region, other)
        ]
    )
    assert [type(error) for error in errors] == [Refused]
    assert RegionMember.objects.filter(municipality=amsterdam).count() == 1


@pytest.mark.django_db(transaction=True)
def test_people_changing_one_membership_at_once_hear_of_each_other():
    region, _, admin = loaded()
    before = Change.objects.filter(plan__region=region).count()
    errors = at_once(
        *[
            partial(
                change_member,
                member=member(region, "GM0406"),
                values={"member_until": date(year, 12, 31)},
                seen={"member_until": ""},
                by=admin,
            )
            for year in (2022, 2023)
        ]
    )
    assert [type(error) for error in errors] == [Meanwhile]
    assert Change.objects.filter(plan__region=region).count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_members_that_leave_at_once_do_not_leave_a_year_to_nobody():
    region, _, admin = loaded()
    codes = [each.municipality.code for each in region.members.select_related("municipality")]
    for code in codes:
        if code not in ("GM0402", "GM0406"):
            change_member(member=member(region, code), values={"member_until": date(2021, 12, 31)}, by=admin)
    errors = at_once(
        *[
            partial(
                change_member,
                member=member(region, code),
                values={"member_until": date(2022, 12, 31)},
                by=admin,
            )
            for code in ("GM0402", "GM0406")
        ]
    )
    assert [type(error) for error in errors] == [Refused]
