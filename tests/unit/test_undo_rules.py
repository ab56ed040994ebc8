"""An undo keeps the rules that every edit keeps: what came between makes it refuse, in words."""

from decimal import Decimal

import pytest

from budgets.actions.amounts import Cell, save_amounts
from budgets.actions.keys import add_key, change_key, make_default
from budgets.actions.measures import add_goal, add_line, change_goal, change_line, end_measure
from budgets.actions.options import add_option, change_option
from budgets.actions.scenarios import switch_options
from budgets.actions.streams import add_target, change_stream, change_target
from budgets.actions.undo import undo_change
from budgets.change_wording import stories
from budgets.models import CostLine, Scenario
from measures.models import Change, Goal
from municipalities.refusals import Refused


@pytest.fixture
def line(demo):
    return CostLine.objects.select_related("measure", "plan").get(plan=demo, number=5)


def last():
    return Change.objects.select_related("plan").first()


def type_amount(plan, by, row, year, text, seen):
    (cell,) = save_amounts(plan=plan, cells=[Cell(row, year, text, seen)], by=by).cells
    assert cell.state == "saved"
    return last()


def line_values(line, **other):
    fields = ("number", "cost_type", "priority", "note", "negative_allowed")
    return {name: getattr(line, name) for name in fields} | other


def refuses(change, by, says):
    """The undo is refused with this, and leaves nothing behind."""
    revision = last().revision
    with pytest.raises(Refused, match=says):
        undo_change(change=change, by=by)
    assert last().revision == revision


def test_amount_of_a_measure_that_ended_since(demo, finance, line):
    change = type_amount(demo, finance, "line:regel-5", 2024, "", 18_617_800)
    end_measure(measure=line.measure, last_year=2022, by=finance)
    refuses(change, finance, "is beëindigd na 2022 en kan in 2024 geen bedrag hebben")


def test_negative_amount_of_a_line_that_may_not_be_negative_any_more(demo, finance, line):
    change_line(line=line, values=line_values(line, negative_allowed=True), by=finance)
    type_amount(demo, finance, "line:regel-5", 2022, "-5", 18_632_300)
    change = type_amount(demo, finance, "line:regel-5", 2022, "5", -500)
    change_line(line=line, values=line_values(line, negative_allowed=False), by=finance)
    refuses(change, finance, "mag niet negatief zijn")


def test_negative_income_that_may_not_be_negative_any_more(demo, finance):
    stream = demo.streams.get(code="EB")
    values = {"title": stream.title, "kind": stream.kind, "note": "", "negative_allowed": True}
    change_stream(stream=stream, values=values, by=finance)
    now = int(stream.amounts.get(year=2022).amount * 100)
    type_amount(demo, finance, "stream:EB", 2022, "-5", now)
    change = type_amount(demo, finance, "stream:EB", 2022, "5", -500)
    change_stream(stream=stream, values=values | {"negative_allowed": False}, by=finance)
    refuses(change, finance, "mag niet negatief zijn")


def test_spread_effect_of_an_option_that_names_no_lines_any_more(demo, finance):
    values = {"title": "Proef", "kind": "schrappen"}
    named = {"line:regel-5": True, "effect:verdeeld:2023": Decimal(-100)}
    option = add_option(plan=demo, values=values | named, by=finance)
    change_option(option=option, values=values | {"effect:verdeeld:2023": None}, by=finance)
    change = last()
    change_option(option=option, values=values | {"line:regel-5": None}, by=finance)
    refuses(change, finance, "‘Proef’ noemt geen kostenposten")


def test_adding_an_option_that_is_on_in_a_scenario(demo, finance):
    effect = {"effect:post-regel-5:2023": Decimal(-100)}
    option = add_option(plan=demo, values={"title": "Proef", "kind": "schrappen"} | effect, by=finance)
    change = last()
    scenario = Scenario.objects.get(plan=demo, slug="ongewijzigd")
    switch_options(scenario=scenario, switched={option.code: True}, by=finance)
    refuses(change, finance, f"staat aan in het scenario ‘{scenario.name}’")


def test_amount_of_a_target_that_became_a_percentage(demo, finance):
    years = {"year:2022": Decimal(5), "year:2023": Decimal(6)}
    target = add_target(plan=demo, values={"title": "Vast"} | years, by=finance)
    change = type_amount(demo, finance, f"target:{target.code}", 2022, "", 500)
    values = {"title": "Vast", "stream": demo.streams.get(code="GB"), "percentage": Decimal(3)}
    change_target(target=target, values=values, by=finance)
    refuses(change, finance, "is een percentage en kan geen eigen bedragen hebben")


def test_name_of_a_goal_that_another_got(demo, finance):
    goal = Goal.objects.filter(plan=demo).first()
    title = goal.title
    change_goal(goal=goal, title="Anders", by=finance)
    change = last()
    add_goal(plan=demo, title=title.upper(), by=finance)
    refuses(change, finance, "er is al een doel met de naam")


def test_number_of_a_line_that_another_got(demo, finance, line):
    change_line(line=line, values=line_values(line, number=900), by=finance)
    change = last()
    add_line(measure=line.measure, values={"number": 5}, by=finance)
    refuses(change, finance, "er is al een kostenpost met regelnummer 5")


def test_large_change_does_not_hide_what_came_after_it(demo, finance):
    lines = CostLine.objects.filter(plan=demo, amounts__year=2022, amounts__amount__gt=0)[:30]
    cells = [
        Cell(f"line:{each.code}", 2022, "7", int(each.amounts.get(year=2022).amount * 100)) for each in lines
    ]
    save_amounts(plan=demo, cells=cells, by=finance)
    large = last()
    small = type_amount(demo, finance, f"line:{lines[0].code}", 2022, "8", 700)
    of_small, of_large = stories(demo, [small, large], most=12)
    assert [(entry.field, entry.after) for entry in of_small.entries] == [("bedrag 2022", "€\u00a08")]
    assert (len(of_large.entries), of_large.more) == (12, 18)
    undo_change(change=small, by=finance)
    undo_change(change=large, by=finance)
    assert CostLine.objects.get(pk=lines[29].pk).amounts.get(year=2022).amount != 7


def test_key_of_the_plan_goes_back_and_forth(demo, finance):
    first = demo.keys.get()
    second = add_key(plan=demo, values={"title": "Gelijk", "kind": "equal"}, by=finance)
    make_default(key=second, by=finance)
    undone = undo_change(change=last(), by=finance)
    assert demo.keys.get(is_default=True) == first
    undo_change(change=undone, by=finance)
    assert demo.keys.get(is_default=True) == second


def test_kind_of_a_key_whose_weights_are_no_percentages_any_more(demo, finance):
    members = [f"weight:{code}:{year}" for code in ("GM0402", "GM0406") for year in demo.years]
    half = dict.fromkeys(members, Decimal(50))
    key = add_key(plan=demo, values={"title": "Half om half", "kind": "percentage"} | half, by=finance)
    change_key(key=key, values={"title": key.title, "kind": "weights"} | half, by=finance)
    change = last()
    other = {name: Decimal(3 if "GM0402" in name else 1) for name in members}
    change_key(key=key, values={"title": key.title, "kind": "weights"} | other, by=finance)
    with pytest.raises(Refused):
        undo_change(change=change, by=finance)
