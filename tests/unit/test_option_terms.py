"""Levels of an option, and options that exclude or need each other."""

from fractions import Fraction

import pytest

from budgets.actions.editing import Meanwhile
from budgets.actions.options import add_option, change_option, delete_option, option_values
from budgets.actions.scenarios import switch_options
from budgets.actions.undo import undo_change
from budgets.change_wording import stories
from budgets.engine import Level, diff
from budgets.snapshot import read
from budgets.version_wording import change_words
from measures.models import Change
from municipalities.models import User
from municipalities.refusals import Refused

HALF, WHOLE = ("De helft", Fraction(1, 2)), ("Alles", Fraction(1))


@pytest.fixture
def adviser(demo):
    return User.objects.get(username="adviseur")


@pytest.fixture
def mda(demo):
    return demo.options.get(code="mda")


def change(option, adviser, seen=None, **terms):
    values = option_values(option) | {
        key.replace("_", ":", 1).replace("_", "-"): v for key, v in terms.items()
    }
    return change_option(option=option, values=values, by=adviser, seen=seen)


def levels(option):
    return [(level.code, level.title, level.part) for level in read(option.plan).option(option.code).levels]


def test_levels_are_kept_in_order_and_read_by_the_engine(mda, adviser):
    change(mda, adviser, level_0=HALF, level_1=WHOLE)
    assert read(mda.plan).option("mda").levels == (
        Level("de-helft", "De helft", Fraction(1, 2)),
        Level("alles", "Alles", Fraction(1)),
    )


def test_a_level_with_another_name_keeps_its_code(mda, adviser):
    change(mda, adviser, level_0=HALF, level_1=WHOLE)
    change(mda, adviser, level_0=("Een kwart", Fraction(1, 4)))
    assert levels(mda) == [("de-helft", "Een kwart", Fraction(1, 4)), ("alles", "Alles", Fraction(1))]


def test_a_level_may_go_and_its_code_is_not_given_again(mda, adviser):
    change(mda, adviser, level_0=HALF, level_1=WHOLE, level_2=("Dubbel", Fraction(2)))
    change(mda, adviser, level_0=None)
    assert levels(mda) == [("alles", "Alles", Fraction(1)), ("dubbel", "Dubbel", Fraction(2))]
    change(mda, adviser, level_2=HALF)
    assert levels(mda)[2] == ("de-helft-2", "De helft", Fraction(1, 2))
    change(mda, adviser, level_0=None, level_1=None, level_2=None)
    assert levels(mda) == []


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"level_0": HALF}, "levels"),
        ({"level_0": HALF, "level_1": ("Ook", Fraction(1, 2))}, "levels"),
        ({"level_0": HALF, "level_1": ("", Fraction(1))}, "level:1"),
        ({"level_0": HALF, "level_1": ("Niets", Fraction(0))}, "level:1"),
        ({"level_0": HALF, "level_1": ("Te veel", Fraction(101))}, "level:1"),
        ({"level_0": HALF, "level_1": ("Te fijn", Fraction(1, 1_000_001))}, "level:1"),
        ({f"level_{i}": (f"n{i}", Fraction(i + 1)) for i in range(21)}, "levels"),
        ({"excludes_bestaat-niet": True}, "excludes"),
        ({"needs_mda": True}, "needs"),
        ({"needs_php": True, "excludes_php": True}, "needs"),
    ],
)
def test_terms_that_cannot_be_are_refused(mda, adviser, terms, field):
    before = option_values(mda)
    with pytest.raises(Refused) as refusal:
        change(mda, adviser, **terms)
    assert refusal.value.field == field
    assert option_values(mda) == before


def test_two_options_exclude_each_other_whichever_names_the_other(demo, mda, adviser):
    php = demo.options.get(code="php")
    change(mda, adviser, excludes_php=True)
    assert option_values(php)["excludes:mda"] is True
    change(php, adviser, excludes_mda=True)
    assert (read(demo).option("mda").excludes, read(demo).option("php").excludes) == (("php",), ())
    change(php, adviser, excludes_mda=None)
    assert "excludes:php" not in option_values(mda)


def test_an_option_that_is_needed_cannot_exclude_what_needs_it(demo, mda, adviser):
    change(mda, adviser, needs_php=True)
    with pytest.raises(Refused, match="niet tegelijk nodig zijn en uitgesloten"):
        change(demo.options.get(code="php"), adviser, excludes_mda=True)


def test_new_option_with_everything(demo, adviser):
    values = {"title": "Nieuw plan", "kind": "ombuigen", "level:0": HALF, "level:1": WHOLE, "needs:mda": True}
    made = add_option(plan=demo, values=values, by=adviser)
    option = read(demo).option(made.code)
    assert (len(option.levels), option.needs, option.first_part) == (2, ("mda",), Fraction(1, 2))


def test_terms_are_in_the_history_and_are_undone(demo, mda, adviser):
    change(mda, adviser, level_0=HALF, level_1=WHOLE, excludes_php=True)
    made = Change.objects.filter(plan=demo).first()
    (story,) = stories(demo, [made])
    assert [(entry.field, entry.before, entry.after) for entry in story.entries] == [
        ("niveau 1", "geen", "De helft (1/2)"),
        ("niveau 2", "geen", "Alles (100%)"),
        ("verband", "geen", "gaat niet samen met ‘Regionaal preventie- en handhavingsplan schrappen’"),
    ]
    undo_change(change=made, by=adviser)
    assert read(demo).option("mda").levels == read(demo).option("mda").excludes == ()


def test_undo_that_would_make_two_levels_alike_is_refused(demo, mda, adviser):
    change(mda, adviser, level_0=HALF, level_1=WHOLE)
    change(mda, adviser, level_0=("Een kwart", Fraction(1, 4)))
    changed = Change.objects.filter(plan=demo).first()
    change(mda, adviser, level_2=HALF)
    with pytest.raises(Refused, match="twee niveaus zijn hetzelfde deel"):
        undo_change(change=changed, by=adviser)


def test_deleted_option_takes_its_terms_along_and_undo_brings_them_back(demo, mda, adviser):
    change(mda, adviser, level_0=HALF, level_1=WHOLE)
    change(demo.options.get(code="php"), adviser, needs_mda=True)
    for scenario in demo.scenarios.all():
        switch_options(scenario=scenario, switched={"mda": False}, by=adviser)
    before = read(demo)
    delete_option(option=mda, by=adviser)
    assert read(demo).option("php").needs == ()
    undo_change(change=Change.objects.filter(plan=demo).first(), by=adviser)
    assert read(demo) == before


def test_what_another_changed_meanwhile_is_not_written_over(mda, adviser):
    change(mda, adviser, level_0=HALF, level_1=WHOLE)
    seen = option_values(mda)
    change(mda, adviser, level_0=("Een kwart", Fraction(1, 4)))
    with pytest.raises(Meanwhile, match="Een kwart: 1/4"):
        change(mda, adviser, seen=seen, level_0=("Een derde", Fraction(1, 3)))


def test_comparison_of_versions_says_levels_and_relations_in_words(demo, mda, adviser):
    before = read(demo)
    change(mda, adviser, level_0=HALF, level_1=WHOLE, excludes_php=True, needs_preventie=True)
    after = read(demo)
    (item,) = diff(before, after).options
    assert change_words(item, before, after) == [
        "niveaus: was leeg, wordt De helft (1/2) en Alles (100%)",
        "gaat niet samen met: was leeg, wordt ‘Regionaal preventie- en handhavingsplan schrappen’",
        "kan alleen samen met: was leeg, wordt ‘Preventieactiviteiten schrappen’",
    ]
