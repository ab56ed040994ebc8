"""How sure an answer is, in words."""

import pytest

from budgets.engine.search import Answer, Question
from budgets.search_wording import proof

OWN = Question(option_weights=(("mda", 250),))


@pytest.mark.parametrize(
    ("question", "gap", "stopped", "says"),
    [
        (Question(), 0, False, "Bewezen: geen betere combinatie, verschil 0."),
        (Question(), 0, True, "Niet bewezen dat er niets beters is."),
        (Question(), None, True, "Niet bewezen dat er niets beters is."),
        (
            Question(),
            1_234_500,
            True,
            "Niet bewezen dat er niets beters is: de ingreep kan hoogstens 12.345 lager.",
        ),
        (OWN, 250, True, "Niet bewezen dat er niets beters is: de ingreep kan hoogstens 2,50 lager."),
    ],
)
def test_how_sure_it_is(question, gap, stopped, says):
    answer = Answer((), 2_097_152, None, "solver", gap=gap, stopped=stopped)
    assert proof(question, answer).startswith(f"{says} ")
