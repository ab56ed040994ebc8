"""Where chances, ranges and estimates come from: the draws, what they were made of, and how many count."""

from dataclasses import replace

import pytest

from budgets.engine import Choice, MemorandumItem, Stream, compute, explain, uncertainty
from budgets.engine.uncertainty import DRAWS, SEED, draw_at
from tests.engine.checks import assert_explanations_add_up
from tests.engine.small import budget, line, option, saving

RENT = MemorandumItem(
    "huur", "Huur", (True, True), low=(0, None), likely=(20_000, None), high=(100_000, None)
)
GRANT = Stream("MO", "MO", "overig", (50_000, 50_000), low=(30_000, None), high=(70_000, None))
DATA = budget(
    line("a", 10_000, 10_000),
    streams=(GRANT,),
    memorandum_items=(RENT,),
    options=(option("x", saving(4_000, "a")),),
)
RESULT = compute(DATA)


def terms(figure, year=2021, result=RESULT):
    return [(term.kind, term.ref, term.amount) for term in explain(result, figure, year).terms]


def test_chance_is_all_draws_less_those_that_do_not_come_out_below_zero():
    negative = uncertainty(RESULT).negative[0]
    assert 0 < negative < DRAWS
    assert terms("drawn.negative") == [("draws", "", DRAWS), ("not_negative", "", negative - DRAWS)]
    found = explain(RESULT, "drawn.negative", 2021)
    assert (found.unit, found.amount) == ("draws", negative)
    made = found.drawing
    assert (made.count, made.seed, made.place, made.number) == (DRAWS, SEED, negative, None)
    assert [(each.kind, each.code) for each in made.estimates] == [("memorandum", "huur"), ("stream", "MO")]


@pytest.mark.parametrize(
    ("result", "expected"),
    [(-1, [("draws", "", DRAWS)]), (0, [("draws", "", DRAWS), ("not_negative", "", -DRAWS)])],
)
def test_chance_where_nothing_is_estimated_is_all_or_nothing(result, expected):
    data = budget(line("a", -result, -result))
    assert terms("drawn.negative", result=compute(data)) == expected
    assert explain(compute(data), "drawn.negative", 2021).drawing.estimates == ()


@pytest.mark.parametrize(("figure", "place"), [("p5", 500), ("p50", 5_000), ("p95", 9_500)])
def test_bound_is_one_draw_with_what_each_estimate_came_out_at(figure, place):
    found = explain(RESULT, f"drawn.{figure}", 2021)
    drawn = draw_at(DATA, 0, place)
    after, *parts = terms(f"drawn.{figure}")
    assert after == ("figure", "result_after_target", 40_000)
    assert parts == [
        ("memorandum", "huur", drawn.parts[0][1]),
        ("stream_estimate", "MO", drawn.parts[1][1]),
    ]
    assert (found.drawing.place, found.drawing.number) == (place, drawn.number)
    below = int((uncertainty(RESULT).drawn[0] < sum(cents for *_, cents in parts)).sum())
    assert below < place


def test_every_place_is_a_draw_of_its_own_and_within_its_estimates():
    found = [draw_at(DATA, 0, place) for place in (1, 2, 3_333, DRAWS - 1, DRAWS)]
    assert len({each.number for each in found}) == 5
    assert all(swing.worst <= cents <= swing.best for each in found for swing, cents in each.parts)
    sums = [sum(cents for _, cents in each.parts) for each in found]
    assert sums == [int(uncertainty(RESULT).drawn[0, place]) for place in (0, 1, 3_332, DRAWS - 2, DRAWS - 1)]


def test_choice_moves_the_draw_and_does_not_make_another():
    chosen = compute(DATA, Choice.of(["x"]))
    assert terms("drawn.p5", result=chosen)[1:] == terms("drawn.p5")[1:]
    assert terms("drawn.p5", result=chosen)[0] == ("figure", "result_after_target", 44_000)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("estimate.memorandum.huur.high", [("memorandum", "huur", 100_000)]),
        ("estimate.memorandum.huur.likely", [("memorandum", "huur", 20_000)]),
        ("estimate.stream.MO.low", [("stream", "MO", 50_000), ("stream_estimate", "MO", -20_000)]),
    ],
)
def test_estimate_is_as_entered(figure, expected):
    assert terms(figure) == expected


def test_everything_adds_up_with_estimates_and_draws():
    for data in (DATA, replace(DATA, memorandum_items=(), derived={})):
        for choice in (Choice(), Choice.of(["x"])):
            assert_explanations_add_up(compute(data, choice))
