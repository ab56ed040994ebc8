"""Computing over the API, as a program asks it: one choice, and a thousand in one request."""

import json
import random
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.serving import Row, on_postgresql, served

OPTIONS = ("vrouwenopvang", "pak-aan", "mensenhandel", "regisseur", "mda", "ggz-mantelzorg", "php", "wvggz")
REQUESTS, MANY = 400, 1_000
MAKE_TOKEN = """
from datetime import date, timedelta
from pathlib import Path
from municipalities.models import ApiToken, User
from municipalities.tokens import create_token
by = User.objects.get(username="lezer")
until = date.today() + timedelta(days=2)
_, text = create_token(user=by, name="Meting", scope=ApiToken.Scope.READ, expires_on=until, by=by)
Path({path!r}).write_text(text)
"""


class Program:
    """Somebody's program, over one connection that stays open."""

    def __init__(self, port: int, token: str) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.plan = json.loads(self.ask("GET", "/api/v1/plans"))["items"][0]["id"]

    def ask(self, method: str, path: str, body: object = None) -> bytes:
        self.connection.request(method, path, None if body is None else json.dumps(body), self.headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{method} {path}: {answer.status} {content[:200]!r}")
        return content

    def compute(self, body: object, query: str = "") -> bytes:
        return self.ask("POST", f"/api/v1/plans/{self.plan}/compute{query}", body)


def run() -> list[Row]:
    """On SQLite and, where PostgreSQL is on the machine, on that too."""
    return [*measure("SQLite", None), *on_postgresql("benchmarks.computing")]


def measure(database: str, database_url: str | None) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "token")
        with served(database_url, MAKE_TOKEN.format(path=path)) as port:
            program = Program(port, Path(path).read_text())
            times = sorted(_one(program) for _ in range(REQUESTS + 20))  # with the first ones, which read
            whole, size = _many(program, "")
            some, _ = _many(program, "?fields=resultAfterTarget")
    return [
        (f"compute, whole result, {database}: median", f"{1000 * times[len(times) // 2]:.1f} ms", ""),
        (
            f"compute, whole result, {database}: p95",
            f"{1000 * times[int(len(times) * 0.95)]:.1f} ms",
            "20 ms",
        ),
        (f"{MANY} choices, whole results ({size / 1e6:.0f} MB), {database}", f"{whole:.2f} s", ""),
        (f"{MANY} choices, the result after target, {database}", f"{some:.2f} s", ""),
    ]


def _one(program: Program) -> float:
    choice = _choice()
    start = time.perf_counter()
    program.compute(choice)
    return time.perf_counter() - start


def _many(program: Program, query: str) -> tuple[float, int]:
    choices = [_choice() for _ in range(MANY)]
    start = time.perf_counter()
    content = program.compute(choices, query)
    took = time.perf_counter() - start
    if content.count(b"\n") != MANY:
        raise RuntimeError("not a line for each choice")
    return took, len(content)


def _choice() -> dict[str, object]:
    """Some options, and now and then indexation that nobody asked before."""
    rate = f"{random.randint(0, 500) / 100:.2f}"
    return {
        "options": [code for code in OPTIONS if random.random() < 0.5],
        "indexation": [{"costType": "personnel", "percentage": rate}] if random.random() < 0.2 else [],
    }


if __name__ == "__main__":
    import os

    for row in measure("PostgreSQL", os.environ["DATABASE_URL"]):
        print("\t".join(row))
