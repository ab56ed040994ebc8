"""A switch in the real browser: from the click to the changed figure on the screen."""

import shutil

from benchmarks.serving import served

Row = tuple[str, str, str]

SCENARIO = "/gooi-en-vechtstreek/bo-2021-2024/scenarios/ongewijzigd/"
OPTIONS = ["vrouwenopvang", "pak-aan", "mensenhandel", "regisseur", "mda", "ggz-mantelzorg", "php", "wvggz"]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

# Clicks a switch and waits for the frame in which the figure has changed.
CLICK = """
(option) => new Promise((resolve) => {
  const cell = '[data-figure="result_after_target"][data-year="2022"]';
  const figure = () => document.querySelector(cell).dataset.cents;
  const before = figure(), start = performance.now();
  const look = () => (figure() === before ? requestAnimationFrame(look)
                      : requestAnimationFrame(() => resolve(performance.now() - start)));
  document.querySelector(`[data-option="${option}"]`).click();
  requestAnimationFrame(look);
})
"""


def run(count: int = 160) -> list[Row]:
    """Milliseconds from click to painted figure, one user, SQLite."""
    program = shutil.which("chromium")
    if program is None:
        return [("a switch in the browser", "not measured", "chromium is not on this machine")]
    from playwright.sync_api import sync_playwright

    with served() as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"http://127.0.0.1:{port}/inloggen/")
        page.fill("[name=username]", "adviseur")
        page.fill("[name=password]", "demo")
        page.press("[name=password]", "Enter")
        page.goto(f"http://127.0.0.1:{port}{SCENARIO}")
        page.wait_for_load_state("networkidle")
        times = []
        for i in range(count + 10):
            times.append(page.evaluate(CLICK, OPTIONS[i % len(OPTIONS)]))
            page.wait_for_timeout(120)  # the charts settle; people do not click faster
        browser.close()
    times = sorted(times[10:])
    return [
        ("a switch in Chromium, click to painted figure: median", f"{times[len(times) // 2]:.0f} ms", ""),
        (
            "a switch in Chromium, click to painted figure: p95",
            f"{times[int(count * 0.95)]:.0f} ms",
            "under 100 ms",
        ),
    ]
