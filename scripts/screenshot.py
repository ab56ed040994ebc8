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
        scenarios = f"http://127.0.0.1:{port}/gooi-en-vechtstreek/bo-2021-2024/scenarios/"
        page.goto(f"{scenarios}alle-bijstellingen/kopieren/")  # a copy: the demo stays as it is
        page.fill("[name=naam]", "Werkgroep januari")
        page.press("[name=naam]", "Enter")
        page.wait_for_url(f"{scenarios}werkgroep-januari/")
        page.reload()
        for option in OFF:
            page.locator(f"[data-option={option}]").uncheck()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(800)
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=PICTURE)
        page.goto(f"{scenarios}werkgroep-januari/verwijderen/")
        page.get_by_role("button", name="Ja, verwijderen").click()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
