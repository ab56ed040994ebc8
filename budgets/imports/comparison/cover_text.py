"""The cover of a line as people write it in a column: "DUVO", "1/3 DUVO + 2/3 GB", "60% BW, 40% GB"."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from budgets.engine.data import Stream
from budgets.engine.members import Cover
from budgets.imports.comparison.draft import Draft
from budgets.imports.comparison.lines import LineOutcome
from budgets.imports.comparison.names import bare
from budgets.imports.comparison.situation import Situation
from budgets.imports.findings import Severity

PIECES = re.compile(r"\s*(?:\+|;|,(?!\d)|&|\ben\b)\s*")
PART = re.compile(r"(?:(\d{1,4})\s*/\s*(\d{1,4})|(\d{1,3}(?:[.,]\d{1,4})?)\s*%)?\s*(?:van\s+|uit\s+)?(.*)")
GENERAL = frozenset({"algemeen", "algemene middelen", "rest algemeen", "rest", "algemene dienst"})
FINEST = 1_000_000
"""The largest denominator: of a percentage with four decimals."""


def covers_given(
    situation: Situation, draft: Draft, lines: Iterable[LineOutcome], streams: Sequence[Stream]
) -> dict[str, tuple[Cover, ...]]:
    """By line what pays it, where the file says so and the budget says otherwise."""
    known: dict[str, list[tuple[str, Fraction | None]]] = {}
    for cover in situation.ours.cover:
        known.setdefault(cover.line, []).append((cover.stream, cover.share))
    found = {}
    for outcome in lines:
        text = outcome.row.cover
        if not text.strip() or outcome.code not in draft.lines:
            continue
        parts = read_cover(text, streams)
        if parts is None:
            message = f"de dekking ‘{text[:80]}’ is niet te herkennen en wordt niet overgenomen"
            situation.say(Severity.NOTE, "cover_unknown", message, outcome.row)
        elif set(parts) != set(known.get(outcome.code, [])):
            found[outcome.code] = tuple(Cover(outcome.code, stream, share) for stream, share in parts)
    return found


def read_cover(text: str, streams: Sequence[Stream]) -> list[tuple[str, Fraction]] | None:
    """Codes of streams with the fraction that each pays, in the order of the streams.

    None where a name is unknown, where several pay and it does not say how much, or where they
    would pay more than the whole.
    """
    names = {bare(name): stream.code for stream in reversed(streams) for name in (stream.title, stream.code)}
    pieces = [piece for piece in PIECES.split(text.strip()) if piece]
    shares: dict[str, Fraction] = {}
    for piece in pieces:
        match = PART.fullmatch(piece)
        name = bare(match[4]) if match else ""
        if name in GENERAL:
            continue
        code = names.get(name)
        share = _share(match, len(pieces)) if match else None
        if code is None or share is None or code in shares:
            return None
        shares[code] = share
    if not shares or sum(shares.values()) > 1:
        return None
    order = {stream.code: place for place, stream in enumerate(streams)}
    return sorted(shares.items(), key=lambda pair: order[pair[0]])


def _share(match: re.Match[str], pieces: int) -> Fraction | None:
    if match[1]:
        share = Fraction(int(match[1]), int(match[2])) if int(match[2]) else None
    elif match[3]:
        share = Fraction(match[3].replace(",", ".")) / 100
    else:
        share = Fraction(1) if pieces == 1 else None
    if share is None or not 0 < share <= 1 or share.denominator > FINEST:
        return None
    return share
