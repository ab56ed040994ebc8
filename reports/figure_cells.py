"""Table cells that hold a figure.

HTML made in Python, the one place where that is done: a switch redraws about a
hundred of these cells, and a template would spend most of the answer's time on
them.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from urllib.parse import quote, urlencode

from django.utils.safestring import SafeString

from budgets.dutch_numbers import verdict, whole
from budgets.engine import Estimate, MemorandumItem
from budgets.term_figures import NO_OPTIONS

NO_AMOUNT = '<span aria-hidden="true">–</span><span class="sr-only">{}</span>'
TO_BUDGET = "../../begroting/"
"""From a scenario to the budget that it is of, a fixed version too."""
PM = '<abbr title="pro memorie: de omvang is nog niet bekend">p.m.</abbr>'


def figure_cell(
    figure: str,
    year: int,
    cents: int,
    text: str,
    *,
    asks: str | None = None,
    at: str = "",
    css: str = "",
    after: str = "",
    against: str = "",
    more: str = "",
) -> str:
    """A ``td`` with the figure's name, year and cents, and the way to its explanation.

    ``asks`` is the figure that is explained, where that is another one; "" for
    none.  ``at`` is the address of the page that the figure belongs to, empty for
    the page itself.  ``after`` is HTML behind the amount, ``against`` the scenario
    that a difference is held against, empty for the unchanged budget.  ``more`` is
    the rest of the query of what is asked, such as other options.
    """
    asked = figure if asks is None else asks
    if asked:
        text = ask_link(asked, year, text, at=at, more=f"vergelijk={quote(against)}" if against else more)
    return (
        f'<td class="money{css}" data-figure="{escape(figure)}" data-year="{year}" data-cents="{cents}">'
        f"{text}{after}</td>"
    )


def ask_link(figure: str, year: int, text: str, *, at: str = "", more: str = "") -> SafeString:
    """The way to the explanation of a figure; ``text`` is HTML, ``more`` the rest of the query."""
    rest = f"&amp;{escape(more)}" if more else ""
    href = f"{at}herkomst/?cijfer={quote(figure)}&amp;jaar={year}{rest}"
    return SafeString(f'<a class="ask" href="{href}">{text}</a>')


def under_options(on: Iterable[str]) -> str:
    """The rest of the query of a figure that is asked with these options on, as ``option_word`` says them."""
    return urlencode({"opties": ",".join(sorted(on)) or NO_OPTIONS})


def figure_cells(
    figure: str,
    years: Sequence[int],
    amounts: Iterable[int],
    *,
    words: Callable[[int], str] = whole,
    chosen: int | None = None,
    verdicts: bool = False,
    asks: str | None = None,
    at: str = "",
    more: str = "",
) -> SafeString:
    """One cell per year; ``verdicts`` adds the V of voordelig or the N of nadelig."""
    return SafeString(
        "".join(
            figure_cell(
                figure,
                year,
                cents,
                words(cents),
                asks=asks,
                at=at,
                css=" is-chosen" if year == chosen else "",
                after=verdict_letter(cents) if verdicts else "",
                more=more,
            )
            for year, cents in zip(years, amounts, strict=True)
        )
    )


def verdict_letter(cents: int) -> str:
    """V or N with its word behind it; nothing where the amount is zero."""
    if not cents:
        return ""
    word = verdict(cents)
    return f'<abbr class="vn {word[0]}" title="{word}">{word[0].upper()}</abbr>'


def plain_cell(content: str, css: str = "") -> str:
    """A cell without a figure: ``content`` is HTML."""
    return f'<td class="money{css}">{content}</td>'


def no_amount(word: str) -> str:
    """A dash that a screen reader hears as ``word``."""
    return NO_AMOUNT.format(word)


def memorandum_cells(item: MemorandumItem, years: Sequence[int], *, at: str = "") -> SafeString:
    """Per year "p.m.", with the estimate beneath where there is one; a dash in the other years.

    ``at`` is the address of the budget's page, empty for that page itself.
    """
    name = f"memorandum.{item.code}"
    return SafeString(
        "".join(
            plain_cell(PM + estimate_sub(name, year, item.estimate(i), at=at), " pm")
            if item.pm[i]
            else plain_cell(no_amount("niet in dit jaar"), " pm")
            for i, year in enumerate(years)
        )
    )


def estimate_sub(name: str, year: int, estimate: Estimate | None, *, at: str = "") -> str:
    """What stands beneath an amount that is estimated: "40.000 tot 60.000", and what is likely.

    ``name`` is that of what is estimated, such as "stream.GB"; nothing where there is no estimate.
    """
    if estimate is None:
        return ""

    def link(end: str, cents: int) -> str:
        return ask_link(f"estimate.{name}.{end}", year, whole(cents), at=at)

    words = link("low", estimate.low)
    if estimate.low != estimate.high:
        words = f"{words} tot {link('high', estimate.high)}"
        if estimate.likely is not None:
            likely = link("likely", estimate.likely)
            words = f'{words}<br><span class="sr-only">, </span>waarschijnlijk {likely}'
    return f'<span class="sub"><span class="sr-only">geschat op </span>{words}</span>'
