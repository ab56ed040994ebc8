"""Pages about keys and participation: shares before they hold, refusals at their cell, nothing lost."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.actions.key_uses import set_uses
from budgets.actions.keys import add_key, change_key
from budgets.actions.participation import set_participation
from budgets.models import AllocationKey, KeyUse
from budgets.snapshot import budget_data
from measures.models import Plan
from municipalities.models import Municipality, Region, RegionMember, Role, User
from reports.keys.shares import share_rows
from tests.integration.forms import seen_on

PLAN = "/gooi-en-vechtstreek/bo-2021-2024/"
KEYS, TAKES_PART = f"{PLAN}verdeelsleutels/", f"{PLAN}deelname/"
YEARS = (2021, 2022, 2023, 2024)
EVERYBODY = ["GM0376", "GM0317", "GM1942", "GM0402", "GM0406", "GM0417", "GM0457", "GM1696"]


@pytest.fixture
def finance(client, demo):
    user = User.objects.get(username="financien")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return user


@pytest.fixture
def elsewhere(demo, finance):
    """A region of its own, where the adviser may do everything, with a plan of two years."""
    region = Region.objects.create(slug="elders", name="Elders")
    Role.objects.create(user=finance, region=region, kind=Role.Kind.FINANCE)
    return Plan.objects.create(region=region, slug="plan", title="Plan", first_year=2025, last_year=2026)


def text(answer):
    return answer.content.decode()


def revision():
    return Plan.objects.get(slug="bo-2021-2024").revision


def percentages(**other):
    found = {f"gewicht_GM0402_{year}": "100" for year in (2022, 2023, 2024)}
    return {"naam": "Vast", "soort": "percentage", "gewicht_GM0402_2021": "100"} | found | other


def hundredths(share):
    return int(share.rstrip("%").replace(",", ""))


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "equal"},
        {"kind": "inhabitants", "count_year": 2024},
        {"kind": "weights"}
        | {f"weight:{c}:{y}": Decimal(7) for c in EVERYBODY[:3] for y in range(2021, 2025)},
    ],
)
def test_shares_add_up_to_the_whole_in_every_year(demo, finance, values):
    key = add_key(plan=demo, values=values | {"title": "Proef"}, by=finance)
    data = budget_data(Plan.objects.select_related("region").get(pk=demo.pk))
    rows = share_rows(data, next(each for each in data.keys if each.code == key.code))
    for year in range(4):
        assert sum(hundredths(row.cells[year].text) for row in rows if row.cells[year].text) == 10_000
    assert [row.name for row in rows if not row.cells[1].text] == ["Weesp"]


def test_list_shows_shares_weights_source_and_a_newer_count(client, demo, finance):
    page = text(client.get(KEYS))
    for said in ("36,84%", "93.345", "CBS, 1 januari 2023", "nieuwere telling: 1 januari 2025", "100,00%"):
        assert said in page


def test_list_says_what_a_key_is_used_for(client, demo, finance):
    key = add_key(plan=demo, values={"title": "Proef", "kind": "equal"}, by=finance)
    assert "nog niets" in text(client.get(KEYS))
    set_uses(key=key, values={"stream:GB": True}, by=finance)
    assert "Gemeentelijke bijdrage" in text(client.get(KEYS))
    page = text(client.get(f"{KEYS}proef/verwijderen/"))
    assert "Dit kan nu niet worden verwijderd." in page
    assert "‘Gemeentelijke bijdrage’" in page


def test_shares_are_looked_at_without_saving(client, demo, finance):
    before = revision()
    sent = {"naam": "Proef", "soort": "equal", "bekijken": "1"}
    page = text(client.post(f"{KEYS}nieuw/", sent))
    assert "nog niet bewaard" in page
    assert "12,50%" in page
    assert "344.621" in page, "what the municipality would pay"
    assert "253.248" in page, "and how much more that is"
    assert 'value="Proef"' in page
    assert revision() == before
    assert not AllocationKey.objects.filter(title="Proef").exists()
    assert client.post(f"{KEYS}nieuw/", sent | {"bekijken": ""} | {"naam": ""}).status_code == 200


@pytest.mark.parametrize("look", [{}, {"bekijken": "1"}])
@pytest.mark.parametrize(
    ("sent", "field", "says"),
    [
        (percentages(gewicht_GM0402_2023="99,5"), "jaar-2023", "2023: samen 99,50%; er ontbreekt 0,50%."),
        (percentages(gewicht_GM0402_2023="veel"), "gewicht_GM0402_2023", "‘veel’ is geen getal"),
        (percentages(gewicht_GM0402_2023="-1"), "gewicht_GM0402_2023", "niet negatief"),
        (percentages(gewicht_GM0402_2023="1,234"), "gewicht_GM0402_2023", "twee cijfers"),
        (percentages(gewicht_GM0402_2023="101"), "gewicht_GM0402_2023", "hoogstens 100"),
        (percentages(naam=""), "naam", "Geef de sleutel een naam"),
        (percentages(soort="weights", gewicht_GM0402_2023="0"), "jaar-2023", "alle gewichten zijn nul"),
        ({"naam": "Telling", "soort": "inhabitants"}, "telling", "Kies de telling"),
    ],
)
def test_impossible_key_is_said_at_its_field_and_keeps_what_was_typed(
    client, demo, finance, sent, field, says, look
):
    before = revision()
    page = text(client.post(f"{KEYS}nieuw/", sent | look))
    assert says in page.split(f'id="fout-{field}"')[1].split("</p>")[0]
    assert page.count('aria-invalid="true"') == (0 if field.startswith("jaar") else 1)
    assert page.count(" autofocus") == 1
    for name, value in sent.items():
        assert name == "soort" or not value or f'value="{value}"' in page
    assert revision() == before


def test_year_before_fills_the_years_that_are_left_empty(client, demo, finance):
    sent = {"naam": "Zelfde", "soort": "weights", "zelfde": "on", "gewicht_GM0402_2021": "2"}
    sent |= {"gewicht_GM0317_2021": "1", "gewicht_GM0317_2023": "3"}
    assert client.post(f"{KEYS}nieuw/", sent).status_code == 302
    weights = AllocationKey.objects.get(title="Zelfde").weights
    found = {(w.municipality.code, w.year): int(w.weight) for w in weights.select_related("municipality")}
    assert [found["GM0402", year] for year in range(2021, 2025)] == [2, 2, 2, 2]
    assert [found["GM0317", year] for year in range(2021, 2025)] == [1, 1, 3, 3]


def test_percentages_are_filled_in_once_per_set_of_members(client, demo, finance):
    """Weesp is a member in 2021 only: its 30% has to go to the others from 2022."""
    sent = {"naam": "Vast", "soort": "percentage", "zelfde": "on"}
    sent |= {"gewicht_GM0402_2021": "70", "gewicht_GM0457_2021": "30"}
    answer = client.post(f"{KEYS}nieuw/", sent)
    page = text(answer)
    says = "2022: samen 70,00%; er ontbreekt 30,00%. Weesp is dan geen lid meer."
    assert says in page.split('id="fout-jaar-2022"')[1].split("</p>")[0]
    assert "Van 2022 tot en met 2024 klopt de som niet" in page
    assert [total for _, total, _ in answer.context["form"].sums()] == ["100%", "70%", "70%", "70%"]
    (focused,) = re.findall(r'name="(gewicht_[^"]+)"[^>]* autofocus', page)
    assert focused.endswith("_2022")
    assert client.post(f"{KEYS}nieuw/", sent | {"gewicht_GM0402_2022": "100"}).status_code == 302
    weights = AllocationKey.objects.get(title="Vast").weights.filter(municipality__code="GM0402")
    assert [int(row.weight) for row in weights.order_by("year")] == [70, 100, 100, 100]
    form = client.get(f"{KEYS}vast/wijzigen/").context["form"]
    assert form["zelfde"].value()
    shown = [form[f"gewicht_GM0402_{year}"].value() for year in YEARS]
    assert shown == ["70", "100", None, None]


def test_zeros_only_are_one_error_per_year(client, demo, finance):
    sent = {"naam": "Nul", "soort": "weights", "zelfde": "on"}
    page = text(client.post(f"{KEYS}nieuw/", sent | {f"gewicht_{code}_2021": "0" for code in EVERYBODY}))
    assert page.count("alle gewichten zijn nul") == 4
    assert "aria-invalid" not in page


def test_form_saved_as_it_came_leaves_nothing(client, demo, finance):
    add_key(plan=demo, values={"title": "Gelijk", "kind": "equal"}, by=finance)
    for code in ("vast", "eigen"):
        weights = {f"weight:GM0402:{year}": Decimal(100) for year in range(2021, 2025)}
        kind = {"vast": "percentage", "eigen": "weights"}[code]
        add_key(plan=demo, values={"title": code, "kind": kind} | weights, by=finance)
    before = revision()
    for code in ("inwonertal", "gelijk", "vast", "eigen"):
        form = client.get(f"{KEYS}{code}/wijzigen/").context["form"]
        sent = {
            name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)
        }
        assert client.post(f"{KEYS}{code}/wijzigen/", sent | {"gezien": form.seen_json()}).status_code == 302
    assert revision() == before


def test_two_editors_of_a_key_see_both_values_and_confirm(client, demo, finance):
    assert client.post(f"{KEYS}nieuw/", percentages()).status_code == 302
    key = AllocationKey.objects.get(title="Vast")
    seen = client.get(f"{KEYS}vast/wijzigen/").context["form"].seen_json()
    theirs = {"title": "Van een ander", "kind": "percentage"}
    change_key(key=key, values=theirs, by=User.objects.get(username="beheerder"))
    sent = percentages(naam="Van mij", gezien=seen)
    answer = client.post(f"{KEYS}vast/wijzigen/", sent)
    assert "‘Van een ander’" in text(answer)
    assert 'value="Van mij"' in text(answer)
    again = sent | {"gezien": answer.context["form"].seen_json()}
    assert client.post(f"{KEYS}vast/wijzigen/", again).status_code == 302
    assert AllocationKey.objects.get(pk=key.pk).title == "Van mij"


def test_ticks_choose_what_a_key_is_for(client, demo, finance):
    one = add_key(plan=demo, values={"title": "Een", "kind": "equal"}, by=finance)
    two = add_key(plan=demo, values={"title": "Twee", "kind": "equal"}, by=finance)
    set_uses(key=two, values={"stream:GB": True}, by=finance)
    page = text(client.get(f"{KEYS}een/gebruik/"))
    assert "nu: Twee" in page
    stale = seen_on(page)
    set_uses(key=one, values={"stream:GB": True}, by=User.objects.get(username="beheerder"))
    measure = f"measure:{demo.measures.first().code}"
    client.post(f"{KEYS}een/gebruik/", {"geldt": [measure], "gezien": stale})
    assert {use.key for use in KeyUse.objects.all()} == {one}, "an untouched tick changes nothing"
    answer = client.post(f"{KEYS}twee/gebruik/", {"geldt": [], "gezien": stale})
    assert "gemaakt, u vulde ‘die van het plan’ in" in text(answer)
    assert client.post(f"{KEYS}een/gebruik/", {"geldt": ["measure:weg"], "gezien": "[["}).status_code == 200


def test_other_key_becomes_the_plans(client, demo, finance):
    add_key(plan=demo, values={"title": "Gelijk", "kind": "equal"}, by=finance)
    client.post(f"{KEYS}gelijk/sleutel-van-het-plan/")
    assert AllocationKey.objects.get(is_default=True).code == "gelijk"


@pytest.mark.parametrize("path", ["verdeelsleutels/", "deelname/"])
def test_empty_region_says_so(client, elsewhere, path):
    assert "nog geen gemeenten" in text(client.get(f"/elders/plan/{path}"))
    RegionMember.objects.create(region=elsewhere.region, municipality=Municipality.objects.first())
    page = text(client.get(f"/elders/plan/{path}"))
    assert "Er is nog geen verdeelsleutel" in page or "Er is nog geen maatregel" in page


def test_all_municipalities_of_the_country_fit_on_the_pages(client, elsewhere, finance):
    everybody = Municipality.objects.exclude(code="GM0457")
    RegionMember.objects.bulk_create(
        [RegionMember(region=elsewhere.region, municipality=each) for each in everybody]
    )
    goal = elsewhere.goals.create(code="d", title="Doel")
    for number in range(80):
        elsewhere.measures.create(goal=goal, code=f"m-{number}", title=f"M {number}", position=number)
    Plan.objects.filter(pk=elsewhere.pk).update(revision=2, last_year=2028)
    sent = {"naam": "Eigen", "soort": "weights", "zelfde": "on"} | {
        f"gewicht_{each.code}_2025": "1" for each in everybody
    }
    assert client.post("/elders/plan/verdeelsleutels/nieuw/", sent).status_code == 302
    assert AllocationKey.objects.get(plan=elsewhere).weights.count() == 4 * len(everybody)
    assert "Aandelen van 342 gemeenten" in text(client.get("/elders/plan/verdeelsleutels/"))
    page = text(client.get("/elders/plan/deelname/"))
    assert page.count('class="part__input"') == 800
    assert "Er zijn nog 30 maatregelen" in page
    page = text(client.get("/elders/plan/deelname/?gemeente=GM0402"))
    assert page.count('class="part__input"') == 80


def test_reader_sees_words_and_no_inputs(client, demo):
    user = User.objects.create(username="leest")
    Role.objects.create(user=user, region=demo.region, kind=Role.Kind.READER)
    client.force_login(user)
    page = text(client.get(TAKES_PART)).split("<main")[1]
    assert "part__input" not in page
    assert "Bewaren" not in page
    assert "nee" in page
    assert "wijzigen/" not in text(client.get(KEYS)).split("<main")[1]


def test_queries_do_not_grow_with_keys_and_exceptions(client, demo, finance):
    def asked(path):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    def work(number):
        key = add_key(plan=demo, values={"title": f"K{number}", "kind": "equal"}, by=finance)
        measure = demo.measures.all()[number]
        set_uses(key=key, values={f"measure:{measure.code}": True}, by=finance)
        cells = {f"{measure.code}:GM0402": "nee", f"{measure.code}:GM0406": "5"}
        set_participation(plan=demo, cells=cells, first=2021, last=2024, by=finance)

    work(0)
    before = [asked(path) for path in (KEYS, TAKES_PART)]
    for number in range(1, 4):
        work(number)
    assert [asked(path) for path in (KEYS, TAKES_PART)] == before


def test_member_that_came_after_the_key_was_saved_is_named_with_a_way_to_the_key(client, demo, finance):
    shares = {f"weight:GM0402:{year}": 60 for year in demo.years}
    shares |= {f"weight:GM0406:{year}": 40 for year in demo.years}
    key = add_key(plan=demo, values={"title": "Centrum", "kind": "percentage"} | shares, by=finance)
    says = "hebben Eemnes, Blaricum, Laren, Wijdemeren en Gooise Meren geen gewicht in 2021"
    page = text(client.get(KEYS))
    assert says in page.split('id="sleutel-centrum"')[1]
    assert says not in text(client.get(f"{PLAN}begroting/")), "nothing is split by it"
    set_uses(key=key, values={"stream:GB": True}, by=finance)
    page = text(client.get(f"{PLAN}begroting/"))
    assert says in page
    assert f'href="{KEYS}#sleutel-centrum"' in page.split(says)[1].split("</li>")[0]
