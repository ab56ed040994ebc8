"""How the draws were made that a figure rests on, and how heavy a term counts, in words."""

from collections.abc import Iterator

from budgets.dutch_numbers import euros, exact, whole
from budgets.engine import BudgetResult, Explanation, Term, uncertainty
from budgets.engine.swings import Swing
from budgets.engine.terms import Drawing


def drawing_notes(result: BudgetResult, explanation: Explanation) -> list[str]:
    """Sentences; none for what does not rest on draws."""
    drawing = explanation.drawing
    if drawing is None:
        return []
    year = result.data.year_index[explanation.year]
    if not drawing.estimates:
        return [f"Voor {explanation.year} is niets geschat: elke trekking is het resultaat zelf."]
    if drawing.number is None:
        return [_made(drawing), *_border(result, drawing, year)]
    place = f"Van laag naar hoog is dit de {whole(100 * drawing.place)}e"
    return [_made(drawing), f"{place}; van de trekkingen was het nummer {whole(100 * drawing.number)}."]


def swing_words(swing: Swing) -> str:
    """What an estimate adds to the result: "−60.000 tot −20.000, elk bedrag even vaak"."""
    if swing.worst == swing.best:
        return whole(swing.worst)
    shape = f"het vaakst rond {whole(swing.middle)}" if swing.peaked else "elk bedrag even vaak"
    return f"{whole(swing.worst)} tot {whole(swing.best)}, {shape}"


def times_words(term: Term) -> str:
    """Of a term that counts more than once: "8 × 12.500,00"."""
    return f"{term.times} × {exact(term.amount // term.times)}"


def _made(drawing: Drawing) -> str:
    return (
        f"Er is {whole(100 * drawing.count)} keer getrokken, van elke schatting los van de andere, met het "
        f"vaste begingetal {drawing.seed}: dezelfde begroting geeft altijd dezelfde trekkingen."
    )


def _border(result: BudgetResult, drawing: Drawing, year: int) -> Iterator[str]:
    """The last draw below zero and the first that is not."""
    drawn, after = uncertainty(result).drawn[year], result.result_after_target[year]
    below, above = (
        f"{euros(after + int(drawn[place]))}" if 0 <= place < drawing.count else ""
        for place in (drawing.place - 1, drawing.place)
    )
    yield f"Zonder de schattingen is het resultaat na taakstelling {euros(after)}."
    if below and above:
        yield f"Van laag naar hoog komt de laatste trekking onder nul uit op {below}, de volgende op {above}."
    elif above:
        yield f"De laagste trekking komt uit op {above}."
    else:
        yield f"De hoogste trekking komt uit op {below}."
