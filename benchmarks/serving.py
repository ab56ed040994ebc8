"""A server of its own on a fresh demo database, for as long as a measurement lasts."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Row = tuple[str, str, str]
"""What was measured, the outcome, and what is aimed at."""


def on_postgresql(module: str) -> list[Row]:
    """What the module prints of a PostgreSQL of its own; why not, where there is none on the machine."""
    command = [str(ROOT / "scripts/with-postgres"), sys.executable, "-m", module]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return [("PostgreSQL", "not measured", done.stderr.strip().splitlines()[-1])]
    rows = (line.split("\t") for line in done.stdout.splitlines())
    return [(what, measured, wanted) for what, measured, wanted in rows]


@contextmanager
def served(database_url: str | None = None, setup: str = "") -> Iterator[int]:
    """The port of a gunicorn that serves the demo, as ``make run`` does.

    On SQLite in a temporary folder, or on the (empty) database of ``database_url``.
    ``setup`` is Python that is run with Django before the server starts.
    """
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "DATABASE_URL": database_url or f"sqlite:///{folder}/db.sqlite3",
            "PORT": str(port),
            "PYTHONPATH": str(ROOT),
        }
        for command in (["migrate", "--verbosity=0"], ["load_demo", "--verbosity=0"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
        if setup:
            subprocess.run(
                [sys.executable, "-c", f"import django; django.setup()\n{setup}"],
                cwd=ROOT,
                env=environment,
                check=True,
            )
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn_conf.py"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/leeg/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")
