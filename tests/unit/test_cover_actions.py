"""Writes to the cover: one change each, refused at the field, undone whole, nothing overwritten."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.forms import ValidationError

from budgets.actions.cover import FIXED, change_cover, cover_values, line_cover
from budgets.actions.editing import Meanwhile, plain
from budgets.actions.measures import add_measure, delete_measure
from budgets.actions.undo import undo_change
from budgets.change_wording import stories
from budgets.dutch_numbers import part_of_line
from budgets.engine import unchanged
from budgets.models import CostLine, Cover, CoverAmount
from budgets.snapshot import read
from measures.models import Change, Measure, Plan
from municipalities.models import Role, User
from municipalities.refusals import Gone, Refused
from reports.funding.forms import read_share

THIRD, HALF, WHOLE = Fraction(1, 3), Fraction(1, 2), Fraction(1)
SHARED = {"part:DUVO": THIRD, "part:GB": Fraction(2, 3)}


@pytest.fixture
def other(demo):
    user = User.objects.create(username="fin", first_name="Fenna")
    Role.objects.create(user=user, region=demo.region, kind=Role.Kind.FINANCE)
    return user


@pytest.fixture
def line(demo):
    """Without a cover of its own."""
    return CostLine.objects.select_related("measure", "plan").get(plan=demo, number=5)


def seen_of(of):
    """What a form shows, as it comes back."""
    return {key: plain(value) for key, value in cover_values(of).items()}


def words(line):
    return line_cover(read(Plan.objects.get(pk=line.plan_id)))[line.code]


def last():
    return Change.objects.select_related("plan").first()


def test_cover_is_one_change_with_its_history_and_comes_off_again(demo, line, finance):
    start = read(demo)
    change_cover(of=line, values=SHARED, by=finance)
    assert cover_values(line) == SHARED | {"assumed:DUVO": False, "assumed:GB": False}
    assert Change.objects.count() == 1
    assert Cover.history.filter(made_in=last()).count() == 2
    assert words(line) == "1/3 Vrouwenopvang, 2/3 Gemeentelijke bijdrage"
    (story,) = stories(demo, [last()])
    assert [(entry.before, entry.after) for entry in story.entries] == [("geen", "1/3"), ("geen", "2/3")]
    undo_change(change=last(), by=finance)
    assert read(Plan.objects.get(pk=demo.pk)) == start


def test_what_stands_already_is_no_change(demo, line, finance):
    change_cover(of=line, values=SHARED, by=finance)
    revision = last().revision
    change_cover(of=line, values=cover_values(line), by=finance, seen=seen_of(line))
    change_cover(of=line, values={"part:BW": None, "assumed:BW": False, "amount:BW:2022": None}, by=finance)
    assert last().revision == revision


def test_fixed_amounts_are_written_changed_and_taken_off_in_one_change_each(demo, line, finance):
    fixed = {"part:DUVO": FIXED, "assumed:DUVO": True}
    years = {"amount:DUVO:2021": Decimal(5), "amount:DUVO:2022": Decimal("6.50")}
    change_cover(of=line, values=fixed | years, by=finance)
    assert cover_values(line) == fixed | years
    assert words(line) == "vast bedrag Vrouwenopvang, rest algemeen"
    change_cover(of=line, values={"amount:DUVO:2021": None, "amount:DUVO:2022": Decimal(7)}, by=finance)
    assert cover_values(line) == fixed | {"amount:DUVO:2022": Decimal(7)}
    change_cover(of=line, values={"part:DUVO": HALF, "amount:DUVO:2022": None}, by=finance)
    assert cover_values(line) == {"part:DUVO": HALF, "assumed:DUVO": True}
    assert Change.objects.count() == 3
    for _ in range(2):
        undo_change(change=Change.objects.filter(undoes=None, undone_by=None).first(), by=finance)
    assert cover_values(line) == fixed | years


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"part:DUVO": Fraction(4, 3)}, "part:DUVO", "Dit is 4/3: meer dan de hele post. Er is 1/3 te veel"),
        ({"part:DUVO": Fraction(2, 3), "part:GB": Fraction(2, 3)}, "part:GB", "Samen 4/3: meer dan de hele"),
        ({"part:DUVO": WHOLE, "part:GB": WHOLE}, "part:GB", "Samen 200%.*100% te veel"),
        ({"part:DUVO": Fraction(0)}, "part:DUVO", "meer dan nul"),
        ({"part:DUVO": Fraction(-1, 3)}, "part:DUVO", "meer dan nul"),
        ({"part:DUVO": Fraction(1, 1_000_001)}, "part:DUVO", "te fijn"),
        ({"part:NIET": THIRD}, "part:NIET", "bestaat niet"),
        ({"part:DUVO": FIXED, "amount:DUVO:2022": Decimal(-1)}, "amount:DUVO:2022", "geen negatief bedrag"),
        ({"part:DUVO": FIXED, "amount:DUVO:2030": Decimal(1)}, "amount:DUVO:2030", "hoort niet bij dit plan"),
        ({"part:DUVO": FIXED, "amount:DUVO:2022": Decimal("1.234")}, "amount:DUVO:2022", "twee cijfers"),
        ({"part:DUVO": FIXED, "amount:DUVO:2022": Decimal(10) ** 9}, "amount:DUVO:2022", "te groot"),
        ({"part:DUVO": THIRD, "amount:DUVO:2022": Decimal(1)}, "part:DUVO", "niet allebei"),
        ({"part:DUVO": None, "assumed:DUVO": True}, "part:DUVO", "haal ‘aanname’ weg"),
    ],
)
@pytest.mark.parametrize("owner", ["line", "measure"])
def test_impossible_cover_is_refused_at_its_field_and_nothing_is_written(
    demo, line, finance, owner, values, field, says
):
    of = line if owner == "line" else line.measure
    with pytest.raises(Refused, match=says) as refusal:
        change_cover(of=of, values=values, by=finance)
    assert refusal.value.field == field
    assert not of.covers.exists()
    assert not Change.objects.exists()


def test_lines_without_a_cover_of_their_own_follow_their_measure(demo, line, finance):
    measure = line.measure
    change_cover(of=measure, values={"part:MO": THIRD}, by=finance)
    assert words(line) == "1/3 Maatschappelijke opvang, rest algemeen"
    change_cover(of=line, values={"part:BW": WHOLE}, by=finance)
    assert words(line) == "Beschermd wonen"
    change_cover(of=line, values={"part:BW": None}, by=finance)
    assert words(line) == "1/3 Maatschappelijke opvang, rest algemeen"


def test_more_than_the_line_is_kept_and_the_engine_pays_the_line(demo, line, finance):
    change_cover(of=line, values={"part:DUVO": FIXED, "amount:DUVO:2022": Decimal(999_999_999)}, by=finance)
    result = unchanged(read(Plan.objects.get(pk=demo.pk)))
    place, i = result.data.line_index[line.code], result.data.year_index[2022]
    paid = result.coverage.paid[result.data.stream_index["DUVO"]]
    assert paid[i, place] == result.line(line.code)[i] > 0
    assert result.coverage.uncovered[i, place] == 0


def test_two_editors_of_two_streams_both_keep_their_work(line, finance, other):
    seen = seen_of(line)
    change_cover(of=line, values={"part:DUVO": THIRD, "part:GB": None}, by=other, seen=seen)
    change_cover(of=line, values={"part:DUVO": None, "part:GB": HALF}, by=finance, seen=seen)
    assert words(line) == "1/3 Vrouwenopvang, 1/2 Gemeentelijke bijdrage, rest algemeen"


def test_two_editors_together_over_the_whole_are_refused(line, finance, other):
    seen = seen_of(line)
    change_cover(of=line, values={"part:DUVO": Fraction(2, 3)}, by=other, seen=seen)
    with pytest.raises(Refused, match="Samen 7/6") as refusal:
        change_cover(of=line, values={"part:DUVO": None, "part:GB": HALF}, by=finance, seen=seen)
    assert refusal.value.field == "part:GB"
    assert words(line) == "2/3 Vrouwenopvang, rest algemeen"


def test_part_that_another_changed_is_not_overwritten(line, finance, other):
    change_cover(of=line, values={"part:DUVO": THIRD}, by=finance)
    seen = seen_of(line)
    change_cover(of=line, values={"part:DUVO": HALF}, by=other, seen=seen)
    with pytest.raises(Meanwhile, match=r"Vrouwenopvang: Fenna .*‘1/2’ van gemaakt, u vulde ‘alles’") as told:
        change_cover(of=line, values={"part:DUVO": WHOLE}, by=finance, seen=seen)
    confirmed = seen | {told.value.key: told.value.current}
    change_cover(of=line, values={"part:DUVO": WHOLE}, by=finance, seen=confirmed)
    assert words(line) == "Vrouwenopvang"


def test_fixed_amount_that_another_changed_is_not_overwritten(line, finance, other):
    change_cover(of=line, values={"part:DUVO": FIXED, "amount:DUVO:2022": Decimal(5)}, by=finance)
    seen = seen_of(line)
    change_cover(of=line, values={"amount:DUVO:2022": Decimal(6)}, by=other, seen=seen)
    with pytest.raises(Meanwhile, match=r"Vrouwenopvang 2022: Fenna .*‘6’ van gemaakt, u vulde ‘7’"):
        change_cover(of=line, values={"amount:DUVO:2022": Decimal(7)}, by=finance, seen=seen)


def test_edits_that_make_no_sense_together_ask(line, finance, other):
    """One adds a year to fixed amounts, the other makes a fraction of them; and the other way round."""
    change_cover(of=line, values={"part:DUVO": FIXED, "amount:DUVO:2022": Decimal(5)}, by=finance)
    seen = seen_of(line)
    change_cover(of=line, values={"amount:DUVO:2023": Decimal(6)}, by=other, seen=seen)
    fraction = {"part:DUVO": HALF, "amount:DUVO:2022": None, "amount:DUVO:2023": None}
    with pytest.raises(Meanwhile, match="Vrouwenopvang 2023: Fenna") as told:
        change_cover(of=line, values=fraction, by=finance, seen=seen)
    change_cover(of=line, values=fraction, by=finance, seen=seen | {told.value.key: told.value.current})
    assert words(line) == "1/2 Vrouwenopvang, rest algemeen"
    with pytest.raises(Meanwhile, match="‘1/2’") as told:
        change_cover(
            of=line, values={"part:DUVO": FIXED, "amount:DUVO:2024": Decimal(6)}, by=other, seen=seen
        )
    assert told.value.key == "part:DUVO"


def test_letting_a_line_follow_asks_where_another_gave_it_a_cover(line, finance, other):
    seen = seen_of(line)
    change_cover(of=line, values={"part:GB": HALF}, by=other, seen=seen)
    follow = {"part:DUVO": None, "part:GB": None}
    with pytest.raises(Meanwhile, match="Gemeentelijke bijdrage: Fenna") as told:
        change_cover(of=line, values=follow, by=finance, seen=seen)
    change_cover(of=line, values=follow, by=finance, seen=seen | {told.value.key: told.value.current})
    assert words(line) == "rest algemeen"


def test_cover_of_what_is_gone_is_gone(demo, finance):
    measure = add_measure(goal=demo.goals.first(), title="Proef", by=finance)
    delete_measure(measure=Measure.objects.get(pk=measure.pk), by=finance)
    with pytest.raises(Gone):
        change_cover(of=measure, values={"part:DUVO": THIRD}, by=finance)


def test_undo_that_would_cover_more_than_the_whole_is_refused(line, finance):
    change_cover(of=line, values={"part:DUVO": Fraction(2, 3)}, by=finance)
    change_cover(of=line, values={"part:DUVO": None}, by=finance)
    taken_off = last()
    change_cover(of=line, values={"part:GB": HALF}, by=finance)
    with pytest.raises(Refused, match=r"‘5. .*voor meer dan de hele post"):
        undo_change(change=taken_off, by=finance)
    assert words(line) == "1/2 Gemeentelijke bijdrage, rest algemeen"


def test_undo_that_would_leave_fixed_amounts_without_any_is_refused(line, finance):
    change_cover(of=line, values={"part:DUVO": FIXED, "amount:DUVO:2021": Decimal(5)}, by=finance)
    change_cover(of=line, values={"amount:DUVO:2022": Decimal(6)}, by=finance)
    added = last()
    change_cover(of=line, values={"amount:DUVO:2021": None}, by=finance)
    with pytest.raises(Refused, match="niets meer betalen"):
        undo_change(change=added, by=finance)
    assert CoverAmount.objects.filter(cover__cost_line=line).count() == 1


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("", None),
        ("alles", WHOLE),
        (" Alles ", WHOLE),
        ("100%", WHOLE),
        ("1/3", THIRD),
        (" 2 / 6 ", THIRD),
        ("⅓", THIRD),
        ("33,33%", Fraction(3333, 10_000)),
        ("33.33 %", Fraction(3333, 10_000)),
        ("12,5%", Fraction(1, 8)),
        ("4/3", Fraction(4, 3)),
        ("150%", Fraction(3, 2)),
    ],
)
def test_share_is_read_exactly(text, share):
    assert read_share(text) == share


@pytest.mark.parametrize("text", ["1/0", "een derde", "0,5", "33", "-1/3", "1/3/3", "1/x", "%", "٣/٤"])
def test_what_is_no_share_is_refused_with_examples(text):
    with pytest.raises(ValidationError, match="een breuk zoals 1/3"):
        read_share(text)


@pytest.mark.parametrize("text", ["alles", "1/3", "33,33%", "35%", "0,0001%", "1/7", "2/13"])
def test_share_is_shown_as_it_was_typed(text):
    share = read_share(text)
    assert share is not None
    assert part_of_line(share) == text
