"""What a total stands for, in the figures of the engine and in the rows of the file."""

from dataclasses import dataclass

from budgets.imports.recognition.tally import Tally
from budgets.wording import COST_TYPE_TITLES

STREAM = "stream "
OF = {
    "costs": "de kosten",
    "income": "de baten",
    "result": "het resultaat",
    "savings_target": "de taakstelling",
    "result_after_target": "het resultaat na taakstelling",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """``figure`` is the engine's name, with a title for a goal; empty for a part that it has no name for.

    With ``tally`` it stands for the rows from ``start`` up to ``end`` of that tally,
    without for all rows of the file that the figure is of.
    """

    figure: str
    of: str
    tally: Tally | None = None
    start: int = 0
    end: int = 0


def of_figure(figure: str) -> Stand:
    """A figure over the whole file."""
    return Stand(figure, said_of(figure))


def of_goal(title: str) -> Stand:
    return Stand(f"costs_by_goal:{title}", title)


def of_stream(key: str, title: str) -> Stand:
    """One stream, which another sheet holds by this id or plain name."""
    return Stand(f"{STREAM}{key}", f"‘{title}’ op het blad met de baten")


def of_rows(tally: Tally, start: int, of: str) -> Stand:
    """The rows from ``start`` to where the file now is."""
    return Stand("", of, tally, start, len(tally))


def said_of(figure: str) -> str:
    """A figure in Dutch, as what a total is of."""
    head, _, key = figure.partition(".")
    if head == "costs_by_priority":
        return "de kosten zonder prioriteit" if key == "none" else f"prioriteit {key}"
    if head == "costs_by_cost_type":
        return COST_TYPE_TITLES[key].lower() if key != "none" else "de kosten zonder soort"
    return OF.get(figure, figure)
