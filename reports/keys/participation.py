"""Who takes part in which measure: the matrix, looked at and edited."""

import json
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from budgets.actions.participation import CellsRefused, read_share, set_participation
from budgets.engine.data import Measure
from budgets.snapshot import budget_data
from measures.models import Plan
from municipalities.refusals import Refused
from municipalities.rights import Right
from reports.access import Request, plan_for
from reports.keys.matrix import Matrix
from reports.keys.matrix_filter import Asked
from reports.measures.pages import form_page
from reports.permissions import require
from reports.seen import NOT_SAID, read_seen
from reports.shell import page


@dataclass
class Edit:
    """What was sent, and what became of it; ``fill`` is the form for a whole row or column."""

    typed: dict[str, str] = field(default_factory=dict)
    fill: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] | None = None
    error: str = ""
    fill_error: str = ""
    done: int | None = None


@form_page
def participation(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    data = budget_data(found)
    asked = Asked(request.GET, data)
    edit = Edit()
    if request.method == "POST":
        require(request, Right.MEASURES, found)
        edit = _edited(request, found, Matrix(data, asked))
        if edit.done is not None:
            _say(request, edit.done)
            return redirect(request.get_full_path())
    matrix = Matrix(data, asked, edit.typed, edit.problems)
    context = {
        "matrix": matrix,
        "asked": asked,
        "edit": edit,
        "goals": data.goals,
        "all_municipalities": sorted(data.municipalities, key=lambda each: each.name),
        "years": data.years,
        "has_measures": bool(data.measures),
        "seen_json": json.dumps(matrix.seen() if edit.seen is None else edit.seen),
        "shown_problems": [says for name, says in edit.problems.items() if name not in _shown(matrix)],
        "unmatched": found.unmatched_participation.select_related("municipality").order_by("pk"),
        "may_edit": request.user.has_perm(Right.MEASURES, found),
    }
    return page(request, "keys/participation.html", context, plan=found, current="participation")


def _edited(request: Request, plan: Plan, matrix: Matrix) -> Edit:
    edit = Edit(typed=_typed(request), seen=read_seen(request.POST))
    edit.fill = {name: request.POST.get(name, "") for name in ("zet_wat", "zet_wie", "zet_op")}
    cells = {name: text for name, text in edit.typed.items() if not _left_alone(edit, matrix, name, text)}
    if edit.seen is None:
        edit.error = NOT_SAID
        return edit
    if "zet" in request.POST:
        try:
            cells |= _filled(edit.fill, matrix)
        except Refused as refused:
            edit.fill_error = refused.message
            return edit
    _save(request, plan, matrix, edit, cells)
    return edit


def _save(request: Request, plan: Plan, matrix: Matrix, edit: Edit, cells: dict[str, str]) -> None:
    first, last = matrix.asked.first, matrix.asked.last
    try:
        if wrong := matrix.asked.errors.get("periode"):
            raise Refused(wrong)
        edit.done = set_participation(
            plan=plan, cells=cells, first=first, last=last, by=request.user, seen=edit.seen
        )
    except CellsRefused as refused:
        # What another wrote meanwhile now counts as seen: saving once more confirms.
        edit.typed |= cells
        edit.problems = refused.problems
        edit.seen = (edit.seen or {}) | refused.current
    except Refused as refused:
        edit.error = refused.message


def _typed(request: Request) -> dict[str, str]:
    """Cells as the form sends them: "deel:<measure>:<CBS code>"."""
    return {
        name.removeprefix("deel:"): str(text)
        for name, text in request.POST.items()
        if name.startswith("deel:") and "\0" not in name  # PostgreSQL does not take it
    }


def _left_alone(edit: Edit, matrix: Matrix, cell: str, text: str) -> bool:
    """Empty where the years differed on the screen: they keep what they have."""
    seen = edit.seen or {}
    years = range(matrix.asked.first, matrix.asked.last + 1)
    return not text.strip() and len({seen.get(f"{cell}:{year}", "100") for year in years}) > 1


def _filled(fill: dict[str, str], matrix: Matrix) -> dict[str, str]:
    """A row, a column, or all that is shown.  Raises ``Refused``."""
    read_share(fill["zet_op"])
    kind, _, code = fill["zet_wat"].partition(":")
    measures: list[Measure] = [
        measure
        for measure in matrix.measures
        if kind == "alles" or code == (measure.goal if kind == "doel" else measure.code)
    ]
    cells = matrix.cells(measures, fill["zet_wie"])
    if not cells:
        raise Refused("Kies een maatregel en een gemeente uit de lijst.")
    return dict.fromkeys(cells, fill["zet_op"])


def _shown(matrix: Matrix) -> set[str]:
    return set(matrix.cells(matrix.measures))


def _say(request: Request, cells: int) -> None:
    if not cells:
        messages.success(request, "Er is niets gewijzigd.")
        return
    what = "1 vak" if cells == 1 else f"{cells} vakken"
    messages.success(request, f"De deelname is bewaard: {what} gewijzigd.")
