"""What differs between two budgets: matched by code, and adding up to the difference of the totals."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from budgets.engine import (
    BudgetData,
    ControlTotal,
    FieldChange,
    Goal,
    MemorandumItem,
    Target,
    compute,
    diff,
    same_budget,
)
from budgets.engine.data import Measure
from budgets.engine.members import Key, Municipality
from tests.engine.small import budget, line, option, saving, stream
from tests.engine.strategies import budgets, engine_settings

OLD = budget(
    line("a", 10_000, 20_000),
    line("b", 500, None, pm=(False, True)),
    line("weg", 300, 300),
    streams=(stream("GB", 30_000, 30_000),),
    targets=(Target("t", "3%", "GB", Fraction(3)),),
    options=(option("x", saving(40, "a")),),
)
NEW = budget(
    line("a", 10_000, 25_000, measure="Andere naam"),
    line("b", 500, 700),
    line("erbij", 7, None),
    streams=(stream("GB", 31_000, 30_000),),
    targets=(Target("t", "3%", "GB", Fraction(3)),),
    options=(option("x", saving(60, "a")),),
)


def by_code(items):
    return {item.code: item for item in items}


def test_line_with_another_name_and_amount_is_one_change():
    lines = by_code(diff(OLD, NEW).lines)
    assert {code: item.kind for code, item in lines.items()} == {
        "a": "changed",
        "b": "changed",
        "erbij": "added",
        "weg": "gone",
    }
    assert lines["a"].fields == (FieldChange("measure", "Maatregel a", "Andere naam"),)
    assert (lines["a"].before, lines["a"].after) == ((10_000, 20_000), (10_000, 25_000))
    assert lines["a"].difference == (0, 5_000)


def test_pro_memorie_that_becomes_an_amount_is_a_change():
    item = by_code(diff(OLD, NEW).lines)["b"]
    assert (item.before, item.before_pm) == ((500, None), (False, True))
    assert (item.after, item.after_pm) == ((500, 700), (False, False))
    assert item.difference == (0, 700)


def test_missing_amount_that_becomes_zero_is_a_change_without_a_difference():
    found = diff(budget(line("a", None, 1)), budget(line("a", 0, 1)))
    assert [item.difference for item in found.lines] == [(0, 0)]


def test_lines_added_and_gone_have_no_amounts_on_the_other_side():
    lines = by_code(diff(OLD, NEW).lines)
    assert lines["erbij"].before == (None, None)
    assert lines["weg"].after == (None, None)
    assert lines["weg"].difference == (-300, -300)


def test_streams_targets_and_options_differ_likewise():
    found = diff(OLD, NEW)
    assert [item.difference for item in found.streams] == [(1_000, 0)]
    assert [(item.before, item.after) for item in found.targets] == [((900, 900), (930, 900))]
    (changed,) = found.options
    assert [change.field for change in changed.fields] == ["effects"]
    assert (changed.before, changed.after) == ((-40, 0), (-60, 0))


def test_totals_are_those_of_the_engine():
    for total in diff(OLD, NEW).totals:
        assert total.before == compute(OLD).figure(total.figure)
        assert total.after == compute(NEW).figure(total.figure)
    costs = diff(OLD, NEW).totals[0]
    assert costs.difference == (-293, 5_400)


def test_budgets_of_other_years_are_held_together_by_year():
    later = replace(OLD, years=(2022, 2023), options=(), derived={})
    found = diff(OLD, later)
    assert found.years == (2021, 2022, 2023)
    assert by_code(found.lines)["a"].before == (10_000, 20_000, None)
    assert by_code(found.lines)["a"].after == (None, 10_000, 20_000)


def test_budget_of_before_the_measure_codes_says_the_same():
    named = replace(OLD, lines=tuple(replace(each, measure_code="m") for each in OLD.lines), derived={})
    assert named != OLD
    assert same_budget(named, OLD)
    assert diff(named, OLD).same
    moved = replace(named, lines=(replace(named.lines[0], measure_code="n"), *named.lines[1:]), derived={})
    assert not same_budget(named, moved)
    assert [item.fields for item in diff(named, moved).lines] == [(FieldChange("measure_code", "m", "n"),)]


def with_measures(**changed):
    """Two lines of one measure, which has a note, and a measure without lines."""
    measure = replace(Measure("m", "g", "Inloop", "Voor allen."), **changed)
    own = [line(code, 1, 1, measure=measure.title, measure_code="m", goal=measure.goal) for code in "ab"]
    notes = (measure.note, f"{measure.note} Eigen.")
    lines = tuple(replace(each, note=note) for each, note in zip(own, notes, strict=True))
    goals = (Goal("g", "Doel"), Goal("h", "Ander doel"))
    return budget(*lines, measures=(measure, Measure("leeg", "g", "Nog leeg")), goals=goals)


def test_measure_with_another_name_goal_and_note_is_one_change_and_not_one_per_line():
    found = diff(with_measures(), with_measures(title="Inloophuis", goal="h", note="Voor velen."))
    (item,) = found.measures
    assert [change.field for change in item.fields] == ["goal", "title", "note"]
    assert (found.lines, found.same) == ((), False)


def test_line_with_another_note_of_its_own_is_a_change_of_the_line():
    old, new = with_measures(), with_measures(note="Voor velen.")
    new = replace(new, lines=(new.lines[0], replace(new.lines[1], note="Voor velen. Anders.")), derived={})
    (item,) = diff(old, new).lines
    assert item.fields == (FieldChange("note", "Eigen.", "Anders."),)


def test_measure_that_ends_or_has_no_lines_is_found():
    old = with_measures()
    ended = diff(old, with_measures(last_year=2021))
    assert [item.fields for item in ended.measures] == [(FieldChange("last_year", None, 2021),)]
    found = diff(old, replace(old, measures=old.measures[:1], derived={}))
    assert [(item.code, item.kind) for item in found.measures] == [("leeg", "gone")]
    assert not found.same


def test_budget_of_before_the_measures_says_the_same():
    new = with_measures()
    old = replace(new, measures=(), derived={})
    assert same_budget(old, new)
    assert diff(old, new).same
    assert diff(new, old).same
    renamed = with_measures(title="Inloophuis")
    assert not same_budget(old, renamed)
    assert len(diff(old, renamed).lines) == 2


def counted(count_year):
    members = (Municipality("GM0001", "A", (True, True)),)
    key = Key("k", "Inwonertal", "inhabitants", ((10, 10),), "CBS", count_year)
    return replace(OLD, municipalities=members, keys=(key,), key="k", derived={})


def test_budget_of_before_the_year_of_a_count_says_the_same():
    assert same_budget(counted(None), counted(2023))
    assert diff(counted(2023), counted(None)).same
    assert [change.field for change in diff(counted(2023), counted(2024)).plan] == ["keys"]


def test_goals_and_memorandum_items_differ_by_their_code():
    old = replace(
        OLD,
        goals=(Goal("g", "Preventie"), Goal("h", "Opvang")),
        memorandum_items=(MemorandumItem("weesp", "Risico Weesp", (True, True)),),
    )
    new = replace(
        old,
        goals=(Goal("g", "Vroeg erbij"), Goal("h", "Opvang"), Goal("i", "Herstel")),
        memorandum_items=(MemorandumItem("weesp", "Risico Weesp", (False, True)),),
        derived={},
    )
    found = diff(old, new)
    assert [(item.code, item.kind) for item in found.goals] == [("g", "changed"), ("i", "added")]
    (weesp,) = found.memorandum_items
    assert (weesp.before_pm, weesp.after_pm) == ((True, True), (False, True))
    assert not found.same


def test_another_order_is_a_difference():
    turned = replace(OLD, lines=tuple(reversed(OLD.lines)), derived={})
    found = diff(OLD, turned)
    assert found.reordered == ("lines",)
    assert (found.lines, found.same) == ((), False)


def test_line_that_came_between_does_not_reorder_the_others():
    with_one_more = replace(OLD, lines=(line("nieuw", 1, 1), *OLD.lines), derived={})
    assert diff(OLD, with_one_more).reordered == ()


def test_title_and_control_totals_of_the_plan_differ():
    total = ControlTotal("costs", 2021, 1, "begroting")
    found = diff(OLD, replace(OLD, title="Nieuw", control_totals=(total,), derived={}))
    assert [change.field for change in found.plan] == ["title", "control_totals"]
    assert not found.same


@engine_settings
@given(st.integers(1, 3).flatmap(lambda years: st.tuples(budgets(years), budgets(years))), st.booleans())
def test_comparison_finds_nothing_only_where_the_budgets_say_the_same(pair, shuffled):
    old, new = pair
    if shuffled:
        new = replace(old, lines=old.lines[1:] + old.lines[:1], options=old.options[::-1], derived={})
    assert diff(old, new).same == same_budget(old, new)


@engine_settings
@given(budgets(max_years=4))
def test_budget_does_not_differ_from_itself(data):
    assert diff(data, data).same
    assert same_budget(data, replace(data, derived={}))


@engine_settings
@given(st.integers(1, 4).flatmap(lambda years: st.tuples(budgets(years), budgets(years))))
def test_differences_of_the_lines_add_up_to_that_of_the_costs(pair: tuple[BudgetData, BudgetData]):
    found = diff(*pair)
    totals = {total.figure: total.difference for total in found.totals}
    for items, figure in (
        (found.lines, "costs"),
        (found.streams, "income"),
        (found.targets, "savings_target"),
    ):
        sums = [sum(item.difference[i] for item in items) for i in range(len(found.years))]
        assert tuple(sums) == totals[figure]
    assert totals["result"] == tuple(b - a for a, b in zip(totals["costs"], totals["income"], strict=True))


@engine_settings
@given(budgets(3), budgets(3))
def test_difference_the_other_way_round_is_its_opposite(a, b):
    there, back = diff(a, b), diff(b, a)
    assert [t.difference for t in there.totals] == [tuple(-x for x in t.difference) for t in back.totals]
    kinds = {"added": "gone", "gone": "added", "changed": "changed"}
    assert {i.code: kinds[i.kind] for i in there.lines} == {i.code: i.kind for i in back.lines}
