"""A file brought in, understood, answered, applied and undone: the actions behind the pages."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook

from budgets.actions.amounts import Cell, save_amounts
from budgets.actions.imports import (
    answer_questions,
    answers_of,
    bring_file,
    drop_file,
    forget_mapping,
    import_budget,
    map_file,
    mapping_of,
    preview_of,
)
from budgets.actions.undo import undo_change
from budgets.engine import same_budget, unchanged
from budgets.imports.comparison.preview import TICK
from budgets.imports.mapping import ColumnRole, Mapping
from budgets.models import CostAmount, ImportFile, ImportMapping
from budgets.snapshot import budget_data
from measures.models import Change, Plan
from municipalities.models import User
from municipalities.refusals import Gone, Refused

HEADER = ["Doel", "Maatregel", "Soort kosten", "Prioriteit", 2021, 2022, 2023, 2024]
ROWS = [
    ["Wonen", "Inloop", "Personeelskosten", 1, 100, 110, 120, 130],
    ["Wonen", "Opvang", "Materiële kosten", 2, 200, 210.5, 220, 230],
    ["Zorg", "Meldpunt", "Overhead", 0, "p.m.", "€ 1.000,25", "-", None],
]


def xlsx(*rows, header=HEADER, sheet="Begroting"):
    book = Workbook()
    book.active.title = sheet
    for row in (header, *rows):
        book.active.append(row)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def by(demo):
    return User.objects.get(username="financien")


@pytest.fixture
def plan(demo):
    return Plan.objects.create(
        region=demo.region, slug="nieuw", title="Nieuw", first_year=2021, last_year=2024
    )


@pytest.fixture
def brought(plan, by):
    return bring_file(plan=plan, name="begroting.xlsx", content=xlsx(*ROWS), by=by)


def fresh(plan):
    return Plan.objects.select_related("region").get(pk=plan.pk)


def apply(file, by):
    return import_budget(file=file, seal=preview_of(file, fresh(file.plan)).seal, by=by)


def test_file_brought_and_looked_at_changes_nothing(plan, by, brought):
    made = preview_of(brought, plan)
    assert [item.kind for item in made.preview.diff.lines] == ["added"] * 3
    assert fresh(plan).revision == plan.revision
    assert not CostAmount.objects.filter(cost_line__plan=plan).exists()
    assert budget_data(fresh(plan)).lines == ()


def test_file_applied_is_one_change_with_its_name_and_fingerprint(plan, by, brought):
    change = apply(brought, by)
    assert change.remark == f"Bestand ‘begroting.xlsx’ ingelezen (SHA-256 {brought.sha256})"
    assert Change.objects.filter(plan=plan).count() == 1
    data = budget_data(fresh(plan))
    assert [(line.measure, line.amounts, line.pm) for line in data.lines] == [
        ("Inloop", (100_00, 110_00, 120_00, 130_00), ()),
        ("Opvang", (200_00, 210_50, 220_00, 230_00), ()),
        ("Meldpunt", (None, 1000_25, 0, None), (True, False, False, False)),
    ]
    assert unchanged(data).costs == (300_00, 1320_75, 340_00, 360_00)
    brought.refresh_from_db()
    assert (brought.change, bytes(brought.content)) == (change, b"")
    undo_change(change=change, by=by)
    assert budget_data(fresh(plan)).lines == ()


def test_workbook_with_our_name_as_its_title_is_not_an_export(plan, by):
    titled = xlsx(HEADER, *ROWS, header=["Regiobegroting"])
    made = preview_of(bring_file(plan=plan, name="a.xlsx", content=titled, by=by), plan)
    assert made.mark is None
    assert "other_plan" not in {finding.code for finding in made.preview.findings}


def test_file_applied_twice_is_refused(plan, by, brought):
    apply(brought, by)
    with pytest.raises(Refused, match="al overgenomen"):
        preview_of(brought, fresh(plan))
    again = bring_file(plan=plan, name="begroting.xlsx", content=xlsx(*ROWS), by=by)
    assert preview_of(again, fresh(plan)).preview.changes_nothing
    with pytest.raises(Refused, match="niets om over te nemen"):
        apply(again, by)


def test_budget_that_changed_since_the_preview_is_not_written_over(plan, by, brought):
    apply(brought, by)
    code = budget_data(fresh(plan)).lines[0].code
    other = bring_file(plan=plan, name="b.xlsx", content=xlsx([*ROWS[0][:4], 1, 2, 3, 4], *ROWS[1:]), by=by)
    seal = preview_of(other, fresh(plan)).seal
    save_amounts(plan=plan, cells=[Cell(f"line:{code}", 2024, "777", 130_00)], by=by)
    with pytest.raises(Refused, match="gewijzigd nadat dit voorbeeld werd gemaakt"):
        import_budget(file=other, seal=seal, by=by)
    assert budget_data(fresh(plan)).line(code).amounts == (100_00, 110_00, 120_00, 777_00)
    apply(other, by)  # the preview that was made anew
    assert budget_data(fresh(plan)).line(code).amounts == (1_00, 2_00, 3_00, 4_00)


def test_answers_of_another_window_are_not_passed_over(plan, by, brought):
    apply(brought, by)
    fewer = bring_file(plan=plan, name="b.xlsx", content=xlsx(*ROWS[:2]), by=by)
    made = preview_of(fewer, fresh(plan))
    assert [question.kind for question in made.preview.questions] == ["gone"]
    with pytest.raises(Refused, match="1 vraag is nog niet beantwoord"):
        import_budget(file=fewer, seal=made.seal, by=by)
    answer_questions(file=fewer, answers={"gone:*": "keep"}, by=by)
    with pytest.raises(Refused, match="intussen gewijzigd"):
        import_budget(file=fewer, seal=made.seal, by=by)
    answer_questions(file=fewer, answers={"gone:*": "", made.preview.questions[0].key: "delete"}, by=by)
    assert answers_of(fewer) == {made.preview.questions[0].key: "delete"}
    apply(fewer, by)
    assert len(budget_data(fresh(plan)).lines) == 2


def test_errors_block_and_warnings_ask_for_a_tick(plan, by):
    wrong = bring_file(
        plan=plan, name="a.xlsx", content=xlsx([*ROWS[0][:4], "12,34,5", 1, 1, 1], *ROWS[1:]), by=by
    )
    made = preview_of(wrong, plan)
    (error,) = [finding for finding in made.preview.findings if finding.severity == "error"]
    assert (error.place, "12,34,5" in error.message) == ("Begroting!E2", True)
    with pytest.raises(Refused, match="1 fout in het bestand"):
        import_budget(file=wrong, seal=made.seal, by=by)
    negative = bring_file(
        plan=plan, name="b.xlsx", content=xlsx([*ROWS[0][:4], -5, 1, 1, 1], *ROWS[1:]), by=by
    )
    made = preview_of(negative, plan)
    assert made.preview.hindrances == ["u hebt nog niet aangegeven dat u de waarschuwingen gezien hebt"]
    answer_questions(file=negative, answers={TICK: "yes"}, by=by)
    apply(negative, by)
    line = budget_data(fresh(plan)).lines[0]
    assert line.amounts[0] == -5_00
    save_amounts(
        plan=plan, cells=[Cell(f"line:{line.code}", 2021, "-6", -5_00)], by=by
    )  # it may be, from now on
    assert budget_data(fresh(plan)).lines[0].amounts[0] == -6_00
    content = xlsx([*ROWS[0][:4], -6, 1, 1, 2], *ROWS[1:])
    again = bring_file(plan=plan, name="c.xlsx", content=content, by=by)
    made = preview_of(again, fresh(plan))  # the budget has that amount already, but another one changed
    assert [finding.code for finding in made.preview.findings] == ["negative"]
    content = xlsx([*ROWS[0][:4], -6, 1, 1, 1], ROWS[1], [*ROWS[2][:4], 7, 7, 7, 7])
    other = bring_file(plan=plan, name="d.xlsx", content=content, by=by)
    assert preview_of(other, fresh(plan)).preview.hindrances == []


def test_mapping_is_kept_for_the_region_and_offered_for_next_years_file(plan, by, brought):
    table = mapping_of(brought).tables[0]
    without = [column for column in table.columns if column.role is not ColumnRole.PRIORITY]
    map_file(file=brought, mapping=Mapping((replace(table, columns=tuple(without)),)), by=by)
    assert preview_of(brought, plan).preview.new.lines[0].priority is None
    later = bring_file(
        plan=plan,
        name="volgend jaar.xlsx",
        content=xlsx(["Wonen", "Inloop", "Overhead", 3, 1, 2, 3, 4]),
        by=by,
    )
    assert preview_of(later, plan).preview.new.lines[0].priority is None
    forget_mapping(mapping=ImportMapping.objects.get(region=plan.region), by=by)
    again = bring_file(plan=plan, name="nog eens.xlsx", content=xlsx(*ROWS), by=by)
    assert preview_of(again, plan).preview.new.lines[0].priority == 1


def test_another_mapping_forgets_what_was_answered(plan, by, brought):
    answer_questions(file=brought, answers={TICK: "yes"}, by=by)
    map_file(file=brought, mapping=mapping_of(brought), by=by)
    assert answers_of(brought) == {}


@pytest.mark.parametrize("username", ["adviseur", "portefeuillehouder", "lezer", "buurregio"])
def test_who_may_not_change_amounts_brings_no_file(plan, by, brought, username):
    user = User.objects.get(username=username)
    for action in (
        lambda: bring_file(plan=plan, name="a.xlsx", content=xlsx(*ROWS), by=user),
        lambda: map_file(file=brought, mapping=mapping_of(brought), by=user),
        lambda: answer_questions(file=brought, answers={TICK: "yes"}, by=user),
        lambda: import_budget(file=brought, seal=preview_of(brought, plan).seal, by=user),
        lambda: drop_file(file=brought, by=user),
    ):
        with pytest.raises(Refused, match="Met uw rol kunt u geen bestanden inlezen"):
            action()
    assert ImportFile.objects.get().answers_json == "{}"


def test_file_is_dropped(plan, by, brought):
    drop_file(file=brought, by=by)
    assert not ImportFile.objects.exists()


def test_what_another_window_did_to_the_file_meanwhile_counts(plan, by, brought):
    stale, seal = ImportFile.objects.get(), preview_of(brought, plan).seal
    answer_questions(file=ImportFile.objects.get(), answers={"gone:a": "keep"}, by=by)
    answer_questions(file=brought, answers={"gone:b": "keep"}, by=by)
    assert answers_of(ImportFile.objects.get()) == {"gone:a": "keep", "gone:b": "keep"}
    with pytest.raises(Refused, match="in een ander venster"):
        import_budget(file=stale, seal=seal, by=by)
    stale = ImportFile.objects.get()
    apply(brought, by)
    for action in (
        lambda: drop_file(file=stale, by=by),
        lambda: answer_questions(file=stale, answers={TICK: "yes"}, by=by),
        lambda: map_file(file=stale, mapping=mapping_of(stale), by=by),
    ):
        with pytest.raises(Refused, match="al overgenomen"):
            action()
    assert ImportFile.objects.get().change is not None


def test_file_that_was_dropped_in_another_window_is_gone(plan, by, brought):
    seal = preview_of(brought, plan).seal
    drop_file(file=ImportFile.objects.get(), by=by)
    for action in (
        lambda: drop_file(file=brought, by=by),
        lambda: answer_questions(file=brought, answers={TICK: "yes"}, by=by),
        lambda: map_file(file=brought, mapping=mapping_of(brought), by=by),
        lambda: import_budget(file=brought, seal=seal, by=by),
    ):
        with pytest.raises(Gone, match="intussen verwijderd"):
            action()
    assert budget_data(fresh(plan)).lines == ()


def test_mapping_survives_json(brought):
    mapping = mapping_of(brought)
    assert Mapping.from_plain(json.loads(json.dumps(mapping.to_plain()))) == mapping


@pytest.mark.parametrize(
    "changes",
    [
        {"unit": 0},
        {"unit": -1000},
        {"unit": 7},
        {"header": [5, 2]},
        {"header": [-5, 3]},
        {"header": [0, 10**12]},
        {"rows": [[-1, "line"]]},
        {"columns": [{"index": -3, "role": "measure", "year": None}]},
        {"columns": [{"index": 10**9, "role": "measure", "year": None}]},
        {"columns": [{"index": float("inf"), "role": "measure", "year": None}]},
        {"columns": [{"index": 4, "role": "costs", "year": -2021}]},
        {"columns": [{"index": 4, "role": "wat", "year": 2021}]},
        {"columns": "ABC"},
        {"header": None},
    ],
    ids=str,
)
def test_what_no_sheet_has_is_no_mapping(brought, changes):
    content = json.loads(brought.mapping_json)
    content["tables"][0].update(changes)
    with pytest.raises(ValueError, match=r"not a mapping|not a valid"):
        Mapping.from_plain(content)


def test_write_that_fails_leaves_nothing(plan, by, brought, monkeypatch):
    def fails(*args):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("budgets.actions.budget_writing.write_controls", fails)
    before = budget_data(fresh(plan))
    with pytest.raises(RuntimeError):
        apply(brought, by)
    assert same_budget(budget_data(fresh(plan)), before)
    brought.refresh_from_db()
    assert brought.change is None
    assert brought.content


def test_number_and_amount_that_are_years_make_no_heading(plan, by):
    """Row 1990 of a long list, of an activity that costs € 1.991."""
    rows = [[1988 + i, f"Activiteit {i}", 1989 + i, 5_000, 5_000, 5_000] for i in range(6)]
    file = bring_file(
        plan=plan,
        name="lang.xlsx",
        content=xlsx(*rows, header=["Nr", "Maatregel", 2021, 2022, 2023, 2024]),
        by=by,
    )
    assert [line.amounts[0] for line in preview_of(file, plan).preview.new.lines] == [
        (1989 + i) * 100 for i in range(6)
    ]
