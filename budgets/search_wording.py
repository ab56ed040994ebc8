"""A search in Dutch: what was asked, what was found, and why nothing was."""

from collections.abc import Callable, Iterable

from budgets.dutch_numbers import NO_BREAK, enumeration, euros, in_years, percentage, shortest, whole
from budgets.engine import BudgetData, Choice
from budgets.engine.search import Answer, Constraint, Found, Question, taken
from budgets.split_wording import municipality_name
from budgets.wording import PRIORITY_TITLES, PRIORITY_WORDS, option_title

FIGURE_WORDS = {
    "realised": "besparing",
    "result": "resultaat",
    "result_after_target": "resultaat na taakstelling",
}
METHODS = {
    "enumeration": "alle combinaties zijn doorgerekend",
    "solver": "een oplosser sloot de andere uit",
}


def thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def options_words(count: int) -> str:
    return "geen enkele optie" if count == 0 else "één optie" if count == 1 else f"{count} opties"


def question_words(question: Question) -> str:
    """What is wanted, as a name: "besparing ten minste € 300.000 in 2023"."""
    amounts: dict[tuple[str, int], list[int]] = {}
    for each in question.wanted:
        amounts.setdefault((each.figure, each.least), []).append(each.year)
    said = [
        f"{FIGURE_WORDS[figure]} ten minste {euros(least)} {in_years(years)}"
        for (figure, least), years in amounts.items()
    ]
    return enumeration(said)


def option_words(data: BudgetData, choice: Choice, code: str) -> str:
    """Its short title, and the level or part where it is not on as a whole."""
    option = data.option(code)
    part = choice.part_of(option)
    level = next((level.title for level in option.levels if level.part == part), "")
    said = level or ("" if part == 1 else percentage(100 * part))
    return f"{short_title(data, code)} ({said})" if said else short_title(data, code)


def short_title(data: BudgetData, code: str) -> str:
    option = data.option(code)
    return option.short_title or option.title


def priority_words(key: str) -> str:
    return PRIORITY_TITLES[key].lower() if key == "none" else f"prioriteit {key}"


def gives_up(
    data: BudgetData,
    question: Question,
    found: Found,
    amount: Callable[[str, int], str] = lambda _, cents: f"€{NO_BREAK}{whole(cents)}",
) -> str:
    """From which priorities it takes how much, in the years that were asked about.

    ``amount`` puts what is taken from a priority in words.
    """
    said = [
        f"{amount(key, cents)} van {_of_priority(key)}"
        for key, cents in taken(data, question, found).items()
        if cents > 0
    ]
    return enumeration(said)


def _of_priority(key: str) -> str:
    return "posten zonder prioriteit" if key == "none" else f"{priority_words(key)} ({PRIORITY_WORDS[key]})"


def listed(titles: Iterable[str]) -> str:
    """Names that may have a comma of their own."""
    return " · ".join(titles)


def differs(data: BudgetData, found: Found, best: Found) -> str:
    """How it differs from the best: "met MDA++, zonder Pak Aan"."""
    more = [option_words(data, found.choice, code) for code in found.on if code not in best.on]
    less = [short_title(data, code) for code in best.on if code not in found.on]
    other = [
        option_words(data, found.choice, code)
        for code in found.on
        if code in best.on
        and found.choice.part_of(data.option(code)) != best.choice.part_of(data.option(code))
    ]
    words = [("met", more + other), ("zonder", less)]
    return ", ".join(f"{word} {listed(titles)}" for word, titles in words if titles)


def weighed(answer: Answer) -> str:
    """How many combinations there are, and how they were weighed."""
    if answer.stopped:
        return f"Er zijn {thousands(answer.tried)} combinaties; niet alle zijn gewogen."
    return f"{thousands(answer.tried)} combinaties gewogen; {METHODS[answer.method]}, op de cent."


def proof(question: Question, answer: Answer) -> str:
    """How sure it is that nothing is better; of a search that was stopped how much that could be."""
    if answer.gap:
        less = shortest(answer.gap) if question.option_weights else whole(answer.gap)
        return (
            f"Niet bewezen dat er niets beters is: de ingreep kan hoogstens {less} lager. {weighed(answer)}"
        )
    if answer.gap is None or answer.stopped:
        return f"Niet bewezen dat er niets beters is. {weighed(answer)}"
    return f"Bewezen: geen betere combinatie, verschil 0. {weighed(answer)}"


def possible(answer: Answer) -> str:
    """How many combinations do what was asked; empty where that was not counted."""
    if answer.possible is None:
        return ""
    if answer.possible == 1:
        return "Eén combinatie haalt wat u vraagt."
    return f"{thousands(answer.possible)} combinaties halen wat u vraagt."


def short_of(
    question: Question,
    found: Found,
    amount: Callable[[str, int, int], str] = lambda _, __, cents: euros(cents),
) -> list[str]:
    """Per wish that a combination does not reach what it does reach.

    ``amount`` puts that in words, of a figure in a year.
    """
    return [
        f"{FIGURE_WORDS[each.figure]} in {each.year} hoogstens "
        f"{amount(each.figure, each.year, each.least + margin)}: "
        f"{euros(-margin)} te weinig"
        for each, margin in zip(question.wanted, found.margins, strict=True)
        if margin < 0
    ]


def constraint_words(data: BudgetData, constraint: Constraint) -> str:
    """One thing that was asked."""
    code, amount, reason = constraint.code, constraint.amount or 0, constraint.reason
    why = f" ({reason})" if reason else ""
    match constraint.kind:
        case "wanted":
            return f"{FIGURE_WORDS[code]} in {constraint.year} ten minste {euros(amount)}"
        case "must_on":
            return f"{option_title(data, code)} moet aan{why}"
        case "must_off":
            return f"{option_title(data, code)} moet uit{why}"
        case "priority":
            return f"niets van {'posten zonder prioriteit' if code == 'none' else priority_words(code)}"
        case "goal":
            return f"niets van het doel {data.goal(code).title}"
        case "line":
            return f"niets van de post {data.line(code).measure}"
        case "at_most":
            return f"hoogstens {options_words(amount)}"
        case _:
            who = municipality_name(data, code) if code else "geen gemeente"
            when = f"in {constraint.year}" if constraint.year else "per jaar"
            return (
                f"{who} betaalt {when} niet meer dan {euros(amount)} erbij"
                if code
                else (f"{who} betaalt {when} meer dan {euros(amount)} erbij")
            )


def everything_asked(data: BudgetData, question: Question) -> list[str]:
    """Each thing that was asked, with how heavy what weighs."""
    weights = [f"{priority_words(key)} weegt {weight}" for key, weight in question.weights]
    own = [
        f"{short_title(data, code)} {hundredths(weight)}"
        for code, weight in question.option_weights
        if weight
    ]
    heavy = [enumeration(weights)] if weights else []
    heavy += [f"eigen gewichten: {enumeration(own)}"] if own else []
    return [constraint_words(data, each) for each in question.constraints] + heavy


def hundredths(weight: int) -> str:
    """250 as "2,5"."""
    return shortest(weight).removesuffix("0") if weight % 100 else shortest(weight)
