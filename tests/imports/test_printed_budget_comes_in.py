"""The printed budget, as a table with its group rows and totals, into a plan: the reference case."""

from io import BytesIO

import pytest
from printed_budget import printed_budget

from budgets.actions.imports import apply_preview, preview_book
from budgets.actions.undo import undo_change
from budgets.engine import unchanged
from budgets.imports.comparison.preview import TICK
from budgets.imports.findings import Severity
from budgets.imports.reading import read_book
from budgets.snapshot import budget_data
from measures.models import Plan
from municipalities.models import User

# Of the domain text, "The reference case", in cents.
REFERENCE = {
    "costs": (21_701_192_00, 21_973_406_00, 21_914_342_00, 21_914_342_00),
    "costs_by_priority.0": (17_813_074_00, 17_819_873_00, 17_789_099_00, 17_789_099_00),
    "costs_by_priority.1": (2_662_916_00, 2_745_831_00, 2_745_831_00, 2_745_831_00),
    "costs_by_priority.2": (636_829_00, 819_329_00, 816_684_00, 816_684_00),
    "costs_by_priority.3": (588_373_00, 588_373_00, 562_728_00, 562_728_00),
    "income": (22_487_898_00, 22_642_386_00, 22_642_806_00, 22_642_806_00),
    "result": (786_706_00, 668_980_00, 728_464_00, 728_464_00),
    "savings_target": (72_370_35,) * 4,
    "result_after_target": (714_335_65, 596_609_65, 656_093_65, 656_093_65),
}


@pytest.fixture(params=[True, False], ids=["as printed", "as numbers"])
def book(request):
    target = BytesIO()
    printed_budget(as_text=request.param).save(target)
    return read_book("begroting gedrukt.xlsx", target.getvalue())


@pytest.fixture
def empty(demo):
    return Plan.objects.create(
        region=demo.region, slug="gedrukt", title="Gedrukt", first_year=2021, last_year=2024
    )


def test_printed_budget_into_an_empty_plan_is_the_reference_case(empty, book):
    by = User.objects.get(username="financien")
    made = preview_book(book, empty, None, {})
    assert made.preview.of(Severity.ERROR) == ()
    assert made.preview.questions == ()
    ticked = preview_book(book, empty, None, {TICK: "yes"})
    change = apply_preview(plan=empty, made=ticked, by=by)
    empty.refresh_from_db()
    result = unchanged(budget_data(empty))
    assert {figure: result.figure(figure) for figure in REFERENCE} == REFERENCE
    (target,) = result.data.targets
    assert (target.percentage, result.data.stream(target.stream).amounts) == (3, (2_412_345_00,) * 4)
    assert [item.title for item in result.data.memorandum_items] == ["Risico Weesp- achterblijvende kosten"]
    undo_change(change=change, by=by)
    empty.refresh_from_db()
    assert budget_data(empty).lines == ()


def test_totals_of_the_printed_budget_are_checked_and_kept(empty, book):
    made = preview_book(book, empty, None, {TICK: "yes"})
    verdicts = {
        (control.row.figure, verdict)
        for control in made.preview.content.controls
        for _, verdict in control.verdicts
    }
    assert ("costs", "rounding") in verdicts
    assert ("costs_by_priority.1", "rounding") in verdicts
    assert ("income", "equal") in verdicts
    assert "differs" not in {verdict for _, verdict in verdicts}
    apply_preview(plan=empty, made=made, by=User.objects.get(username="financien"))
    empty.refresh_from_db()
    checks = unchanged(budget_data(empty)).control_checks
    assert {check.control.source for check in checks} == {"begroting gedrukt.xlsx"}
    assert {(check.control.figure, check.verdict) for check in checks} == {
        ("costs", "rounding"),
        ("costs_by_priority.0", "rounding"),
        ("costs_by_priority.1", "rounding"),
        ("costs_by_priority.2", "equal"),
        ("costs_by_priority.3", "equal"),
        ("income", "equal"),
        ("result", "rounding"),
        ("result_after_target", "rounding"),
    }


def test_printed_budget_into_the_plan_that_has_it_changes_no_amount(demo, book):
    before = budget_data(demo)
    preview = preview_book(book, demo, None, {}).preview
    assert preview.of(Severity.ERROR) == ()
    assert preview.questions == ()
    assert [total.difference for total in preview.diff.totals] == [(0, 0, 0, 0)] * 5
    assert [line.amounts for line in preview.new.lines] == [line.amounts for line in before.lines]
    assert preview.new.streams == before.streams
    assert preview.new.targets == before.targets
    assert preview.new.memorandum_items == before.memorandum_items
    assert preview.new.control_totals == before.control_totals
