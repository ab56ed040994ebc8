"""Taking one change back: everything as it was, or a sentence that says why not."""

from decimal import Decimal

import pytest

from budgets.actions.measures import delete_measure, end_measure
from budgets.actions.undo import undo_change
from budgets.models import AdjustmentOption, CostAmount, CostLine, OptionEffect
from budgets.snapshot import read
from measures.changes import changing
from measures.models import Change, Goal, Measure, Plan
from municipalities.models import User
from municipalities.refusals import Refused


@pytest.fixture
def adviser(demo):
    return User.objects.get(username="adviseur")


def amount_of(number, year=2022):
    return CostAmount.objects.get(cost_line__plan__slug="bo-2021-2024", cost_line__number=number, year=year)


def set_amount(plan, by, number, euros, year=2022):
    with changing(plan, by=by) as recorder:
        amount = amount_of(number, year)
        amount.amount = Decimal(euros)
        amount.save(update_fields=["amount"])
    return recorder.change


def budget(plan):
    return read(Plan.objects.select_related("region").get(pk=plan.pk))


def test_change_is_numbered_signed_and_in_the_history(demo, finance):
    change = set_amount(demo, finance, 15, "70000")
    assert (change.revision, change.made_by, change.touched) == (2, finance, " costamount.amount ")
    rows = CostAmount.history.filter(made_in=change)
    assert [(row.amount, row.history_type, row.history_user) for row in rows] == [
        (Decimal("70000.00"), "~", finance)
    ]
    assert Plan.objects.get(pk=demo.pk).revision == 2


def test_change_that_writes_nothing_leaves_nothing(demo, finance):
    with changing(demo, by=finance) as recorder:
        pass
    assert recorder.change is None
    assert not Change.objects.exists()
    assert Plan.objects.get(pk=demo.pk).revision == 1


def test_change_that_fails_half_way_leaves_nothing(demo, finance):
    before = budget(demo)

    def fail_half_way():
        with changing(demo, by=finance):
            amount = amount_of(15)
            amount.amount = 1
            amount.save(update_fields=["amount"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert budget(demo) == before
    assert not CostAmount.history.filter(made_in__isnull=False).exists()


def test_amount_put_back_is_a_new_change_that_can_itself_be_undone(demo, finance):
    start = budget(demo)
    first = set_amount(demo, finance, 15, "70000")
    changed = budget(demo)
    second = undo_change(change=first, by=finance)
    assert (second.revision, second.undoes, budget(demo)) == (3, first, start)
    undo_change(change=second, by=finance)
    assert budget(demo) == changed


def test_change_is_undone_once(demo, finance):
    change = set_amount(demo, finance, 15, "70000")
    undo_change(change=change, by=finance)
    with pytest.raises(Refused, match="al ongedaan"):
        undo_change(change=change, by=finance)


def test_amount_changed_again_since_is_refused_with_who(demo, finance, adviser):
    first = set_amount(demo, finance, 15, "70000")
    set_amount(demo, adviser, 15, "80000")
    with pytest.raises(Refused, match="adviseur heeft het op"):
        undo_change(change=first, by=finance)
    assert amount_of(15).amount == 80000


def test_change_of_another_cell_since_is_no_obstacle(demo, finance):
    first = set_amount(demo, finance, 15, "70000")
    set_amount(demo, finance, 15, "80000", year=2023)
    undo_change(change=first, by=finance)
    assert (amount_of(15).amount, amount_of(15, 2023).amount) == (65000, 80000)


def test_deleted_option_comes_back_with_all_that_hung_on_it(demo, finance):
    start = budget(demo)
    with changing(demo, by=finance) as recorder:
        AdjustmentOption.objects.get(plan=demo, code="php").delete()
    assert "php" not in budget(demo).option_index
    undo_change(change=recorder.change, by=finance)
    assert budget(demo) == start


def test_added_measure_goes_again_unless_something_hangs_on_it(demo, finance):
    goal = Goal.objects.filter(plan=demo).first()
    with changing(demo, by=finance) as recorder:
        measure = Measure(plan=demo, goal=goal, code="nieuw-plan", title="Nieuw plan")
        measure.save()
    with changing(demo, by=finance) as later:
        CostLine(plan=demo, measure=measure, code="nieuwe-post").save()
    with pytest.raises(Refused, match="hangt intussen een kostenpost"):
        undo_change(change=recorder.change, by=finance)
    undo_change(change=later.change, by=finance)
    undo_change(change=recorder.change, by=finance)
    assert not Measure.objects.filter(code="nieuw-plan").exists()


def test_deleted_amount_that_was_entered_anew_is_refused(demo, finance):
    with changing(demo, by=finance) as recorder:
        gone = amount_of(15)
        line = gone.cost_line
        gone.delete()
    with changing(demo, by=finance):
        CostAmount(cost_line=line, year=2022, amount=5).save()
    with pytest.raises(Refused, match="daarna iets gewijzigd"):
        undo_change(change=recorder.change, by=finance)
    assert amount_of(15).amount == 5


def test_bulk_writes_are_in_the_history_too(demo, finance):
    with changing(demo, by=finance) as recorder:
        amounts = list(CostAmount.objects.filter(cost_line__plan=demo, year=2024))
        for amount in amounts:
            amount.amount += 1
        recorder.bulk_update(amounts, ["amount"])
        recorder.bulk_create([OptionEffect(option=demo.options.get(code="mda"), year=2021, change=-1)])
    assert CostAmount.history.filter(made_in=recorder.change).count() == len(amounts)
    assert OptionEffect.history.filter(made_in=recorder.change, history_type="+").count() == 1
    assert Change.objects.count() == 1


def test_measure_that_was_ended_and_one_that_was_deleted_come_back(demo, finance):
    start = budget(demo)
    ended = Measure.objects.get(plan=demo, code="aware")
    end_measure(measure=ended, last_year=2022, by=finance)
    end = Change.objects.first()
    assert [amount for amount in budget(demo).line("regel-49").amounts if amount is not None] == [3250000] * 2
    delete_measure(measure=Measure.objects.get(plan=demo, code="pilot-crisiskaart"), by=finance)
    deletion = Change.objects.first()
    assert "regel-16" not in budget(demo).line_index
    undo_change(change=end, by=finance)
    undo_change(change=deletion, by=finance)
    assert budget(demo) == start
