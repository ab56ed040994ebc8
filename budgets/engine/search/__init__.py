"""Which combination of options gets there: the best, what it costs, and why there is none.

``search(data, choice, question)`` is exact: see ``docs/adr`` on the search.
"""

from budgets.engine.search.answer import Answer, Cut, Diagnosis, Found, Front, Loosened, Point
from budgets.engine.search.codec import (
    answer_from_json,
    answer_to_json,
    question_from_json,
    question_to_json,
)
from budgets.engine.search.question import (
    HEAVIEST,
    WANTED_FIGURES,
    Constraint,
    Fixed,
    Question,
    Wanted,
    Worst,
    asked_years,
    taking_part,
)
from budgets.engine.search.searching import search
from budgets.engine.search.telling import as_point, how_many, taken
from budgets.engine.search.watch import Progress, Stop

__all__ = [
    "HEAVIEST",
    "WANTED_FIGURES",
    "Answer",
    "Constraint",
    "Cut",
    "Diagnosis",
    "Fixed",
    "Found",
    "Front",
    "Loosened",
    "Point",
    "Progress",
    "Question",
    "Stop",
    "Wanted",
    "Worst",
    "answer_from_json",
    "answer_to_json",
    "as_point",
    "asked_years",
    "how_many",
    "question_from_json",
    "question_to_json",
    "search",
    "taken",
    "taking_part",
]
