"""A file held against the budget: recognised, three ways, asked.  Cases that a finance adviser can read."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.engine.checking import problems
from budgets.engine.data import Line, Measure
from budgets.imports.comparison.preview import compare
from budgets.imports.comparison.questions import ANSWERS
from budgets.imports.content import ReadRow
from budgets.imports.findings import Severity
from budgets.imports.mapping import RowKind
from tests.imports.content_of import budget, changed, compared, content, rows_of


def amounts(preview, code):
    return preview.new.line(code).amounts


@pytest.fixture
def ours():
    return budget()


def test_file_that_says_the_same_changes_nothing(ours):
    for ids, base in ((True, ours), (False, None)):
        preview = compared(ours, rows_of(ours, ids=ids), base=base)
        assert preview.changes_nothing
        assert not preview.questions
        assert preview.unchanged_lines == 4


def test_rows_in_another_order_change_nothing(ours):
    for ids, base in ((True, ours), (False, None)):
        assert compared(ours, rows_of(ours, ids=ids)[::-1], base=base).changes_nothing


@pytest.mark.parametrize(
    ("row", "changes", "code", "field", "expected"),
    [
        (2, {"amounts": {2025: 999_99}}, "r1", "amounts", (100_00, 999_99)),
        (2, {"amounts": {2025: ""}}, "r1", "amounts", (100_00, None)),
        (2, {"amounts": {2025: "pm"}}, "r1", "pm", (False, True)),
        (2, {"amounts": {2025: 0}}, "r1", "amounts", (100_00, 0)),
        (5, {"amounts": {2025: 50_00}}, "r4", "amounts", (400_00, 50_00)),
        (2, {"cost_type": "capital"}, "r1", "cost_type", "capital"),
        (2, {"priority": None}, "r1", "priority", None),
        (2, {"number": 17}, "r1", "number", 17),
        (2, {"note": "Nieuw"}, "r1", "note", "Nieuw"),
        (5, {"note": "Met Utrecht. Drie regels."}, "r4", "note", "Met Utrecht. Drie regels."),
        (4, {"label": "Opvang"}, "r3", "measure", "Opvang"),
        (5, {"goal": "Wonen"}, "r4", "goal", "wonen"),
    ],
)
def test_one_edit_is_one_change(ours, row, changes, code, field, expected):
    preview = compared(ours, changed(rows_of(ours, ids=True), row, **changes), base=ours)
    assert getattr(preview.new.line(code), field) == expected
    assert [item.code for item in preview.diff.lines] in ([code], [])  # a name is of the measure
    assert not preview.questions
    others = {line.code: line for line in ours.lines} | {code: None}
    assert {line.code: line for line in preview.new.lines if line.code != code} | {code: None} == others


@pytest.mark.parametrize(
    ("base", "now", "file", "expected", "asked"),
    [
        # exported, meanwhile here, in the file → the budget
        (100_00, 100_00, 100_00, 100_00, False),
        (100_00, 100_00, 150_00, 150_00, False),  # only the file
        (100_00, 120_00, 100_00, 120_00, False),  # only here
        (100_00, 150_00, 150_00, 150_00, False),  # both the same
        (100_00, 120_00, 150_00, 120_00, True),  # both, differently: asked, and kept until then
        ("", 120_00, "", 120_00, False),
        ("", 120_00, "pm", 120_00, True),
        ("pm", "pm", 80_00, 80_00, False),
    ],
)
def test_three_ways(base, now, file, expected, asked):
    def with_first(value):
        data = budget()
        first = replace(
            data.lines[0],
            amounts=(None if isinstance(value, str) else value, 110_00),
            pm=(True, False) if value == "pm" else (),
        )
        return replace(data, lines=(first, *data.lines[1:]), derived={})

    exported, ours = with_first(base), with_first(now)
    rows = changed(rows_of(exported, ids=True), 2, amounts={2024: file})
    preview = compared(ours, rows, base=exported)
    assert amounts(preview, "r1")[0] == expected
    assert [question.kind for question in preview.questions] == ["conflict"] * asked
    if asked:
        assert not preview.can_be_applied
        for answer, value in (("file", None if file == "pm" else file), ("ours", now)):
            decided = compared(ours, rows, base=exported, conflict__line__r1__2024=answer)
            assert amounts(decided, "r1")[0] == value
            assert not decided.open_questions


def test_line_that_was_added_here_is_not_missed_in_an_older_file(ours):
    later = replace(ours.lines[0], code="r9", number=9)
    now = replace(ours, lines=(*ours.lines[:2], later, *ours.lines[2:]), derived={})
    preview = compared(now, rows_of(ours, ids=True), base=ours)
    assert preview.changes_nothing
    assert not preview.questions


@pytest.mark.parametrize(("answer", "left"), [("keep", 4), ("delete", 3), ("", 4)])
def test_row_that_is_not_in_the_file_is_asked(ours, answer, left):
    rows = [row for row in rows_of(ours, ids=True) if row.id != "line:r3"]
    preview = compared(ours, rows, base=ours, gone__line__r3=answer)
    assert len(preview.new.lines) == left
    assert len(preview.new.measures) == (2 if answer == "delete" else 3)  # no measure is left without lines
    assert bool(preview.open_questions) is not bool(answer)


def test_line_that_was_deleted_here_comes_back_only_where_the_file_changed_it(ours):
    now = replace(ours, lines=ours.lines[1:], derived={})
    same = compared(now, rows_of(ours, ids=True), base=ours)
    assert same.changes_nothing
    assert not same.questions
    rows = changed(rows_of(ours, ids=True), 2, amounts={2024: 1_00})
    asked = compared(now, rows, base=ours)
    assert [question.kind for question in asked.questions] == ["back"]
    assert asked.changes_nothing
    back = compared(now, rows, base=ours, back__line__r1="add")
    assert len(back.new.lines) == 4
    assert compared(now, rows, base=ours, back__line__r1="leave").changes_nothing


def test_row_of_a_new_line_goes_behind_the_row_above_it(ours):
    rows = rows_of(ours, ids=True)
    rows.insert(1, replace(rows[0], id="", number=None, row=77, amounts=((2024, 5_00), (2025, 6_00))))
    rows.insert(4, replace(rows[3], id="", label="Nachtopvang", row=78))
    preview = compared(ours, rows, base=ours)
    assert [line.measure for line in preview.new.lines] == [
        "Inloop", "Inloop", "Inloop", "Opvang van gezinnen", "Nachtopvang", "Veilig Thuis",
    ]  # fmt: skip
    assert [line.amounts for line in preview.new.lines][1] == (5_00, 6_00)
    assert len(preview.new.measures) == 4
    assert not preview.questions


def test_copied_row_is_a_new_line_and_the_first_keeps_the_id(ours):
    rows = rows_of(ours, ids=True)
    rows.insert(3, replace(rows[2], label="Opvang in de winter", row=77))
    preview = compared(ours, rows, base=ours)
    assert preview.new.line("r3").measure == "Opvang van gezinnen"
    assert len(preview.new.lines) == 5


def test_name_that_all_lines_of_a_measure_get_is_a_new_name_of_the_measure(ours):
    rows = [
        replace(row, label="Inloop GGZ") if row.label == "Inloop" else row for row in rows_of(ours, ids=True)
    ]
    preview = compared(ours, rows, base=ours)
    assert [measure.title for measure in preview.new.measures] == [
        "Inloop GGZ", "Opvang van gezinnen", "Veilig Thuis",
    ]  # fmt: skip
    one = compared(ours, changed(rows_of(ours, ids=True), 3, label="Inloop GGZ"), base=ours)
    assert [measure.title for measure in one.new.measures] == [
        "Inloop", "Inloop GGZ", "Opvang van gezinnen", "Veilig Thuis",
    ]  # fmt: skip
    assert one.new.line("r2").measure == "Inloop GGZ"


def test_goal_gets_the_name_of_our_own_file_but_not_of_another(ours):
    rows = [
        replace(row, goal="Veilig wonen") if row.goal == "Wonen" else row for row in rows_of(ours, ids=True)
    ]
    assert [goal.title for goal in compared(ours, rows, base=ours).new.goals] == ["Veilig wonen", "Zorg"]
    foreign = [replace(row, id="") for row in rows]
    assert compared(ours, foreign).changes_nothing


@pytest.mark.parametrize(
    ("label", "how"),
    [
        ("Opvang van gezinnen", "name"),
        ("  opvang van GEZINNEN ", "name"),
        ("Opvang gezinnen", "rename"),
        ("Schuldhulp", "new"),
    ],
)
def test_line_of_another_make_is_recognised_by_its_name(ours, label, how):
    rows = changed(rows_of(ours, ids=False), 4, label=label, amounts={2024: 999_00})
    preview = compared(ours, rows)
    kinds = [question.kind for question in preview.questions]
    if how == "name":
        assert amounts(preview, "r3") == (999_00, None)
        assert preview.new.line("r3").measure == "Opvang van gezinnen"
    elif how == "rename":
        assert kinds == ["rename"]
        assert preview.changes_nothing  # nothing is doubled while nobody said so
        same = compared(ours, rows, rename__Begroting__4="same")
        assert (same.new.line("r3").measure, amounts(same, "r3")) == (label, (999_00, None))
        new = compared(ours, rows, rename__Begroting__4="new", gone__line__r3="keep")
        assert len(new.new.lines) == 5
    else:
        assert kinds == ["gone"]
        assert len(preview.new.lines) == 5


def test_what_nobody_sees_in_a_name_is_not_part_of_it(ours):
    rows = changed(rows_of(ours, ids=False), 4, label="Op\u00advang van\u200b gezinnen")
    assert compared(ours, rows).changes_nothing
    rows.append(replace(rows[0], row=50, label="Nacht\u200bopvang", goal="Jong\u202ezijn"))
    preview = compared(ours, rows)
    assert [goal.title for goal in preview.new.goals] == ["Wonen", "Zorg", "Jongzijn"]
    assert preview.new.measures[-1].title == "Nachtopvang"


def test_new_goal_that_is_written_in_two_ways_is_one(ours):
    rows = rows_of(ours, ids=False)
    for place, goal in enumerate(("Jeugd", "JEUGD"), 50):
        rows.append(replace(rows[0], row=place, label=f"Nieuw {place}", goal=goal))
    preview = compared(ours, rows)
    assert [goal.title for goal in preview.new.goals] == ["Wonen", "Zorg", "Jeugd"]


def test_name_of_punctuation_is_not_that_of_a_line_without_a_name(ours):
    nameless = replace(
        ours,
        measures=(replace(ours.measures[0], title=""), *ours.measures[1:]),
        lines=(*(replace(line, measure="") for line in ours.lines[:2]), *ours.lines[2:]),
        derived={},
    )
    rows = rows_of(nameless, ids=False)
    rows.append(replace(rows[0], row=50, label="…", amounts=((2024, 7_00), (2025, 8_00))))
    preview = compared(nameless, rows)
    titles = [measure.title for measure in preview.new.measures]
    assert titles == ["", "Opvang van gezinnen", "…", "Veilig Thuis"]


def test_lines_of_one_name_are_told_apart_by_their_amounts(ours):
    rows = rows_of(ours, ids=False)
    rows[0], rows[1] = rows[1], rows[0]
    assert compared(ours, rows).changes_nothing


def test_numbers_that_shifted_do_not_make_other_lines(ours):
    """Somebody put a row on top and numbered again: the number of one line is now another's."""
    rows = [replace(row, number=place + 1) for place, row in enumerate(rows_of(ours, ids=False), 1)]
    preview = compared(ours, rows[:4] + rows[4:])
    assert not preview.questions
    assert [line.amounts for line in preview.new.lines] == [line.amounts for line in ours.lines]


def test_empty_note_takes_a_note_back_in_our_own_file_only(ours):
    for ids, base, left in ((True, ours, ""), (False, None, "Met Utrecht. Twee regels.")):
        preview = compared(ours, changed(rows_of(ours, ids=ids), 5, note=""), base=base)
        assert preview.new.line("r4").note == left


def test_option_keeps_its_line(ours):
    from budgets.engine import Effect, Option

    used = replace(ours, options=(Option("weg", "Minder", "schrappen", (Effect(2024, -1_00, ("r3",)),)),))
    rows = [row for row in rows_of(used, ids=True) if row.id != "line:r3"]
    preview = compared(used, rows, base=used, gone__line__r3="delete")
    assert len(preview.new.lines) == 4
    assert [finding.code for finding in preview.of(Severity.ERROR)] == ["line_used"]
    assert not preview.can_be_applied


def test_amount_after_the_end_of_a_measure_is_an_error(ours):
    ended = replace(
        ours, measures=(replace(ours.measures[0], last_year=2024), *ours.measures[1:]), derived={}
    )
    rows = changed(rows_of(ended, ids=True), 2, amounts={2025: 111_00})
    preview = compared(ended, rows, base=ended)
    assert [finding.code for finding in preview.of(Severity.ERROR)] == ["after_end"]


def test_line_that_is_added_or_put_under_a_measure_that_ended_is_held_to_its_end(ours):
    first, *others = ours.measures
    lines = [replace(line, amounts=(line.amounts[0], None)) for line in ours.lines[:2]]
    ended = replace(
        ours,
        measures=(replace(first, last_year=2024), *others),
        lines=(*lines, replace(ours.lines[2], amounts=(1_00, 2_00)), ours.lines[3]),
        derived={},
    )
    rows = rows_of(ended, ids=True)
    added = [*rows, replace(rows[0], id="", number=None, row=50, amounts=((2024, 1_00), (2025, 2_00)))]
    for edited in (changed(rows, 4, label="Inloop"), added):
        preview = compared(ended, edited, base=ended)
        assert [finding.code for finding in preview.of(Severity.ERROR)] == ["after_end"]


def test_column_that_is_not_in_the_file_changes_nothing(ours):
    rows = [
        replace(row, cost_type=None, priority=None, note="", amounts=row.amounts[:1])
        for row in rows_of(ours, ids=True)
    ]

    said = content(rows, fields=("measure", "costs"))
    assert compare(ours, said, base=ours, source="", answers={}, taken={}).changes_nothing


def test_total_of_the_budget_follows_the_lines(ours):
    rows = changed(rows_of(ours, ids=True), 2, amounts={2024: 1_100_00})
    totals = {total.figure: total.difference for total in compared(ours, rows, base=ours).diff.totals}
    assert totals["costs"] == (1_000_00, 0)
    assert totals["result"] == (-1_000_00, 0)


values = st.one_of(st.integers(-10_000, 10_000), st.sampled_from(["", "pm", 100_00]))
drawn_rows = st.lists(
    st.builds(
        lambda label, goal, id_, number, kind, priority, first, second: ReadRow(
            "Begroting",
            1,
            RowKind.LINE,
            "",
            label=label,
            goal=goal,
            id=id_,
            number=number,
            cost_type=kind,
            priority=priority,
            amounts=((2024, first), (2025, second)),
        ),
        st.sampled_from(["Inloop", "inloop ", "Opvang", "Veilig Thuis", "", "Iets anders"]),
        st.sampled_from(["Wonen", "Zorg", "", "Nieuw"]),
        st.sampled_from(["", "line:r1", "line:r2", "line:r3", "line:zoek", "stream:GB", "onzin"]),
        st.sampled_from([None, 1, 2, 9]),
        st.sampled_from(["", "material", "overhead", None]),
        st.sampled_from([None, 0, 3]),
        values,
        values,
    ),
    max_size=8,
)
answers = st.dictionaries(
    st.sampled_from([f"{kind}:*" for kind in ANSWERS]),
    st.sampled_from([answer for kind in ANSWERS.values() for answer in kind]),
)


@settings(max_examples=150, deadline=None)
@given(drawn_rows, answers, st.booleans())
def test_whatever_a_file_says_the_budget_hangs_together_and_nothing_is_lost(drawn, given_answers, own):
    ours = budget()
    rows = [replace(row, row=place) for place, row in enumerate(drawn, 2)]
    preview = compared(
        ours, rows, base=ours if own else None, **{k.replace(":", "__"): v for k, v in given_answers.items()}
    )
    assert not list(problems(preview.new))
    kept = {line.code for line in preview.new.lines}
    deleted = {q.key.removeprefix("gone:line:") for q in preview.questions if q.answer == "delete"}
    assert {line.code for line in ours.lines} - deleted <= kept
    assert len({outcome.code for outcome in preview.lines}) == len(preview.lines)
    difference = sum(sum(total.difference) for total in preview.diff.totals if total.figure == "costs")
    assert difference == sum(sum(item.difference) for item in preview.diff.lines)


def test_table_sorted_across_its_goals_keeps_them(ours):
    lines = tuple(
        Line(f"x{i}", "wonen" if i < 6 else "zorg", f"Post {i}", (i * 100, None), measure_code=f"m{i}")
        for i in range(12)
    )
    measures = tuple(Measure(f"m{i}", line.goal, line.measure) for i, line in enumerate(lines))
    wide = replace(ours, lines=lines, measures=measures, derived={})
    rows = [replace(row, goal="Wonen" if row.row % 2 else "Zorg") for row in rows_of(wide, ids=True)]
    preview = compared(wide, rows, base=wide)
    assert preview.changes_nothing
    assert [finding.code for finding in preview.of(Severity.WARNING)] == ["sorted"]
    one = [replace(row, goal="Zorg") if row.row == 2 else row for row in rows_of(wide, ids=True)]
    assert compared(wide, one, base=wide).new.line("x0").goal == "zorg"


def test_years_that_left_the_heading_of_our_own_export_are_said(ours):
    rows = [replace(row, amounts=row.amounts[1:]) for row in rows_of(ours, ids=True)]
    said = replace(content(rows), cost_years=(2025,))
    preview = compare(ours, said, base=ours, source="", answers={}, taken={})
    assert [finding.code for finding in preview.of(Severity.WARNING)] == ["years_changed"]


def test_tick_holds_for_the_warnings_that_were_seen(ours):
    rows = [replace(row, label="") if row.row == 2 else row for row in rows_of(ours, ids=True)]
    seen = compared(ours, rows, base=ours)
    assert not seen.ticked
    assert compared(ours, rows, base=ours, tick=seen.warnings_seal).ticked
    more = [replace(row, label="") for row in rows]
    assert not compared(ours, more, base=ours, tick=seen.warnings_seal).ticked
    assert compared(ours, more, base=ours, tick="yes").ticked
