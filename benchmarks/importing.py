"""Bringing in a workbook of 20,000 rows × 12 columns: read, recognised, compared, applied; and memory.

In a process of its own, on a database of its own, each step as the pages take it.
"""

import json
import os
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

Row = tuple[str, str, str]

ROOT = Path(__file__).resolve().parent.parent
ROWS = 20_000
YEARS = (2025, 2026, 2027, 2028, 2029, 2030)
COST_TYPES = ("Personeelskosten", "Materiële kosten", "Kapitaallasten", "Overhead")
MEASURED = """
import django; django.setup()
from benchmarks.importing import measure
measure({folder!r})
"""


def run() -> list[Row]:
    """On SQLite; the best of two where nothing is written."""
    with tempfile.TemporaryDirectory() as folder:
        for name, first in (("eerst", 1), ("opnieuw", 2)):  # made here: writing is not measured
            (Path(folder) / f"{name}.xlsx").write_bytes(workbook(first_amount=first))
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(ROOT),
        }
        for command in (["migrate", "-v0"], ["load_demo", "-v0"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
        done = subprocess.run(
            [sys.executable, "-c", MEASURED.format(folder=folder)],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
        )
    figures = json.loads(done.stdout)
    size = f"{ROWS} rows × 12 columns"
    return [
        (f"{size}: read and recognised", f"{figures['recognised']:.2f} s", "under 1 s"),
        (f"{size}: with the preview and its difference, all new", f"{figures['new']:.2f} s", "under 2.5 s"),
        (f"{size}: applied, all new", f"{figures['applied']:.2f} s", "under 5 s"),
        (
            f"{size}: the same workbook with an amount changed in every row",
            f"{figures['again']:.2f} s",
            "under 2.5 s",
        ),
        (f"{size}: that one applied", f"{figures['changed']:.2f} s", "under 5 s"),
        (f"{size}: that one undone", f"{figures['undone_changed']:.2f} s", ""),
        (f"{size}: the first one undone", f"{figures['undone_new']:.2f} s", ""),
        (f"{size}: memory of the process at its highest", f"{figures['memory']:.0f} MB", "under 300 MB"),
        (f"{size}: memory of the reader beside it", f"{figures['reader']:.0f} MB", ""),
    ]


def workbook(rows: int = ROWS, first_amount: int = 1) -> bytes:
    """Number, goal, measure, kind of costs, priority, six years, a note."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Begroting")
    sheet.append(["Nr", "Doel", "Maatregel", "Soort kosten", "Prioriteit", *YEARS, "Toelichting"])
    for i in range(rows):
        amounts = [first_amount + i] + [1000 + 7 * i + year for year in YEARS[1:]]
        measure = f"Maatregel {i // 2} voor inwoners"
        goal = f"Doel {i * 20 // rows + 1}"
        note = "Wettelijke taak" if i % 5 == 0 else None
        sheet.append([i + 1, goal, measure, COST_TYPES[i % 4], i % 4, *amounts, note])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def measure(folder: str) -> None:
    """Prints seconds and megabytes as JSON."""
    import resource
    from time import perf_counter

    from budgets.actions.imports import apply_preview, preview_book
    from budgets.actions.undo import undo_change
    from budgets.imports.comparison.preview import TICK
    from budgets.imports.reading import read_book
    from budgets.imports.recognition import interpret, propose
    from budgets.snapshot import budget_data
    from measures.models import Plan
    from municipalities.models import Region, User

    region = Region.objects.get(slug="gooi-en-vechtstreek")
    by = User.objects.get(username="financien")
    plan = Plan.objects.create(
        region=region, slug="groot", title="Groot", first_year=YEARS[0], last_year=YEARS[-1]
    )
    files = {name: (Path(folder) / f"{name}.xlsx").read_bytes() for name in ("eerst", "opnieuw")}
    figures = {}

    start = perf_counter()
    book = read_book("eerst.xlsx", files["eerst"])
    mapping = propose(book, plan.years)
    interpret(book, mapping, plan.years)
    figures["recognised"] = perf_counter() - start

    start = perf_counter()
    made = preview_book(book, plan, mapping, {TICK: "yes"})
    assert len(made.preview.diff.lines) == ROWS, len(made.preview.diff.lines)
    figures["new"] = figures["recognised"] + perf_counter() - start

    start = perf_counter()
    change = apply_preview(plan=plan, made=made, by=by)
    figures["applied"] = perf_counter() - start

    plan = Plan.objects.select_related("region").get(pk=plan.pk)
    start = perf_counter()
    budget_data(plan)
    figures["budget"] = perf_counter() - start

    start = perf_counter()
    made = preview_book(read_book("opnieuw.xlsx", files["opnieuw"]), plan, None, {TICK: "yes"})
    assert len(made.preview.diff.lines) == ROWS, len(made.preview.diff.lines)
    figures["again"] = perf_counter() - start

    start = perf_counter()
    second = apply_preview(plan=plan, made=made, by=by)
    figures["changed"] = perf_counter() - start

    figures["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = perf_counter()
    undo_change(change=second, by=by)
    figures["undone_changed"] = perf_counter() - start
    start = perf_counter()
    undo_change(change=change, by=by)
    figures["undone_new"] = perf_counter() - start
    figures["reader"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps(figures))
