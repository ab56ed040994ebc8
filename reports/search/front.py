"""The front, saving against impact: as a table, and as what the chart draws."""

from collections.abc import Sequence
from typing import Any

from budgets.dutch_numbers import whole
from budgets.engine import BudgetData
from budgets.engine.search import Answer, Point, as_point
from budgets.search_wording import options_words, thousands
from reports.search.asked import Asked
from reports.search.cells import Combination
from reports.search.words import impact_text, impact_words, options_on, pressed, years_words

TELLING_WEIGHTS = {"0": 8, "1": 4, "2": 2}
"""The less there is to choose, the heavier; what is not named weighs 1."""


def front(asked: Asked, answer: Answer) -> dict[str, Any]:
    """The points for the table, and beside them what the chart draws."""
    data, question = asked.data, asked.question
    points = _with_best(asked, answer)
    chosen = {found.choice for found in answer.best[:1]}
    rows = [_point(asked, place, point, point.choice in chosen) for place, point in enumerate(points, 1)]
    years = years_words(data, question)
    wanted = _wanted(asked)
    chart = {
        "label": _label(asked, points),
        "x": f"ingreep {impact_words(data, question)}",
        "y": f"besparing {years}",
        "wanted": wanted,
        "asked": "" if wanted is None else f"gevraagd {whole(wanted)}",
        "points": [_dot(row) for row in rows],
    }
    return {
        "rows": rows,
        "years": years,
        "left_out": _left_out(answer),
        "weighed": "" if question.weights or question.option_weights else _weighed(asked),
        "charts": {"front": chart},
    }


def _with_best(asked: Asked, answer: Answer) -> list[Point]:
    """Of many points some are shown; the one that was looked for always is."""
    points = list(answer.front.points)
    best = [as_point(asked.data, asked.question, found) for found in answer.best[:1]]
    points += [each for each in best if points and each.choice not in {point.choice for point in points}]
    return sorted(points, key=lambda point: (point.impact, point.saving))


def _left_out(answer: Answer) -> str:
    total, shown = answer.front.total, len(answer.front.points)
    if total is None:
        return f"Dit zijn {shown} ervan; hoeveel er meer zijn, is niet uitgezocht."
    return f"Dit zijn er {shown} van de {thousands(total)}." if total > shown else ""


def _weighed(asked: Asked) -> str:
    """The address of the same question with weights by priority; empty where nothing has one."""
    weights = {key: weight for key, weight in TELLING_WEIGHTS.items() if _has(asked.data, key)}
    if not weights:
        return ""
    query = asked.query.copy()
    query.update({f"gewicht_{key}": str(weight) for key, weight in weights.items()})
    return f"?{query.urlencode()}"


def _has(data: BudgetData, priority: str) -> bool:
    return any(line.priority_key == priority for line in data.lines)


def _point(asked: Asked, place: int, point: Point, is_best: bool) -> dict[str, Any]:
    of = Combination(asked, point.choice)
    return {
        "place": place,
        "saving": point.saving,
        "impact": point.impact,
        "saving_link": of.in_years("realised", whole(point.saving)),
        "impact_link": of.impact(point.impact),
        "saving_text": whole(point.saving),
        "impact_text": impact_text(asked.question, point.impact),
        "options": options_on(asked.data, point.choice, point.on),
        "count": options_words(len(point.on)),
        "pressed": pressed(asked.data, point.choice),
        "best": is_best,
    }


def _dot(row: dict[str, Any]) -> dict[str, Any]:
    said = [f"besparing {row['saving_text']}", f"ingreep {row['impact_text']}", row["count"]]
    return {"place": row["place"], "at": [row["impact"], row["saving"]], "best": row["best"], "says": said}


def _label(asked: Asked, points: Sequence[Point]) -> str:
    if not points:
        return "Geen combinaties om te tekenen."
    ends = [
        f"{whole(point.saving)} euro besparing bij ingreep {impact_text(asked.question, point.impact)}"
        for point in (points[0], points[-1])
    ]
    return (
        f"Besparing tegenover ingreep, {len(points)} combinaties: van {' tot '.join(ends)}. "
        "De cijfers staan in de tabel eronder."
    )


def _wanted(asked: Asked) -> int | None:
    """The saving that was asked, where it is one amount in the years of the front."""
    wanted = asked.question.wanted
    return wanted[0].least if len(wanted) == 1 and wanted[0].figure == "realised" else None
