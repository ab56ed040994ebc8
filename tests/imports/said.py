"""What a workbook says, as a table that a finance adviser can read.

    post | goal | name | cost type | priority | number | amounts
    baten | heading | name | amounts
    taakstelling | name | percentage | amounts
    p.m. | name | amounts
    totaal | name | what it is of | gelijk, afronding or wijkt af
    fout, let op or weet | kind | place

Amounts are in euros, ``–`` where there is none, behind a ``+`` the income of a line.
"""

from budgets.imports.findings import Severity
from budgets.imports.mapping import RowKind

VERDICTS = {"equal": "gelijk", "rounding": "afronding", "differs": "wijkt af"}
SEVERITIES = {Severity.ERROR: "fout", Severity.WARNING: "let op", Severity.NOTE: "weet"}


def said(content) -> list[str]:
    rows = [WORDS[row.kind](row) for row in content.rows if row.kind in WORDS]
    controls = [_control(control) for control in content.controls]
    findings = [
        _line(SEVERITIES[finding.severity], finding.code, finding.place) for finding in content.findings
    ]
    return [*rows, *controls, *findings]


def table(text: str) -> list[str]:
    """A table as it stands in a test, without its indentation."""
    return [" | ".join(part.strip() for part in line.split("|")) for line in text.strip().splitlines()]


def _line(*parts) -> str:
    return " | ".join("" if part is None else str(part).replace("\n", " / ") for part in parts)


def _post(row) -> str:
    income = f" + {_amounts(row.income)}" if row.income else ""
    more = [part for part in (row.cover, row.note) if part]
    parts = (row.goal, row.label, row.cost_type, row.priority, row.number, _amounts(row.amounts) + income)
    return _line("post", *parts, *more)


def _amounts(amounts) -> str:
    return " ".join(_amount(value) for _, value in amounts)


def _amount(value) -> str:
    if isinstance(value, str):
        return {"": "–", "pm": "pm"}[value]
    return str(value // 100) if value % 100 == 0 else f"{value / 100:.2f}"


def _control(control) -> str:
    verdicts = dict.fromkeys(VERDICTS[verdict] for _, verdict in control.verdicts)
    return _line("totaal", control.row.label, control.row.figure or control.of, ", ".join(verdicts))


WORDS = {
    RowKind.LINE: _post,
    RowKind.STREAM: lambda row: _line("baten", row.goal, row.label, _amounts(row.amounts)),
    RowKind.TARGET: lambda row: _line("taakstelling", row.label, row.percentage, _amounts(row.amounts)),
    RowKind.MEMORANDUM: lambda row: _line("p.m.", row.label, _amounts(row.amounts)),
}
