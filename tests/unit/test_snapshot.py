"""From the tables to ``BudgetData``: exact, and read again only when the budget changed."""

from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import F

from budgets.actions.amounts import Cell, save_amounts
from budgets.actions.streams import add_target
from budgets.engine import data_from_json, fingerprint, to_json
from budgets.models import CostAmount, CostLine, OptionEffect
from budgets.snapshot import budget_data, read
from measures.changes import changing
from measures.models import Plan
from municipalities.models import User


def raise_revision(plan):
    Plan.objects.filter(pk=plan.pk).update(revision=F("revision") + 1)


def test_snapshot_keeps_the_printed_order_and_missing_amounts(demo):
    data = budget_data(demo)
    assert [line.number for line in data.lines] == list(range(1, 58))
    assert data.line("regel-13").amounts == (None, 750000, 500000, 500000)
    assert data.line("regel-46").amounts == (None,) * 4
    assert data.line("regel-41").amounts == (0, 0, 0, 0)
    assert data.option("php").effects[0].lines == ("regel-8", "regel-9")


def test_snapshot_reads_pm_and_cents(demo):
    line = CostLine.objects.get(plan=demo, number=46)
    CostAmount.objects.create(cost_line=line, year=2022, pm=True)
    CostAmount.objects.create(cost_line=line, year=2023, amount=Decimal("-0.01"))
    CostAmount.objects.create(cost_line=line, year=2024, amount=Decimal("999999999.99"))
    snapshot = budget_data(demo).line("regel-46")
    assert snapshot.amounts == (None, None, -1, 99999999999)
    assert snapshot.pm == (False, True, False, False)


def test_snapshot_reads_stream_effects(demo):
    OptionEffect.objects.create(
        option=demo.options.get(code="mda"), stream=demo.streams.get(code="GB"), year=2022, change=-5
    )
    effects = budget_data(demo).option("mda").effects
    assert [(e.year, e.change) for e in effects if e.stream == "GB"] == [(2022, -500)]


def test_snapshot_round_trip_is_exact(demo):
    data = budget_data(demo)
    assert data_from_json(to_json(data)) == data
    assert fingerprint(read(demo)) == fingerprint(data)


def test_snapshot_queries_do_not_grow_with_the_budget(demo, django_assert_num_queries):
    measure = demo.goals.first().measures.first()
    lines = [CostLine(plan=demo, measure=measure, code=f"n{i}", position=100 + i) for i in range(200)]
    CostLine.objects.bulk_create(lines)
    with django_assert_num_queries(26):
        assert len(read(demo).lines) == 257


@pytest.mark.django_db(transaction=True)
def test_snapshot_read_again_only_when_the_revision_rose(demo, django_assert_num_queries):
    plan = Plan.objects.select_related("region").get(slug="bo-2021-2024")
    first = budget_data(plan)
    with django_assert_num_queries(0):
        assert budget_data(plan) is first
    CostAmount.objects.filter(cost_line__number=1, year=2021).update(amount=1)
    raise_revision(plan)
    plan = Plan.objects.select_related("region").get(slug="bo-2021-2024")
    assert budget_data(plan).line("regel-1").amounts[0] == 100


@pytest.mark.django_db(transaction=True)
def test_snapshot_of_an_undone_change_is_not_kept(demo):
    from django.db import transaction

    with transaction.atomic():
        raise_revision(Plan.objects.get(slug="bo-2021-2024"))
        CostAmount.objects.filter(cost_line__number=1, year=2021).update(amount=1)
        assert budget_data(Plan.objects.get(slug="bo-2021-2024")).line("regel-1").amounts[0] == 100
        transaction.set_rollback(True)
    raise_revision(Plan.objects.get(slug="bo-2021-2024"))
    assert budget_data(Plan.objects.get(slug="bo-2021-2024")).line("regel-1").amounts[0] == 27371500
    assert not connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_snapshot_is_of_the_plan_as_it_stands_and_not_of_an_old_copy(demo):
    old = Plan.objects.select_related("region").get(slug="bo-2021-2024")
    Plan.objects.filter(pk=old.pk).update(title="Nieuwe titel", last_year=2025)
    raise_revision(old)
    assert budget_data(old).title == "Nieuwe titel"
    current = Plan.objects.select_related("region").get(slug="bo-2021-2024")
    assert budget_data(current).years == (2021, 2022, 2023, 2024, 2025)


@pytest.mark.django_db(transaction=True)
def test_snapshot_changed_while_it_was_read_is_read_again(demo, monkeypatch):
    plan = Plan.objects.select_related("region").get(slug="bo-2021-2024")
    reads = []

    def read_while_somebody_writes(plan):
        data = read(plan)
        if not reads:
            CostAmount.objects.filter(cost_line__number=1, year=2021).update(amount=1)
            raise_revision(plan)
        reads.append(data)
        return data

    monkeypatch.setattr("budgets.snapshot.read", read_while_somebody_writes)
    assert budget_data(plan).line("regel-1").amounts[0] == 100
    assert len(reads) == 2


def change_amount(plan, number, year, euros, pm=False):
    line = CostLine.objects.get(plan=plan, number=number)
    with changing(plan, by=None):
        amount = CostAmount.objects.filter(cost_line=line, year=year).first()
        if euros is None and not pm:
            amount.delete()
        elif amount is None:
            CostAmount(cost_line=line, year=year, amount=euros, pm=pm).save()
        else:
            amount.amount, amount.pm = euros, pm
            amount.save(update_fields=["amount", "pm"])


@pytest.mark.django_db(transaction=True)
def test_snapshot_catches_up_with_changed_amounts_without_reading_all(demo, django_assert_num_queries):
    plans = Plan.objects.select_related("region")
    plan = plans.get(slug="bo-2021-2024")
    budget_data(plan)
    for number, year, euros, pm in (
        (1, 2021, Decimal("1.05"), False),
        (13, 2021, 5, False),
        (13, 2022, None, False),
        (2, 2023, None, True),
        (1, 2021, 7, False),
    ):
        change_amount(plan, number, year, euros, pm)
    plan = plans.get(slug="bo-2021-2024")
    with django_assert_num_queries(2):
        caught_up = budget_data(plan)
    assert caught_up == read(plan)
    assert caught_up.line("regel-1").amounts[0] == 700
    assert caught_up.line("regel-2").pm == (False, False, True, False)


def save_cells(plan, *cells):
    user = User.objects.get(username="financien")
    saved = save_amounts(plan=plan, cells=[Cell(*cell) for cell in cells], by=user)
    assert [cell.state for cell in saved.cells] == ["saved"] * len(cells)


@pytest.mark.django_db(transaction=True)
def test_snapshot_catches_up_with_changed_income_and_targets(demo, django_assert_num_queries):
    plans = Plan.objects.select_related("region")
    plan = plans.get(slug="bo-2021-2024")
    years = {f"year:{year}": Decimal(1000) for year in plan.years}
    add_target(plan=plan, values={"title": "Vast bedrag"} | years, by=None)
    plan = plans.get(slug="bo-2021-2024")
    budget_data(plan)
    save_cells(
        plan, ("stream:GB", 2022, "2.500.000,05", 241_234_500), ("line:regel-1", 2021, "7", 27_371_500)
    )
    save_cells(plan, ("target:vast-bedrag", 2023, "12", 100_000), ("stream:GB", 2024, "", 241_234_500))
    plan = plans.get(slug="bo-2021-2024")
    with django_assert_num_queries(4):
        caught_up = budget_data(plan)
    assert caught_up == read(plan)
    assert caught_up.stream("GB").amounts == (241_234_500, 250_000_005, 241_234_500, 0)
    assert [target.amounts for target in caught_up.targets][-1] == (100_000, 100_000, 1_200, 100_000)


@pytest.mark.django_db(transaction=True)
def test_snapshot_is_read_whole_after_another_change(demo):
    plans = Plan.objects.select_related("region")
    plan = plans.get(slug="bo-2021-2024")
    budget_data(plan)
    change_amount(plan, 1, 2021, 7)
    with changing(plan, by=None):
        line = CostLine.objects.get(plan=plan, number=1)
        line.priority = 3
        line.save(update_fields=["priority"])
    plan = plans.get(slug="bo-2021-2024")
    assert budget_data(plan) == read(plan)
    assert budget_data(plan).line("regel-1").priority == 3
