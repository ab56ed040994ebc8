"""Why a finding is there and what takes it away: for every code, on the page and beside the figure."""

import re
from html import unescape
from pathlib import Path

import pytest

from budgets.actions.proposals import propose_scenario
from budgets.engine import Adjustment, Choice, amounts_of, compute, explain, unchanged
from budgets.engine.findings import check_controls
from budgets.finding_reasons import REASONS, find_finding, reason_of
from budgets.models import Scenario
from budgets.snapshot import budget_data
from budgets.wording import figure_title
from measures.models import Plan
from municipalities.models import User

pytestmark = pytest.mark.django_db

PLAN = "/gooi-en-vechtstreek/bo-2021-2024/"
FULL = f"{PLAN}scenarios/alle-bijstellingen/"
ENGINE = Path("budgets/engine")
VERDICTS = ("explained", "rounding", "differs", "unknown")


@pytest.fixture
def adviser(client, demo):
    client.login(username="adviseur", password="demo")
    return client


def test_every_code_that_the_engine_gives_has_a_reason_and_a_remedy():
    source = "".join(path.read_text() for path in ENGINE.glob("*findings.py"))
    codes = set(re.findall(r'Finding\("(\w+)"', source)) | set(re.findall(r'yield "(line_\w+)"', source))
    assert codes | {f"control_total_{verdict}" for verdict in VERDICTS} == set(REASONS)
    assert len(codes) > 15


def test_every_finding_of_the_demo_has_a_reason_a_remedy_and_figures_that_are_there(demo):
    found = 0
    for plan in Plan.objects.all():
        for choice in (Choice(), *(scenario.choice for scenario in plan.scenarios.all())):
            result = compute(budget_data(plan), choice)
            for finding in result.findings:
                reason = reason_of(result, finding)
                assert reason.rule
                assert reason.remedies
                for name in reason.figures:
                    assert amounts_of(result, name)
                    assert figure_title(result.data, name, result.choice) != name
                assert reason.figures or finding.code == "unknown_option"
                found += 1
    assert found > 50


def test_findings_on_the_page_can_be_asked_and_their_figures_too(adviser):
    page = adviser.get(FULL).content.decode()
    links = [unescape(link) for link in re.findall(r'href="(bevinding/\?[^"]+)"', page)]
    assert len(links) > 2
    for link in links:
        shown = adviser.get(FULL + link).content.decode()
        assert "Waarom staat dit hier?" in shown
        assert "Wat haalt dit weg?" in shown
        for asked in re.findall(r'class="term ask" href="([^"]+)"', shown):
            assert adviser.get(unescape(asked)).status_code == 200
        for way in re.findall(r'<li><a class="utrecht-link" href="([^"]+)"', shown):
            assert adviser.get(unescape(way)).status_code == 200


def test_option_that_asks_too_much_goes_off_in_one_press(adviser, demo):
    result = compute(budget_data(demo), Scenario.objects.get(slug="alle-bijstellingen").choice)
    short = next(each for each in result.findings if each.code == "shortfall")
    query = {"soort": "shortfall", "over": short.subject, "jaar": short.years[0]}
    panel = adviser.get(f"{FULL}bevinding/", query, headers={"HX-Request": "true"}).content.decode()
    assert "<h1" not in panel
    form = re.search(rf'<form method="post" action="({FULL}opties/{short.subject}/)">(.*?)</form>', panel)
    assert form
    sent = dict(re.findall(r'name="(aan|jaar)" value="(\d+)"', form[2]))
    adviser.post(form[1], sent)
    assert short.subject not in Scenario.objects.get(slug="alle-bijstellingen").choice.on
    gone = adviser.get(f"{FULL}bevinding/", query)
    assert (gone.status_code, "Deze bevinding is er niet meer" in gone.content.decode()) == (404, True)


@pytest.mark.parametrize("who", ["lezer", "adviseur"])
def test_nobody_is_shown_a_button_that_is_not_for_them(client, demo, who):
    """Not who only reads; and nobody while the scenario is proposed."""
    client.login(username=who, password="demo")
    if who == "adviseur":
        by = User.objects.get(username=who)
        propose_scenario(scenario=Scenario.objects.get(slug="alle-bijstellingen"), by=by)
    result = compute(budget_data(demo), Scenario.objects.get(slug="alle-bijstellingen").choice)
    short = next(each for each in result.findings if each.code == "shortfall")
    query = {"soort": "shortfall", "over": short.subject, "jaar": short.years[0]}
    page = client.get(f"{FULL}bevinding/", query).content.decode()
    assert "Zet ‘" not in page
    assert "Pas de optie" in page


def test_findings_of_the_data_are_asked_at_the_budget_and_at_a_scenario(demo):
    base = unchanged(budget_data(demo))
    assert check_controls(base)
    for finding in base.findings:
        assert find_finding(base, finding.code, finding.subject, finding.years[0]) is not None
    assert find_finding(base, "shortfall", "mda", 2023) is None


def test_adjustment_of_a_line_that_is_too_small_leads_to_its_figures(demo):
    data = budget_data(demo)
    line = next(each for each in data.lines if each.amounts[2])
    too_much = Adjustment("a", 2023, "proef", line=line.code, change=-(line.amounts[2] or 0) - 100)
    result = compute(data, Choice(adjustments=(too_much,)))
    (short,) = [each for each in result.findings if each.code == "adjustment_short"]
    parts = ("claimed", "realised", "shortfall")
    told = (*(f"adjustments.a.{part}" for part in parts), f"lines.{line.code}")
    assert reason_of(result, short).figures == told


def test_printed_total_that_differs_leads_to_what_is_printed_and_to_the_difference(demo):
    """In a scenario too, where the figure itself is another one."""
    data = budget_data(demo)
    for result in (unchanged(data), compute(data, Choice.of(["mda"]))):
        found = next(each for each in result.findings if each.code == "control_total_rounding")
        *ours, printed, difference = reason_of(result, found).figures
        year = found.years[0]
        assert ours == ([found.subject] if result.base is None else [])
        assert explain(result, printed, year).amount == found.base
        assert explain(result, difference, year).amount == found.amount


def test_item_of_unknown_size_leads_to_where_the_result_turns(adviser, demo):
    result = unchanged(budget_data(demo))
    found = next(each for each in result.findings if each.code == "pm_in_total")
    query = {"soort": found.code, "over": found.subject, "jaar": found.years[0]}
    page = adviser.get(f"{PLAN}begroting/bevinding/", query).content.decode()
    assert "Risico Weesp: waar het resultaat na taakstelling omslaat" in page
    assert f"cijfer=threshold.memorandum.{found.subject}" in page
