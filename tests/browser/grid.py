"""The grid of amounts, as the browser tests take hold of it."""

from tests.browser.conftest import PLAN

MEASURES = f"{PLAN}maatregelen/"
GOAL_1 = ("line:regel-1", "line:regel-2", "line:regel-3")


def cell(page, row, year):
    return page.locator(f'[data-row="{row}"] td[data-year="{year}"]')


def total(page, figure, year):
    return int(page.locator(f'[data-figure="{figure}"][data-year="{year}"]').get_attribute("data-cents"))


def paste(page, text):
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          document.activeElement.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def copied(page):
    return page.evaluate(
        """() => {
          const data = new DataTransfer();
          document.activeElement.dispatchEvent(
            new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
          return data.getData('text/plain');
        }"""
    )


def cut_off(page, *, stored=False):
    """No answer comes from the server any more; what was ``stored`` it still got."""

    def save(route):
        if stored:
            route.fetch()
        route.abort()

    page.route("**/bedragen/", save)
    page.route("**/sinds/*", lambda route: route.abort())
    # For a moment the window goes on with what it had: a request then is let through.
    while page.evaluate(
        "() => fetch(document.getElementById('raster').dataset.since).then(() => true, () => false)"
    ):
        pass


def reconnect(page):
    page.unroute_all()
    look(page)


def look(page):
    """Asks at once what others changed, as the page does every few seconds."""
    page.evaluate("dispatchEvent(new Event('online'))")


def put(page, row, year, text):
    cell(page, row, year).click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def held(page, *rows, year=2021):
    return [cell(page, row, year).get_attribute("data-value") for row in rows]
