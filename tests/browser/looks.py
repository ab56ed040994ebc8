"""What every page is held to: WCAG 2.2 AA by axe in light and in dark, and never wider than the window."""

from pathlib import Path

import pytest
from django.conf import settings

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Dark is another set of colours for the same page: only what is about colours can come out otherwise.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
WIDTHS = (320, 390, 768, 1024, 1440)
# Every rule on every element; what is right is not described one by one and not sent back.
# A colour on its way to another is waited for.
RUN = """async rules => {
  const turning = document.getAnimations().filter(each => each instanceof CSSTransition);
  await Promise.allSettled(turning.map(each => each.finished));
  const { violations } = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
  return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.failureSummary}`));
}"""


def violations(page) -> list[str]:
    """What axe has against the page as it stands, in light and in dark."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed (npm ci)")
    page.evaluate(AXE.read_text())
    found = page.evaluate(RUN, TAGS)
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {each}" for each in page.evaluate(RUN, OF_COLOURS)]
    page.emulate_media(color_scheme="light")
    return found


def scrolls_sideways(page, widths=WIDTHS) -> list[int]:
    """The widths of the window, from narrow to wide, at which the page is wider.  It keeps the last."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("width => innerWidth === width", arg=width)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(width)
    return found
