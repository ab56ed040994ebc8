"""What the page about funding says in sentences."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from budgets.dutch_numbers import enumeration, euros, in_years
from budgets.engine import BudgetData, BudgetResult
from budgets.engine.membership import CONTRIBUTION
from budgets.wording import numbered_line
from reports.figure_cells import ask_link
from reports.finding_why import Said, query_of

NOT_PAID = "niet, of niet helemaal, door een aangewezen stroom betaald."


def overasked(result: BudgetResult, at: str) -> list[Said]:
    """The answer: "Van Maatschappelijke opvang wordt elk jaar € 516.782 meer gevraagd dan er is."."""
    sentences = []
    for finding in result.findings:
        if finding.code == "stream_overasked":
            every = len(finding.years) > 1 and finding.years == result.years
            when = "elk jaar" if every else in_years(finding.years)
            per_year = " per jaar" if len(finding.years) > 1 and not every else ""
            title, short = result.data.stream(finding.subject).title, euros(finding.amount or 0)
            sentence = f"Van {title} wordt {when} {short}{per_year} meer gevraagd dan er is."
            sentences.append(Said(sentence, query_of(finding), at))
    return sentences


def shortage(result: BudgetResult, at: str) -> SafeString:
    """What the general means lack of what is asked of them, in a sentence; empty where they reach.

    ``at`` is the address of the page that these figures belong to.
    """
    pairs = zip(result.years, result.coverage.lacking, strict=True)
    lacking = {year: cents for year, cents in pairs if cents}
    if not lacking:
        return SafeString()
    amounts = {year: ask_link("lacking", year, euros(cents), at=at) for year, cents in lacking.items()}
    each = enumeration([f"{amount} in {year}" for year, amount in amounts.items()])
    if len(set(lacking.values())) == 1:
        each = f"{next(iter(amounts.values()))}{' per jaar' if len(lacking) > 1 else ''}"
    when = _capital(in_years(list(lacking)))
    return format_html("{} zijn die niet genoeg: er ontbreekt {}.", when, SafeString(each))


def uncovered_words(count: int, of: int) -> tuple[str, str]:
    """How many lines no stream pays, or not in full; the first part links to them."""
    if count < of:
        verb = "wordt" if count == 1 else "worden"
        return (
            f"{count} van de {of} posten",
            f"{verb} {NOT_PAID}",
        )
    if of == 1:
        return "De enige post", f"wordt {NOT_PAID}"
    return f"Geen van de {of} posten", "wordt helemaal door een aangewezen stroom betaald."


def result_words(result: BudgetResult, year: int, at: str) -> SafeString:
    """How the last rows lead to the result; empty where they do not: the general means fall short.

    ``at`` is the address of the page that these figures belong to.
    """
    coverage = result.coverage
    i = result.data.year_index[year]
    over, general = coverage.together("balance")[i], coverage.together("general")[i]
    if over - general != result.result[i]:
        return SafeString()
    return format_html(
        "Bij alle stromen samen is ‘Over of tekort’ min ‘Naar de algemene middelen’ het resultaat: "
        "in {} {} min {} is {}.",
        year,
        ask_link("together.balance", year, euros(over), at=at),
        ask_link("together.general", year, euros(general), at=at),
        ask_link("result", year, euros(result.result[i]), at=at),
    )


def assumed_lines(data: BudgetData) -> str:
    codes = dict.fromkeys(cover.line for cover in data.cover if cover.assumed)
    return enumeration([f"‘{numbered_line(data, code)}’" for code in codes])


def contributions(data: BudgetData) -> str:
    """What the general means are taken from first."""
    return enumeration([stream.title for stream in data.streams if stream.kind == CONTRIBUTION])


def kind_beside(title: str, kind: str) -> str:
    """The kind of a stream beside its name: nothing where the name says it already."""
    return "" if title.casefold().startswith(kind.casefold()) else kind


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
