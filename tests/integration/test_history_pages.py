"""Geschiedenis on the screen: who, when, from what to what; filters; undo; news since the visit before."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import timezone

from budgets.actions.cover import FIXED, change_cover
from budgets.actions.housing import add_kind
from budgets.actions.key_uses import set_uses
from budgets.actions.participation import set_participation
from budgets.actions.scenarios import switch_options
from budgets.models import CostAmount, CostLine
from measures.changes import changing
from measures.models import Change, Measure
from municipalities.models import User

HISTORY = "/gooi-en-vechtstreek/bo-2021-2024/geschiedenis/"


@pytest.fixture
def changes(demo):
    """Three changes: an amount, a priority, a text."""
    finance, adviser = (User.objects.get(username=name) for name in ("financien", "adviseur"))
    with changing(demo, by=finance):
        amount = CostAmount.objects.get(cost_line__plan=demo, cost_line__number=15, year=2022)
        amount.amount = Decimal("70000.50")
        amount.save(update_fields=["amount"])
    with changing(demo, by=adviser):
        line = amount.cost_line
        line.priority = 3
        line.save(update_fields=["priority"])
    with changing(demo, by=adviser):
        measure = Measure.objects.get(plan=demo, code="risicogroepen-in-beeld")
        measure.note = "Samen met de wijkteams"
        measure.save(update_fields=["note"])
    return demo


def page(client, username="financien", **query):
    client.force_login(User.objects.get(username=username))
    answer = client.get(HISTORY, query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def test_new_kind_of_housing_tells_its_places_and_is_found_by_the_filter(client, changes):
    values = {"title": "Tiny houses", "agreed": 1000, "start": 2, "year:2022": 998}
    add_kind(plan=changes, values=values, by=User.objects.get(username="financien"))
    shown = page(client, veld="woningen")
    assert "1 wijziging" in shown
    assert "Tiny houses</strong>, afgesproken plaatsen" in shown
    assert "1.000</span>" in shown
    assert "Tiny houses</strong>, plaatsen bij het begin" in shown
    assert "Tiny houses</strong>, jaardoel 2022" in shown


def test_history_says_who_and_what_from_and_to(client, changes):
    shown = page(client)
    assert "15. GGZ Mantelzorg</strong>, bedrag 2022" in shown
    assert "€ 65.000</span>" in shown
    assert "€ 70.000,50</span>" in shown
    assert "prioriteit" in shown
    assert "2 urgent</span>" in shown
    assert "3 later</span>" in shown
    assert "leeg</span>" in shown
    assert "Samen met de wijkteams</span>" in shown
    assert "3 wijzigingen" in shown


@pytest.mark.parametrize(
    ("query", "revisions"),
    [
        ({"veld": "bedrag"}, [2]),
        ({"veld": "prioriteit"}, [3]),
        ({"veld": "toelichting"}, [4]),
        ({"veld": "optie"}, []),
        ({"maatregel": "ggz-mantelzorg"}, [3, 2]),
        ({"maatregel": "risicogroepen-in-beeld"}, [4]),
        ({"optie": "ggz-mantelzorg"}, []),
        ({"tot": "2020-01-01"}, []),
        ({"van": "2020-01-01"}, [4, 3, 2]),
        ({"van": "geen datum"}, [4, 3, 2]),
    ],
)
def test_history_filtered(client, changes, query, revisions):
    shown = page(client, **query)
    found = [
        change.revision for change in Change.objects.all() if f'id="wijziging-{change.revision}"' in shown
    ]
    assert found == revisions


@pytest.mark.parametrize(
    "act",
    [
        lambda plan, line, by: change_cover(of=line, values={"part:DUVO": Fraction(1, 3)}, by=by),
        lambda plan, line, by: change_cover(
            of=line, values={"part:MO": FIXED, "amount:MO:2022": Decimal(7)}, by=by
        ),
        lambda plan, line, by: change_cover(of=line.measure, values={"part:DUVO": Fraction(1, 3)}, by=by),
        lambda plan, line, by: set_participation(
            plan=plan, cells={f"{line.measure.code}:GM0406": "nee"}, first=2021, last=2024, by=by
        ),
        lambda plan, line, by: set_uses(
            key=plan.keys.get(), values={f"measure:{line.measure.code}": True}, by=by
        ),
    ],
    ids=["cover of a line", "fixed cover of a line", "cover of the measure", "participation", "key"],
)
def test_history_of_a_measure_has_what_hangs_on_it(client, demo, act):
    line = CostLine.objects.select_related("measure").get(plan=demo, code="regel-5")
    finance = User.objects.get(username="financien")
    act(demo, line, finance)
    number = Change.objects.get(plan=demo).revision
    assert f'id="wijziging-{number}"' in page(client, maatregel=line.measure.code)
    assert f'id="wijziging-{number}"' not in page(client, maatregel="ggz-mantelzorg")
    measure = client.get(f"/gooi-en-vechtstreek/bo-2021-2024/maatregelen/{line.measure.code}/")
    assert f"nr. {number}</span>" in measure.content.decode()


def test_fixed_amount_of_a_cover_that_changed_is_in_the_history_of_the_measure(client, demo):
    line = CostLine.objects.select_related("measure").get(plan=demo, code="regel-5")
    finance = User.objects.get(username="financien")
    for amount in (7, 8):
        values = {"part:MO": FIXED, "amount:MO:2022": Decimal(amount)}
        change_cover(of=line, values=values, by=finance)
    shown = page(client, maatregel=line.measure.code)
    numbers = Change.objects.filter(plan=demo).values_list("revision", flat=True)
    assert [f'id="wijziging-{number}"' in shown for number in numbers] == [True, True]


def test_history_filtered_on_a_person(client, changes):
    adviser = User.objects.get(username="adviseur")
    shown = page(client, wie=adviser.pk)
    assert 'id="wijziging-3"' in shown
    assert 'id="wijziging-2"' not in shown


def test_history_costs_as_many_queries_for_many_changes(client, changes, django_assert_max_num_queries):
    finance = User.objects.get(username="financien")
    amounts = list(CostAmount.objects.filter(cost_line__plan=changes)[:20])
    for amount in amounts:
        with changing(changes, by=finance):
            amount.amount += 1
            amount.save(update_fields=["amount"])
    client.force_login(finance)
    client.get(HISTORY)
    with django_assert_max_num_queries(40):
        client.get(HISTORY)


def test_change_undone_from_the_page(client, changes):
    page(client)
    answer = client.post(f"{HISTORY}2/ongedaan/", {"terug": f"{HISTORY}?veld=bedrag"})
    assert answer.url == f"{HISTORY}?veld=bedrag"
    amount = CostAmount.objects.get(cost_line__plan=changes, cost_line__number=15, year=2022)
    assert amount.amount == 65000
    assert "ongedaan gemaakt" in page(client)
    again = client.post(f"{HISTORY}2/ongedaan/", follow=True)
    assert "Wijziging 2: Deze wijziging is al ongedaan gemaakt." in again.content.decode()


def test_undo_does_not_lead_elsewhere(client, changes):
    page(client)
    assert client.post(f"{HISTORY}2/ongedaan/", {"terug": "https://example.org/"}).url == HISTORY


def test_adviser_cannot_undo_an_amount_but_can_undo_a_text(client, changes):
    shown = page(client, "adviseur")
    assert "Wijziging 2 ongedaan maken" not in shown
    assert "Wijziging 4 ongedaan maken" in shown
    assert client.post(f"{HISTORY}2/ongedaan/").status_code == 403
    assert client.post(f"{HISTORY}4/ongedaan/").status_code == 302


@pytest.mark.parametrize("query", ["van=0001-01-01", "tot=9999-12-31", "van=9999-12-31&tot=0001-01-01"])
def test_history_of_a_day_outside_of_every_calendar_is_a_page(client, changes, query):
    page(client)
    assert client.get(f"{HISTORY}?{query}").status_code == 200


def test_period_that_is_turned_round_is_said_at_its_field(client, changes):
    assert "Dit ligt vóór ‘vanaf’" in page(client, van="2026-02-01", tot="2026-01-01")


def test_address_of_a_button_is_no_page(client, changes):
    page(client)
    answer = client.get(f"{HISTORY}2/ongedaan/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "hoort bij een knop" in answer.content.decode()


def test_history_without_changes_says_so(client, demo):
    assert "Er is nog niets gewijzigd" in page(client)


def test_start_tells_what_others_changed_since_the_visit_before(client, changes):
    finance = User.objects.get(username="financien")
    switch_options(
        scenario=changes.scenarios.get(slug="ongewijzigd"),
        switched={"mda": True},
        by=User.objects.get(username="adviseur"),
    )
    client.force_login(finance)
    assert "Sinds uw vorige bezoek" not in client.get("/").content.decode()
    User.objects.filter(pk=finance.pk).update(seen_at=timezone.now() - timedelta(hours=3))
    Change.objects.filter(revision=3).update(made_at=timezone.now() - timedelta(hours=4))
    shown = " ".join(client.get("/").content.decode().split())
    assert "Sinds uw vorige bezoek" in shown
    assert "1 wijziging in de begroting door adviseur" in shown
    assert "Samen met de wijkteams" in shown
    assert "Ongewijzigd</a> is" in shown
    assert "Sinds uw vorige bezoek" in client.get("/").content.decode(), "it stays during the visit"
