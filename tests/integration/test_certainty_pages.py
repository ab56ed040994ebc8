"""The view Zekerheid of a scenario and the structural balance: said, moved by a switch, and refused."""

import json
import re
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import strip_tags

from budgets.actions.memorandum import change_memorandum_item
from budgets.actions.options import change_option
from budgets.actions.streams import change_stream
from budgets.engine.money import cents_from_decimal
from budgets.models import AdjustmentOption, CostLine, FundingStream, MemorandumItem
from budgets.snapshot import read
from measures.changes import changing
from measures.models import Change
from municipalities.models import User
from tests.by_code import by_code
from tests.integration.test_memorandum_pages import text_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def at(demo):
    return lambda name, **more: reverse(name, args=[demo.region.slug, demo.slug, *more.values()])


@pytest.fixture
def finance(client, demo):
    client.login(username="financien", password="demo")
    return client


@pytest.fixture
def by(demo):
    return User.objects.get(username="financien")


@pytest.fixture
def estimated(demo, by):
    """Risico Weesp at 0 to 800,000 in 2023, most likely 100,000; and the GB of 2024 not sure."""
    item = MemorandumItem.objects.get(plan=demo)
    values = {"low:2023": 0, "likely:2023": 100_000, "high:2023": 800_000}
    change_memorandum_item(item=item, values={"title": item.title} | values, by=by)
    stream = FundingStream.objects.get(plan=demo, code="GB")
    values = {"low:2024": 2_000_000, "high:2024": 2_500_000}
    change_stream(stream=stream, values={"title": stream.title, "kind": stream.kind} | values, by=by)


@pytest.fixture
def one_off(demo, by):
    """Line 15 and the option mda do not recur."""
    with changing(demo, by=by):
        line = CostLine.objects.get(plan=demo, number=15)
        line.incidental = True
        line.save(update_fields=["incidental"])
    option = AdjustmentOption.objects.get(plan=demo, code="mda")
    change_option(
        option=option, values={"title": option.title, "kind": option.kind, "incidental": True}, by=by
    )


def test_without_an_estimate_the_view_says_what_to_do_and_where_the_result_turns(finance, at):
    shown = text_of(finance.get(at("scenario", scenario="ongewijzigd") + "?jaar=2022"))
    assert "Er is nog niets geschat" in shown
    turns = "Het resultaat na taakstelling blijft positief zolang Risico Weesp onder € 596.609 blijft."
    assert turns in strip_tags(shown)
    assert 'data-figure="threshold.memorandum.risico-weesp" data-year="2022" data-cents="59660965"' in shown
    assert "Niets is als incidenteel gemarkeerd" in shown
    assert "grafiek-bereik" not in shown


def test_estimates_give_a_range_a_chance_and_what_matters(estimated, finance, at):
    shown = text_of(finance.get(at("scenario", scenario="ongewijzigd") + "?jaar=2023"))
    said = strip_tags(shown)
    assert "Het resultaat na taakstelling 2023 ligt in 9 van de 10 gevallen tussen €" in said
    assert "De kans op een tekort is 4 op de 100." in said  # (800.000 − 656.093,65)² ÷ (800.000 × 700.000)
    assert 'id="grafiek-bereik"' in shown
    assert (
        'data-figure="influence.memorandum.risico-weesp.worst" data-year="2023" data-cents="-14390635"'
        in shown
    )
    assert "De hoogste schatting, € 800.000, ligt daarboven." in said


def test_switch_moves_the_chance(estimated, finance, at):
    where = at("scenario", scenario="ongewijzigd")
    answer = text_of(finance.post(f"{where}opties/mda/", {"aan": "1", "jaar": "2023"}, headers=HTMX))
    assert 'hx-swap-oob="innerHTML:#zekerheid-kop"' in answer
    (chance,) = re.findall(r'data-figure="drawn.negative" data-year="2023" data-cents="(\d+)"', answer)
    assert 0 < int(chance) < 370


def test_unsure_stream_turns_above_an_amount_and_says_where_its_estimate_lies(estimated, finance, at):
    shown = strip_tags(text_of(finance.get(at("scenario", scenario="ongewijzigd") + "?jaar=2024")))
    assert "positief zolang Gemeentelijke bijdrage boven € 1.756.252 blijft." in shown
    assert "Ook de laagste schatting, € 2.000.000, ligt daarboven." in shown
    assert "Er is geen kans op een tekort: ook als alles tegenvalt, is het niet negatief." in shown


def test_result_that_is_not_positive_does_not_stay_so(estimated, finance, at, by, demo):
    item = MemorandumItem.objects.get(plan=demo)
    values = {"low:2023": 600_000, "likely:2023": None, "high:2023": 900_000}
    change_memorandum_item(item=item, values={"title": item.title} | values, by=by)
    stream = FundingStream.objects.get(plan=demo, code="GB")
    values = {"low:2024": 1_000_000, "likely:2024": 1_200_000, "high:2024": 1_500_000}
    change_stream(stream=stream, values={"title": stream.title, "kind": stream.kind} | values, by=by)
    shown = strip_tags(text_of(finance.get(at("scenario", scenario="ongewijzigd") + "?jaar=2023")))
    assert "is pas positief als Risico Weesp onder € 656.093 blijft." in shown
    assert "De laagste schatting, € 600.000, ligt daaronder." in shown
    shown = strip_tags(text_of(finance.get(at("scenario", scenario="ongewijzigd") + "?jaar=2024")))
    assert "is pas positief als Gemeentelijke bijdrage boven € 1.756.252 uitkomt." in shown
    assert "Ook de hoogste schatting, € 1.500.000, ligt daaronder." in shown
    assert "blijft positief" not in shown


def test_structural_balance_stands_under_the_result(one_off, finance, at, demo):
    data = read(demo)
    line = data.line("regel-15").amounts
    shown = text_of(finance.get(at("budget")))
    assert f'data-figure="incidental_balance" data-year="2022" data-cents="{-line[1]}"' in shown
    assert "incidenteel</span>" in shown
    scenario = text_of(finance.get(at("scenario", scenario="alle-bijstellingen")))
    assert "Structureel begrotingssaldo" in scenario
    assert "In dit scenario is de begroting in alle jaren structureel in evenwicht" in scenario


def test_json_says_how_sure_it_is_and_what_recurs(estimated, one_off, demo, capsys):
    call_command("compute", demo.slug, "--json")
    found = json.loads(capsys.readouterr().out)
    assert found["uncertainty"]["draws"] == 10_000
    assert found["uncertainty"]["negative"][2] == pytest.approx(370, abs=5)
    assert by_code(found["uncertainty"]["streams"])["GB"]["low"] == [None, None, None, "2000000.00"]
    assert by_code(found["memorandum"]["items"])["risico-weesp"]["likely"][2] == "100000.00"
    total, recurs = found["result"], found["structural"]["structuralBalance"]
    one_off = read(demo).line("regel-15").amounts[0]
    assert cents_from_decimal(Decimal(recurs[0])) == cents_from_decimal(Decimal(total[0])) + one_off


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"laag_2022": "5"}, "hoog_2022", "ontbreekt een hoge schatting"),
        ({"laag_2022": "5", "hoog_2022": "4"}, "laag_2022", "meer dan de hoge"),
        (
            {"laag_2022": "5", "hoog_2022": "9", "waarschijnlijk_2022": "10"},
            "waarschijnlijk_2022",
            "niet tussen",
        ),
        ({"waarschijnlijk_2022": "10"}, "laag_2022", "ontbreekt een lage schatting"),
    ],
)
def test_impossible_estimate_of_a_stream_is_refused_at_its_field(finance, at, typed, field, says):
    answer = finance.post(at("stream_new"), {"naam": "Nieuw", "soort": "overig"} | typed)
    assert answer.status_code == 200
    assert says in " ".join(answer.context["form"].errors[field])
    assert not FundingStream.objects.filter(title="Nieuw").exists()


def test_estimate_of_a_stream_is_shown_told_and_undone(finance, at, demo):
    typed = {"naam": "Nieuw", "soort": "overig", "jaar_2022": "50", "laag_2022": "40", "hoog_2022": "60"}
    page = text_of(finance.post(at("stream_new"), typed | {"incidenteel": "on"}, follow=True))
    assert "geschat op 40 tot 60, waarschijnlijk 50" in strip_tags(page)
    stream = FundingStream.objects.get(plan=demo, title="Nieuw")
    assert stream.incidental
    where = at("stream_change", stream=stream.code)
    seen = finance.get(where).context["form"].seen_json()
    finance.post(where, typed | {"gezien": seen, "hoog_2022": "70", "waarschijnlijk_2022": "45"})
    told = text_of(finance.get(at("history")))
    assert "€ 40 tot € 60" in told
    assert "€ 40 tot € 70, waarschijnlijk € 45" in told
    finance.post(at("undo", change=Change.objects.filter(plan=demo).latest("revision").revision))
    row = stream.estimates.get()
    assert (row.low, row.likely, row.high) == (40, None, 60)
