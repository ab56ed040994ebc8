"""The list of versions: what each is, and its result after target per year."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from budgets.actions.versions import OUTCOME, outcomes
from budgets.dutch_numbers import verdict, whole
from budgets.engine import fingerprint, unchanged
from budgets.models import BudgetVersion
from budgets.snapshot import budget_data
from budgets.version_wording import kind_words
from measures.models import Plan
from reports.figure_cells import ask_link, figure_cell, no_amount, plain_cell, verdict_letter

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
    equal: int | None
    """The number of the version before it, where that has the same fingerprint."""


@dataclass(frozen=True, slots=True)
class Overview:
    years: tuple[int, ...]
    rows: list[VersionRow]
    working: SafeString
    strip: list[tuple[int, str, str]]
    """Of the working budget, which would be the next version: year, amount, verdict."""
    equal: int | None
    """The number of the last version, where the working budget has its fingerprint."""


def overview(plan: Plan) -> Overview:
    """As many queries for forty versions as for one."""
    versions = list(plan.versions.defer("data_json").select_related("created_by"))
    found = outcomes(versions)
    data = budget_data(plan)
    now = dict(zip(data.years, unchanged(data).figure(OUTCOME), strict=True))
    years = tuple(sorted({year for amounts in (now, *found.values()) for year in amounts or ()}))
    names = [plan.region.slug, plan.slug]
    rows = [
        VersionRow(
            version=version,
            kind=kind_words(version),
            by=version.created_by.display_name,
            fingerprint=version.sha256[:SHORT],
            readable=found[version.pk] is not None,
            cells=_cells(
                found[version.pk],
                years,
                reverse("version_budget", args=[*names, version.number]),
                f"versions.{version.number}.{OUTCOME}",
            ),
            equal=_equal(version.sha256, before),
        )
        for version, before in zip(versions, [*versions[1:], None], strict=False)
    ]
    return Overview(
        years=years,
        rows=rows,
        working=_cells(now, years, reverse("budget", args=names), OUTCOME),
        strip=[
            (year, ask_link(OUTCOME, year, whole(cents), at=reverse("budget", args=names)), verdict(cents))
            for year, cents in now.items()
        ],
        equal=_equal(fingerprint(data), next(iter(versions), None)),
    )


def _equal(sha256: str, before: BudgetVersion | None) -> int | None:
    return before.number if before is not None and before.sha256 == sha256 else None


def _cells(amounts: dict[int, int] | None, years: tuple[int, ...], at: str, name: str) -> SafeString:
    if amounts is None:
        return SafeString(plain_cell(no_amount("kan niet worden gelezen")) * len(years))
    return SafeString(
        "".join(
            figure_cell(
                name,
                year,
                amounts[year],
                whole(amounts[year]),
                asks=OUTCOME,
                at=at,
                after=verdict_letter(amounts[year]),
            )
            if year in amounts
            else plain_cell(no_amount("geen jaar van deze versie"))
            for year in years
        )
    )
