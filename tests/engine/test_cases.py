"""Every case of ``tests/cases``: a small budget, a choice, and what must come out."""

from collections.abc import Iterator
from typing import Any

import pytest

from budgets.engine import BudgetResult, amounts_of, compute
from budgets.engine.money import decimal_from_cents
from tests.engine.casebook import Case, all_cases, cents, finding, per_year

CASES = list(all_cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}/{case.name}")
def test_case_gives_what_it_expects(case: Case) -> None:
    differences = list(_differences(case, compute(case.data, case.choice)))
    if differences:
        lines = [f"{case.file}.yaml: {case.name}", f"  {case.source}", *(f"  {d}" for d in differences)]
        pytest.fail("\n".join(lines), pytrace=False)


def test_case_names_are_unique() -> None:
    names = [(case.file, case.name) for case in CASES]
    assert len(names) == len(set(names)) > 0


def test_difference_is_readable_where_a_figure_is_not_as_expected() -> None:
    case = next(case for case in CASES if case.name == "drie-procent-van-de-gemeentelijke-bijdrage")
    expected = {"cijfers": {"savings_target": ["72370.35", "72370.36"]}}
    wrong = Case(case.name, case.file, case.source, case.data, case.choice, expected)
    assert list(_differences(wrong, compute(case.data, case.choice))) == [
        "savings_target 2022: verwacht 72370.36, berekend 72370.35, verschil -0.01"
    ]


def _differences(case: Case, result: BudgetResult) -> Iterator[str]:
    expected = case.expected
    for figure, row in expected.get("cijfers", {}).items():
        wanted_row = [None if text == "geen" else cents(text) for text in per_year(row, len(result.years))]
        for year, wanted, got in zip(result.years, wanted_row, amounts_of(result, figure), strict=True):
            if wanted is None or got is None:
                yield from () if wanted is got else (f"{figure} {year}: verwacht {wanted}, berekend {got}",)
            elif wanted != got:
                yield (
                    f"{figure} {year}: verwacht {_euros(wanted)}, berekend {_euros(got)}, "
                    f"verschil {_euros(got - wanted)}"
                )
    yield from _unequal("pro_memorie", _pm(expected), _pm_counts(expected, result))
    wanted_findings = [finding(content) for content in expected.get("bevindingen", [])]
    yield from _unequal("bevindingen", wanted_findings, list(result.findings))
    yield from _unequal("controle", *_controls(expected, result))


def _unequal(name: str, wanted: list[Any], got: list[Any]) -> Iterator[str]:
    for item in wanted:
        if item not in got:
            yield f"{name}: verwacht maar niet gekregen: {item}"
    for item in got:
        if item not in wanted:
            yield f"{name}: gekregen maar niet verwacht: {item}"
    if not (set(map(str, wanted)) ^ set(map(str, got))) and wanted != got:
        yield f"{name}: andere volgorde of aantal: verwacht {wanted}, gekregen {got}"


def _pm(expected: dict[str, Any]) -> list[int]:
    return [int(count) for count in expected.get("pro_memorie", [])]


def _pm_counts(expected: dict[str, Any], result: BudgetResult) -> list[int]:
    counts = list(result.pm_counts())
    return counts if "pro_memorie" in expected or any(counts) else []


def _controls(expected: dict[str, Any], result: BudgetResult) -> tuple[list[Any], list[Any]]:
    """Wanted and got; the margin only where the case names it."""
    wanted, got = [], []
    checks = result.control_checks
    for content, check in zip(expected.get("controle", []), checks, strict=True):
        wanted.append((content["oordeel"], cents(content["verschil"])))
        got.append((check.verdict, check.difference))
        if "marge" in content:
            wanted.append(("marge", check.control.figure, cents(content["marge"])))
            got.append(("marge", check.control.figure, check.tolerance))
    return wanted, got


def _euros(amount: int) -> str:
    return f"{decimal_from_cents(amount)}"
