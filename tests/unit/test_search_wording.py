"""How sure an answer is, in words."""

import pytest

from budgets.engine import Choice
from budgets.engine.search import Answer, Constraint, Question, Wanted, search
from budgets.search_wording import constraint_words, gives_up, proof
from tests.engine.small import budget, line, option, saving

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


def test_what_is_given_up_is_in_whole_euros_also_of_lines_without_a_priority():
    data = budget(
        line("a", 400_050, 0, priority=2),
        line("b", 100_020, 0, priority=None),
        options=(option("x", saving(400_050, "a"), saving(100_020, "b")),),
    )
    question = Question(wanted=(Wanted("realised", 2021, 500_000),))
    (found,) = search(data, Choice(), question).best
    said = gives_up(data, question, found).replace("\N{NO-BREAK SPACE}", " ")
    assert said == "€ 4.001 van prioriteit 2 (urgent) en € 1.000 van posten zonder prioriteit"
    words = constraint_words(data, Constraint("priority", "none"))
    assert words == "niets van posten zonder prioriteit"
