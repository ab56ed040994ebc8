"""What a preview shows is what the tables say afterwards, and one undo takes all of it back."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.actions.amounts import Cell, save_amounts
from budgets.actions.budget_writing import WRITTEN, write_difference
from budgets.actions.rules import broken_rules
from budgets.actions.undo import undo_change
from budgets.engine import ControlTotal
from budgets.engine import same_budget as same
from budgets.imports.comparison.cover_text import read_cover
from budgets.imports.comparison.paying import Covers
from budgets.imports.comparison.preview import compare
from budgets.imports.content import Content, ReadRow
from budgets.imports.mapping import RowKind
from budgets.models import CostAmount, Cover, FundingStream
from budgets.snapshot import read
from budgets.snapshot_split import cover_by_owner
from measures.changes import changing
from measures.models import Change, Measure, Participation, Plan
from municipalities.models import User
from municipalities.refusals import Refused
from tests.imports.content_of import rows_of


def same_budget(one, other):
    """Participation in any order: reading it goes by the positions of measures over all goals."""
    return same(
        *(replace(each, participation=tuple(sorted(each.participation, key=str))) for each in (one, other))
    )


@pytest.fixture
def by(demo):
    return User.objects.get(username="financien")


def previewed(data, rows, *, base=None, answers=None):
    fields = frozenset({"measure", "goal", "cost_type", "priority", "note", "number", "costs", "income"})
    said = Content(tuple(rows), (), fields, data.years, data.years, ())
    covers = Covers(*cover_by_owner(Plan.objects.get(slug=data.plan)))
    return compare(
        data, said, base=base, source="begroting.xlsx", answers=answers or {}, taken={}, covers=covers
    )


def written(plan, preview, by):
    with changing(plan, by=by, remark="Bestand ingelezen") as recorder:
        write_difference(recorder, preview, by=by)
    plan.refresh_from_db()
    return recorder.change


EDITS = {
    "amount": lambda row: replace(row, amounts=((2021, 123_45), *row.amounts[1:])),
    "p.m.": lambda row: replace(row, amounts=((2021, "pm"), *row.amounts[1:])),
    "nothing": lambda row: replace(row, amounts=((2021, ""), *row.amounts[1:])),
    "negative": lambda row: replace(row, amounts=((2021, -1_00), *row.amounts[1:])),
    "kind of costs": lambda row: replace(row, cost_type="capital"),
    "priority": lambda row: replace(row, priority=3),
    "number": lambda row: replace(row, number=900 + row.row),
    "number of another": lambda row: replace(row, number=1),
    "name of another": lambda row: replace(row, label="Aware"),
    "note": lambda row: replace(row, note=f"{row.note} Nieuw."),
    "name": lambda row: replace(row, label=f"{row.label} (nieuw)"),
    "goal": lambda row: replace(row, goal="Een nieuw doel"),
    "cover": lambda row: replace(row, cover="1/3 DUVO + 2/3 GB"),
    "another name for some lines": lambda row: replace(row, label=f"{row.label} 2", id=row.id),
    "new line": lambda row: replace(row, id="", number=None, label="Iets nieuws"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_tables_say_what_the_preview_showed(demo, by, edit):
    before = read(demo)
    rows = rows_of(before, ids=True)
    rows[4] = EDITS[edit](rows[4])
    preview = previewed(before, rows, base=before, answers={"gone:*": "keep", "rename:*": "new"})
    assert preview.changes_nothing is (edit == "number of another")
    if preview.changes_nothing:
        return
    change = written(demo, preview, by)
    assert same_budget(read(demo), preview.new)
    undo_change(change=change, by=by)
    assert same_budget(read(demo), before)


def test_everything_at_once_is_one_change_and_is_undone_as_one(demo, by):
    before, revision = read(demo), demo.revision
    rows = rows_of(before, ids=True)
    for place, edit in enumerate(EDITS.values(), 1):
        rows[place] = edit(rows[place])
    used = {code for option in before.options for effect in option.effects for code in effect.lines}
    free = next(i for i, row in enumerate(rows) if i > 20 and row.id.removeprefix("line:") not in used)
    del rows[free]
    rows.append(
        ReadRow("Dekking", 99, RowKind.STREAM, "", label="Verhuur", amounts=((2021, 5_00), (2022, -5_00)))
    )
    rows.append(ReadRow("Begroting", 99, RowKind.TARGET, "", label="Extra", amounts=((2021, 7_00),)))
    rows.append(
        ReadRow("Begroting", 98, RowKind.MEMORANDUM, "", label="Iets onbekends", amounts=((2022, "pm"),))
    )
    preview = previewed(before, rows, base=before, answers={"gone:*": "delete", "rename:*": "new"})
    change = written(demo, preview, by)
    assert same_budget(read(demo), preview.new)
    assert (demo.revision, Change.objects.filter(plan=demo, revision__gt=revision).count()) == (
        revision + 1,
        1,
    )
    undo_change(change=change, by=by)
    assert same_budget(read(demo), before)


def test_option_goes_over_its_lines_in_their_new_order(demo, by):
    """Regel 8 and 9 are of one option; the first of them goes to a goal at the end."""
    before = read(demo)
    rows = rows_of(before, ids=True)
    place = next(i for i, row in enumerate(rows) if row.id == "line:regel-8")
    rows[place] = EDITS["goal"](rows[place])
    preview = previewed(before, rows, base=before)
    (effect, *_) = next(option for option in preview.new.options if option.code == "php").effects
    assert effect.lines == ("regel-9", "regel-8")
    written(demo, preview, by)
    assert same_budget(read(demo), preview.new)


@pytest.mark.parametrize("note", ["", "Van de andere."])
def test_line_that_goes_to_another_measure_gets_the_note_of_that_one(demo, by, note):
    one, other, *_ = Measure.objects.filter(plan=demo, goal=Measure.objects.filter(plan=demo).first().goal)
    one.note, other.note = "Van de ene.", note
    one.save()
    other.save()
    before = read(demo)
    rows = rows_of(before, ids=True)
    place = next(i for i, line in enumerate(before.lines) if line.measure_code == one.code)
    rows[place] = replace(rows[place], label=other.title)
    preview = previewed(before, rows, base=before)
    code = before.lines[place].code
    assert preview.new.line(code).note.startswith(note or "Van de ene.")
    change = written(demo, preview, by)
    assert same_budget(read(demo), preview.new)
    undo_change(change=change, by=by)
    assert same_budget(read(demo), before)


def test_stream_that_only_pays_a_measure_behind_its_lines_is_in_use(demo, by):
    """Every line of the measure has a cover of its own, so that nothing shows this one."""
    stream = FundingStream.objects.create(plan=demo, code="X", title="Extra", kind="overig", position=99)
    measure = Measure.objects.filter(plan=demo).first()
    gb = FundingStream.objects.get(plan=demo, code="GB")
    Cover.objects.create(stream=stream, measure=measure, numerator=1, denominator=1)
    for line in measure.cost_lines.all():
        Cover.objects.update_or_create(stream=gb, cost_line=line, defaults={"numerator": 1, "denominator": 1})
    before = read(demo)
    rows = [row for row in rows_of(before, ids=True) if row.id != "stream:X"]
    preview = previewed(before, rows, base=before, answers={"gone:*": "delete"})
    assert [finding.code for finding in preview.findings] == ["stream_used"]
    assert preview.new.streams == before.streams


def test_line_that_goes_takes_along_what_hangs_on_it(demo, by):
    before = read(demo)
    used = {code for option in before.options for effect in option.effects for code in effect.lines}
    going = {"regel-40", "regel-41", "regel-42", "regel-43", "regel-44"}  # all of Veilig Thuis
    assert not going & used
    rows = [row for row in rows_of(before, ids=True) if row.id.removeprefix("line:") not in going]
    preview = previewed(before, rows, base=before, answers={"gone:*": "delete", "rename:*": "new"})
    change = written(demo, preview, by)
    assert same_budget(read(demo), preview.new)
    assert not Measure.objects.filter(title="Een sterk (24/7) Veilig Thuis").exists()
    assert len(before.participation) > len(read(demo).participation)
    assert len(before.cover) > len(read(demo).cover)
    undo_change(change=change, by=by)
    assert same_budget(read(demo), before)
    assert Participation.objects.exists()
    assert Cover.objects.exists()


def test_budget_from_nothing(demo, by):
    """The whole of a file into a plan that has nothing."""
    full = read(demo)
    plan = Plan.objects.create(region=demo.region, slug="leeg", title="Leeg", first_year=2021, last_year=2024)
    preview = previewed(read(plan), rows_of(full, ids=False))
    written(plan, preview, by)
    now = read(plan)
    assert same_budget(now, preview.new)
    assert [goal.title for goal in now.goals] == [goal.title for goal in full.goals]
    shown = [(line.measure, line.cost_type, line.priority, line.amounts) for line in full.lines]
    assert [(line.measure, line.cost_type, line.priority, line.amounts) for line in now.lines] == shown


def test_totals_of_a_file_replace_those_of_the_same_file(demo, by):
    before = read(demo)
    first = replace(
        before,
        control_totals=(*before.control_totals, ControlTotal("costs", 2021, 1_00, "a.xlsx")),
        derived={},
    )
    second = replace(
        first, control_totals=(*before.control_totals, ControlTotal("income", 2022, 2_00, "a.xlsx"))
    )
    for old, new in ((before, first), (first, second)):
        with changing(demo, by=by) as recorder:
            write_difference(recorder, replace(previewed(old, []), new=new), by=by)
        assert same_budget(read(demo), new)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DUVO", [("DUVO", Fraction(1))]),
        ("1/3 DUVO + 2/3 GB", [("DUVO", Fraction(1, 3)), ("GB", Fraction(2, 3))]),
        ("60% BW, 40% GB", [("BW", Fraction(3, 5)), ("GB", Fraction(2, 5))]),
        ("33,3333% DUVO en rest algemeen", [("DUVO", Fraction(333333, 1000000))]),
        ("1/2 vrouwenopvang", [("DUVO", Fraction(1, 2))]),
        ("DUVO + GB", None),  # how much of each?
        ("DUVO (waarvan HGKM 80000)", None),
        ("2/3 DUVO + 2/3 GB", None),
        ("1/0 DUVO", None),
        ("Sinterklaas", None),
        ("rest algemeen", None),
    ],
)
def test_cover_as_people_write_it(reference_data, text, expected):
    assert read_cover(text, reference_data.streams) == expected


drawn_edits = st.lists(st.tuples(st.integers(0, 56), st.sampled_from([*EDITS, "remove", "move"])), max_size=6)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn_edits)
def test_whatever_is_edited_the_tables_say_what_the_preview_showed(demo, by, edits):
    before = read(demo)
    rows = rows_of(before, ids=True)
    for place, edit in edits:
        at = place % len(rows)
        if edit == "remove":
            del rows[at]
        elif edit == "move":
            rows.append(rows.pop(at))
        elif rows[at].kind is RowKind.LINE:
            rows[at] = EDITS[edit](rows[at])
    preview = previewed(before, rows, base=before, answers={"gone:*": "keep", "rename:*": "new"})
    if preview.changes_nothing:
        return
    change = written(demo, preview, by)
    assert same_budget(read(demo), preview.new)
    assert not list(broken_rules(demo, WRITTEN))
    undo_change(change=change, by=by)
    assert same_budget(read(demo), before)
    assert CostAmount.objects.filter(cost_line__plan=demo).count() == sum(
        cents is not None or bool(line.pm and line.pm[i])
        for line in before.lines
        for i, cents in enumerate(line.amounts)
    )


def test_large_file_is_written_and_undone_by_the_database_itself(demo, by, monkeypatch):
    """The same rows and the same history as one by one, from few rows on here."""
    monkeypatch.setattr("measures.changes.MANY", 10)
    monkeypatch.setattr("budgets.actions.undo.MANY", 10)
    full = read(demo)
    plan = Plan.objects.create(region=demo.region, slug="leeg", title="Leeg", first_year=2021, last_year=2024)
    before = read(plan)
    change = written(plan, previewed(before, rows_of(full, ids=False)), by)
    amounts = CostAmount.objects.filter(cost_line__plan=plan)
    lines = CostAmount.history.filter(made_in=change)
    assert lines.count() == amounts.count() > 200
    assert {(row.history_type, row.history_user) for row in lines} == {("+", by)}
    now = read(plan)
    rows = rows_of(now, ids=True)
    rows = [EDITS["amount"](row) if row.kind is RowKind.LINE else row for row in rows]
    second = written(plan, previewed(now, rows, base=now), by)
    most = amounts.count()
    assert {row.history_type for row in CostAmount.history.filter(made_in=second)} == {"~", "+"}
    undo_change(change=second, by=by)
    assert same_budget(read(plan), now)
    undo_change(change=change, by=by)
    assert same_budget(read(plan), before)
    assert CostAmount.history.filter(made_in__plan=plan, history_type="-").count() == most


def test_large_file_is_not_undone_when_somebody_changed_a_row_since(demo, by, monkeypatch):
    monkeypatch.setattr("measures.changes.MANY", 10)
    monkeypatch.setattr("budgets.actions.undo.MANY", 10)
    plan = Plan.objects.create(region=demo.region, slug="leeg", title="Leeg", first_year=2021, last_year=2024)
    change = written(plan, previewed(read(plan), rows_of(read(demo), ids=False)), by)
    code = read(plan).lines[5].code
    save_amounts(
        plan=plan, cells=[Cell(f"line:{code}", 2022, "12345", read(plan).lines[5].amounts[1])], by=by
    )
    now = read(plan)
    with pytest.raises(Refused, match="opnieuw gewijzigd"):
        undo_change(change=change, by=by)
    assert same_budget(read(plan), now)
