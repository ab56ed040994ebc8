"""Every write to the cover: which stream pays what of a line, or of the lines of a measure.

Values travel flat, per stream: ``part:<stream>`` is a fraction, ``FIXED`` or None,
``assumed:<stream>`` a boolean, ``amount:<stream>:<year>`` euros or None.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from budgets.actions.editing import Meanwhile, Values, check_amount, fresh, merge, plain, writer
from budgets.dutch_numbers import euros, fraction_words, part_of_line
from budgets.engine import BudgetData
from budgets.engine.money import cents_from_decimal
from budgets.models import CostLine, Cover, CoverAmount, FundingStream
from measures.changes import Recorder, changing
from measures.models import Measure
from municipalities.models import User
from municipalities.refusals import Refused

Owner = CostLine | Measure
FIXED = "vast"
"""What ``part:<stream>`` is where the stream pays fixed amounts."""
FINEST = 1_000_000
"""The largest denominator: of a percentage with four decimals."""
GENERAL = "rest algemeen"
TOGETHER = "Vul een deel in of vaste bedragen, niet allebei."


def change_cover(
    *, of: Owner, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None = None
) -> Owner:
    """What pays ``of``.  A line that nothing pays follows its measure.

    Fixed amounts may be more than the line has: that can change tomorrow, and the
    engine pays no more than the line.  Raises ``Refused``, ``Meanwhile`` or ``Gone``.
    """
    with changing(of.plan, by=by) as recorder:
        editing = _Editing(recorder, fresh(of))
        editing.refuse_impossible(values)
        writes = merge(
            editing.current,
            values,
            seen,
            label=editing.label,
            who=editing.who,
            words=lambda key, value: part_words(value) if key.startswith("part:") else value,
        )
        editing.refuse_torn(values, writes)
        editing.refuse_surplus(writes)
        for code in dict.fromkeys(key.split(":")[1] for key in writes):
            editing.write(code, editing.current | writes)
    return editing.of


def cover_values(of: Owner) -> Values:
    """What pays ``of`` by itself, as ``change_cover`` takes it."""
    values: Values = {}
    for row in of.covers.select_related("stream").prefetch_related("amounts"):
        code = row.stream.code
        values |= {f"part:{code}": share_of(row) or FIXED, f"assumed:{code}": row.assumed}
        values |= {f"amount:{code}:{amount.year}": amount.amount for amount in row.amounts.all()}
    return values


def share_of(row: Cover) -> Fraction | None:
    """None where it pays fixed amounts."""
    return None if row.numerator is None else Fraction(row.numerator, row.denominator or 1)


def delete_covers(recorder: Recorder, covers: Iterable[Cover]) -> None:
    """Takes covers along with what they pay, in the same change."""
    covers = list(covers)
    recorder.delete(list(CoverAmount.objects.filter(cover__in=covers)))
    recorder.delete(covers)


def part_words(part: Any) -> Any:
    return part_of_line(part) if isinstance(part, Fraction) else "vaste bedragen" if part else part


def paid_by(parts: Iterable[tuple[str, Fraction | None]]) -> str:
    """ "1/3 Vrouwenopvang, rest algemeen", of titles and fractions; None is fixed amounts."""
    words, left = [], Fraction(1)
    for title, share in parts:
        left -= share or 0
        part = "vast bedrag" if share is None else "" if share == 1 else part_of_line(share)
        words.append(f"{part} {title}".strip())
    return ", ".join([*words, GENERAL] if left > 0 else words)


def line_cover(data: BudgetData) -> dict[str, str]:
    """Per line what pays it, in words."""
    found: dict[str, list[tuple[str, Fraction | None]]] = {line.code: [] for line in data.lines}
    for cover in sorted(data.cover, key=lambda each: data.stream_index[each.stream]):
        found[cover.line].append((data.stream(cover.stream).title, cover.share))
    return {code: paid_by(parts) for code, parts in found.items()}


def measure_words(measure: Measure) -> str:
    """What pays the lines of a measure that have no cover of their own."""
    rows = measure.covers.select_related("stream")
    return paid_by((str(row.stream), share_of(row)) for row in rows)


class _Editing:
    """The cover of a line or measure as it stands under the lock, and the rules that hold for it."""

    def __init__(self, recorder: Recorder, of: Any) -> None:
        self.recorder = recorder
        self.of: Owner = of
        self.mine = {"cost_line" if isinstance(of, CostLine) else "measure": of}
        self.streams = {stream.code: stream for stream in FundingStream.objects.filter(plan=recorder.plan)}
        self.current = cover_values(of)

    def label(self, key: str) -> str:
        head, code, *year = key.split(":")
        return " ".join([self.streams[code].title, *year]) + (", aanname" if head == "assumed" else "")

    def who(self, key: str) -> str:
        head, code, *year = key.split(":")
        mine = {f"{name}_id": of.pk for name, of in self.mine.items()}
        rows = Cover.history.filter(stream_id=self.streams[code].pk, **mine)
        if head == "amount":
            rows = CoverAmount.history.filter(cover_id__in=rows.values("id"), year=int(year[0]))
        return writer(rows)

    def refuse_impossible(self, values: Mapping[str, Any]) -> None:
        """What cannot be whatever stands there."""
        for key, value in values.items():
            head, code, *year = key.split(":")
            if code not in self.streams:
                raise Refused("Deze stroom bestaat niet of niet meer.", key)
            if head == "part" and isinstance(value, Fraction):
                _check_share(value, key)
            if head == "assumed" and value and not values.get(f"part:{code}", True):
                raise Refused("Vul ook in wat deze stroom betaalt, of haal ‘aanname’ weg.", f"part:{code}")
            if head == "amount" and value is not None:
                self._check_amount(value, int(year[0]), key)
                if values.get(f"part:{code}", FIXED) != FIXED:
                    raise Refused(TOGETHER, f"part:{code}")

    def _check_amount(self, amount: Decimal, year: int, key: str) -> None:
        if year not in self.recorder.plan.years:
            raise Refused(f"Het jaar {year} hoort niet bij dit plan.", key)
        if amount < 0:
            raise Refused("Een stroom kan geen negatief bedrag betalen. Vul 0 in, of laat het leeg.", key)
        check_amount(amount, key)

    def refuse_torn(self, wanted: Mapping[str, Any], writes: Values) -> None:
        """Two edits that are each right, but make no sense together."""
        stands = self.current | writes
        for key, value in stands.items():
            part = f"part:{key.split(':')[1]}"
            if key.startswith("amount:") and value is not None and stands.get(part) != FIXED:
                raise self._meanwhile(part if key in writes else key)
        parts = {key: value for key, value in wanted.items() if key.startswith("part:")}
        if isinstance(self.of, CostLine) and not any(parts.values()):  # it is to follow its measure
            for key in (key for key in parts if stands.get(key)):
                raise self._meanwhile(key)

    def _meanwhile(self, key: str) -> Meanwhile:
        now = self.current.get(key)
        words = euros(cents_from_decimal(now)) if isinstance(now, Decimal) else part_words(now) or "leeg"
        return Meanwhile(
            f"{self.label(key)}: {self.who(key)} heeft hier intussen ‘{words}’ van gemaakt. Er is niets "
            "bewaard. Bewaar nog eens als uw invulling moet gelden, of neem de andere over.",
            key,
            plain(now),
        )

    def refuse_surplus(self, writes: Values) -> None:
        """Raises ``Refused`` at the stream that takes the fractions over the whole."""
        stands, together = self.current | writes, Fraction(0)
        shares = [(f"part:{code}", stands.get(f"part:{code}")) for code in self.streams]
        total = sum((share for _, share in shares if isinstance(share, Fraction)), Fraction(0))
        for key, share in shares:
            together += share if isinstance(share, Fraction) else 0
            if together > 1:
                raise Refused(_surplus(f"Samen {fraction_words(total)}", total), key)

    def write(self, code: str, stands: Values) -> None:
        """The row of one stream, with its amounts; fixed amounts of which none is left pay nothing."""
        start = f"amount:{code}:"
        amounts = {int(key[len(start) :]): value for key, value in stands.items() if key.startswith(start)}
        amounts = {year: value for year, value in amounts.items() if value is not None}
        part = stands.get(f"part:{code}")
        row = Cover.objects.filter(stream=self.streams[code], **self.mine).first()
        if part is None or (part == FIXED and not amounts):
            delete_covers(self.recorder, [row] if row else [])
            return
        share = part if isinstance(part, Fraction) else None
        row = self._save(row, code, share, bool(stands.get(f"assumed:{code}")))
        self._write_amounts(row, amounts if share is None else {})

    def _save(self, row: Cover | None, code: str, share: Fraction | None, assumed: bool) -> Cover:
        fields = {
            "numerator": share and share.numerator,
            "denominator": share and share.denominator,
            "assumed": assumed,
        }
        if row is None:
            return Cover.objects.create(stream=self.streams[code], **self.mine, **fields)
        if changed := [name for name, value in fields.items() if getattr(row, name) != value]:
            for name in changed:
                setattr(row, name, fields[name])
            row.save(update_fields=changed)
        return row

    def _write_amounts(self, cover: Cover, amounts: Mapping[int, Decimal]) -> None:
        stand = {row.year: row for row in cover.amounts.all()}
        self.recorder.delete([row for year, row in stand.items() if year not in amounts])
        changed = [row for year, row in stand.items() if year in amounts and row.amount != amounts[year]]
        for row in changed:
            row.amount = amounts[row.year]
        self.recorder.bulk_update(changed, ["amount"])
        new = [CoverAmount(cover=cover, year=y, amount=a) for y, a in amounts.items() if y not in stand]
        self.recorder.bulk_create(new)


def _surplus(start: str, share: Fraction) -> str:
    return f"{start}: meer dan de hele post. Er is {fraction_words(share - 1)} te veel."


def _check_share(share: Fraction, key: str) -> None:
    if share <= 0:
        raise Refused("Een deel is meer dan nul. Betaalt de stroom niets, laat het dan leeg.", key)
    if share > 1:
        raise Refused(_surplus(f"Dit is {fraction_words(share)}", share), key)
    if share.denominator > FINEST:
        raise Refused("Dit deel is te fijn. Neem een breuk met een noemer van hoogstens 1.000.000.", key)
