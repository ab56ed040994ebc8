"""A question and its answer survive being written down."""

from fractions import Fraction

import pytest

from budgets.engine import Choice
from budgets.engine.search import (
    Fixed,
    Question,
    Wanted,
    Worst,
    answer_from_json,
    answer_to_json,
    question_from_json,
    question_to_json,
    search,
)

pytestmark = pytest.mark.django_db  # the demo is read from the tables, also when these tests run alone
FULL = Question(
    wanted=(Wanted("realised", 2023, 1_000_000_00),),
    among=("mda", "php", "ggz-mantelzorg"),
    must_on=(Fixed("mda", Fraction(2, 3), "Huizen"),),
    untouchable_priorities=("0",),
    at_most=2,
    worst=(Worst(100_00, "GM0406", 2023), Worst(5_00)),
    weights=(("2", 3),),
    impact_years=(2023,),
)


@pytest.mark.parametrize("question", [Question(), FULL])
def test_question_written_and_read_is_the_same(question):
    assert question_from_json(question_to_json(question)) == question


@pytest.mark.parametrize(
    "question",
    [Question(wanted=(Wanted("realised", 2023, 100_000_00),), among=("mda", "php")), FULL],
    ids=["found", "impossible"],
)
def test_answer_written_and_read_is_the_same(reference_data, question):
    if question is FULL:  # a part that the option does not have can never be on
        question = Question(wanted=FULL.wanted, among=FULL.among, worst=FULL.worst)
    answer = search(reference_data, Choice.of({"mda"}), question)
    assert answer_from_json(answer_to_json(answer)) == answer
    assert (answer.impossible is None) == bool(answer.best)


@pytest.mark.parametrize("text", ["[]", "{}", '{"wanted": 1}', "null"])
def test_something_else_is_refused(text):
    with pytest.raises(ValueError, match="not a question"):
        question_from_json(text)
