"""Names and goals that moved since the export, here or in the file: each line gets the name that is meant."""

from dataclasses import replace

import pytest

from budgets.imports.comparison.preview import compare
from tests.imports.content_of import budget, compared, content, rows_of

AS_IT_WAS = {"r1": "Inloop", "r2": "Inloop", "r3": "Opvang van gezinnen", "r4": "Veilig Thuis"}


def called(names, ours=None):
    """The rows of our own export of ``ours``, with other names by the id of the line."""
    rows = rows_of(ours or budget(), ids=True)
    return [replace(row, label=names.get(row.id.removeprefix("line:"), row.label)) for row in rows]


def names_in(preview):
    return {line.code: line.measure for line in preview.new.lines}


@pytest.mark.parametrize(
    "names",
    [
        {"r1": "Opvang van gezinnen", "r2": "Opvang van gezinnen", "r3": "Inloop"},
        {"r1": "Opvang van gezinnen", "r2": "Opvang van gezinnen", "r3": "Nachtopvang"},
        {"r1": "Dagopvang", "r2": "Dagopvang", "r3": "Inloop"},
        {"r1": "Opvang van gezinnen", "r2": "Dagopvang", "r3": "Inloop"},
        {"r1": "Veilig Thuis", "r2": "Veilig Thuis"},
    ],
    ids=["each the other's", "one behind the other", "one before the other", "some lines", "in another goal"],
)
def test_measures_that_change_names_keep_their_own_lines(names):
    preview = compared(budget(), called(names), base=budget())
    assert names_in(preview) == AS_IT_WAS | names
    assert not preview.questions


def test_many_long_names_are_not_all_held_against_each_other():
    """Letters count, not names: 100 names of 300 letters would take as long as 10,000 short ones."""
    was = budget()
    titles = [f"{'Aa bb cc dd ' * 24}{place}" for place in range(100)]
    (first, *_), goal = was.lines, was.goals[0].code
    lines = tuple(
        replace(first, code=f"l{place}", measure=title, measure_code=f"m{place}")
        for place, title in enumerate(titles)
    )
    measures = tuple(replace(was.measures[0], code=f"m{i}", title=title) for i, title in enumerate(titles))
    ours = replace(was, goals=was.goals[:1], lines=lines, measures=measures, targets=(), derived={})
    assert {measure.goal for measure in measures} == {goal}
    rows = [replace(row, label=f"{row.label} bis", amounts=((2024, 7),)) for row in rows_of(ours, ids=False)]
    assert {question.kind for question in compared(ours, rows[:100]).questions} == {"gone"}


def test_new_row_does_not_go_under_what_had_its_name_before():
    rows = called({"r1": "Dagopvang", "r2": "Dagopvang"})
    preview = compared(budget(), [*rows, replace(rows[0], id="", label="Inloop", row=50)], base=budget())
    assert sorted(names_in(preview).values()) == [
        "Dagopvang", "Dagopvang", "Inloop", "Opvang van gezinnen", "Veilig Thuis",
    ]  # fmt: skip


def all_under_wonen():
    """Goal Zorg was deleted here, after its measure was put under Wonen."""
    was = budget()
    return replace(
        was,
        goals=was.goals[:1],
        measures=tuple(replace(measure, goal="wonen") for measure in was.measures),
        lines=tuple(replace(line, goal="wonen") for line in was.lines),
        derived={},
    )


def against(ours, rows):
    return compare(
        ours, content(rows), base=budget(), source="", answers={}, taken={"goals": {"wonen", "zorg"}}
    )


def test_goal_that_was_deleted_here_does_not_come_back_with_an_older_file():
    assert against(all_under_wonen(), rows_of(budget(), ids=True)).changes_nothing


def test_new_name_is_taken_where_only_the_goal_changed_here():
    preview = against(all_under_wonen(), called({"r4": "Veilig Thuis regio"}))
    assert not preview.questions
    assert (preview.new.line("r4").goal, preview.new.line("r4").measure) == ("wonen", "Veilig Thuis regio")
    assert len(preview.new.goals) == 1


def test_goal_that_was_deleted_here_comes_back_for_a_new_row():
    rows = rows_of(budget(), ids=True)
    preview = against(all_under_wonen(), [*rows, replace(rows[3], id="", label="Nachtopvang", row=50)])
    assert [goal.title for goal in preview.new.goals] == ["Wonen", "Zorg"]
    assert preview.new.line("r4").goal == "wonen"


def test_both_moved_a_line_to_another_goal_is_asked():
    was = budget()
    third = (*all_under_wonen().goals, replace(was.goals[0], code="jeugd", title="Jeugd"))
    ours = replace(all_under_wonen(), goals=third, derived={})
    rows = [replace(row, goal="Jeugd") if row.id == "line:r4" else row for row in rows_of(was, ids=True)]
    (question,) = against(ours, rows).questions
    assert (question.key, question.what) == ("conflict:line:r4:goal", "doel")
    assert (question.before, question.ours, question.file) == ("Zorg", "Wonen", "Jeugd")


def test_goal_that_got_another_name_here_is_the_same_when_a_row_moved_to_it():
    was = budget()
    ours = replace(was, goals=(replace(was.goals[0], title="Huisvesting"), was.goals[1]), derived={})
    rows = [replace(row, goal="Wonen") if row.id == "line:r4" else row for row in rows_of(was, ids=True)]
    preview = compared(ours, rows, base=was)
    assert [goal.title for goal in preview.new.goals] == ["Huisvesting", "Zorg"]
    assert preview.new.line("r4").goal == "wonen"
