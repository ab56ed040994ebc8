"""The income of a file in the budget: which row is which stream, and what it changes.

Streams are few, and a source may label them wrongly: equal amounts in every year tell more than
a name.  A stream keeps its own name, unless the file is our own export.
"""

import re
from collections.abc import Iterable, Set
from dataclasses import replace

from budgets.amount_text import Value, shown
from budgets.engine.data import Stream
from budgets.imports.comparison.merging import About, merged, merged_years
from budgets.imports.comparison.names import Titles, bare, one_line
from budgets.imports.comparison.situation import Situation, place_of
from budgets.imports.comparison.streams_paired import pair_streams
from budgets.imports.content import ReadRow
from budgets.imports.findings import Severity
from budgets.imports.mapping import RowKind
from budgets.texts import RESERVED_STREAMS, Codes

LONGEST_TITLE = 200
KINDS = (
    ("eigen bijdrage", re.compile(r"\beigen bijdrage")),
    ("gemeentelijke bijdrage", re.compile(r"gemeentelijke? bijdrage|bijdragen? (van )?gemeenten|\bgb\b")),
    ("rijkssubsidie", re.compile(r"subsidie|\bspuk\b|specifieke uitkering")),
    ("rijksuitkering", re.compile(r"\brijk|decentral|uitkering|duvo|\bbw\b|\bmo\b|opvang|beschermd wonen")),
)
"""What the words of a row and its heading say of the kind of a stream; the first that fits."""
OTHER = "overig"


def compare_streams(situation: Situation, taken: set[str], paying: Set[str]) -> tuple[Stream, ...]:
    """The streams as the file would have them, new ones at the end; those in ``paying`` stay."""
    rows = [*situation.content.of_kind(RowKind.STREAM), *_beside_costs(situation)]
    found = pair_streams(rows, situation.ours, trust_ids=situation.own)
    streams = {stream.code: stream for stream in situation.ours.streams}
    for i, code in found.items():
        streams[code] = _merge(situation, rows[i], streams[code])
    if rows:
        for code in _gone(situation, set(found.values()), paying):
            del streams[code]
    codes = Codes(taken | RESERVED_STREAMS, longest=20, otherwise="stroom")
    titles = Titles((stream.title for stream in streams.values()), LONGEST_TITLE)
    added = (_new(situation, rows[i], codes, titles) for i in range(len(rows)) if i not in found)
    return (*streams.values(), *(stream for stream in added if stream is not None))


def _beside_costs(situation: Situation) -> list[ReadRow]:
    """Income that stands beside the costs of a line, as a stream with its name."""
    lines = situation.content.of_kind(RowKind.LINE)
    return [
        replace(row, amounts=row.income, id="", kind=RowKind.STREAM)
        for row in lines
        if any(value not in ("", 0) for _, value in row.income)
    ]


def _merge(situation: Situation, row: ReadRow, stream: Stream) -> Stream:
    base = situation.base_streams.get(stream.code, stream)
    title = stream.title
    if situation.own and one_line(row.label):
        title = merged(
            situation.inquiry,
            lambda: About(f"stream:{stream.code}:title", stream.title, "naam", place_of(row)),
            base=base.title,
            ours=stream.title,
            file=one_line(row.label)[:LONGEST_TITLE],
        )
    elif bare(row.label) not in (bare(title), bare(stream.code)):
        label = f"‘{row.label}’" if row.label else "een rij zonder naam"
        situation.say(
            Severity.NOTE, "stream_by_amounts", f"{label} is aan de bedragen herkend als ‘{title}’", row
        )
    amounts = merged_years(
        situation,
        row,
        (f"stream:{stream.code}", stream.title),
        base=base.amounts,
        ours=stream.amounts,
        file=((year, _cents(situation, row, value)) for year, value in row.amounts),
    )
    return replace(stream, title=title, amounts=amounts)


def _cents(situation: Situation, row: ReadRow, value: Value) -> int:
    """Nothing is zero; p.m. is not for a stream."""
    if value == "pm":
        situation.say(
            Severity.ERROR, "stream_pm", "alleen een kostenpost kan p.m. zijn; vul hier een bedrag in", row
        )
    return value if isinstance(value, int) else 0


def _gone(situation: Situation, found: set[str], paying: Set[str]) -> Iterable[str]:
    """Streams that the file does not have, where somebody says that they go."""
    data = situation.ours
    exported = {stream.code for stream in situation.base.streams}
    used = {target.stream for target in data.targets} | paying
    used |= {effect.stream for option in data.options for effect in option.effects}
    for stream in data.streams:
        if stream.code in found or stream.code not in exported:
            continue
        in_use = "een taakstelling, optie of dekking gebruikt deze stroom" if stream.code in used else ""
        answer = situation.inquiry.ask(
            "gone",
            f"stream:{stream.code}",
            subject=stream.title,
            ours=", ".join(map(shown, stream.amounts)),
            because=in_use,
        )
        if answer == "delete" and in_use:
            situation.say(
                Severity.ERROR,
                "stream_used",
                f"‘{stream.title}’ kan niet verwijderd worden: {in_use}. Kies behouden.",
            )
        elif answer == "delete":
            yield stream.code


def _new(situation: Situation, row: ReadRow, codes: Codes, titles: Titles) -> Stream | None:
    """A stream that the budget does not have.  A row without any amount is none."""
    values = dict(row.amounts)
    if not any(value not in ("", 0) for value in values.values()):
        return None
    name = one_line(row.label) or f"Baten zonder naam (rij {row.row})"
    title = titles.of(name)
    if not row.label:
        situation.say(
            Severity.WARNING,
            "stream_without_name",
            f"deze baten hebben geen naam en heten voorlopig ‘{title}’",
            row,
        )
    return Stream(
        code=codes.of(title),
        title=title,
        kind=kind_of(row),
        amounts=tuple(_cents(situation, row, values.get(year, 0)) for year in situation.ours.years),
        note="",
    )


def kind_of(row: ReadRow) -> str:
    """By the row's own words, or else those of its heading."""
    for text in (row.label, row.goal):
        for kind, words in KINDS:
            if words.search(bare(text)):
                return kind
    return OTHER
