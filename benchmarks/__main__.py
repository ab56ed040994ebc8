"""Measures everything and prints a table, with the date and the machine."""

import argparse
import os
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

Row = tuple[str, str, str]
"""What, what was measured, and what it should be."""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    parts = measurements()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"some of: {', '.join(parts)}")
    chosen = parser.parse_args().parts or list(parts)
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {machine()}\n")
    for name in chosen:
        print(f"{name}", flush=True)
        for what, measured, wanted in parts[name]():
            print(f"  {what:<84} {measured:>16}   {wanted}", flush=True)
    sys.stdout.flush()


def measurements() -> dict[str, Callable[[], list[Row]]]:
    from benchmarks import (
        browser,
        comparing,
        computing,
        editing,
        engine,
        following,
        importing,
        reading,
        searching,
        server,
        split,
        uncertainty,
        workbook,
    )
    from benchmarks.reference import reference_data

    return {
        "engine": lambda: engine.run(reference_data()),
        "split": lambda: split.run(reference_data()),
        "uncertainty": lambda: uncertainty.run(reference_data()),
        "searching": lambda: searching.run(reference_data()),
        "comparing": comparing.run,
        "computing": computing.run,
        "workbook": workbook.run,
        "importing": importing.run,
        "server": server.run,
        "browser": browser.run,
        "editing": editing.run,
        "following": following.run,
        "reading": reading.run,
    }


def machine() -> str:
    """Processor, cores and Python of this machine."""
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    processor = names[0] if names else platform.processor()
    return f"{processor}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


if __name__ == "__main__":
    main()
