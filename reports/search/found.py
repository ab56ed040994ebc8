"""The combinations that were found, as rows of a table, and the front as a chart with its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from budgets.dutch_numbers import euros, shortest, signed_euros, verdict, whole
from budgets.engine import BudgetData, Choice, alone, compute, difference
from budgets.engine.search import Answer, Found, Point, Question, as_point, asked_years
from budgets.search_wording import (
    differs,
    gives_up,
    listed,
    option_words,
    options_words,
    short_title,
    thousands,
)
from reports.figure_cells import figure_cell, verdict_letter
from reports.search.asked import Asked

TELLING_WEIGHTS = {"0": 8, "1": 4, "2": 2}
"""The less there is to choose, the heavier; what is not named weighs 1."""


@dataclass(frozen=True, slots=True)
class Row:
    """``pressed`` is what the button sends that makes it a scenario."""

    rank: int
    options: str
    differs: str
    gives_up: str
    cells: SafeString
    pressed: str
    count: str


@dataclass(frozen=True, slots=True)
class Best:
    years: tuple[int, ...]
    rows: list[Row]
    impact: str
    """What impact is counted in."""
    own: bool
    """Whether the options have weights of their own."""


def best(asked: Asked, found: Sequence[Found]) -> Best:
    data, question = asked.data, asked.question
    years = _years(data, question)
    rows = [
        Row(
            rank=rank,
            options=_options(data, each.choice, each.on),
            differs="" if rank == 1 else differs(data, each, found[0]),
            gives_up=gives_up(data, question, each),
            cells=_cells(data, question, each, years),
            pressed=pressed(data, each.choice, str(rank)),
            count=options_words(len(each.on)),
        )
        for rank, each in enumerate(found, 1)
    ]
    return Best(years, rows, impact_words(data, question), bool(question.option_weights))


def pressed(data: BudgetData, choice: Choice, rank: str = "") -> str:
    """A combination in one word per option, after the place that it has: "1 pak-aan regisseur:2/3"."""
    codes = [
        code
        if (part := choice.part_of(data.option(code))) == data.option(code).first_part
        else f"{code}:{part}"
        for code in sorted(choice.on & data.option_index.keys())
    ]
    return " ".join([rank or "0", *codes])


def impact_words(data: BudgetData, question: Question) -> str:
    """What the impact counts: "2023", "2022 + 2023, gewogen", "eigen gewichten"."""
    if question.option_weights:
        return "eigen gewichten"
    return f"{_front_years(data, question)}{', gewogen' if question.weights else ''}"


def impact_text(question: Question, impact: int) -> str:
    """Euros, or the weight itself."""
    return shortest(impact) if question.option_weights else whole(impact)


def front(asked: Asked, answer: Answer) -> dict[str, Any]:
    """The points for the table, and beside them what the chart draws."""
    data, question = asked.data, asked.question
    points = _with_best(asked, answer)
    chosen = {found.choice for found in answer.best[:1]}
    rows = [_point(asked, place, point, point.choice in chosen) for place, point in enumerate(points, 1)]
    years = _front_years(data, question)
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
    return {
        "place": place,
        "saving": point.saving,
        "impact": point.impact,
        "saving_text": whole(point.saving),
        "impact_text": impact_text(asked.question, point.impact),
        "options": _options(asked.data, point.choice, point.on),
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


def _front_years(data: BudgetData, question: Question) -> str:
    years = asked_years(data, question)
    return " + ".join(map(str, years)) if len(years) < len(data.years) else "alle jaren samen"


def _options(data: BudgetData, choice: Choice, on: Sequence[str]) -> str:
    return listed(option_words(data, choice, code) for code in on) or "geen enkele optie"


def _years(data: BudgetData, question: Question) -> tuple[int, ...]:
    """Those in which an option does something, or that were asked about."""
    wanted = {each.year for each in question.wanted}
    does = {
        year
        for amounts in alone(data).values()
        for year, cents in zip(data.years, amounts, strict=True)
        if cents
    }
    return tuple(year for year in data.years if year in wanted | does) or data.years


def _cells(data: BudgetData, question: Question, found: Found, years: Sequence[int]) -> SafeString:
    """Per year the saving with the result after target beneath; then the impact."""
    wanted = {each.year for each in question.wanted}
    cells = []
    for year in years:
        i = data.year_index[year]
        after = found.result_after_target[i]
        beneath = (
            f'<span class="sub" data-figure="result_after_target" data-year="{year}" data-cents="{after}">'
            f'<span class="sr-only">na taakstelling </span>{whole(after)}{verdict_letter(after)}</span>'
        )
        css = " is-chosen" if year in wanted else ""
        text = whole(found.saves[i])
        cells.append(figure_cell("realised", year, found.saves[i], text, asks="", css=css, after=beneath))
    impact = f'<td class="money" data-impact="{found.impact}">{impact_text(question, found.impact)}</td>'
    return SafeString("".join([*cells, impact]))


def lead(asked: Asked, found: Found) -> str:
    """The best combination in a sentence."""
    years = asked_years(asked.data, asked.question)
    saved = [f"{euros(found.saves[asked.data.year_index[year]])} in {year}" for year in years]
    i = asked.data.year_index[years[-1]]
    after = found.result_after_target[i]
    says = "besparen samen" if len(found.on) > 1 else "bespaart"
    if not found.on:
        return "Er hoeft geen enkele optie aan: wat u vraagt, wordt al gehaald."
    return (
        f"{options_words(len(found.on)).capitalize()} {says} {', '.join(saved)}. "
        f"Het resultaat na taakstelling is dan in {years[-1]} {euros(after)} ({verdict(after)})."
    )


def against_start(asked: Asked, found: Found) -> str:
    """What changes beside the scenario that it started from."""
    if asked.scenario is None:
        return ""
    before = compute(asked.data, asked.scenario.choice)
    now = compute(asked.data, found.choice)
    year = asked_years(asked.data, asked.question)[-1]
    change = difference(now, before, "result_after_target")[asked.data.year_index[year]]
    on = [option_words(asked.data, found.choice, c) for c in found.on if c not in asked.scenario.choice.on]
    off = [
        short_title(asked.data, c)
        for c in asked.data.option_index
        if c in asked.scenario.choice.on - found.choice.on
    ]
    words = [("aan", on), ("uit", off)]
    said = "; ".join(f"{word} gaat {listed(titles)}" for word, titles in words if titles)
    effect = f"het resultaat na taakstelling verandert in {year} met {signed_euros(change)}" if change else ""
    return f"Tegenover ‘{asked.scenario.name}’: {'; '.join(filter(None, [said, effect])) or 'geen verschil'}."
