"""Pages of a live server in the machine's own Chromium."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

# Playwright keeps an event loop in this thread; Django would refuse every query beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PLAN = "/gooi-en-vechtstreek/bo-2021-2024/"
BUDGET = f"{PLAN}begroting/"
SCENARIOS = f"{PLAN}scenarios/"
EMPTY_SCENARIO = f"{SCENARIOS}ongewijzigd/"
FULL_SCENARIO = f"{SCENARIOS}alle-bijstellingen/"
# The first is the same engine without the windows around it, which take more time than the pages.
PROGRAMS = ["chromium-headless-shell", "chromium", "chromium-browser"]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000
"""Milliseconds: a machine that is busy is slow, not wrong."""
STORED = "local_storage,indexeddb,cache_storage,service_workers"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """Chromium, started once; skips where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    api.expect.set_options(timeout=PATIENCE)
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("Chromium is not on this machine (Debian: apt-get install chromium-headless-shell)")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Windows:
    """Browsers of one person each.  Opening one costs more than a page, so plain ones are used again."""

    chromium: object
    address: str
    free: list = field(default_factory=list)

    def open(self, **options):
        if self.free and not options:
            return self.free.pop()
        context = self.chromium.new_context(base_url=self.address, locale="nl-NL", **options)
        context.set_default_timeout(PATIENCE)
        if not options:
            context.new_page()  # a window closes with its last page
        return context

    def leave(self, context, **options) -> None:
        """Nothing of a visit stays behind but the static files."""
        if options:
            context.close()
            return
        kept, *visited = context.pages
        for page in visited:
            page.close()
        devtools = context.new_cdp_session(kept)
        devtools.send("Storage.clearDataForOrigin", {"origin": self.address, "storageTypes": STORED})
        devtools.detach()
        context.clear_cookies()
        context.clear_permissions()
        context.set_offline(False)
        self.free.append(context)


@pytest.fixture(scope="session")
def windows(chromium, live_server) -> Iterator[Windows]:
    windows = Windows(chromium, live_server.url)
    yield windows
    for context in windows.free:
        context.close()


@dataclass
class Visit:
    """Opens pages as somebody who is logged in.  ``errors`` is what their consoles complained of."""

    windows: Windows
    address: str
    contexts: list = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __call__(
        self, path: str = "", user: str | None = "adviseur", viewport: dict | None = None, **options
    ):
        context = self.windows.open(**options)
        self.contexts.append((context, options))
        if user:
            context.add_cookies([{"name": "sessionid", "value": session_of(user), "url": self.address}])
        page = context.new_page()
        if viewport:
            page.set_viewport_size(viewport)
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self._note("error", str(error)))
        if path:
            page.goto(path)
        return page

    def _note(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(text)


@pytest.fixture
def visit(windows, live_server, demo) -> Iterator[Visit]:
    """A ``Visit`` to the demo; fails when a page complained, such as of the Content-Security-Policy."""
    visit = Visit(windows, live_server.url)
    yield visit
    for context, options in visit.contexts:
        windows.leave(context, **options)
    assert visit.errors == []


def session_of(username: str) -> str:
    """The session cookie of somebody who just logged in."""
    from django.test import Client

    from municipalities.models import User

    client = Client()
    client.force_login(User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    return client.cookies["sessionid"].value


@pytest.fixture
def figures() -> Callable:
    """Reads figures as the page shows them: cents per year of the plan."""

    def read(page, figure: str) -> tuple[int, ...]:
        cells = page.locator(f'[data-figure="{figure}"]')
        return tuple(int(cents) for cents in cells.evaluate_all("cells => cells.map(c => c.dataset.cents)"))

    return read
