"""Everything that the page of a file shows of its preview, and the parts of it that an answer may be."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django_htmx.http import retarget

from budgets.actions.imports import Made, answers_of, preview_of
from budgets.imports.comparison.preview import WITHOUT_TOTALS, Preview
from budgets.imports.findings import Severity
from budgets.models import ImportFile
from measures.models import Plan
from reports.access import Request
from reports.imports.changes import change_filter, changes_view
from reports.imports.controls import controls_view
from reports.imports.findings import finding_groups
from reports.imports.questions import asked
from reports.imports.recognised import MORE_ROWS, ROWS_SHOWN, sheet_views
from reports.imports.summary import is_equal, steps
from reports.shell import page

PARTS = {
    "uitkomst": "imports/_outcome_answer.html",
    "gevolg": "imports/_consequence_answer.html",
    "verschil": "imports/_changes.html",
}
"""What HTMX may ask for by the id of what it replaces; anything else is the whole file."""
WHOLE = "imports/_file_answer.html"


@dataclass
class Said:
    """What is to be said with the part that HTMX replaces, of the mapping or of the answers."""

    mapping: list[str] = field(default_factory=list)
    mapping_error: str = ""
    status: str = ""
    """For a screen reader, once a part of the page is replaced."""
    is_mapping: bool = False
    """Whether somebody is at work on the mapping, so that it stays open."""
    before: Preview | None = None
    """What the page showed, where an answer changed that."""


def file_context(request: Request, file: ImportFile, plan: Plan, said: Said) -> dict[str, Any]:
    """Raises ``Refused`` where the file cannot be looked at any more."""
    made = preview_of(file, plan)
    preview, query = made.preview, request.GET
    filtered = request.POST if "zoek" in request.POST else query
    controls, questions = controls_view(preview.content.controls), asked(preview, query.get("vragen"))
    changes = changes_view(preview, change_filter(filtered.get("zoek"), filtered.get("wat")))
    more = query.get("rijen") == str(MORE_ROWS)
    sheets = sheet_views(made, plan.years, MORE_ROWS if more else ROWS_SHOWN)
    return {
        "file": file,
        "plan": plan,
        "made": made,
        "preview": preview,
        "sheets": sheets,
        "unused": [sheet for sheet in sheets if not sheet.used],
        "more_rows": None if more else MORE_ROWS,
        "controls": controls,
        "groups": finding_groups(preview),
        "findings_changed": said.before is not None and said.before.findings != preview.findings,
        "has_warnings": bool(preview.of(Severity.WARNING)),
        "asked": questions,
        "keeps_totals": answers_of(file).get(WITHOUT_TOTALS) != "no",
        "offers_totals": bool(preview.content.controls) and not preview.own,
        "changes": changes,
        "is_equal": is_equal(preview),
        "steps": steps(preview, controls, questions, changes),
        "said": said,
        "fold": _folds(made, query.get("rijen"), said),
        "query": query.urlencode(),
    }


def file_answer(request: Request, file: ImportFile, plan: Plan, said: Said) -> HttpResponse:
    """The whole page, or the part that HTMX replaces: a bigger one where an answer led to other questions."""
    context = file_context(request, file, plan, said)
    if not request.htmx:
        return page(request, "imports/file.html", context, plan=plan, current="imports")
    target = request.htmx.target or ""
    if target == "gevolg" and _asks_otherwise(said.before, context["preview"]):
        return retarget(render(request, PARTS["uitkomst"], context), "#uitkomst")
    return render(request, PARTS.get(target, WHOLE), context)


def _asks_otherwise(before: Preview | None, now: Preview) -> bool:
    keys = [[question.key for question in each.questions] for each in (before, now) if each is not None]
    return keys[0] != keys[-1]


def _folds(made: Made, rows: str | None, said: Said) -> bool:
    """Of our own export there is nothing to correct, so its mapping is folded away."""
    return made.preview.own and not (rows or said.is_mapping)
