"""Filling in a form as a browser does: with what its page says that the editor saw."""

import html
import re

SEEN = re.compile(r'name="gezien" value="([^"]*)"')


def seen_on(page):
    """What the hidden field on the page holds; None where there is none."""
    found = SEEN.search(page)
    return html.unescape(found[1]) if found else None


def submit(client, address, sent, **options):
    """Opens the page first, unless ``sent`` says what was seen."""
    seen = {"gezien": seen_on(client.get(address).content.decode()) or ""}
    return client.post(address, seen | sent, **options)
