"""The pages about municipalities: every table adds up, and follows the scenario that was chosen."""

import re
from html import unescape

import pytest

from budgets.engine import Choice, compute, explain, unchanged
from budgets.models import AllocationKey, KeyUse, Scenario
from budgets.snapshot import budget_data
from municipalities.models import Municipality, RegionMember, Role

PLAN = "/gooi-en-vechtstreek/bo-2021-2024/"
PAGE = f"{PLAN}gemeenten/"
FULL = {"scenario": "alle-bijstellingen"}
SCENARIO = f"{PLAN}scenarios/ongewijzigd/"
ELSEWHERE = "/utrecht-voorbeeld/opvang-2025-2028/gemeenten/"
HTMX = {"HX-Request": "true"}
CELL = re.compile(r'data-figure="([^"]+)" data-year="(\d+)" data-cents="(-?\d+)"')
YEARS = (2021, 2022, 2023, 2024)
FIGURES = ("contribution", "need", "result", "net_contribution")

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser(client, demo):
    client.login(username="adviseur", password="demo")
    return client


def text(answer) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def cells(page: str) -> dict[str, dict[tuple[str, int], int]]:
    """Figures and totals of a page by name and year; where one stands twice, both say the same."""
    found: dict = {"figure": {}, "total": {}}
    for name, year, cents in CELL.findall(page):
        assert found["figure"].setdefault((name, int(year)), int(cents)) == int(cents), name
        if "total." in name:
            found["total"][name.rpartition(".")[2], int(year)] = int(cents)
    return found


def of(found, name: str, code: str) -> list[int | None]:
    return [found["figure"].get((f"municipalities.{code}.{name}", year)) for year in YEARS]


@pytest.mark.parametrize("query", [{}, FULL, FULL | {"jaar": "2021"}], ids=str)
def test_every_table_adds_up_in_both_directions(adviser, demo, query):
    found, data = cells(text(adviser.get(PAGE, query))), budget_data(demo)
    for year in YEARS:
        for name in FIGURES:
            column = [
                cents
                for (figure, when), cents in found["figure"].items()
                if when == year and re.fullmatch(rf"municipalities\.GM\d{{4}}\.{name}", figure)
            ]
            assert len(column) == (8 if year == 2021 else 7)
            assert sum(column) == found["total"][name, year]
        for code in data.municipality_index:
            row = {name: found["figure"].get((f"municipalities.{code}.{name}", year)) for name in FIGURES}
            if row["need"] is not None:
                assert row["contribution"] - row["need"] == row["result"]


@pytest.mark.parametrize("slug", ["", "alle-bijstellingen"])
def test_totals_are_the_figures_of_the_plan(adviser, demo, slug):
    data = budget_data(demo)
    choice = Scenario.objects.get(slug=slug).choice if slug else Choice()
    result, found = compute(data, choice), cells(text(adviser.get(PAGE, {"scenario": slug})))["total"]
    for i, year in enumerate(YEARS):
        assert found["contribution", year] == result.income_by_stream["GB"][i]
        assert found["result", year] == result.result[i]
        assert found["contribution", year] - found["net_contribution", year] == result.result_after_target[i]


@pytest.mark.parametrize(
    ("code", "first", "later"),
    [
        ("GM0317", 8454756, 9137317),
        ("GM0402", 82226421, 88864645),
        ("GM0406", 36338361, 39271995),
        ("GM0457", 18020311, None),
    ],
)
def test_contributions_are_those_of_the_reference(adviser, code, first, later):
    found = cells(text(adviser.get(PAGE)))
    assert of(found, "contribution", code) == [first, later, later, later]


def test_member_that_left_has_dashes_not_zeros(adviser):
    page = text(adviser.get(PAGE, FULL | {"jaar": "2023"}))
    row = re.search(r"<tr><th scope=\"row\"><a[^>]+>Weesp</a>.*?</tr>", page, re.DOTALL)
    assert row
    assert "uitgetreden" in row.group()
    assert "data-cents" not in row.group()
    assert page.count("–<") >= 3


def test_amounts_per_inhabitant(adviser):
    found = cells(text(adviser.get(PAGE, {"per": "inwoner", "jaar": "2023"})))
    each = found["figure"]["per_inhabitant.municipalities.GM0406.contribution", 2023]
    assert each == found["total"]["contribution", 2023] == 952
    assert found["figure"]["per_inhabitant.municipalities.GM0317.need", 2023] == -268


def test_amounts_per_inhabitant_are_not_offered_where_another_key_holds(adviser, demo):
    AllocationKey.objects.filter(plan=demo).update(kind="weights")
    page = text(adviser.get(PAGE, {"per": "inwoner"}))
    assert "per inwoner" not in page
    assert "per_inhabitant" not in page


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}GM0406/"])
@pytest.mark.parametrize(
    "query",
    [{"scenario": "bestaat-niet"}, {"vergelijk": "bestaat-niet"}, {"scenario": "\x00"}, {"jaar": "1999"}],
    ids=str,
)
def test_what_is_not_there_is_not_found(adviser, path, query):
    assert adviser.get(path, query).status_code == 404


@pytest.mark.parametrize("code", ["GM9999", "HUIZEN"])
def test_unknown_municipality_is_not_found(adviser, code):
    assert adviser.get(f"{PAGE}{code}/").status_code == 404
    assert adviser.get(PAGE, {"gemeente": code}).status_code == 404


def test_code_in_lower_case_leads_to_the_page(adviser):
    answer = adviser.get(f"{PAGE}gm0406/", FULL)
    assert (answer.status_code, answer.url) == (302, f"{PAGE}GM0406/?scenario=alle-bijstellingen")


def test_form_of_one_municipality_leads_to_another(adviser):
    answer = adviser.get(PAGE, FULL | {"gemeente": "GM0317", "jaar": "2022", "vergelijk": "ongewijzigd"})
    assert answer.status_code == 302
    assert answer.url == f"{PAGE}GM0317/?scenario=alle-bijstellingen&vergelijk=ongewijzigd&jaar=2022"


def test_build_up_goes_from_the_contribution_to_what_stays(adviser):
    page = text(adviser.get(f"{PAGE}GM0406/", FULL))
    found = cells(page)["figure"]
    for year in YEARS:
        own = "municipalities.GM0406"
        rest = found[f"{own}.contribution", year] - found[f"unchanged.{own}.handed_back", year]
        assert rest - found[f"difference.{own}.handed_back", year] == found[f"{own}.net_contribution", year]
    assert "Huizen betaalt in 2023" in page
    assert "16,3%" in page
    assert "41.252</strong> van de <strong>253.397</strong> inwoners in zeven gemeenten" in page
    assert "Huizen betaalt daardoor in 2023 €\u00a029.336 meer" in page


def test_build_up_names_what_a_scenario_changes_in_the_contribution(adviser):
    adviser.post(f"{SCENARIO}opties/veilig-thuis-rijk/", {"aan": "1"})
    found = cells(text(adviser.get(f"{PAGE}GM0406/", {"scenario": "ongewijzigd"})))["figure"]
    own = "municipalities.GM0406"
    budgeted = found[f"unchanged.{own}.contribution", 2023]
    changed = found[f"difference.{own}.contribution", 2023]
    assert (budgeted, changed < 0) == (39271995, True)
    back = found[f"unchanged.{own}.handed_back", 2023] + found[f"difference.{own}.handed_back", 2023]
    assert budgeted + changed - back == found[f"{own}.net_contribution", 2023]


def test_contribution_in_a_scenario_that_changes_it_has_a_name_of_its_own(adviser):
    unchanged_page = text(adviser.get(f"{PAGE}GM0406/", {"scenario": "ongewijzigd"}))
    assert "Bijdrage in dit scenario" not in unchanged_page
    adviser.post(f"{SCENARIO}opties/veilig-thuis-rijk/", {"aan": "1"})
    page = text(adviser.get(f"{PAGE}GM0406/", {"scenario": "ongewijzigd"}))
    named = re.findall(
        r'<th scope="row">(Bijdrage [^<]+)</th><td[^>]*data-figure="(\w+\.)?municipal[^>]*data-year="2021"',
        page,
    )
    assert named == [
        ("Bijdrage volgens de begroting", "unchanged."),
        ("Bijdrage in dit scenario", ""),
        ("Bijdrage aan de regio", "difference."),
    ]
    assert '<li class="is-budgeted">bijdrage in dit scenario</li>' in page
    assert "minder</strong>" not in page
    assert "minder door de optie die aan staat. Gaat" in re.sub(r"<[^>]+>", "", page)


def test_lead_says_what_is_paid_on_balance_and_what_does_that(adviser):
    page = re.sub(r"<[^>]+>", "", text(adviser.get(f"{PAGE}GM0406/", FULL | {"jaar": "2023"})))
    assert "die bijdrage zelf verandert niet" in page
    assert (
        "Gaat het resultaat na taakstelling (excl. 1 p.m.) terug naar de gemeenten, dan betaalt Huizen per "
        "saldo €\u00a0154.300: €\u00a0131.611 minder door de 11 opties die aan staan."
    ) in page


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}GM0406/"])
@pytest.mark.parametrize(
    "query", [FULL, {"scenario": "ongewijzigd", "vergelijk": "alle-bijstellingen"}], ids=str
)
def test_explained_difference_adds_up_to_the_figure_asked(adviser, path, query):
    page = text(adviser.get(path, query))
    pattern = r'data-figure="difference\.[^"]+"[^>]+data-cents="(-?\d+)"><a class="ask" href="([^"]+)"'
    asked = re.findall(pattern, page)
    assert asked
    for cents, link in asked[-6:]:
        origin = text(adviser.get(link))
        assert f'class="total" data-cents="{cents}"' in origin
        terms = [int(each) for each in re.findall(r'data-term data-cents="(-?\d+)"', origin)]
        assert (len(terms), sum(terms)) == (2, int(cents))
        for other in re.findall(r'class="term ask" href="([^"]+)"', origin):
            assert adviser.get(other).status_code == 200


def test_gain_of_an_option_is_explained_for_one_municipality(adviser):
    address = f"{PLAN}scenarios/alle-bijstellingen/herkomst/"
    page = text(adviser.get(address, {"cijfer": "gain.mda.GM0406", "jaar": "2023"}))
    assert 'class="total" data-cents="706208"' in page
    assert "Per saldo te betalen met alleen ‘MDA++ ombuigen’" in page
    for figure in ("gain.mda.GM9999", "gain.x.GM0406", "gain.apart.GM9999", "gain.", "difference.x"):
        assert adviser.get(address, {"cijfer": figure, "jaar": "2023"}).status_code == 404


def test_option_that_lowers_contributions_says_how_much_of_it_that_is(adviser):
    page = text(adviser.get(f"{PAGE}GM0406/", FULL | {"jaar": "2023"}))
    assert "bijdragen samen 648.864 lager, resultaat 100.000 hoger" in page


def test_explanation_names_who_takes_no_part_and_leads_to_key_and_participation(adviser):
    page = text(adviser.get(f"{PLAN}begroting/herkomst/?cijfer=municipalities.GM0406.need&jaar=2023"))
    assert "41.252 ÷ 243.799 × 19.558,00; Eemnes doet niet mee" in page
    for name in ("sleutels", "deelname"):
        assert re.search(rf'class="utrecht-link" href="{PLAN}[^"]*{name}/"', page)


def test_explanation_leads_back_to_the_municipality_and_nowhere_else(adviser):
    address = f"{PLAN}begroting/herkomst/?cijfer=municipalities.GM0406.result&jaar=2023"
    own = f"{PAGE}GM0406/?jaar=2023"
    page = text(adviser.get(address, headers={"Referer": f"http://testserver{own}"}))
    assert f'href="{own}">Terug naar de bladzijde van Huizen' in page
    assert "&van=%2Fgooi-en-vechtstreek" in page
    for van in ("https://elders.example/", "//elders.example/", f"{ELSEWHERE}GM0307/", "javascript:1", "//["):
        assert "Terug naar de begroting" in text(adviser.get(f"{address}&van={van}"))


def test_page_says_why_it_opens_in_another_year_than_the_current_one(adviser):
    why = "2023 is het eerste jaar waarin alle opties meetellen."
    assert why in text(adviser.get(PAGE))
    assert why not in text(adviser.get(PAGE, {"jaar": "2022"}))


def test_start_leads_to_the_municipality_of_the_reader(adviser, demo):
    assert f'href="{PAGE}"' in text(adviser.get("/"))
    assert "Wat betekent dit voor" not in text(adviser.get("/"))
    huizen = Municipality.objects.get(code="GM0406")
    Role.objects.filter(user__username="adviseur", region=demo.region).update(municipality=huizen)
    page = text(adviser.get("/"))
    assert f'href="{PAGE}GM0406/">Wat betekent dit voor Huizen?' in page


def test_options_alone_and_together(adviser):
    found = cells(text(adviser.get(f"{PAGE}GM0406/", FULL | {"jaar": "2023"})))["figure"]
    assert found["gain.mda", 2023] == 4338000
    assert found["gain.mda.GM0406", 2023] == 706208
    assert found["gain.together", 2023] == 80844200
    own = "difference.municipalities.GM0406.net_contribution"
    assert found["gain.together.GM0406", 2023] == -found[own, 2023]


def test_set_that_is_not_the_sum_of_its_options_says_so(adviser, demo):
    line = demo.options.get(code="mda").effects.get(year=2023).cost_line
    held = line.amounts.get(year=2023).amount
    demo.options.get(code="mda").effects.filter(year=2023).update(change=-held)
    demo.options.get(code="php").effects.filter(year=2023).update(change=-held, cost_line=line)
    Scenario.objects.filter(slug="ongewijzigd").update(
        choice_json='{"indexation":[],"on":["mda","php"],"schema":1}'
    )
    page = text(adviser.get(f"{PAGE}GM0406/", {"scenario": "ongewijzigd", "jaar": "2023"}))
    found = cells(page)["figure"]
    assert found["gain.apart", 2023] == 2 * found["gain.together", 2023] == 200 * held
    assert "Samen is niet de som" in page


def test_difference_is_against_the_scenario_that_is_asked_for(adviser):
    own = "difference.municipalities.GM0406.net_contribution"
    same = text(adviser.get(f"{PAGE}GM0406/", FULL | {"vergelijk": "alle-bijstellingen"}))
    assert 'id="verschil"' not in same
    other = text(adviser.get(f"{PAGE}GM0406/", {"vergelijk": "alle-bijstellingen", "jaar": "2023"}))
    assert "Verschil met het scenario ‘Alle bijstellingen’" in other
    assert cells(other[other.index('id="verschil"') :])["figure"][own, 2023] > 0


def test_measures_without_eemnes_stand_on_its_page(adviser):
    page = text(adviser.get(f"{PAGE}GM0317/"))
    assert page.count("doet niet mee") == 4
    assert "Een sterk (24/7) Veilig Thuis" in page
    assert "Huizen doet aan alle maatregelen volledig mee" in text(adviser.get(f"{PAGE}GM0406/"))


def test_page_of_who_left_opens_in_the_last_year_of_its_membership(adviser):
    assert "Weesp betaalt in 2021" in text(adviser.get(f"{PAGE}GM0457/"))
    gone = text(adviser.get(f"{PAGE}GM0457/", {"jaar": "2023"}))
    assert "Weesp is in 2023 geen lid van de regio en betaalt dan niets. Lid is Weesp in 2021." in gone


def test_own_key_of_a_measure_is_named(adviser, demo):
    key = AllocationKey.objects.create(plan=demo, code="gelijk", title="Gelijk", kind="equal")
    KeyUse.objects.create(key=key, measure=demo.measures.get(code="een-sterk-247-veilig-thuis"))
    assert "Een eigen sleutel hebben: Een sterk (24/7) Veilig Thuis." in text(adviser.get(f"{PAGE}GM0406/"))


def test_plan_without_a_key_says_that_it_is_split_equally(client, demo):
    client.login(username="buurregio", password="demo")
    sentence = "Er is nog geen verdeelsleutel; de bijdrage is nu gelijk verdeeld"
    page = text(client.get(ELSEWHERE))
    assert sentence in page
    assert "33,3%" in page
    one = text(client.get(f"{ELSEWHERE}GM0307/"))
    assert sentence in one
    assert "Amersfoort is één van de drie gemeenten die elk evenveel betalen" in one
    assert "Terug (−) of erbij (+) door het resultaat van de ongewijzigde begroting" in one
    assert "Per saldo te betalen" in one
    assert "teruggave" not in one.lower()


def test_plan_without_municipalities_says_what_comes_here(adviser, demo):
    RegionMember.objects.filter(region=demo.region).delete()
    assert "nog geen gemeenten" in text(adviser.get(PAGE))
    assert adviser.get(f"{PAGE}GM0406/").status_code == 404
    assert "blad-gemeente" not in text(adviser.get(SCENARIO))
    assert "tabel-gemeente" not in text(adviser.get(SCENARIO, headers=HTMX))


def test_tab_of_the_scenario_follows_a_switch_and_the_year(adviser, demo):
    data = budget_data(demo)
    answer = text(adviser.post(f"{SCENARIO}opties/mda/", {"aan": "1", "jaar": "2022"}, headers=HTMX))
    assert 'id="tabel-gemeente" data-hx-swap-oob="innerHTML"' in answer
    result, found = compute(data, Choice.of(["mda"])), cells(answer)
    for code in data.municipality_index:
        for name in ("contribution", "result", "net_contribution"):
            figure = f"municipalities.{code}.{name}"
            if code == "GM0457":
                assert (figure, 2022) not in found["figure"]
            else:
                assert found["figure"][figure, 2022] == result.amount(figure, 2022)
    assert found["figure"]["difference.total.net_contribution", 2022] == -4338000
    later = cells(text(adviser.get(SCENARIO, {"jaar": "2021"}, headers=HTMX)))
    assert ("municipalities.GM0457.contribution", 2021) in later["figure"]
    assert ("municipalities.GM0406.contribution", 2022) not in later["figure"]


def test_tab_leads_to_the_page_of_a_municipality_in_this_scenario(adviser):
    page = text(adviser.get(SCENARIO, {"jaar": "2022"}))
    assert f'href="{PAGE}GM0406/?scenario=ongewijzigd&jaar=2022"' in page


def test_switch_changes_only_what_the_explanation_of_a_need_names(demo):
    data = budget_data(demo)
    before, after = unchanged(data), compute(data, Choice.of(["mda"]))
    lines = {line for effect in data.option("mda").effects for line in effect.lines}
    streams = {cover.stream for cover in data.cover if cover.line in lines}
    for code in data.municipality_index:
        figure = f"municipalities.{code}.need"
        terms = [{(t.kind, t.ref): t.amount for t in explain(r, figure, 2023).terms} for r in (before, after)]
        changed = {key for key in terms[0] if terms[0][key] != terms[1][key]}
        assert changed <= {("line", line) for line in lines} | {("balance", stream) for stream in streams}
        assert bool(changed) == (before.amount(figure, 2023) != after.amount(figure, 2023))


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}GM0406/"])
def test_every_explained_figure_has_an_address_that_answers(adviser, path):
    links = set(re.findall(r'class="ask" href="([^"]+)"', text(adviser.get(path, FULL))))
    assert len(links) > 30
    assert [link for link in links if adviser.get(link).status_code != 200] == []


def test_explained_figure_is_the_figure_that_is_asked(adviser):
    page = text(adviser.get(PAGE, FULL))
    pattern = r'data-cents="(-?\d+)"><a class="ask" href="([^"]+need[^"]+)"'
    for cents, link in re.findall(pattern, page):
        assert f'class="total" data-cents="{cents}"' in text(adviser.get(link))


def test_queries_do_not_grow_with_the_number_of_municipalities(adviser, demo, django_assert_max_num_queries):
    with django_assert_max_num_queries(40) as few:  # most of them read the budget, which is kept otherwise
        adviser.get(f"{PAGE}GM0406/", FULL)
    for i in range(30):
        extra = Municipality.objects.create(code=f"GM9{i:03}", name=f"Dorp {i}")
        demo.region.members.create(municipality=extra)
    with django_assert_max_num_queries(len(few)):
        assert "Dorp 29" in text(adviser.get(f"{PAGE}GM0406/", FULL))
