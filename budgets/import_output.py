"""What an import would do, as plain data for the command line: euros as text with two decimals."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from budgets.actions.imports import Made
from budgets.engine import BudgetDiff, Item
from budgets.imports.book import Book, column_letters
from budgets.imports.content import ControlRow, ReadRow
from budgets.imports.mapping import TableMapping
from budgets.imports.recognition import column_reasons
from budgets.output import euros_text
from budgets.version_wording import KIND_WORDS, SECTIONS, change_words, item_title


def import_as_data(made: Made) -> dict[str, Any]:
    """Recognised columns and rows, findings, questions and the difference; whether it can be applied."""
    preview = made.preview
    return {
        "file": made.book.name,
        "sha256": made.book.sha256,
        "form": made.book.form,
        "region": preview.old.region,
        "plan": preview.old.plan,
        "revision": made.revision,
        "own_export": preview.own,
        "mapping": made.mapping.to_plain(),
        "tables": [_table(made.book, table, preview.content.rows) for table in made.mapping.tables],
        "control_totals": [_control(control) for control in preview.content.controls],
        "findings": [
            {
                "severity": finding.severity.value,
                "code": finding.code,
                "place": finding.place,
                "message": finding.message,
            }
            for finding in preview.findings
        ],
        "questions": [
            {
                "key": question.key,
                "kind": question.kind,
                "subject": question.subject,
                "what": question.what,
                "budget": question.ours,
                "file": question.file,
                "exported": question.before,
                "place": question.place,
                "answer": question.answer or None,
            }
            for question in preview.questions
        ],
        "unchanged_lines": preview.unchanged_lines,
        "difference": _difference(preview.diff),
        "hindrances": preview.hindrances,
    }


def _table(book: Book, table: TableMapping, rows: Iterable[ReadRow]) -> dict[str, Any]:
    of_sheet = [row for row in rows if row.sheet == table.sheet]
    reasons = column_reasons(book, table)
    return {
        "sheet": table.sheet,
        "header_rows": [row + 1 for row in range(table.header[0], table.header[1] + 1) if row >= 0],
        "unit": table.unit,
        "columns": [
            {
                "column": column_letters(column.index),
                "role": column.role.value,
                "year": column.year,
                "reason": reasons.get(column.index, ""),
            }
            for column in table.columns
        ],
        "rows": dict(Counter(row.kind.value for row in of_sheet)),
        "recognised_rows": [
            {"row": row.row, "kind": row.kind.value, "label": row.label, "reason": row.reason}
            for row in of_sheet
        ],
    }


def _control(control: ControlRow) -> dict[str, Any]:
    printed, sums = dict(control.row.amounts), dict(control.sums)
    return {
        "place": f"{control.row.sheet}!{control.row.row}",
        "label": control.row.label,
        "figure": control.row.figure,
        "of": control.of,
        "years": [
            {
                "year": year,
                "printed": _amount(printed.get(year)),
                "sum": _amount(sums.get(year)),
                "verdict": verdict,
            }
            for year, verdict in control.verdicts
        ],
    }


def _difference(diff: BudgetDiff) -> dict[str, Any]:
    totals = {
        total.figure: {
            "before": list(map(euros_text, total.before)),
            "after": list(map(euros_text, total.after)),
            "difference": list(map(euros_text, total.difference)),
        }
        for total in diff.totals
    }
    parts = {part: [_item(diff, item) for item in getattr(diff, part)] for part, _ in SECTIONS}
    return {"years": list(diff.years), "totals": totals} | {
        part: items for part, items in parts.items() if items
    }


def _item(diff: BudgetDiff, item: Item) -> dict[str, Any]:
    return {
        "code": item.code,
        "title": item_title(item),
        "kind": item.kind,
        "what": KIND_WORDS[item.kind],
        "fields": change_words(item, diff.old, diff.new),
        "before": _amounts(item.before, item.before_pm),
        "after": _amounts(item.after, item.after_pm),
    }


def _amounts(cents: Sequence[int | None], pm: Sequence[bool]) -> list[str | None]:
    return ["p.m." if flag else _amount(amount) for amount, flag in zip(cents, pm, strict=True)]


def _amount(cents: object) -> str | None:
    return euros_text(cents) if isinstance(cents, int) else None
