"""The list of versions: what each is, and its result after target per year."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from budgets.actions.versions import version_data
from budgets.dutch_numbers import whole
from budgets.engine import BudgetData, unchanged
from budgets.models import BudgetVersion
from budgets.refusals import Unreadable
from budgets.snapshot import budget_data
from budgets.version_wording import kind_words
from measures.models import Plan
from reports.figure_cells import figure_cell, no_amount, plain_cell, verdict_letter

FIGURE = "result_after_target"
SHORT = 8
"""Characters of the fingerprint on the page."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    version: BudgetVersion
    kind: str
    by: str
    fingerprint: str
    readable: bool
    cells: SafeString


@dataclass(frozen=True, slots=True)
class Overview:
    years: tuple[int, ...]
    rows: list[VersionRow]
    working: SafeString


def overview(plan: Plan) -> Overview:
    """Two queries and one per version that was not read before."""
    versions = list(plan.versions.defer("data_json").select_related("created_by"))
    found = [(version, _data(version)) for version in versions]
    now = budget_data(plan)
    all_years = {year for data in (now, *(data for _, data in found)) if data for year in data.years}
    years = tuple(sorted(all_years))
    names = [plan.region.slug, plan.slug]
    rows = [
        VersionRow(
            version=version,
            kind=kind_words(version),
            by=version.created_by.get_full_name() or version.created_by.get_username(),
            fingerprint=version.sha256[:SHORT],
            readable=data is not None,
            cells=_cells(
                data, years, reverse("version_budget", args=[*names, version.number]), version.number
            ),
        )
        for version, data in found
    ]
    return Overview(years, rows, _cells(now, years, reverse("budget", args=names), None))


def _data(version: BudgetVersion) -> BudgetData | None:
    try:
        return version_data(version)
    except Unreadable:
        return None


def _cells(data: BudgetData | None, years: tuple[int, ...], at: str, number: int | None) -> SafeString:
    if data is None:
        return SafeString(plain_cell(no_amount("kan niet worden gelezen")) * len(years))
    amounts = dict(zip(data.years, unchanged(data).figure(FIGURE), strict=True))
    name = FIGURE if number is None else f"versions.{number}.{FIGURE}"
    return SafeString(
        "".join(
            figure_cell(
                name,
                year,
                amounts[year],
                whole(amounts[year]),
                asks=FIGURE,
                at=at,
                after=verdict_letter(amounts[year]),
            )
            if year in amounts
            else plain_cell(no_amount("geen jaar van deze versie"))
            for year in years
        )
    )
