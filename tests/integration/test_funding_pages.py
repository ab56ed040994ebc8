"""Which stream pays what, on the screen: the engine's figures, forms that keep what was typed, every role."""

import json
import re
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from budgets.actions.cover import FIXED, change_cover, cover_values
from budgets.actions.measures import add_line
from budgets.actions.streams import add_stream
from budgets.dutch_numbers import euros, part_of_line
from budgets.engine import compute, unchanged
from budgets.models import CostLine, Cover, CoverAmount
from budgets.snapshot import budget_data
from measures.models import Change, Measure, Plan
from municipalities.models import Role, User
from tests.integration.forms import submit

PLAN = "/gooi-en-vechtstreek/bo-2021-2024/"
FUNDING = f"{PLAN}financiering/"
LINE = f"{FUNDING}posten/regel-5/"
MEASURE = f"{FUNDING}maatregelen/ggz-mantelzorg/"


@pytest.fixture
def finance(client, demo):
    user = User.objects.get(username="financien")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return user


@pytest.fixture
def line(demo):
    return CostLine.objects.select_related("measure", "plan").get(plan=demo, code="regel-5")


def get(client, address, **data):
    answer = client.get(address, data)
    assert answer.status_code == 200
    return answer.content.decode()


def cents(page, figure):
    """What the page shows of a figure, per year."""
    found = re.findall(rf'data-figure="{re.escape(figure)}" data-year="\d+" data-cents="(-?\d+)"', page)
    return tuple(map(int, found))


def text(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("&nbsp;", " ").replace("\u00a0", " ").split())


@pytest.mark.parametrize("slug", ["", "alle-bijstellingen"])
def test_every_figure_of_the_page_is_the_engines(client, demo, finance, slug):
    data = budget_data(demo)
    result = compute(data, demo.scenarios.get(slug=slug).choice) if slug else unchanged(data)
    page, coverage = get(client, FUNDING, scenario=slug), result.coverage
    for stream in data.streams:
        for name, amounts in coverage.figures(stream.code).items():
            assert cents(page, f"coverage.{stream.code}.{name}") == amounts
    assert cents(page, "income") == result.income
    for name in ("used", "balance", "general"):
        assert cents(page, f"together.{name}") == tuple(getattr(coverage, name).sum(axis=0).tolist())
    assert cents(page, "uncovered") == tuple(coverage.uncovered.sum(axis=1).tolist())
    for place, each in enumerate(data.lines):
        shown, rest = cents(page, f"uncovered.{each.code}"), coverage.uncovered[:, place].tolist()
        assert [amount for amount in shown if amount] == [amount for amount in rest if amount]
    for cover in data.cover:
        paid = coverage.paid[data.stream_index[cover.stream]][:, data.line_index[cover.line]].tolist()
        shown = cents(page, f"paid.{cover.stream}.{cover.line}")
        assert [amount for amount in shown if amount] == [amount for amount in paid if amount]


def test_answer_comes_first_in_words(client, finance):
    page = text(get(client, FUNDING))
    start = page.index("Financiering Welke stroom")
    answer = page.index("Van Maatschappelijke opvang wordt elk jaar € 516.782 meer gevraagd dan er is.")
    assert start < answer < page.index("Per stroom")
    assert "33 van de 57 posten" in page
    assert "‘32. Interventiewoningen’" in page


def test_shortage_has_the_letter_and_the_word(client, finance):
    page = get(client, FUNDING)
    cell = page.split('data-figure="coverage.MO.balance"')[1].split("</td>")[0]
    assert 'title="nadelig">N<' in cell


def test_general_means_that_do_not_reach_are_the_answer(client, demo):
    client.force_login(User.objects.get(username="buurregio"), "django.contrib.auth.backends.ModelBackend")
    page = text(get(client, "/utrecht-voorbeeld/opvang-2025-2028/financiering/"))
    assert "De algemene middelen zijn niet genoeg" in page
    assert "Er is van elke stroom genoeg" not in page
    assert "Geen van de 7 posten wordt helemaal door een aangewezen stroom betaald." in page
    assert re.search(r"(In|Van) [^.]*20\d\d zijn die niet genoeg: er ontbreekt € [\d.]+", page)
    assert "Gemeentelijke bijdrage (voorbeeld) Beschikbaar" in page  # without its kind, that says the same


def test_rows_of_all_streams_lead_to_the_result(client, demo, finance):
    result = unchanged(budget_data(demo))
    balance, general = (result.coverage.together(name)[0] for name in ("balance", "general"))
    assert balance - general == result.result[0]  # the sentence says so
    page = " ".join(strip_tags(get(client, FUNDING)).split())
    assert f"min {euros(general)} is {euros(result.result[0])}.".replace("\u00a0", " ") in page


def test_line_without_a_stream_and_a_part_of_a_line_lead_to_their_explanation(client, demo, finance):
    data = budget_data(demo)
    named = {cover.line for cover in data.cover}
    free = next(line.code for line in data.lines if line.code not in named and line.amounts[0])
    assert f"begroting/herkomst/?cijfer=uncovered.{free}&amp;jaar=2021" in get(client, FUNDING)
    part = next(cover for cover in data.cover if cover.share is not None and cover.share != 1)
    origin = get(client, f"{PLAN}begroting/herkomst/", cijfer=f"paid.{part.stream}.{part.line}", jaar="2021")
    assert f"{part_of_line(part.share)} van " in origin


def test_every_cell_of_a_stream_leads_to_its_lines(client, demo, finance):
    page = get(client, FUNDING)
    (address,) = {link for link in re.findall(r'href="([^"]+)"', page) if "MO.used&amp;jaar=2023" in link}
    origin = text(get(client, address.replace("&amp;", "&")))
    for code in ("regel-21", "regel-22", "regel-24", "regel-32", "regel-33"):
        assert str(CostLine.objects.get(plan=demo, code=code)) in origin
    page = get(client, FUNDING, scenario="alle-bijstellingen")
    assert "/scenarios/alle-bijstellingen/herkomst/?cijfer=coverage.MO.used" in page


def test_unknown_scenario_is_not_there(client, finance):
    assert client.get(FUNDING, {"scenario": "bestaat-niet"}).status_code == 404


def test_queries_do_not_grow_with_streams_and_lines(client, demo, finance):
    pages = [FUNDING, f"{PLAN}maatregelen/ggz-mantelzorg/", LINE, MEASURE]

    def queries():
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as context:
                get(client, page)
            counts.append(len(context))
        return counts

    measure = Measure.objects.get(plan=demo, code="ggz-mantelzorg")
    add_line(measure=measure, values={}, by=finance)
    first = add_stream(plan=demo, values={"title": "Eerste", "kind": "overig"}, by=finance)
    for paid in (demo.cost_lines.get(code="regel-5"), measure):
        change_cover(of=paid, values=_fixed(first), by=finance)
    queries()  # the very first request asks for one thing more
    before = queries()
    second = add_stream(plan=demo, values={"title": "Tweede", "kind": "overig"}, by=finance)
    for _ in range(3):
        add_line(measure=measure, values={}, by=finance)
    for each in demo.cost_lines.all():
        change_cover(of=each, values=_fixed(second), by=finance)
    change_cover(of=measure, values=_fixed(second), by=finance)
    # fewer where the latest changes of the measure, which its page tells, are of fewer tables by then
    grown = {page: (was, now) for page, was, now in zip(pages, before, queries(), strict=True) if now > was}
    assert grown == {}


def _fixed(stream):
    return {f"part:{stream.code}": FIXED, f"amount:{stream.code}:2022": 5}


def test_empty_plan_says_what_to_do(client, demo, finance):
    plan = Plan.objects.create(region=demo.region, slug="leeg", title="Leeg", first_year=2025, last_year=2026)
    page = text(get(client, reverse("funding", args=[demo.region.slug, plan.slug])))
    assert "Deze begroting heeft nog geen financieringsstromen" in page
    assert "Deze begroting heeft nog geen kostenposten" in page
    goal = plan.goals.create(code="d", title="Doel")
    measure = Measure.objects.create(plan=plan, goal=goal, code="m", title="Maatregel")
    CostLine.objects.create(plan=plan, measure=measure, code="r")
    page = get(client, reverse("line_cover", args=[demo.region.slug, plan.slug, "r"]))
    assert "Voeg die eerst toe bij" in page
    page = text(get(client, reverse("funding", args=[demo.region.slug, plan.slug])))
    assert "De enige post wordt niet, of niet helemaal" in page


def test_saved_cover_is_shown_with_what_is_left(client, line, finance):
    sent = {"keuze": "eigen", "deel_DUVO": "1/3", "deel_BW": "33,33%", "aanname_BW": "on"}
    answer = submit(client, LINE, sent, follow=True)
    page = text(answer.content.decode())
    assert "is bewaard: 1/3 Vrouwenopvang, 33,33% Beschermd wonen, rest algemeen." in page
    assert cents(answer.content.decode(), "uncovered.regel-5")[1] == 6211388
    assert "Rest algemeen 62.114 62.114" in page
    shown = get(client, LINE)
    assert 'value="33,33%"' in shown
    measure = text(get(client, f"{PLAN}maatregelen/{line.measure.code}/"))
    assert "Betaald door: 1/3 Vrouwenopvang, 33,33% Beschermd wonen, rest algemeen aanname" in measure


def test_more_than_the_whole_is_refused_at_its_field_and_keeps_what_was_typed(client, line, finance):
    answer = submit(client, LINE, {"keuze": "eigen", "deel_DUVO": "2/3", "deel_GB": "66,7%"})
    page = answer.content.decode()
    error = page.split('id="fout-deel_GB"')[1].split("</p>")[0]
    assert "meer dan de hele post" in error
    assert 'value="2/3"' in page
    assert 'value="66,7%"' in page
    assert not line.covers.exists()
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field", "says"),
    [
        ({"deel_DUVO": "een derde"}, "deel_DUVO", "een breuk zoals 1/3"),
        ({"deel_DUVO": "4/3"}, "deel_DUVO", "Dit is 4/3: meer dan de hele post"),
        ({"deel_DUVO": "0%"}, "deel_DUVO", "meer dan nul"),
        ({"deel_DUVO": "1/3", "bedrag_DUVO_2022": "5"}, "deel_DUVO", "niet allebei"),
        ({"deel_DUVO": ["1/3", "1/2"]}, "deel_DUVO", "staat er twee keer in"),
        ({"aanname_DUVO": "on", "deel_GB": "1/3"}, "deel_DUVO", "haal ‘aanname’ weg"),
        ({"bedrag_DUVO_2022": "-5"}, "bedrag_DUVO_2022", "geen negatief bedrag"),
        ({"bedrag_DUVO_2022": "veel"}, "bedrag_DUVO_2022", "is geen bedrag"),
        ({}, "keuze", "laat de post de maatregel volgen"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(client, line, finance, sent, field, says):
    page = submit(client, LINE, {"keuze": "eigen"} | sent).content.decode()
    error = page.split(f'id="fout-{field}"')[1].split("</p>")[0]
    assert says in error
    assert 'aria-invalid="true"' in page
    for value in sent.values():
        assert (value[-1] if isinstance(value, list) else value) in page
    assert not Change.objects.exists()


def test_line_follows_its_measure_again_whatever_the_rows_say(client, line, finance):
    submit(client, f"{FUNDING}maatregelen/{line.measure.code}/", {"deel_MO": "1/2"})
    submit(client, LINE, {"keuze": "eigen", "deel_DUVO": "alles"})
    assert "(1/2 Maatschappelijke opvang, rest algemeen)" in text(get(client, LINE))
    seen = json.dumps({"part:DUVO": "1"})
    submit(client, LINE, {"keuze": "maatregel", "deel_DUVO": "onzin", "gezien": seen})
    assert cover_values(line) == {}
    page = text(get(client, f"{PLAN}maatregelen/{line.measure.code}/"))
    assert "Betaald door: 1/2 Maatschappelijke opvang, rest algemeen (volgt de maatregel)" in page
    default = text(get(client, f"{FUNDING}maatregelen/{line.measure.code}/"))
    assert "rest algemeen volgt de maatregel" in default


def test_fixed_amounts_above_the_line_are_kept_and_said(client, line, finance):
    sent = {"keuze": "eigen", "bedrag_DUVO_2022": "999.999"}
    page = text(submit(client, LINE, sent, follow=True).content.decode())
    assert "in 2022 is het vaste bedrag van Vrouwenopvang meer dan er van de post te betalen is" in page
    assert CoverAmount.objects.get(cover__cost_line=line).amount == 999_999
    assert "hoogstens de post" in get(client, FUNDING)


def test_saving_unchanged_is_no_change(client, demo, finance):
    address = f"{FUNDING}posten/regel-7/"
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"gezien": form.seen_json()}
    sent = {name: value for name, value in sent.items() if value not in ("", False)}
    sent = {
        name: form.fields[name].prepare_value(v) if name.startswith("bedrag") else v
        for name, v in sent.items()
    }
    assert client.post(address, sent).status_code == 302
    assert not Change.objects.exists()


def test_two_editors_see_both_values_and_confirm(client, demo, line, finance):
    other = User.objects.create(username="fin", first_name="Fenna")
    Role.objects.create(user=other, region=demo.region, kind=Role.Kind.FINANCE)
    submit(client, LINE, {"keuze": "eigen", "deel_DUVO": "1/3"})
    seen = client.get(LINE).context["form"].seen_json()
    change_cover(of=line, values={"part:DUVO": Fraction(1, 2)}, by=other)
    sent = {"keuze": "eigen", "deel_DUVO": "alles", "gezien": seen}
    answer = submit(client, LINE, sent)
    page = answer.content.decode()
    assert "Fenna heeft hier intussen ‘1/2’ van gemaakt, u vulde ‘alles’ in" in page
    assert 'value="alles"' in page
    again = sent | {"gezien": answer.context["form"].seen_json()}
    assert submit(client, LINE, again).status_code == 302
    assert cover_values(line)["part:DUVO"] == 1


@pytest.mark.parametrize("username", ["adviseur", "portefeuillehouder", "lezer"])
def test_others_read_and_cannot_change(client, demo, line, username):
    kind = {"adviseur": Role.Kind.POLICY}.get(username)
    user = User.objects.create(username="pol") if kind else User.objects.get(username=username)
    if kind:
        Role.objects.create(user=user, region=demo.region, kind=kind)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    page = get(client, FUNDING)
    assert "Dekking wijzigen" not in page
    measure = get(client, f"{PLAN}maatregelen/{line.measure.code}/")
    assert "Betaald door: rest algemeen" in measure
    assert "/financiering/posten/" not in measure
    assert client.get(LINE).status_code == 403
    assert submit(client, LINE, {"keuze": "eigen", "deel_DUVO": "1/3"}).status_code == 403
    assert not line.covers.exists()


def test_measure_form_lists_its_lines_and_which_have_their_own(client, demo, finance):
    code = CostLine.objects.get(plan=demo, code="regel-40").measure.code
    page = text(get(client, f"{FUNDING}maatregelen/{code}/"))
    assert page.count("eigen dekking") >= 5
    assert "1/3 Vrouwenopvang, 2/3 Gemeentelijke bijdrage" in page


def test_deleting_says_beforehand_that_the_cover_is_anothers(client, demo):
    user = User.objects.create(username="pol")
    Role.objects.create(user=user, region=demo.region, kind=Role.Kind.POLICY)
    line = CostLine.objects.get(plan=demo, code="regel-46")  # without amounts
    Cover.objects.create(cost_line=line, stream=demo.streams.get(code="GB"), numerator=1, denominator=2)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    page = get(client, f"{PLAN}maatregelen/{line.measure.code}/posten/regel-46/verwijderen/")
    assert "Die dekking mag alleen een financieel adviseur of beheerder laten vervallen" in page
