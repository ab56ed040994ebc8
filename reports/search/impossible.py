"""Why nothing gets there: by how much it fails, and what to loosen, each with the address that does."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.safestring import SafeString

from budgets.dutch_numbers import enumeration, euros, shortest
from budgets.engine.result import FUNDING
from budgets.engine.search import Answer, Constraint, Found, Loosened, Question
from budgets.search_wording import (
    FIGURE_WORDS,
    constraint_words,
    listed,
    option_words,
    options_words,
    short_of,
    short_title,
)
from reports.search.asked import Asked
from reports.search.cells import Combination
from reports.search.form import ANY_LEVEL, FREE


@dataclass(frozen=True, slots=True)
class Way:
    """Something to loosen, what then happens, and the address that asks the question so."""

    title: str
    then: str
    address: str


@dataclass(frozen=True, slots=True)
class Impossible:
    sentence: str
    nearest: str
    shorts: list[SafeString]
    """Around what is reached, which leads on, stand words of our own only."""
    enough: list[Way]
    helps: list[Way]
    levels: Way | None
    """Where options have other levels than the one that was weighed: the same with all of those."""


def impossible(asked: Asked, answer: Answer) -> Impossible | None:
    """None where there is an answer, or where nobody looked why not."""
    diagnosis = answer.impossible
    if diagnosis is None:
        return None
    nearest = diagnosis.nearest
    enough = [_way(asked, each) for each in diagnosis.loosen if each.enough]
    if not enough and diagnosis.together is not None and len(diagnosis.together.constraints) > 1:
        enough = [_way(asked, diagnosis.together)]
    helps = [
        _way(asked, each)
        for each in diagnosis.loosen
        if not each.enough and each.found and (nearest is None or each.found.short < nearest.short)
    ]
    if nearest is None:
        together = "Niet haalbaar: wat aan moet en wat niet mag, kan niet samen."
        return Impossible(together, "", [], enough, helps, _levels(asked))
    sentence = f"Niet haalbaar: er is {euros(nearest.short)} te weinig."
    reached = Combination(asked, nearest.choice).euros
    shorts = [SafeString(said) for said in short_of(asked.question, nearest, reached)]
    return Impossible(sentence, _closest(asked, nearest), shorts, enough, helps, _levels(asked))


def _levels(asked: Asked) -> Way | None:
    """Nothing was weighed of it yet, so that it promises nothing."""
    fixed = {each.option for each in (*asked.question.must_on, *asked.question.must_off)}
    chosen = fixed | set(asked.question.any_level)
    free = [o for o in asked.data.options if o.levels and o.kind != FUNDING and o.code not in chosen]
    if not free:
        return None
    query = asked.query.copy()
    for option in free:
        query[f"optie_{option.code}"] = ANY_LEVEL
    titles = enumeration([f"‘{option.title}’" for option in free])
    return Way(f"Zoek met {titles} op elk niveau", "", f"?{query.urlencode()}")


def _closest(asked: Asked, nearest: Found) -> str:
    titles = [option_words(asked.data, nearest.choice, code) for code in nearest.on]
    names = f": {listed(titles)}" if titles else ""
    comes = "komt" if len(titles) < 2 else "komen"
    return f"Het dichtst bij {comes} {options_words(len(titles))}{names}."


def _way(asked: Asked, loosened: Loosened) -> Way:
    query = asked.query.copy()
    for constraint in loosened.constraints:
        _loosen(query, asked, constraint, loosened.found)
    title = enumeration([_title(asked, each, loosened.found) for each in loosened.constraints])
    return Way(title[:1].upper() + title[1:], _then(asked, loosened), f"?{query.urlencode()}")


def _title(asked: Asked, constraint: Constraint, found: Found | None) -> str:
    """What is asked instead."""
    data = asked.data
    match constraint.kind:
        case "wanted":
            reached, wanted = _reached(asked.question, constraint, found), euros(constraint.amount or 0)
            figure = FIGURE_WORDS[constraint.code]
            return f"vraag {figure} in {constraint.year} ten minste {euros(reached)} in plaats van {wanted}"
        case "at_most":
            return f"sta {options_words(len(found.on) if found else 0)} toe in plaats van {constraint.amount}"
        case "must_on" | "must_off":
            return f"laat {short_title(data, constraint.code)} vrij"
        case _:
            return f"laat los: {constraint_words(data, constraint)}"


def _then(asked: Asked, loosened: Loosened) -> str:
    found = loosened.found
    if found is None:
        return ""
    if loosened.enough:
        return f"dan kan het, met {options_words(len(found.on))}"
    return f"dan nog {euros(found.short)} te weinig"


def _reached(question: Question, constraint: Constraint, found: Found | None) -> int:
    margin = found.margins[constraint.place] if found else 0
    return question.wanted[constraint.place].least + min(0, margin)


def _loosen(query: QueryDict, asked: Asked, constraint: Constraint, found: Found | None) -> None:
    match constraint.kind:
        case "wanted":
            query[f"jaar_{constraint.year}"] = shortest(_reached(asked.question, constraint, found))
        case "must_on" | "must_off":
            name = f"optie_{constraint.code}"
            query.pop(name, None)
            if constraint.reason:  # it is fixed together with others
                query[name] = FREE
        case "priority":
            _without(query, "prioriteit", constraint.code)
        case "goal":
            _without(query, "doel", constraint.code)
        case "at_most":
            query["hoogstens"] = str(len(found.on)) if found else ""
        case "worst":
            query.pop("gemeente_hoogstens", None)


def _without(query: QueryDict, name: str, value: str) -> None:
    query.setlist(name, [each for each in query.getlist(name) if each != value])
