"""Writes to goals, measures, lines and their order: one change each, nothing overwritten."""

import threading
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.management import call_command
from django.db import connection

from budgets.actions.cover import FIXED, change_cover, cover_values
from budgets.actions.editing import Meanwhile
from budgets.actions.measures import (
    add_goal,
    add_line,
    add_measure,
    change_goal,
    change_line,
    change_measure,
    delete_goal,
    delete_line,
    delete_measure,
    end_measure,
)
from budgets.actions.ordering import move
from budgets.actions.undo import undo_change
from budgets.models import AdjustmentOption, CostAmount, CostLine, Cover, CoverAmount
from measures.models import Change, Goal, Measure, Plan
from municipalities.models import Role, User
from municipalities.refusals import Gone, Refused


@pytest.fixture
def adviser(demo):
    return User.objects.get(username="adviseur")


@pytest.fixture
def finance(demo):
    user = User.objects.create(username="fin", first_name="Fenna")
    Role.objects.create(user=user, region=demo.region, kind=Role.Kind.FINANCE)
    return user


@pytest.fixture
def goal(demo, adviser):
    return add_goal(plan=demo, title="Proefdoel", by=adviser)


@pytest.fixture
def measure(goal, adviser):
    return add_measure(goal=goal, title="Proef", by=adviser)


@pytest.fixture
def line(measure, adviser):
    return add_line(measure=measure, values={"cost_type": "personnel", "negative_allowed": True}, by=adviser)


def changes(plan):
    return Change.objects.filter(plan=plan).count()


def revision(plan):
    return Plan.objects.get(pk=plan.pk).revision


@pytest.mark.parametrize(
    "act",
    [
        lambda line, by: add_goal(plan=line.plan, title="Nog een", by=by),
        lambda line, by: change_goal(goal=line.measure.goal, title="Anders", by=by),
        lambda line, by: add_measure(goal=line.measure.goal, title="Nog een", by=by),
        lambda line, by: change_measure(measure=line.measure, values={"title": "Anders"}, by=by),
        lambda line, by: end_measure(measure=line.measure, last_year=2023, by=by),
        lambda line, by: delete_measure(measure=line.measure, by=by),
        lambda line, by: add_line(measure=line.measure, values={}, by=by),
        lambda line, by: change_line(line=line, values={"priority": 2}, by=by),
        lambda line, by: delete_line(line=line, by=by),
        lambda line, by: move(item=line.measure.goal, up=True, by=by),
    ],
)
def test_action_is_one_change_that_raises_the_revision(line, adviser, act):
    before = changes(line.plan), revision(line.plan)
    act(line, adviser)
    assert (changes(line.plan), revision(line.plan)) == (before[0] + 1, before[1] + 1)
    assert Change.objects.filter(plan=line.plan).first().made_by == adviser


@pytest.mark.parametrize(
    "act",
    [
        lambda line, by: change_goal(goal=line.measure.goal, title=" Proefdoel ", by=by),
        lambda line, by: change_measure(measure=line.measure, values={"title": "Proef", "note": ""}, by=by),
        lambda line, by: end_measure(measure=line.measure, last_year=None, by=by),
        lambda line, by: change_line(line=line, values={"cost_type": "personnel"}, by=by),
        lambda line, by: move(item=line, up=True, by=by),
        lambda line, by: move(item=line.measure, up=False, by=by),
        lambda line, by: move(item=line.measure.goal, up=False, by=by),
    ],
)
def test_action_that_changes_nothing_leaves_nothing(line, adviser, act):
    before = changes(line.plan), revision(line.plan)
    act(line, adviser)
    assert (changes(line.plan), revision(line.plan)) == before


@pytest.mark.parametrize(
    ("act", "field", "says"),
    [
        (lambda x, by: add_goal(plan=x.plan, title="  ", by=by), "title", "naam"),
        (lambda x, by: add_goal(plan=x.plan, title="x" * 201, by=by), "title", "201 tekens"),
        (lambda x, by: add_goal(plan=x.plan, title="PROEFDOEL", by=by), "title", "al een doel"),
        (lambda x, by: delete_goal(goal=x.measure.goal, by=by), None, "‘Proef’"),
        (lambda x, by: add_measure(goal=x.measure.goal, title="\u200b", by=by), "title", "naam"),
        (lambda x, by: add_measure(goal=x.measure.goal, title="x" * 301, by=by), "title", "301 tekens"),
        (lambda x, by: end_measure(measure=x.measure, last_year=1999, by=by), "last_year", "2021"),
        (lambda x, by: add_line(measure=x.measure, values={"cost_type": "x"}, by=by), "cost_type", "soort"),
        (lambda x, by: change_line(line=x, values={"priority": 4}, by=by), "priority", "prioriteit"),
        (lambda x, by: change_line(line=x, values={"number": 1}, by=by), "number", "Regel 1"),
        (
            lambda x, by: change_line(line=x, values={"negative_allowed": False}, by=by),
            "negative_allowed",
            "2022",
        ),
        (lambda x, by: delete_line(line=x, by=by), None, "financieel adviseur"),
        (lambda x, by: delete_measure(measure=x.measure, by=by), None, "financieel adviseur"),
        (
            lambda x, by: end_measure(measure=x.measure, last_year=2021, by=by),
            "last_year",
            "financieel adviseur",
        ),
    ],
)
def test_refused_with_a_sentence_at_its_field_and_nothing_is_written(line, adviser, act, field, says):
    CostAmount.objects.create(cost_line=line, year=2022, amount=-5)
    before = revision(line.plan)
    with pytest.raises(Refused, match=says) as refusal:
        act(line, adviser)
    assert refusal.value.field == field
    assert revision(line.plan) == before


@pytest.mark.parametrize("word", ["Nieuw", "bedragen", "Sinds"])
def test_measure_with_a_reserved_code_gets_another(goal, adviser, word):
    assert add_measure(goal=goal, title=word, by=adviser).code == f"{word.lower()}-2"


def test_code_stays_and_is_never_given_twice(measure, goal, adviser):
    change_measure(measure=measure, values={"title": "Anders"}, by=adviser)
    assert Measure.objects.get(pk=measure.pk).code == "proef"
    delete_measure(measure=measure, by=adviser)
    assert add_measure(goal=goal, title="Proef", by=adviser).code == "proef-2"


def test_measure_moved_to_another_goal_stands_last_there(demo, measure, adviser):
    first = demo.goals.first()
    change_measure(measure=measure, values={"goal": first}, by=adviser)
    assert list(first.measures.all())[-1] == measure


def test_measure_ended_loses_later_amounts_in_the_same_change(line, finance):
    CostAmount.objects.bulk_create([CostAmount(cost_line=line, year=y, amount=1) for y in (2021, 2022, 2023)])
    before = changes(line.plan)
    end_measure(measure=line.measure, last_year=2021, by=finance)
    assert list(line.amounts.values_list("year", flat=True)) == [2021]
    assert Measure.objects.get(pk=line.measure_id).last_year == 2021
    assert changes(line.plan) == before + 1
    assert CostAmount.history.filter(history_type="-", cost_line_id=line.pk).count() == 2


def test_line_with_amounts_deleted_by_finance(line, finance):
    CostAmount.objects.create(cost_line=line, year=2022, amount=5)
    delete_line(line=line, by=finance)
    assert not CostLine.objects.filter(pk=line.pk).exists()
    assert CostLine.history.filter(id=line.pk, history_type="-").count() == 1


@pytest.mark.parametrize("whole", [False, True], ids=["line", "measure"])
def test_line_of_an_option_is_not_deleted(demo, finance, whole):
    option = AdjustmentOption.objects.filter(effects__cost_line__isnull=False).first()
    used = option.effects.exclude(cost_line=None).first().cost_line
    with pytest.raises(Refused, match=option.title):
        delete_measure(measure=used.measure, by=finance) if whole else delete_line(line=used, by=finance)


def test_measure_without_a_name_keeps_it_while_its_note_changes(goal, adviser):
    nameless = Measure.objects.create(plan=goal.plan, goal=goal, code="zonder")
    change_measure(measure=nameless, values={"title": "", "note": "Uitleg"}, by=adviser)
    assert Measure.objects.get(pk=nameless.pk).note == "Uitleg"


@pytest.mark.parametrize(
    "act",
    [
        lambda line, by: change_line(line=line, values={}, by=by),
        lambda line, by: delete_line(line=line, by=by),
        lambda line, by: move(item=line, up=True, by=by),
        lambda line, by: change_measure(measure=line.measure, values={}, by=by),
        lambda line, by: end_measure(measure=line.measure, last_year=2022, by=by),
        lambda line, by: delete_measure(measure=line.measure, by=by),
        lambda line, by: add_line(measure=line.measure, values={}, by=by),
        lambda line, by: change_goal(goal=line.measure.goal, title="x", by=by),
        lambda line, by: delete_goal(goal=line.measure.goal, by=by),
        lambda line, by: add_measure(goal=line.measure.goal, title="x", by=by),
    ],
)
def test_deleted_meanwhile_is_said(line, adviser, act):
    Goal.objects.filter(pk=line.measure.goal.pk).delete()  # the editor's copies still know it
    with pytest.raises(Gone, match="intussen verwijderd"):
        act(line, adviser)


SEEN = {"title": "Proef", "note": ""}


def test_text_that_another_changed_is_not_overwritten(measure, adviser, finance):
    change_measure(measure=measure, values={"title": "Van Fenna"}, by=finance, seen=SEEN)
    with pytest.raises(Meanwhile, match=r"Fenna heeft.*‘Van Fenna’.*‘Van mij’") as refusal:
        change_measure(measure=measure, values={"title": "Van mij", "note": "x"}, by=adviser, seen=SEEN)
    now = Measure.objects.get(pk=measure.pk)
    assert (now.title, now.note) == ("Van Fenna", "")
    confirmed = SEEN | {refusal.value.key: refusal.value.current}
    change_measure(measure=measure, values={"title": "Van mij"}, by=adviser, seen=confirmed)
    assert Measure.objects.get(pk=measure.pk).title == "Van mij"


def test_people_in_different_fields_do_not_hinder_each_other(measure, adviser, finance):
    change_measure(measure=measure, values={"title": "Anders", "note": ""}, by=finance, seen=SEEN)
    change_measure(measure=measure, values={"title": "Proef", "note": "Uitleg"}, by=adviser, seen=SEEN)
    now = Measure.objects.get(pk=measure.pk)
    assert (now.title, now.note) == ("Anders", "Uitleg")


def test_people_who_give_the_same_value_agree(measure, adviser, finance):
    for user in (adviser, finance):
        change_measure(measure=measure, values={"title": "Samen"}, by=user, seen=SEEN)
    assert Measure.objects.get(pk=measure.pk).title == "Samen"


def test_order_moved_up_and_down_returns(goal, adviser):
    made = [add_measure(goal=goal, title=name, by=adviser) for name in "abc"]

    def order():
        return "".join(measure.title for measure in goal.measures.all())

    move(item=made[2], up=True, by=adviser)
    assert order() == "acb"
    move(item=made[2], up=True, by=adviser)
    assert order() == "cab"
    move(item=made[2], up=False, by=adviser)
    assert order() == "acb"


@pytest.mark.django_db(transaction=True)
def test_people_ordering_at_once_each_get_their_step():
    call_command("load_demo", verbosity=0)
    plan, adviser = Plan.objects.get(slug="bo-2021-2024"), User.objects.get(username="adviseur")
    goal = add_goal(plan=plan, title="Proefdoel", by=adviser)
    made = [add_measure(goal=goal, title=name, by=adviser) for name in "abcd"]
    before, errors, start = changes(plan), [], threading.Barrier(3)

    def run():
        start.wait()
        try:
            move(item=made[3], up=True, by=adviser)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert "".join(measure.title for measure in goal.measures.all()) == "dabc"
    assert changes(plan) == before + 3


def test_end_that_another_chose_meanwhile_is_not_overwritten(demo, measure, adviser):
    end_measure(measure=measure, last_year=2022, by=adviser)
    with pytest.raises(Meanwhile, match="2022"):
        end_measure(measure=measure, last_year=2023, by=adviser, seen={})
    assert Measure.objects.get(pk=measure.pk).last_year == 2022


def test_note_of_a_line_is_saved_though_another_changed_its_other_fields(demo, line, adviser, finance):
    seen = {"negative_allowed": "", "number": ""}
    values = {"number": None, "cost_type": "personnel", "priority": None, "negative_allowed": False}
    change_line(line=line, values=values | {"negative_allowed": True, "number": 900}, by=finance)
    CostAmount.objects.create(cost_line=line, year=2022, amount=-5)
    change_line(
        line=line, values=values | {"note": "Nieuw"}, seen=seen | {"cost_type": "personnel"}, by=adviser
    )
    line = CostLine.objects.get(pk=line.pk)
    assert (line.note, line.number, line.negative_allowed) == ("Nieuw", 900, True)


def test_paragraph_that_another_made_is_not_overwritten(demo, measure, adviser):
    change_measure(measure=measure, values={"note": "Een. Twee."}, by=adviser)
    change_measure(measure=measure, values={"note": "Een.\n\nTwee."}, by=adviser)
    with pytest.raises(Meanwhile):
        change_measure(
            measure=measure, values={"note": "Een. Twee. Drie."}, seen={"note": "Een. Twee."}, by=adviser
        )


def test_note_that_is_too_long_is_refused_at_its_field(demo, measure, adviser):
    with pytest.raises(Refused, match="4001 tekens, het mogen er 4000 zijn") as refusal:
        change_measure(measure=measure, values={"note": "x" * 4001}, by=adviser)
    assert refusal.value.field == "note"


def test_measure_has_a_name_of_its_own_in_its_goal(demo, goal, measure, adviser):
    with pytest.raises(Refused, match="Er is onder dit doel al een maatregel met de naam ‘PROEF’"):
        add_measure(goal=goal, title="PROEF", by=adviser)
    other = add_measure(goal=goal, title="Anders", by=adviser)
    with pytest.raises(Refused, match="Er is onder dit doel al een maatregel"):
        change_measure(measure=other, values={"title": "Proef"}, by=adviser)
    change_measure(measure=measure, values={"title": "proef"}, by=adviser)
    elsewhere = add_measure(goal=demo.goals.first(), title="Proef", by=adviser)
    with pytest.raises(Refused, match="Er is onder dit doel al een maatregel"):
        change_measure(measure=elsewhere, values={"goal": goal}, by=adviser)


@pytest.mark.parametrize("what", ["line", "measure"])
def test_cover_goes_with_what_it_pays_in_the_same_change_and_comes_back(demo, line, finance, what):
    fixed = {"part:GB": FIXED, "amount:GB:2022": Decimal(5)}
    change_cover(of=line, values={"part:DUVO": Fraction(1, 3)} | fixed, by=finance)
    change_cover(of=line.measure, values={"part:BW": Fraction(1, 2)}, by=finance)
    covers, own, default = Cover.objects.count(), cover_values(line), cover_values(line.measure)
    if what == "line":
        delete_line(line=line, by=finance)
    else:
        delete_measure(measure=line.measure, by=finance)
    deletion = Change.objects.select_related("plan").first()
    gone = 2 if what == "line" else 3
    assert Cover.objects.count() == covers - gone
    assert Cover.history.filter(made_in=deletion, history_type="-").count() == gone
    assert CoverAmount.history.filter(made_in=deletion, history_type="-").count() == 1
    undo_change(change=deletion, by=finance)
    assert cover_values(CostLine.objects.get(pk=line.pk)) == own
    assert cover_values(Measure.objects.get(pk=line.measure_id)) == default


def test_cover_that_is_anothers_to_change_keeps_a_line_and_a_measure(demo, line, finance):
    policy = User.objects.create(username="pol")
    Role.objects.create(user=policy, region=demo.region, kind=Role.Kind.POLICY)
    change_cover(of=line, values={"part:DUVO": Fraction(1, 3)}, by=finance)
    before = revision(demo)
    with pytest.raises(Refused, match="Die dekking mag alleen een financieel adviseur"):
        delete_line(line=line, by=policy)
    with pytest.raises(Refused, match="Die dekking mag alleen een financieel adviseur"):
        delete_measure(measure=line.measure, by=policy)
    assert revision(demo) == before
