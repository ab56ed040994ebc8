"""Makes the picture in the README from the running demo: ``python scripts/screenshot.py [PORT]``."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "images" / "scenario.png"
OFF = ["regisseur", "wvggz"]


def main(port: str = "8000") -> None:
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(f"http://127.0.0.1:{port}/inloggen/")
        page.fill("[name=username]", "adviseur")
        page.fill("[name=password]", "demo")
        page.press("[name=password]", "Enter")
        page.goto(f"http://127.0.0.1:{port}/gooi-en-vechtstreek/bo-2021-2024/scenarios/alle-bijstellingen/")
        for option in OFF:
            page.locator(f"[data-option={option}]").uncheck()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(800)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
