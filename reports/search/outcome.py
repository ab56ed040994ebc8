"""What stands under the question: nothing yet, an answer, or how far the search is."""

from time import monotonic
from typing import Any

from budgets.actions.searches import is_silent, is_stopping, seal_of, search_with
from budgets.dutch_numbers import enumeration, euros
from budgets.engine import choice_from_json, compute
from budgets.engine.search import Answer, answer_from_json, asked_years, how_many, search
from budgets.models import Search
from budgets.permission_wording import MAKE, SENTENCES
from budgets.search_wording import everything_asked, options_words, possible, proof, weighed
from measures.models import Plan
from reports.access import Request
from reports.search.asked import Asked
from reports.search.found import against_start, best, lead
from reports.search.front import front
from reports.search.impossible import impossible

SECONDS = 1.0
"""So long a page searches itself; what takes longer is for a process of its own."""
MOST_COMBINATIONS = 1 << 20
"""With more than these a page does not even begin."""


def outcome(request: Request, plan: Plan, asked: Asked | None, known: Search | None = None) -> dict[str, Any]:
    """``known`` is the search where the address names one.

    It tells nothing where the budget or the scenario is another by now, or the question is.
    """
    rights = {"may_make": request.user.has_perm(MAKE, plan), "may_not_make": SENTENCES[MAKE]}
    if asked is None:
        return rights
    seal = seal_of(plan, asked.choice, asked.question)
    found = known if known and known.seal == seal else search_with(plan, seal)
    return rights | (_at_once(asked) if found is None else _of(request, asked, found))


def _at_once(asked: Asked) -> dict[str, Any]:
    if how_many(asked.data, asked.choice, asked.question) > MOST_COMBINATIONS:
        return {"too_long": True}
    end = monotonic() + SECONDS
    answer = search(asked.data, asked.choice, asked.question, stop=lambda: monotonic() > end)
    return {"too_long": True} if answer.stopped else told(asked, answer)


def _of(request: Request, asked: Asked, found: Search) -> dict[str, Any]:
    """Of a search that has a row: where it is, and what was found."""
    state: dict[str, Any] = {
        "search": found,
        "status": "failed" if is_silent(found) else str(found.status),
        "waits": is_stopping(found) or (found.status == Search.Status.RUNNING and not is_silent(found)),
        "own": found.asked_by_id == request.user.pk,
    }
    if found.status == Search.Status.RUNNING:
        state |= {"percent": int(100 * found.share), "so_far": _so_far(asked, found)}
    if found.answer_json:
        state |= told(asked, answer_from_json(found.answer_json))
    return state


def _so_far(asked: Asked, found: Search) -> str:
    """The best combination until now, in a sentence; empty where there is none."""
    if not found.best_json:
        return ""
    choice = choice_from_json(found.best_json)
    result = compute(asked.data, choice)
    years = asked_years(asked.data, asked.question)
    saved = [f"{euros(result.realised[asked.data.year_index[year]])} in {year}" for year in years]
    return f"Tot nu toe het beste: {options_words(len(choice.on))}, besparing {enumeration(saved)}."


def told(asked: Asked, answer: Answer) -> dict[str, Any]:
    """The answer as the page shows it."""
    context = {
        "answer": answer,
        "asked_words": "; ".join(everything_asked(asked.data, asked.question)),
        "proof": proof(asked.question, answer),
        "proven": answer.gap == 0 and not answer.stopped,
        "weighed": weighed(answer),
        "possible": possible(answer),
        "impossible": impossible(asked, answer),
        "best": best(asked, answer.best),
        "front": front(asked, answer),
    }
    if answer.best:
        context |= {"lead": lead(asked, answer.best[0]), "against": against_start(asked, answer.best[0])}
    return context
