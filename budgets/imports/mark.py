"""By what a workbook of our own is known: a hidden sheet with its origin and the budget as exported.

The sheet has a name in column A and a value in column B.  The budget is the engine's JSON in
pieces that fit in a cell, with its SHA-256: whoever edits it loses the base, no more.  Rows
carry an id in a hidden column, under a heading that names plan and revision, so that a copy of
the table alone still tells where it came from.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from budgets.engine import BudgetData, data_from_json, to_json
from budgets.imports.book import Book, Sheet

MARK_SHEET = "Herkomst"
PRODUCT = "Regiobegroting"
FORM = 1
REGION = "regio"
PIECE = 30_000
"""Characters; a cell holds 32,767."""
MOST_PIECES = 4_000
NOT_PORTABLE = re.compile(r"[^ -~]|_(?=x[0-9A-Fa-f]{4}_)")
"""What a workbook cannot hold as it is, or a program may write differently: all but ASCII, and what a
spreadsheet takes for the escape of a character."""
HEADING = re.compile(r"id (?P<region>[-\w]+)/(?P<plan>[-\w]+) revisie (?P<revision>\d{1,15})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a workbook came from.  ``base`` is the budget as exported; None where it cannot be trusted."""

    region: str
    plan: str
    revision: int
    edition: str = ""
    """In Dutch what was exported: the working budget, a version or a scenario."""
    exported_at: datetime | None = None
    base: BudgetData | None = None
    damaged: bool = False
    """Whether the sheet is there, but its budget is not the one that was written."""


def slim(data: BudgetData) -> BudgetData:
    """What a workbook brings back of a budget; what it cannot is left out."""
    return BudgetData(
        region=data.region,
        plan=data.plan,
        title=data.title,
        years=data.years,
        goals=data.goals,
        lines=data.lines,
        streams=tuple(replace(stream, key="") for stream in data.streams),
        targets=data.targets,
        memorandum_items=tuple(replace(item, municipality="") for item in data.memorandum_items),
        measures=tuple(replace(measure, key="") for measure in data.measures),
    )


def mark_rows(mark: Mark) -> list[tuple[str, str]]:
    """The hidden sheet: names and values.  ``mark.base`` must be there."""
    assert mark.base is not None
    text = NOT_PORTABLE.sub(_as_json_escape, to_json(slim(mark.base)))
    pieces = [text[start : start + PIECE] for start in range(0, len(text), PIECE)]
    moment = mark.exported_at.isoformat() if mark.exported_at else ""
    return [
        (PRODUCT, str(FORM)),
        (REGION, mark.region),
        ("plan", mark.plan),
        ("revisie", str(mark.revision)),
        ("uitgave", mark.edition),
        ("moment", moment),
        ("vingerafdruk", sha256(text.encode()).hexdigest()),
        *(("begroting", f"|{piece}|") for piece in pieces),  # guarded: a program may trim a cell
    ]


def _as_json_escape(found: re.Match[str]) -> str:
    """Of a character in a text: the same to JSON."""
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def id_heading(mark: Mark) -> str:
    """The heading of the column of ids."""
    return f"id {mark.region}/{mark.plan} revisie {mark.revision}"


def find_mark(book: Book) -> Mark | None:
    """From the hidden sheet, or else from the heading of a column of ids; None where there is neither."""
    for sheet in book.sheets:
        if (sheet.value(0, 0), sheet.value(1, 0)) == (PRODUCT, REGION):  # others use that word as a title
            return _from_sheet(sheet)
    for sheet in book.sheets:
        for row in sheet.rows[:50]:
            for value in row:
                found = HEADING.fullmatch(value) if isinstance(value, str) else None
                if found:
                    return Mark(found["region"], found["plan"], int(found["revision"]))
    return None


def _from_sheet(sheet: Sheet) -> Mark:
    named: dict[str, str] = {}
    pieces = []
    for row in sheet.rows[: MOST_PIECES + 10]:
        name, value = (_text(row[0]), _text(row[1])) if len(row) > 1 else ("", "")
        if name == "begroting":
            pieces.append(value.removeprefix("|").removesuffix("|"))
        else:
            named[name] = value
    text = "".join(pieces)
    base = None
    if sha256(text.encode(errors="replace")).hexdigest() == named.get("vingerafdruk"):
        try:
            base = data_from_json(text)
        except ValueError:
            base = None
    revision = named.get("revisie", "")
    return Mark(
        region=named.get(REGION, ""),
        plan=named.get("plan", ""),
        revision=int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 16 else 0,
        edition=named.get("uitgave", ""),
        exported_at=_moment(named.get("moment", "")),
        base=base,
        damaged=base is None,
    )


def _text(value: object) -> str:
    """A number that a program made of a text is that text again."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
