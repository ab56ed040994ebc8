"""The form of a key in a region as large as the country: 342 municipalities in ten years, nothing lost."""

import html
import re

import pytest

from budgets.actions.keys import add_key
from measures.models import Plan
from municipalities.models import Municipality, Region, RegionMember, Role, User
from tests.integration.forms import seen_on

FORM = "/elders/plan/verdeelsleutels/eigen/wijzigen/"
INPUT = re.compile(r'<input [^>]*name="(gewicht_[^"]+)" type="text" value="([^"]*)">')


@pytest.fixture
def country(demo, client):
    user = User.objects.get(username="financien")
    region = Region.objects.create(slug="elders", name="Elders")
    Role.objects.create(user=user, region=region, kind=Role.Kind.FINANCE)
    plan = Plan.objects.create(region=region, slug="plan", title="Plan", first_year=2025, last_year=2034)
    everybody = Municipality.objects.exclude(code="GM0457")
    RegionMember.objects.bulk_create([RegionMember(region=region, municipality=each) for each in everybody])
    weights = {
        f"weight:{each.code}:{year}": number + year
        for number, each in enumerate(everybody)
        for year in plan.years
    }
    add_key(plan=plan, values={"title": "Eigen", "kind": "weights"} | weights, by=user)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return plan


def stand(plan):
    rows = plan.keys.get().weights.values_list("municipality__code", "year", "weight")
    return {(code, year): weight for code, year, weight in rows}


def test_weights_that_differ_per_year_stay_in_a_form_of_thousands_of_fields(client, country):
    page = client.get(FORM).content.decode()
    shown = {name: html.unescape(value) for name, value in INPUT.findall(page)}
    assert len(shown) == 342 * 10
    before = stand(country)
    sent = {"naam": "Eigen", "soort": "weights", "gezien": seen_on(page)} | shown
    assert client.post(FORM, sent | {"gewicht_GM0402_2030": "7"}).status_code == 302
    assert stand(country) == before | {("GM0402", 2030): 7}
