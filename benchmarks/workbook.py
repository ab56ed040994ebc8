"""How long it takes to write a workbook, and LibreOffice to recalculate it: small, and ten thousand lines."""

import random
import re
import shutil
import subprocess
from datetime import UTC, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from zipfile import ZipFile

from benchmarks.split import split
from budgets.engine import BudgetData, Choice, Effect, Goal, Line, Option, Stream, Target, compute
from reports.workbook import About, Form, build_workbook

ABOUT = About(
    region="Regio Voorbeeld",
    region_slug="voorbeeld",
    plan="Beleidsplan 2021–2024",
    plan_slug="plan",
    scenario="Werkgroep januari",
    revision=12,
    moment=datetime(2023, 1, 16, 9, 30, tzinfo=UTC),
    author="A. Adviseur",
    address="https://begroting.example.nl/voorbeeld/",
)
YEARS = (2021, 2022, 2023, 2024)
COST_TYPES = ("personnel", "material", "overhead", "capital")
ROUNDS = 5
FORMS: tuple[Form, ...] = ("xlsx", "ods")


def run() -> list[tuple[str, str, str]]:
    """Rows of what was measured, the best of some rounds, and the target."""
    return [*(row for form in FORMS for row in _of_form(form)), *_recalculated()]


def _of_form(form: Form) -> list[tuple[str, str, str]]:
    large = _milliseconds(synthetic(10_000, 50), form, 2) / 1000
    small = _milliseconds(synthetic(57, 11), form)
    shared = _milliseconds(split(synthetic(57, 11), 8), form)
    region = _milliseconds(split(synthetic(500, 20), 20), form, 2) / 1000
    return [
        (f"57 lines × 4 years × 11 options: the .{form}", f"{small:.0f} ms", "under 100 ms"),
        ("the same over 8 municipalities, with cover", f"{shared:.0f} ms", ""),
        ("500 lines × 20 options over 20 municipalities", f"{region:.1f} s", "under 4 s"),
        (f"10000 lines × 4 years × 50 options: the .{form}", f"{large:.1f} s", "under 4 s"),
    ]


def _recalculated() -> list[tuple[str, str, str]]:
    """By LibreOffice, from opening the .xlsx without any stored value to saving it; the best of two."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return [("LibreOffice recalculates the workbook", "not here", "")]
    sizes = ((0, 0), (57, 11), (10_000, 50))
    nothing, small, large = (_seconds_in(program, synthetic(*size)) for size in sizes)
    return [
        ("LibreOffice starts, opens the workbook of an empty budget and saves it", f"{nothing:.1f} s", ""),
        ("the same and recalculates 57 lines × 4 years × 11 options", f"{small:.1f} s", ""),
        ("the same and recalculates 10000 lines × 4 years × 50 options", f"{large:.1f} s", ""),
    ]


def _seconds_in(program: str, data: BudgetData) -> float:
    result = compute(data, Choice.of(option.code for option in data.options[::2]))
    times = []
    with TemporaryDirectory() as folder:
        path = Path(folder, "begroting.xlsx")
        path.write_bytes(_without_values(build_workbook(result, ABOUT)))
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--convert-to", "ods", "--outdir", folder, str(path)]
        for _ in range(2):
            start = perf_counter()
            subprocess.run(command, check=True, capture_output=True, timeout=600)
            times.append(perf_counter() - start)
    return min(times)


def _without_values(content: bytes) -> bytes:
    """The workbook with its formulas alone."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, re.sub(rb"</f><v>[^<]*</v>", b"</f>", old.read(entry.filename)))
    return target.getvalue()


def synthetic(lines: int, options: int) -> BudgetData:
    """A budget of that size: most options on one line, some spread over twenty, some on the same line."""
    draw = random.Random(lines)
    goals = tuple(Goal(f"g{i}", f"Doel {i}") for i in range(max(5, lines // 200)))
    made = tuple(
        Line(
            code=f"r{i}",
            goal=goals[i * len(goals) // lines].code,
            measure=f"Maatregel {i} voor inwoners die begeleiding nodig hebben",
            amounts=tuple(draw.randrange(1, 50_000_000) for _ in YEARS),
            number=i + 1,
            cost_type=draw.choice(COST_TYPES),
            priority=draw.randrange(4),
        )
        for i in range(lines)
    )
    return BudgetData(
        region="voorbeeld",
        plan="plan",
        title="Voorbeeld",
        years=YEARS,
        goals=goals,
        lines=made,
        streams=tuple(Stream(f"S{i}", f"Stroom {i}", "overig", (lines * 4_000_000,) * 4) for i in range(6)),
        targets=(Target("t", "3% van stroom 0", "S0", Fraction(3)),),
        options=tuple(_option(draw, i, lines) for i in range(options)),
    )


def _option(draw: random.Random, number: int, lines: int) -> Option:
    width = 20 if number % 10 == 9 else 1
    codes = tuple(f"r{i}" for i in draw.sample(range(min(lines, 500)), width))
    effects = tuple(Effect(year, -draw.randrange(1, 30_000_000), codes) for year in YEARS[1:])
    return Option(f"o{number}", f"Optie {number}", "schrappen", effects)


def _milliseconds(data: BudgetData, form: Form, rounds: int = ROUNDS) -> float:
    result = compute(data, Choice.of(option.code for option in data.options[::2]))
    times = []
    for _ in range(rounds):
        start = perf_counter()
        build_workbook(result, ABOUT, form)
        times.append(perf_counter() - start)
    return min(times) * 1000


if __name__ == "__main__":
    for what, figure, target in run():
        print(f"{what}: {figure} (doel {target})")
