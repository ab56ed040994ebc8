"""A switch on the server: how long one takes, and how many fit in a second."""

import os
import re
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode

from benchmarks.serving import Row, on_postgresql, served

SCENARIO = "/gooi-en-vechtstreek/bo-2021-2024/scenarios/ongewijzigd/"
OPTIONS = ["vrouwenopvang", "pak-aan", "mensenhandel", "regisseur", "mda", "ggz-mantelzorg", "php", "wvggz"]
USERS = 8
SECONDS = 5.0


class Visitor:
    """Somebody who is logged in, over one connection that stays open."""

    def __init__(self, port: int, username: str = "adviseur") -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        page = self.ask("GET", "/inloggen/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if token is None:
            raise RuntimeError("the login page has no token")
        form = {"csrfmiddlewaretoken": token[1], "username": username, "password": "demo"}
        self.ask("POST", "/inloggen/", form)
        self.connection.close()  # it opens again by itself; the server would tire of waiting

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-CSRFToken": self.cookies.get("csrftoken", ""),
            }
            if path != "/inloggen/":
                headers["HX-Request"] = "true"
        self.connection.request(method, path, urlencode(form) if form is not None else None, headers)
        response = self.connection.getresponse()
        content = response.read().decode()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        if response.status >= 400:
            raise RuntimeError(f"{method} {path}: {response.status}")
        return content

    def switch(self, option: str, on: bool) -> None:
        answer = self.ask("POST", f"{SCENARIO}opties/{option}/", {"aan": "1" if on else "0"})
        if "Bewaard" not in answer:
            raise RuntimeError(f"the switch of {option} was not answered with what was saved")


def run() -> list[Row]:
    """The figures on SQLite and, where PostgreSQL is on the machine, on that too."""
    return [*measure("SQLite", None), *on_postgresql("benchmarks.server")]


def measure(database: str, database_url: str | None) -> list[Row]:
    with served(database_url) as port:
        times = sorted(_one_user(port))
        per_second = _throughput(port, _switch)
        empty = _throughput(port, _empty)
    p95 = times[int(len(times) * 0.95)]
    share = per_second / empty
    return [
        (f"a switch, {database}, one user: median", f"{statistics.median(times):.1f} ms", ""),
        (f"a switch, {database}, one user: p95", f"{p95:.1f} ms", "under 15 ms"),
        (f"switches per second, {database}, {USERS} users", f"{per_second:.0f}", ""),
        (f"  an empty view, same server, {USERS} users", f"{empty:.0f}", ""),
        ("  share of the empty view", f"1/{1 / share:.1f}", "at least 1/12"),
    ]


def _one_user(port: int, count: int = 400) -> list[float]:
    """Milliseconds per switch, request to last byte."""
    visitor = Visitor(port)
    times = []
    for i in range(count + 20):
        start = time.perf_counter()
        visitor.switch(OPTIONS[i % len(OPTIONS)], i // len(OPTIONS) % 2 == 0)
        times.append((time.perf_counter() - start) * 1000)
    return times[20:]


def _switch(visitor: Visitor, user: int, count: int) -> None:
    visitor.switch(OPTIONS[user % len(OPTIONS)], count % 2 == 0)


def _empty(visitor: Visitor, user: int, count: int) -> None:
    visitor.ask("GET", "/leeg/")


def _keep_asking(port: int, user: int, start: float, work: Callable[[Visitor, int, int], None]) -> int:
    """How often one user got an answer between ``start`` and ``SECONDS`` later."""
    visitor, count = Visitor(port), 0
    if time.time() > start:
        raise RuntimeError("logging in took too long")
    time.sleep(start - time.time())
    while time.time() < start + SECONDS:
        work(visitor, user, count)
        count += 1
    return count


def _throughput(port: int, work: Callable[[Visitor, int, int], None]) -> float:
    """Requests per second of ``USERS`` at once, each in a process of its own."""
    start = time.time() + 15  # time for all to log in
    with ProcessPoolExecutor(USERS) as pool:
        jobs = [pool.submit(_keep_asking, port, user, start, work) for user in range(USERS)]
        return sum(job.result() for job in jobs) / SECONDS


if __name__ == "__main__":
    for row in measure("PostgreSQL", os.environ["DATABASE_URL"]):
        print("\t".join(row))
