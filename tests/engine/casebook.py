"""Reads ``tests/cases``: Dutch YAML, amounts in euros, into what the engine takes.

Every scalar is read as text, so that no amount is ever a float.  A key that is
not known here, or that stands twice, is an error and not silently skipped.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from budgets.engine import (
    Adjustment,
    Amounts,
    BudgetData,
    Choice,
    ControlTotal,
    Effect,
    Finding,
    Goal,
    Level,
    Line,
    MemorandumItem,
    Option,
    Stream,
    Target,
    TargetChange,
)
from budgets.engine.money import cents_from_decimal

FOLDER = Path(__file__).parent.parent / "cases"
COST_TYPES = {
    "personeelskosten": "personnel",
    "materiële kosten": "material",
    "kapitaallasten": "capital",
    "overhead": "overhead",
    "geen": "",
}


class MistakeInCase(ValueError):
    """The YAML says something that cannot be meant."""


@dataclass(frozen=True)
class Case:
    name: str
    file: str
    source: str
    data: BudgetData
    choice: Choice
    expected: dict[str, Any]


class _Loader(yaml.BaseLoader):
    """Scalars as text; a key that stands twice in a mapping is refused."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise MistakeInCase(f"{node.start_mark}: twice: {', '.join(twice)}")
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(path.read_text("utf-8"), _Loader)
    return content


def all_cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.yaml")):
        content = read_yaml(path)
        if "gevallen" in content:
            _only(content, "onderwerp", "gevallen")
            for case in content["gevallen"]:
                yield _case(path.stem, case)


def cents(text: str) -> int:
    """Euros with a point for the cents, e.g. "72370.35" or "-0.50"."""
    return cents_from_decimal(Decimal(text))


def per_year(value: str | list[str], years: int) -> list[str]:
    """A row as it stands; one amount counts for every year."""
    row = value if isinstance(value, list) else [value] * years
    if len(row) != years:
        raise MistakeInCase(f"{row}: expected {years} amounts")
    return row


def amounts(value: str | list[str], years: int) -> Amounts:
    return tuple(cents(text) for text in per_year(value, years))


def finding(content: dict[str, Any]) -> Finding:
    """A finding as a case names it."""
    _only(content, "code", "over", "jaren", "bedrag", "tegenover")
    amount, base = content.get("bedrag"), content.get("tegenover")
    return Finding(
        code=content["code"],
        subject=content["over"],
        years=tuple(map(int, content["jaren"])),
        amount=None if amount is None else cents(amount),
        base=None if base is None else cents(base),
    )


def _only(mapping: dict[str, Any], *known: str) -> None:
    if unknown := sorted(set(mapping) - set(known)):
        raise MistakeInCase(f"unknown: {', '.join(unknown)} (expected one of {', '.join(known)})")


def _case(file: str, content: dict[str, Any]) -> Case:
    _only(content, "naam", "bron", "begroting", "keuze", "verwacht")
    try:
        data = _data(content["naam"], content["begroting"])
        choice = _choice(data, content.get("keuze", {}))
        _only(content["verwacht"], "cijfers", "bevindingen", "controle", "pro_memorie")
    except (MistakeInCase, ArithmeticError, KeyError) as error:
        raise MistakeInCase(f"{file}.yaml, {content['naam']}: {error!r}") from error
    return Case(content["naam"], file, content["bron"], data, choice, content["verwacht"])


def _data(name: str, budget: dict[str, Any]) -> BudgetData:
    _only(
        budget,
        *("jaren", "doelen", "posten", "stromen", "taakstellingen", "opties"),
        *("pro_memorie", "controletotalen"),
    )
    years = tuple(map(int, budget["jaren"]))
    count = len(years)
    lines = tuple(_line(code, line, count) for code, line in budget.get("posten", {}).items())
    goals = dict.fromkeys([*budget.get("doelen", []), *(line.goal for line in lines)])
    return BudgetData(
        region="regio",
        plan="plan",
        title=name,
        years=years,
        goals=tuple(Goal(code, code) for code in goals),
        lines=lines,
        streams=tuple(_stream(code, stream, count) for code, stream in budget.get("stromen", {}).items()),
        targets=tuple(_target(code, t, count) for code, t in budget.get("taakstellingen", {}).items()),
        options=tuple(_option(code, option) for code, option in budget.get("opties", {}).items()),
        memorandum_items=tuple(
            _memorandum(code, per_year(flags, count)) for code, flags in budget.get("pro_memorie", {}).items()
        ),
        control_totals=tuple(map(_control, budget.get("controletotalen", []))),
    )


def _memorandum(code: str, row: list[str]) -> MemorandumItem:
    """Per year "ja", "nee", or an estimate: "40 tot 60", or "40 tot 60, waarschijnlijk 45"."""
    item = MemorandumItem(code, code, tuple(text != "nee" for text in row))
    sides = [_estimate(text) if " tot " in text else (None, None, None) for text in row]
    if not any(low is not None for low, _, _ in sides):
        return item
    low, likely, high = zip(*sides, strict=True)
    return replace(item, low=low, likely=likely if any(likely) else (), high=high)


def _estimate(text: str) -> tuple[int | None, int | None, int | None]:
    between, _, likely = text.partition(", waarschijnlijk ")
    low, high = map(cents, between.split(" tot "))
    return low, cents(likely) if likely else None, high


def _stream(code: str, content: Any, years: int) -> Stream:
    stream = content if isinstance(content, dict) else {"bedragen": content}
    _only(stream, "bedragen", "laag", "waarschijnlijk", "hoog", "incidenteel")
    low, likely, high = (
        amounts(stream[side], years) if side in stream else () for side in ("laag", "waarschijnlijk", "hoog")
    )
    return Stream(
        code,
        code,
        "overig",
        amounts(stream["bedragen"], years),
        incidental=_yes(stream),
        low=low,
        likely=likely,
        high=high,
    )


def _yes(content: dict[str, Any]) -> bool:
    return {"ja": True, "nee": False}[content.get("incidenteel", "nee")]


def _line(code: str, content: Any, years: int) -> Line:
    line = content if isinstance(content, dict) else {"bedragen": content}
    _only(line, "bedragen", "doel", "soort", "prioriteit", "titel", "incidenteel")
    row = per_year(line["bedragen"], years)
    flags = tuple(text == "p.m." for text in row)
    priority = line.get("prioriteit", "1")
    return Line(
        code=code,
        goal=line.get("doel", "algemeen"),
        measure=line.get("titel", code),
        amounts=tuple(None if text in ("leeg", "p.m.") else cents(text) for text in row),
        cost_type=COST_TYPES[line.get("soort", "materiële kosten")],
        priority=None if priority == "geen" else int(priority),
        pm=flags if any(flags) else (),
        incidental=_yes(line),
    )


def _target(code: str, target: dict[str, Any], years: int) -> Target:
    _only(target, "percentage", "stroom", "bedragen")
    if "percentage" in target:
        return Target(code, code, target["stroom"], Fraction(target["percentage"]))
    return Target(code, code, amounts=amounts(target["bedragen"], years))


def _option(code: str, content: Any) -> Option:
    option = content if isinstance(content, dict) else {"effecten": content}
    _only(option, "was", "wordt", "effecten", "niveaus", "sluit_uit", "vereist", "incidenteel")
    was, becomes = option.get("was"), option.get("wordt")
    return Option(
        code=code,
        title=code,
        kind="ombuigen",
        effects=tuple(effect for content in option["effecten"] for effect in _effects(content)),
        was=None if was is None else cents(was),
        becomes=None if becomes is None else cents(becomes),
        levels=tuple(Level(name, name, Fraction(part)) for name, part in option.get("niveaus", {}).items()),
        excludes=tuple(option.get("sluit_uit", [])),
        needs=tuple(option.get("vereist", [])),
        incidental=_yes(option),
    )


def _effects(effect: dict[str, Any]) -> Iterator[Effect]:
    _only(effect, "jaar", "jaren", "post", "posten", "stroom", "verlaging", "verhoging")
    lines = tuple(effect["posten"]) if "posten" in effect else ()
    if "post" in effect:
        lines = (effect["post"],)
    for year in effect.get("jaren") or [effect["jaar"]]:
        yield Effect(int(year), _change(effect), lines, effect.get("stroom"))


def _control(control: dict[str, Any]) -> ControlTotal:
    _only(control, "cijfer", "jaar", "gedrukt", "reden")
    return ControlTotal(
        figure=control["cijfer"],
        year=int(control["jaar"]),
        amount=cents(control["gedrukt"]),
        source="gedrukte begroting",
        reason=control.get("reden", ""),
    )


def _choice(data: BudgetData, choice: dict[str, Any]) -> Choice:
    _only(choice, "aan", "indexering", "indexering_per_jaar", "niveaus", "aanpassingen", "taakstellingen")
    on = choice.get("aan", [])
    rates = {COST_TYPES[kind]: Fraction(rate) for kind, rate in choice.get("indexering", {}).items()}
    years = len(data.years)
    return Choice.of(
        data.option_index if on == "alle" else on,
        rates,
        parts={code: _part(data.option(code), level) for code, level in choice.get("niveaus", {}).items()},
        index_years={
            (COST_TYPES[kind], int(year)): Fraction(rate)
            for kind, per_year in choice.get("indexering_per_jaar", {}).items()
            for year, rate in per_year.items()
        },
        adjustments=[_adjustment(code, each) for code, each in choice.get("aanpassingen", {}).items()],
        targets=[
            _target_change(code, each, years) for code, each in choice.get("taakstellingen", {}).items()
        ],
    )


def _part(option: Option, level: str) -> Fraction:
    """By the name of a level, or as a number where the option has none of that name."""
    named = {each.code: each.part for each in option.levels}
    return named[level] if level in named else Fraction(level)


def _adjustment(code: str, content: dict[str, Any]) -> Adjustment:
    _only(content, "post", "stroom", "verlaging", "verhoging", "percentage", "vanaf")
    percentage = content.get("percentage")
    return Adjustment(
        code=code,
        first_year=int(content["vanaf"]),
        reason="Voorbeeld.",
        line=content.get("post", ""),
        stream=content.get("stroom", ""),
        change=None if percentage is not None else _change(content),
        percentage=None if percentage is None else Fraction(percentage),
    )


def _target_change(code: str, content: dict[str, Any], years: int) -> TargetChange:
    _only(content, "percentage", "bedragen")
    if "percentage" in content:
        return TargetChange(code, Fraction(content["percentage"]))
    return TargetChange(code, amounts=amounts(content["bedragen"], years))


def _change(content: dict[str, Any]) -> int:
    return cents(content["verhoging"]) if "verhoging" in content else -cents(content["verlaging"])
