"""The page of the API for people, made of ``docs/api.md``: ``python -m scripts.api_guide`` writes it anew.

It is made beforehand and not with every request, so that the application needs no reader of Markdown.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parent.parent
SOURCE, TARGET = ROOT / "docs/api.md", ROOT / "templates/api/guide_text.html"
CLASSES = {
    "h2": "utrecht-heading-2",
    "h3": "utrecht-heading-3",
    "a": "utrecht-link",
    "table": "utrecht-table utrecht-table--html-table",
}
FRAME = '<div class="table-frame" role="group" aria-label="{label}" tabindex="0">\n'
SHOWN = (
    '<pre class="example" tabindex="0" role="group" aria-label="{label}">'
    '<code translate="no">{text}</code></pre>\n'
)
LINK = '<li><a class="utrecht-link" href="#{anchor}">{title}</a></li>\n'
CONTENTS = '<nav aria-label="Op deze pagina"><ul class="guide__contents">\n{links}</ul></nav>\n'
LANGUAGES = {"bash": "curl", "python": "Python", "powerquery": "Power Query", "text": "variabelen"}


def rendered(source: str) -> str:
    """As a part of a template, in the looks of the other pages, with a list of what is in it."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    for name in ("fence", "table_open", "table_close"):
        markdown.add_render_rule(name, globals()[f"_{name}"])
    tokens = markdown.parse(source.partition("\n")[2])  # the page has the title itself
    title, found = "", []
    _name_rows(tokens)
    for place, token in enumerate(tokens):
        if token.tag in CLASSES and token.nesting == 1:
            token.attrSet("class", CLASSES[token.tag])
        if token.type == "heading_open":
            title = tokens[place + 1].content
            token.attrSet("id", _anchor(title))
            found.append((token.tag, title))
        token.meta["under"] = title
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("class", CLASSES["a"])
    links = [LINK.format(anchor=_anchor(each), title=each) for tag, each in found if tag == "h2"]
    contents = CONTENTS.format(links="".join(links))
    text = markdown.renderer.render(tokens, markdown.options, {})
    return f"{{% verbatim %}}\n{contents}{text}{{% endverbatim %}}\n"


def _name_rows(tokens: Sequence[Token]) -> None:
    """The first cell of a row says what the row is about."""
    for place, token in enumerate(tokens):
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type == "tr_open" and tokens[place + 1].type == "td_open":
            tokens[place + 1].attrSet("scope", "row")
            for cell in (tokens[place + 1], tokens[place + 3]):
                cell.tag = "th"


def _anchor(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _fence(_: Any, tokens: Sequence[Token], place: int, *__: Any) -> str:
    token = tokens[place]
    label = f"{token.meta['under']}: {LANGUAGES[token.info]}"
    return SHOWN.format(label=_escaped(label), text=_escaped(token.content.rstrip("\n")))


def _table_open(_: Any, tokens: Sequence[Token], place: int, *__: Any) -> str:
    token = tokens[place]
    return FRAME.format(label=_escaped(token.meta["under"])) + f'<table class="{CLASSES["table"]}">\n'


def _table_close(*_: Any) -> str:
    return "</table>\n</div>\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


if __name__ == "__main__":
    TARGET.write_text(rendered(SOURCE.read_text(encoding="utf-8")), encoding="utf-8")
