"""Geschiedenis of one funding stream: what was done to it, and nothing of another."""

from decimal import Decimal
from fractions import Fraction

import pytest

from budgets.actions.cover import FIXED, change_cover
from budgets.actions.streams import add_target, change_stream, delete_stream
from budgets.models import CostLine, StreamAmount, StreamEstimate
from measures.changes import changing
from measures.models import Change
from municipalities.models import User

HISTORY = "/gooi-en-vechtstreek/bo-2021-2024/geschiedenis/"


def amount(plan, stream, by):
    with changing(plan, by=by):
        row = StreamAmount.objects.get(stream=stream, year=2023)
        row.amount += 1
        row.save(update_fields=["amount"])


def estimate(plan, stream, by):
    with changing(plan, by=by) as recorder:
        recorder.bulk_create([StreamEstimate(stream=stream, year=2023, low=Decimal(1), high=Decimal(2))])


def name(plan, stream, by):
    change_stream(stream=stream, values={"title": "Anders", "kind": stream.kind}, by=by)


def cover(plan, stream, by):
    line = CostLine.objects.get(plan=plan, code="regel-5")
    change_cover(of=line, values={f"part:{stream.code}": Fraction(1, 3)}, by=by)


def fixed_cover(plan, stream, by):
    line = CostLine.objects.get(plan=plan, code="regel-5")
    values = {f"part:{stream.code}": FIXED, f"amount:{stream.code}:2022": Decimal(7)}
    change_cover(of=line, values=values, by=by)


def target(plan, stream, by):
    add_target(plan=plan, values={"title": "Nog een", "stream": stream, "percentage": Decimal(1)}, by=by)


@pytest.mark.parametrize("act", [amount, estimate, name, cover, fixed_cover, target])
def test_history_of_a_stream_has_what_hangs_on_it(client, demo, act):
    stream = demo.streams.get(code="DUVO")
    act(demo, stream, User.objects.get(username="financien"))
    number = Change.objects.get(plan=demo).revision
    client.login(username="lezer", password="demo")
    assert f'id="wijziging-{number}"' in client.get(HISTORY, {"stroom": "DUVO"}).content.decode()
    assert f'id="wijziging-{number}"' not in client.get(HISTORY, {"stroom": "GB"}).content.decode()


def test_stream_that_is_gone_is_no_filter_any_more(client, demo):
    stream = demo.streams.get(code="ONB")
    delete_stream(stream=stream, by=User.objects.get(username="financien"))
    client.login(username="lezer", password="demo")
    shown = client.get(HISTORY, {"stroom": "ONB"}).content.decode()
    assert 'value="ONB"' not in shown
    assert 'id="wijziging-2"' in shown  # a filter that says nothing is not used, and says so
