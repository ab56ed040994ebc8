"""Two hundred people who look on while one switches: what a question costs, and how late they see it."""

import asyncio
import os
import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.server import OPTIONS, SCENARIO, Visitor
from benchmarks.serving import Row, on_postgresql, served

FOLLOWERS = 200
SECONDS = 25
EVERY = 1.5
"""As ``static/js/following.js`` has it."""
SWITCH_EVERY = 5.0
MAKE_FOLLOWERS = f"""
from datetime import timedelta
from django.contrib.sessions.models import Session
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from municipalities.models import Region, Role, User
region = Region.objects.get(slug="gooi-en-vechtstreek")
for i in range({FOLLOWERS}):
    user = User.objects.create(username=f"meekijker-{{i:03}}")
    Role.objects.create(user=user, region=region, kind="lezer")
    data = SessionStore().encode({{
        "_auth_user_id": str(user.pk),
        "_auth_user_backend": "django.contrib.auth.backends.ModelBackend",
        "_auth_user_hash": user.get_session_auth_hash(),
    }})
    Session.objects.create(session_key=f"meekijker{{i:023}}", session_data=data,
                           expire_date=timezone.now() + timedelta(hours=1))
"""


@dataclass
class Heard:
    """What all followers together got to hear."""

    answers: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    """Milliseconds of the answers that nothing is new."""
    delays: list[float] = field(default_factory=list)
    """Seconds from a switch to a follower who has it."""
    last: dict[int, str] = field(default_factory=dict)


def run() -> list[Row]:
    """On SQLite and, where PostgreSQL is on the machine, on that too."""
    return [*measure("SQLite", None), *on_postgresql("benchmarks.following")]


def measure(database: str, database_url: str | None) -> list[Row]:
    with served(database_url, MAKE_FOLLOWERS) as port:
        heard, used = asyncio.run(_room(port))
    who = f"{FOLLOWERS} followers, every {EVERY:g} s, {SECONDS} s, {database}"
    late = sorted(heard.delays)
    times = sorted(heard.times)
    missed = sum(on != heard.last[-1] for follower, on in heard.last.items() if follower >= 0)
    asked = sum(heard.answers.values())
    wrong = asked - heard.answers[200] - heard.answers[304]
    return [
        (f"{who}: questions, of which nothing new", f"{asked} / {heard.answers[304]}", ""),
        (f"{who}: failed", f"{wrong}", "0"),
        (f"{who}: nothing new, p95", f"{times[int(len(times) * 0.95)]:.0f} ms", "under 100 ms"),
        (
            f"{who}: seen, median / last",
            f"{late[len(late) // 2]:.2f} / {late[-1]:.2f} s",
            "under 2 s",
        ),
        (f"{who}: without the last switch at the end", f"{missed}", "0"),
        (f"{who}: processor of the server, of {os.cpu_count()} cores", f"{used:.0%} of one", ""),
    ]


async def _room(port: int) -> tuple[Heard, float]:
    heard = Heard()
    switched: dict[str, float] = {}
    presenter = await asyncio.to_thread(Visitor, port)
    stop = time.monotonic() + SECONDS
    processor, started = _processor(port), time.monotonic()
    followers = [_follow(port, i, stop + 2 * EVERY, heard, switched) for i in range(FOLLOWERS)]
    await asyncio.gather(_switch(presenter, stop, switched), *followers)
    used = (_processor(port) - processor) / (time.monotonic() - started)
    heard.last[-1] = list(switched)[-1]
    return heard, used


async def _switch(presenter: Visitor, stop: float, switched: dict[str, float]) -> None:
    """One option after the other on; when everybody could have known of each state."""
    on: list[str] = []
    with ThreadPoolExecutor(1) as pool:
        for option in [*OPTIONS, "preventie", "knelpunten-vo", "verslaafden"]:
            await asyncio.sleep(SWITCH_EVERY)
            if time.monotonic() > stop:
                return
            on.append(option)
            presenter.connection.close()  # it opens again by itself; the server tired of waiting
            switched[" ".join(sorted(on))] = time.monotonic()
            await asyncio.get_running_loop().run_in_executor(pool, presenter.switch, option, True)


async def _follow(port: int, number: int, stop: float, heard: Heard, switched: dict[str, float]) -> None:
    await asyncio.sleep(number * EVERY / FOLLOWERS)
    tag, streams = "", None
    while time.monotonic() < stop:
        begun = time.monotonic()
        try:
            streams = streams or await asyncio.open_connection("127.0.0.1", port)
            status, headers, content = await _ask(*streams, number, tag)
        except (OSError, asyncio.IncompleteReadError):
            if streams:
                streams[0].feed_eof()
                streams[1].close()
            streams = None  # the server tired of waiting: once more, on a fresh connection
            continue
        heard.answers[status] += 1
        now = time.monotonic()
        if status == 304:
            heard.times.append(1000 * (now - begun))
        elif status == 200:
            tag = headers["etag"]
            found = re.search(rb'data-on="([^"]*)"', content)
            on = found[1].decode() if found else ""
            if on in switched and heard.last.get(number) != on:
                heard.delays.append(now - switched[on])
            heard.last[number] = on
        if headers.get("connection", "").lower() == "close":
            streams[1].close()
            streams = None
        await asyncio.sleep(EVERY)
    if streams:
        streams[1].close()


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int, tag: str
) -> tuple[int, dict[str, str], bytes]:
    writer.write(
        f"GET {SCENARIO}meekijken/stand/ HTTP/1.1\r\nHost: 127.0.0.1\r\nIf-None-Match: {tag}\r\n"
        f"Cookie: sessionid=meekijker{number:023}\r\n\r\n".encode()
    )
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    headers = dict(_headers(head[1:]))
    size = int(headers.get("content-length", 0))
    return int(head[0].split()[1]), headers, await reader.readexactly(size)


def _headers(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            yield name.lower(), value.strip()


def _processor(port: int) -> float:
    """Seconds that the processes of the server on this port have worked."""
    ticks, mark = 0, f"PORT={port}".encode()
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            if folder.name.isdigit() and mark in (folder / "environ").read_bytes().split(b"\0"):
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    for row in measure("PostgreSQL", os.environ["DATABASE_URL"]):
        print("\t".join(row))
