"""Amounts saved from the grid: cell by cell, one change, and nobody's figure overwritten unseen."""

from decimal import Decimal
from functools import partial

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.actions.amounts import Cell, save_amounts
from budgets.models import CostAmount, SavingsTarget
from budgets.snapshot import budget_data
from measures.changes import Change
from measures.models import Plan
from municipalities.models import Role, User
from tests.unit.at_once import at_once

LINE, OTHER = "line:regel-5", "line:regel-6"


def held(plan, row, year):
    """The cents that the budget now has in a cell of a line or stream."""
    data = budget_data(Plan.objects.select_related("region").get(pk=plan.pk))
    kind, _, code = row.partition(":")
    rows = {"line": data.lines, "stream": data.streams, "target": data.targets}[kind]
    found = next(item for item in rows if item.code == code)
    index = data.year_index[year]
    if kind == "line" and found.pm and found.pm[index]:
        return "pm"
    return "" if found.amounts[index] is None else found.amounts[index]


def save(plan, by, *cells):
    """Saves (row, year, text) as somebody who saw what stands there now."""
    seen = [cell if len(cell) == 4 else (*cell, held(plan, cell[0], cell[1])) for cell in cells]
    return save_amounts(plan=plan, cells=[Cell(*cell) for cell in seen], by=by)


def test_amount_saved_is_in_the_budget_the_history_and_one_change(demo, finance):
    before = Change.objects.count()
    outcome = save(demo, finance, (LINE, 2023, "1.234,56"))
    assert [(cell.state, cell.value) for cell in outcome.cells] == [("saved", 123456)]
    assert held(demo, LINE, 2023) == 123456
    assert outcome.revision == demo.revision + 1 == Plan.objects.get(pk=demo.pk).revision
    assert Change.objects.count() == before + 1
    row = CostAmount.history.order_by("history_id").last()
    assert (row.amount, row.history_user, row.made_in.revision) == (
        Decimal("1234.56"),
        finance,
        outcome.revision,
    )


def test_block_is_one_change_and_each_cell_has_its_own_answer(demo, finance):
    before = Change.objects.count()
    outcome = save(
        demo,
        finance,
        (LINE, 2022, "100"),
        (LINE, 2023, "p.m."),
        (LINE, 2024, ""),
        (OTHER, 2022, "abc"),
        (OTHER, 2023, "-5"),
        ("line:weg", 2022, "1", ""),
        (OTHER, 2030, "1", ""),
        (LINE, 2022, "200"),
    )
    assert [cell.state for cell in outcome.cells] == ["saved"] * 3 + ["refused"] * 5
    sentences = [cell.message for cell in outcome.cells[3:]]
    for sentence, part in zip(
        sentences, ("geen bedrag", "niet negatief", "bestaat niet meer", "2021", "twee keer"), strict=True
    ):
        assert part in sentence
    assert (held(demo, LINE, 2022), held(demo, LINE, 2023), held(demo, LINE, 2024)) == (10000, "pm", "")
    assert Change.objects.count() == before + 1


def test_comma_that_may_group_thousands_is_refused_unless_the_block_is_english(demo, finance):
    (typed,) = save(demo, finance, (LINE, 2022, "12,345")).cells
    assert (typed.state, "Typ 12.345 als u duizenden bedoelt" in typed.message) == ("refused", True)
    block = save(demo, finance, (LINE, 2022, "12,345"), (LINE, 2023, "1,234.50")).cells
    assert [(cell.state, cell.value) for cell in block] == [("saved", 1234500), ("saved", 123450)]
    mixed = save(demo, finance, (LINE, 2022, "1,000"), (LINE, 2023, "5,678.50"), (LINE, 2024, "7,5")).cells
    assert [cell.state for cell in mixed] == ["refused", "saved", "saved"]


def test_amount_below_zero_says_where_to_allow_it(demo, finance):
    stream = f"stream:{demo.streams.first().code}"
    line, income = save(demo, finance, (LINE, 2023, "-1"), (stream, 2023, "-1")).cells
    assert line.message.endswith("Zet eerst ‘Bedragen mogen negatief zijn’ aan bij de kostenpost.")
    assert income.message.endswith("aan bij de stroom, op de pagina Baten.")


def test_amount_that_is_the_same_leaves_no_change(demo, finance):
    save(demo, finance, (LINE, 2023, "100"))
    before = Change.objects.count()
    outcome = save(demo, finance, (LINE, 2023, "100,00"))
    assert (outcome.cells[0].state, outcome.changed) == ("unchanged", False)
    assert Change.objects.count() == before


def test_amount_that_somebody_changed_meanwhile_is_asked_about(demo, finance):
    other = User.objects.create(username="collega", last_name="Collega")
    Role.objects.create(user=other, region=demo.region, kind=Role.Kind.FINANCE)
    seen = held(demo, LINE, 2023)
    save(demo, other, (LINE, 2023, "777"))
    (cell,) = save(demo, finance, (LINE, 2023, "888", seen)).cells
    assert (cell.state, cell.value) == ("conflict", 77700)
    assert (cell.who, cell.own) == ("Collega", False)
    assert cell.when is not None
    assert save(demo, other, (LINE, 2023, "888", seen)).cells[0].own
    assert held(demo, LINE, 2023) == 77700
    (kept,) = save(demo, finance, (LINE, 2023, "888", cell.value)).cells
    assert (kept.state, held(demo, LINE, 2023)) == ("saved", 88800)


def test_amount_after_the_end_of_a_measure_is_refused(demo, finance):
    line = demo.cost_lines.get(code="regel-5")
    line.measure.last_year = 2022
    line.measure.save()
    late, cleared, early = save(demo, finance, (LINE, 2023, "5"), (LINE, 2024, ""), (LINE, 2022, "5")).cells
    assert (late.state, late.message) == ("refused", "De maatregel is beëindigd na 2022.")
    assert cleared.state in ("saved", "unchanged")
    assert early.state == "saved"


def test_stream_and_fixed_target_take_amounts_but_no_pm(demo, finance):
    stream = f"stream:{demo.streams.first().code}"
    percentage = f"target:{demo.targets.exclude(stream=None).first().code}"
    fixed = SavingsTarget.objects.create(plan=demo, code="vast", title="Vast")
    cells = save(
        demo,
        finance,
        (stream, 2022, "10"),
        (stream, 2023, "pm"),
        (stream, 2024, ""),
        (stream, 2021, "-1"),
        ("target:vast", 2022, "20"),
        ("target:vast", 2023, "-1"),
        (percentage, 2022, "1", 0),
    ).cells
    states = ["saved", "refused", "saved", "refused", "saved", "refused", "refused"]
    assert [cell.state for cell in cells] == states
    assert (held(demo, stream, 2022), held(demo, stream, 2024)) == (1000, 0)
    assert fixed.amounts.get().amount == 20
    demo.streams.update(negative_allowed=True)
    assert save(demo, finance, (stream, 2021, "-1")).cells[0].state == "saved"


def test_negative_amount_is_saved_where_the_line_allows_it(demo, finance):
    demo.cost_lines.filter(code="regel-5").update(negative_allowed=True)
    assert save(demo, finance, (LINE, 2023, "(5)")).cells[0].value == -500


def test_amount_without_the_right_is_refused(demo):
    cells = save(demo, User.objects.get(username="adviseur"), (LINE, 2023, "1")).cells
    assert (cells[0].state, "rol" in cells[0].message) == ("refused", True)


def test_line_of_another_plan_does_not_exist(demo, finance):
    other = Plan.objects.create(region=demo.region, slug="x", title="X", first_year=2021, last_year=2024)
    (cell,) = save_amounts(plan=other, cells=[Cell(LINE, 2023, "1", "")], by=finance).cells
    assert (cell.state, cell.message) == ("refused", "Deze kostenpost bestaat niet meer.")


def test_number_of_queries_does_not_depend_on_the_number_of_cells(demo, finance):
    rows = [f"line:{line.code}" for line in budget_data(demo).lines if None not in line.amounts][:20]
    counts = []
    for number, amount in ((2, "11"), (20, "12")):
        cells = [
            Cell(row, year, amount, held(demo, row, year)) for row in rows[:number] for year in (2022, 2023)
        ]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            outcome = save_amounts(plan=demo, cells=cells, by=finance)
        assert {cell.state for cell in outcome.cells} == {"saved"}
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14


def states_at_once(*jobs):
    """What the cell of each job came to, when all start at the same moment."""
    answers = []
    assert at_once(*(lambda job=job: answers.append(job()) for job in jobs)) == []
    assert len(answers) == len(jobs)
    return [outcome.cells[0].state for outcome in answers]


@pytest.mark.django_db(transaction=True)
def test_people_saving_at_once_lose_nothing():
    call_command("load_demo", verbosity=0)
    plan, by = (
        Plan.objects.select_related("region").get(slug="bo-2021-2024"),
        User.objects.get(username="financien"),
    )
    before = Change.objects.count()
    cells = [Cell(LINE, year, str(year), held(plan, LINE, year)) for year in plan.years]
    jobs = [partial(save_amounts, plan=plan, cells=[cell], by=by) for cell in cells]
    assert states_at_once(*jobs) == ["saved"] * 4
    assert [held(plan, LINE, year) for year in plan.years] == [100 * year for year in plan.years]
    assert Change.objects.count() == before + 4


@pytest.mark.django_db(transaction=True)
def test_people_saving_the_same_cell_at_once_hear_of_each_other():
    call_command("load_demo", verbosity=0)
    plan, by = (
        Plan.objects.select_related("region").get(slug="bo-2021-2024"),
        User.objects.get(username="financien"),
    )
    before, seen = Change.objects.count(), held(plan, LINE, 2023)
    cells = [Cell(LINE, 2023, text, seen) for text in ("111", "222")]
    jobs = [partial(save_amounts, plan=plan, cells=[cell], by=by) for cell in cells]
    assert sorted(states_at_once(*jobs)) == ["conflict", "saved"]
    assert Change.objects.count() == before + 1
