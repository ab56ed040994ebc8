"""Every figure of the demo can be asked, on every page, and its explanation adds up to it."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.urls import resolve
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.actions.amounts import Cell, save_amounts
from budgets.actions.proposals import propose_scenario, proposed_result, standing_proposal
from budgets.actions.scenarios import create_scenario
from budgets.actions.versions import adopt_version
from budgets.engine import (
    Adjustment,
    Choice,
    Explanation,
    TargetChange,
    amounts_of,
    compute,
    explain,
    explain_selection,
    figure_names,
    unfolded,
)
from budgets.engine.figures import SELECTION, WAY
from budgets.engine.money import cents_from_decimal
from budgets.models import BudgetVersion, CostAmount, Scenario, StreamAmount
from budgets.sides import Side, named
from budgets.snapshot import budget_data
from budgets.term_figures import NO_OPTIONS
from budgets.texts import UNCHANGED_KEY
from budgets.wording import figure_title
from measures.models import Plan
from municipalities.models import User
from reports.origin import Against, origin
from tests.engine.checks import assert_explanations_add_up, sum_of_terms
from tests.engine.strategies import choices, engine_settings
from tests.unit.versions import DAY

pytestmark = pytest.mark.django_db

PLAN = "/gooi-en-vechtstreek/bo-2021-2024/"
CELL = re.compile(
    r'<(td|strong)[^>]* data-figure="([^"]+)" data-year="(\d+)" data-cents="(-?\d+)">(.*?)</\1>', re.DOTALL
)
LINK = re.compile(r'class="ask" href="([^"]+)"')
PAGES = {
    "start": "/",
    "begroting": f"{PLAN}begroting/",
    "begroting gefilterd": f"{PLAN}begroting/?prioriteit=1",
    "maatregelen": f"{PLAN}maatregelen/",
    "maatregel": f"{PLAN}maatregelen/ggz-mantelzorg/",
    "opties": f"{PLAN}opties/",
    "optie": f"{PLAN}opties/mda/",
    "optie op baten": f"{PLAN}opties/veilig-thuis-rijk/",
    "baten": f"{PLAN}baten/",
    "scenario's": f"{PLAN}scenarios/",
    "scenario ongewijzigd": f"{PLAN}scenarios/ongewijzigd/",
    "scenario": f"{PLAN}scenarios/alle-bijstellingen/?jaar=2023",
    "gemeenten": f"{PLAN}gemeenten/?scenario=alle-bijstellingen&jaar=2021",
    "per inwoner": f"{PLAN}gemeenten/?scenario=alle-bijstellingen&jaar=2023&per=inwoner",
    "gemeente": f"{PLAN}gemeenten/GM0406/?scenario=alle-bijstellingen&vergelijk=ongewijzigd&jaar=2023",
    "financiering": f"{PLAN}financiering/?scenario=alle-bijstellingen",
    "dekking": f"{PLAN}financiering/posten/regel-40/",
    "woningen": f"{PLAN}woningen/?jaar=2023",
    "scenario met eigen voorwaarden": f"{PLAN}scenarios/eigen/?jaar=2023",
    "vergelijken met eigen voorwaarden": f"{PLAN}scenarios/vergelijken/?met=alle-bijstellingen&met=eigen",
    "voorstel": f"{PLAN}scenarios/voorstel/?jaar=2023",
    "versies": f"{PLAN}versies/",
    "versie": f"{PLAN}versies/1/begroting/",
    "scenario op versie": f"{PLAN}versies/1/scenarios/alle-bijstellingen/?jaar=2022",
    "versies vergelijken": f"{PLAN}versies/vergelijken/?van=1&naar=werk",
    "vergelijken": f"{PLAN}scenarios/vergelijken/?met=begroting&met=alle-bijstellingen&jaar=2023",
    "vergelijken met versie": f"{PLAN}scenarios/vergelijken/?met=versie-1&met=alle-bijstellingen",
}

OWN = Choice.of(
    ["pak-aan", "mda"],
    {"personnel": Fraction(2)},
    share_falls_away=True,
    adjustments=(
        Adjustment("e1", 2022, "Minder cliënten", line="regel-40", change=-100_000),
        Adjustment("e2", 2022, "Hogere inflatie", stream="GB", percentage=Fraction(3, 2)),
    ),
)
"""With everything that a step of the waterfall may be of."""


@pytest.fixture
def finance(client, demo):
    user = User.objects.get(username="financien")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("slug", ["", "ongewijzigd", "alle-bijstellingen"])
def test_every_figure_of_every_demo_scenario_adds_up(demo, slug):
    """In every year, to the last part; and again with every figure within it written out."""
    choice = Scenario.objects.get(plan=demo, slug=slug).choice if slug else Choice()
    result = compute(budget_data(demo), choice)
    assert_explanations_add_up(result)
    for name in ("result_after_target", "municipalities.GM0406.net_contribution", "lacking"):
        whole = unfolded(result, explain(result, name, 2023))
        _assert_parts_add_up(whole)


def test_every_figure_adds_up_whatever_somebody_chooses(demo):
    """Options, levels and parts, indexation per year, own adjustments, other targets, and who leaves when."""
    data = budget_data(demo)

    @st.composite
    def varied(draw):
        left = draw(st.dictionaries(st.sampled_from([*data.municipality_index]), st.sampled_from(data.years)))
        ends = tuple(sorted(left.items())[:2])
        return replace(draw(choices(data)), ends=ends, share_falls_away=draw(st.booleans()))

    @settings(engine_settings, max_examples=6)
    @given(varied())
    def check(choice):
        assert_explanations_add_up(compute(data, choice))

    check()


def test_demo_has_no_other_scenarios(demo):
    """So that none is left out above."""
    found = set(Scenario.objects.filter(plan=demo).values_list("slug", flat=True))
    assert found == {"ongewijzigd", "alle-bijstellingen"}


def test_every_figure_of_the_other_region_adds_up(demo):
    for plan in Plan.objects.exclude(pk=demo.pk):
        for choice in (Choice(), *(scenario.choice for scenario in plan.scenarios.all())):
            assert_explanations_add_up(compute(budget_data(plan), choice))


def test_every_figure_has_a_name_and_its_terms_lead_on(demo):
    result = compute(budget_data(demo), Scenario.objects.get(slug="alle-bijstellingen").choice)
    against = Against(result.unchanged, "/", "de ongewijzigde begroting")
    for name in figure_names(result):
        assert name.startswith(f"{WAY}.") or figure_title(result.data, name, result.choice) != name
        if amounts_of(result, name)[2] is not None:
            found = origin(result, name, 2023, against)
            assert found.title not in ("", name)
            rows = [row for term in found.terms for row in (term, *term.parts)]
            assert all(row.title and row.title != row.query for row in rows), name


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_on_the_page_can_be_asked(finance, demo, page):
    if "eigen" in page:
        create_scenario(plan=demo, name="Eigen", by=User.objects.get(username="financien"), choice=OWN)
    if page == "voorstel":
        _propose(demo)
    if "versie" in page:
        by = User.objects.get(username="financien")
        adopt_version(plan=demo, name="Ontwerp", kind="ontwerp", decided_on=DAY, by=by)
    if page in ("versies vergelijken", "vergelijken met versie"):
        _change_the_budget(demo)
    answer = finance.get(PAGES[page])
    assert answer.status_code == 200
    cells = CELL.findall(answer.content.decode())
    asked, without = {}, []
    for _, figure, year, cents, content in cells:
        link = LINK.search(content)
        if link:
            asked.setdefault(urljoin(PAGES[page], unescape(link[1])), int(cents))
        elif int(cents):
            without.append((figure, year))
    assert (bool(cells), without) == (True, [])
    amount = _amounts(demo)
    assert [(link, cents) for link, cents in asked.items() if amount(link) != cents] == []
    first = {}
    for link, cents in asked.items():
        first.setdefault(parse_qs(urlsplit(link).query)["cijfer"][0].partition(".")[0], (link, cents))
    for link, cents in first.values():
        shown = finance.get(link).content.decode()
        assert f'class="total" data-cents="{cents}"' in shown, link


def test_every_link_to_an_explanation_is_there(finance, demo):
    """Also of amounts without a name: in sentences, beside the charts, in what an option was and becomes."""
    links = set()
    by = User.objects.get(username="financien")
    adopt_version(plan=demo, name="Ontwerp", kind="ontwerp", decided_on=DAY, by=by)
    compared = f"{PLAN}versies/vergelijken/?van=1&naar=werk"
    for page in (*(PAGES[name] for name in ("scenario", "begroting", "woningen", "gemeente")), compared):
        content = finance.get(page).content.decode()
        found = {urljoin(page, unescape(link)) for link in LINK.findall(content)}
        assert found
        links |= {link for link in found if "cijfer=" in link}
    links.add(f"{PLAN}omgekeerd/../scenarios/ongewijzigd/herkomst/?cijfer=result&jaar=2023&opties=mda")
    amount = _amounts(demo)
    assert len(links) > 500
    assert [link for link in links if not isinstance(amount(urljoin(PLAN, link)), int)] == []


def test_explanation_as_json(finance, demo):
    address = f"{PLAN}scenarios/alle-bijstellingen/herkomst.json"
    found = finance.get(address, {"cijfer": "municipalities.GM0317.need", "jaar": "2023"}).json()
    assert (found["figure"], found["year"], found["scenario"]) == (
        "municipalities.GM0317.need",
        2023,
        "alle-bijstellingen",
    )
    assert found["amount"] == found["sum"] == "-56345.50"
    share = next(term["share"] for term in found["terms"] if term["share"])
    assert set(share) == {"of", "weight", "total", "cent", "key", "participation"}
    assert finance.get(address, {"cijfer": "koffie", "jaar": "2023"}).status_code == 404
    assert finance.get(address, {"cijfer": "housing.pot", "jaar": "2023"}).status_code == 404


def test_percentage_target_is_explained_by_the_percentage_that_the_scenario_has(finance, demo):
    by, own = User.objects.get(username="financien"), TargetChange("gb-3-procent", Fraction(5, 2))
    create_scenario(plan=demo, name="Minder", by=by, choice=Choice.of(targets=(own,)))
    page = finance.get(f"{PLAN}scenarios/minder/herkomst/?cijfer=savings_targets.gb-3-procent&jaar=2023")
    assert "2,5% × 2.412.345,00 = 60.308,63, afgerond op de cent" in page.content.decode()


def test_explanation_on_the_command_line(demo, capsys):
    call_command("explain", "bo-2021-2024", "result", "2023", "--json", "--deep")
    found = json.loads(capsys.readouterr().out)
    income, costs = found["terms"]
    assert (income["amount"], costs["amount"], found["sum"]) == ("22642806.00", "-21914342.00", "728464.00")
    assert sum(Decimal(part["amount"]) for part in costs["parts"]) == Decimal(costs["amount"])
    assert {part["kind"] for part in costs["parts"]} == {"goal"}
    call_command("explain", "bo-2021-2024", "coverage.DUVO.balance", "2023")
    assert "227.447,00  Vrouwenopvang: over 2023" in capsys.readouterr().out
    for wrong in ("koffie", "housing.pot"):
        with pytest.raises(CommandError):
            call_command("explain", "bo-2021-2024", wrong, "2023")


def _assert_parts_add_up(of):
    parts = of.terms if isinstance(of, Explanation) else of.parts
    if parts:
        assert sum_of_terms(parts) == of.amount
    for part in parts:
        _assert_parts_add_up(part)


def _propose(plan):
    """A scenario of which the kept figures are other ones than those of today."""
    by = User.objects.get(username="financien")
    proposed = create_scenario(plan=plan, name="Voorstel", by=by, choice=Choice.of(["mda"]))
    propose_scenario(scenario=proposed, by=by)
    _change_the_budget(plan)


def _change_the_budget(plan):
    """So that it is another than in the version."""
    by = User.objects.get(username="financien")
    line = CostAmount.objects.get(cost_line__plan=plan, cost_line__code="regel-40", year=2023)
    stream = StreamAmount.objects.get(stream__plan=plan, stream__code="GB", year=2024)
    rows = {"line:regel-40": line, "stream:GB": stream}
    cells = [Cell(row, found.year, "1", cents_from_decimal(found.amount)) for row, found in rows.items()]
    assert {each.state for each in save_amounts(plan=plan, cells=cells, by=by).cells} == {"saved"}


def _amounts(plan):
    """What the address of an explanation explains, as its page would, but each budget worked out once."""

    @cache
    def side(key):
        number, slug = named(key)
        version = BudgetVersion.objects.get(plan=plan, number=number) if number else None
        scenario = Scenario.objects.get(plan=plan, slug=slug) if slug else None
        return Side(plan, version, scenario)

    @cache
    def result(key, options):
        found = side(key).result
        if not options:
            return found
        on = frozenset() if options == NO_OPTIONS else frozenset(options.split(","))
        return compute(found.data, replace(found.choice, on=on))

    def amount(address):
        parts = urlsplit(address)
        asked = parse_qs(parts.query)
        kwargs = resolve(parts.path).kwargs
        version = f"versie-{kwargs['version']}" if kwargs.get("version") else ""
        own = ".".join(filter(None, [version, kwargs.get("scenario")])) or UNCHANGED_KEY
        found = result(own, asked.get("opties", [""])[0])
        if "voorstel" in asked:
            found = proposed_result(standing_proposal(side(own).scenario))
        year, figure = int(asked["jaar"][0]), asked["cijfer"][0]
        if figure == SELECTION:
            codes = asked.get("regel") or [x.code for x in found.data.lines if x.priority == 1]
            return explain_selection(found, codes, year).amount
        other = result(asked.get("vergelijk", [version or UNCHANGED_KEY])[0], "")
        if "tegen" in asked:
            other = proposed_result(standing_proposal(side(own).scenario))
        return explain(found, figure, year, other).amount

    return amount
