"""What a search found as plain data for the command line: euros as text with two decimals."""

from collections.abc import Iterable
from typing import Any

from budgets.engine import BudgetData
from budgets.engine.search import Answer, Constraint, Found, Loosened, Question, taken
from budgets.output import euros_text
from budgets.search_wording import constraint_words


def answer_as_data(
    data: BudgetData, question: Question, answer: Answer, scenario: str | None
) -> dict[str, Any]:
    """What ``manage.py search --json`` prints; impact too has two decimals, of euros or of own weights."""
    return {
        "region": data.region,
        "plan": data.plan,
        "scenario": scenario,
        "years": list(data.years),
        "asked": [constraint_words(data, each) for each in question.constraints],
        "proven": answer.gap == 0 and not answer.stopped,
        "gap": None if answer.gap is None else euros_text(answer.gap),
        "combinations": answer.tried,
        "possible": answer.possible,
        "method": answer.method,
        "best": [_found(data, question, each) for each in answer.best],
        "impossible": _impossible(data, question, answer),
        "front": [
            {"saving": euros_text(point.saving), "impact": euros_text(point.impact), "on": list(point.on)}
            for point in answer.front.points
        ],
        "frontTotal": answer.front.total,
    }


def _found(data: BudgetData, question: Question, found: Found) -> dict[str, Any]:
    parts = {code: str(found.choice.part_of(data.option(code))) for code in found.on}
    return {
        "on": list(found.on),
        "parts": {code: part for code, part in parts.items() if part != "1"},
        "saves": _euros(found.saves),
        "result": _euros(found.result),
        "resultAfterTarget": _euros(found.result_after_target),
        "impact": euros_text(found.impact),
        "takesByPriority": {key: euros_text(cents) for key, cents in taken(data, question, found).items()},
    }


def _impossible(data: BudgetData, question: Question, answer: Answer) -> dict[str, Any] | None:
    diagnosis = answer.impossible
    if diagnosis is None:
        return None
    nearest = diagnosis.nearest
    return {
        "short": None if nearest is None else euros_text(nearest.short),
        "nearest": None if nearest is None else _found(data, question, nearest),
        "loosen": [_loosened(data, each) for each in diagnosis.loosen],
        "together": None if diagnosis.together is None else _words(data, diagnosis.together.constraints),
    }


def _loosened(data: BudgetData, loosened: Loosened) -> dict[str, Any]:
    short = None if loosened.found is None else euros_text(loosened.found.short)
    return {"constraints": _words(data, loosened.constraints), "enough": loosened.enough, "short": short}


def _words(data: BudgetData, constraints: Iterable[Constraint]) -> list[str]:
    return [constraint_words(data, each) for each in constraints]


def _euros(amounts: Iterable[int]) -> list[str]:
    return [euros_text(cents) for cents in amounts]
