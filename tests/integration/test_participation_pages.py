"""The matrix of who takes part: refusals at their cell, nothing lost."""

import json
import re

import pytest

from budgets.actions.participation import set_participation
from measures.models import Change, Participation, Plan
from municipalities.models import User
from tests.integration.forms import seen_on, submit

PLAN = "/gooi-en-vechtstreek/bo-2021-2024/"
TAKES_PART = f"{PLAN}deelname/"
CELL = "deel:ggz-mantelzorg:GM0402"


@pytest.fixture
def finance(client, demo):
    user = User.objects.get(username="financien")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return user


def text(answer):
    return answer.content.decode()


def revision():
    return Plan.objects.get(slug="bo-2021-2024").revision


def test_matrix_saves_what_was_changed_as_one_change(client, demo, finance):
    page = text(client.get(TAKES_PART))
    cells = dict(re.findall(r'name="(deel:[^"]+)" value="([^"]*)"', page))
    sent = cells | {CELL: "nee", "deel:ggz-mantelzorg:GM0406": "12,5", "gezien": seen_on(page)}
    before = revision()
    assert submit(client, TAKES_PART, cells | {"gezien": seen_on(page)}).status_code == 302
    assert revision() == before, "what was not changed leaves nothing"
    assert submit(client, TAKES_PART, sent).status_code == 302
    assert revision() == before + 1
    rows = Participation.objects.filter(measure__code="ggz-mantelzorg")
    assert sorted(str(row.percentage) for row in rows) == ["0.00"] * 4 + ["12.50"] * 4


def test_period_and_what_differs_per_year_is_said(client, demo, finance):
    assert submit(client, f"{TAKES_PART}?van=2022&tot=2023", {CELL: "nee"}).status_code == 302
    assert "2021 ja, 2022 en 2023 nee, daarna ja" in text(client.get(TAKES_PART))
    page = text(client.get(TAKES_PART))
    assert f'name="{CELL}" value=""' in page
    assert f'name="{CELL}" value="nee"' in text(client.get(f"{TAKES_PART}?van=2022&tot=2022"))
    before = revision()
    submit(client, TAKES_PART, {CELL: "", "gezien": seen_on(page)})
    assert revision() == before, "empty where years differ: they keep what they have"


@pytest.mark.parametrize(
    ("typed", "says"),
    [("veel", "Vul ja, nee"), ("-1", "negatief"), ("101", "tussen 0 en 100"), ("1,234", "twee cijfers")],
)
def test_impossible_cell_is_said_there_and_nothing_is_saved(client, demo, finance, typed, says):
    before = revision()
    page = text(submit(client, TAKES_PART, {CELL: typed, "deel:ggz-mantelzorg:GM0406": "nee"}))
    assert says in page.split('id="fout-ggz-mantelzorggm0402"')[1].split("</span>")[0]
    assert f'name="{CELL}" value="{typed}"' in page
    assert 'name="deel:ggz-mantelzorg:GM0406" value="nee"' in page
    assert revision() == before


def test_empty_cell_and_one_that_is_not_there_are_refused(client, demo, finance):
    page = text(submit(client, TAKES_PART, {CELL: ""}))
    assert "Dit vak is leeg. Vul ja, nee of een percentage in." in page
    assert f'name="{CELL}" value="" data-stands="ja"' in page
    page = text(submit(client, TAKES_PART, {"deel:weg:GM0402": "nee"}))
    assert "Deze maatregel bestaat niet of niet meer." in page


def test_stale_cell_shows_both_values_and_waits_for_a_second_save(client, demo, finance):
    page = text(client.get(TAKES_PART))
    theirs = {"ggz-mantelzorg:GM0402": "50"}
    other = User.objects.get(username="beheerder")
    set_participation(plan=demo, cells=theirs, first=2021, last=2024, by=other)
    answer = submit(client, TAKES_PART, {CELL: "nee", "gezien": seen_on(page)})
    assert "‘50%’ van gemaakt, u vulde ‘nee’ in" in text(answer)
    sent = {CELL: "nee", "gezien": seen_on(text(answer))}
    assert json.loads(sent["gezien"])["ggz-mantelzorg:GM0402:2022"] == "50"
    assert submit(client, TAKES_PART, sent).status_code == 302
    assert set(Participation.objects.filter(municipality__code="GM0402").values_list("percentage")) == {(0,)}


@pytest.mark.parametrize(
    ("fill", "rows"),
    [
        ({"zet_wat": "maatregel:ggz-mantelzorg", "zet_wie": ""}, 29),
        ({"zet_wat": "alles", "zet_wie": "GM0402"}, 4 * 48),
        ({"zet_wat": "maatregel:ggz-mantelzorg", "zet_wie": "GM0457"}, 1),
    ],
)
def test_whole_row_or_column_at_once_is_one_change(client, demo, finance, fill, rows):
    before, present = revision(), Participation.objects.count()
    seen = seen_on(text(client.get(TAKES_PART)))
    answer = submit(client, TAKES_PART, fill | {"zet": "1", "zet_op": "50", "gezien": seen})
    assert answer.status_code == 302
    assert Participation.objects.count() == present + rows
    assert revision() == before + 1


def test_fill_holds_for_what_the_filter_shows(client, demo, finance):
    present = Participation.objects.count()
    goal = demo.goals.first()
    sent = {"zet": "1", "zet_op": "nee", "zet_wat": "alles", "zet_wie": "GM0402"}
    submit(client, f"{TAKES_PART}?doel={goal.code}", sent)
    assert Participation.objects.count() == present + 4 * goal.measures.count()


def test_impossible_fill_is_said_there(client, demo, finance):
    before = revision()
    sent = {"zet": "1", "zet_op": "soms", "zet_wat": "alles", "zet_wie": "GM0402"}
    page = text(submit(client, TAKES_PART, sent))
    assert "‘soms’ is dat niet" in page.split('id="fout-zet_op"')[1].split("</p>")[0]
    page = text(submit(client, TAKES_PART, sent | {"zet_op": "nee", "zet_wie": "GM9999"}))
    assert "Kies een maatregel en een gemeente" in page
    nobody = {"zet": "1", "zet_op": "nee", "zet_wat": "maatregel:ggz-mantelzorg", "zet_wie": ""}
    assert "niemand deel aan ‘GGZ Mantelzorg’" in text(submit(client, TAKES_PART, nobody))
    assert revision() == before


def test_filter_is_kept_in_the_address(client, demo, finance):
    page = text(client.get(f"{TAKES_PART}?uitzondering=1"))
    assert page.count('scope="row" class="col-name"') == 4
    assert "GGZ Mantelzorg" in text(client.get(f"{TAKES_PART}?q=mantelzorg"))
    assert "Geen enkele maatregel past" in text(client.get(f"{TAKES_PART}?q=bestaatniet"))
    for wrong in ("van=2023&tot=2021", "van=x", "tot=٢٠٢٢", "doel=weg", "q=%00", "van=1900"):
        assert client.get(f"{TAKES_PART}?{wrong}").status_code == 200
    assert "Kies jaren van 2021" in text(submit(client, f"{TAKES_PART}?van=2023&tot=2021", {CELL: "nee"}))
    assert Change.objects.count() == 0


def test_search_finds_measures_and_not_all_of_a_goal_that_is_called_so(client, demo, finance):
    page = text(client.get(TAKES_PART, {"q": "Veilig Thuis"}))
    shown = re.findall(r'id="m-([-\w]+)"', page)
    words = ("veilig", "thuis")
    found = {m.code for m in demo.measures.all() if all(w in f"{m.title} {m.note}".lower() for w in words)}
    assert set(shown) == found
    assert demo.measures.filter(goal__title__icontains="Veilig Thuis").exclude(code__in=found).exists()


def test_list_of_the_source_that_fits_no_measure_is_shown(client, demo, finance):
    page = text(client.get(TAKES_PART)).split('id="h-niet-gekoppeld"')[1]
    assert "Samenkracht" in page
    assert "lijst van het vorige plan" in page
