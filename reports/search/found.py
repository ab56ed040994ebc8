"""The combinations that were found, as rows of a table and in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from budgets.dutch_numbers import NO_BREAK, enumeration, shortest, signed_euros, verdict, whole
from budgets.engine import BudgetData, alone, compute, difference
from budgets.engine.search import Found, Question, asked_years
from budgets.search_wording import differs, gives_up, listed, option_words, options_words, short_title
from reports.search.asked import Asked
from reports.search.cells import Combination
from reports.search.words import impact_words, options_on, pressed


@dataclass(frozen=True, slots=True)
class Row:
    """``pressed`` is what the button sends that makes it a scenario."""

    rank: int
    options: str
    differs: str
    gives_up: SafeString
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
            options=options_on(data, each.choice, each.on),
            differs="" if rank == 1 else differs(data, each, found[0]),
            gives_up=_gives_up(asked, each),
            cells=Combination(asked, each.choice).cells(each, years),
            pressed=pressed(data, each.choice, str(rank)),
            count=options_words(len(each.on)),
        )
        for rank, each in enumerate(found, 1)
    ]
    return Best(years, rows, impact_words(data, question), bool(question.option_weights))


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


def _gives_up(asked: Asked, found: Found) -> SafeString:
    """Each amount with the way to its explanation; around them stand words of our own only."""
    of = Combination(asked, found.choice)

    def link(priority: str, cents: int) -> str:
        return of.in_years(f"taken_by_priority.{priority}", f"€{NO_BREAK}{shortest(cents)}")

    return SafeString(gives_up(asked.data, asked.question, found, link))


def lead(asked: Asked, found: Found) -> SafeString:
    """The best combination in a sentence."""
    if not found.on:
        return SafeString("Er hoeft geen enkele optie aan: wat u vraagt, wordt al gehaald.")
    of, years = Combination(asked, found.choice), asked_years(asked.data, asked.question)
    saved = [
        f"{of.euros('realised', year, found.saves[asked.data.year_index[year]])} in {year}" for year in years
    ]
    after = found.result_after_target[asked.data.year_index[years[-1]]]
    return format_html(
        "{} {} {}. Het resultaat na taakstelling is dan in {} {} ({}).",
        options_words(len(found.on)).capitalize(),
        "besparen samen" if len(found.on) > 1 else "bespaart",
        SafeString(enumeration(saved)),
        years[-1],
        of.link("result_after_target", years[-1], f"€{NO_BREAK}{whole(after)}"),
        verdict(after),
    )


def against_start(asked: Asked, found: Found) -> SafeString:
    """What changes beside the scenario that it started from."""
    if asked.scenario is None:
        return SafeString()
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
    effect = ""
    if change:
        amount = Combination(asked, found.choice).link(
            "difference.result_after_target",
            year,
            signed_euros(change),
            urlencode({"vergelijk": asked.scenario.slug}),
        )
        effect = format_html("het resultaat na taakstelling verandert in {} met {}", year, amount)
    what = "; ".join(filter(None, [escape(said), effect])) or "geen verschil"
    return format_html("Tegenover ‘{}’: {}.", asked.scenario.name, SafeString(what))
