"""What a new plan is split by, from a fixed version: keys, participation, cover."""

from decimal import Decimal

from budgets.engine import BudgetData, Key
from budgets.engine.money import decimal_from_cents
from budgets.models import AllocationKey, CostLine, Cover, CoverAmount, FundingStream, KeyUse, KeyWeight
from measures.changes import Recorder
from measures.models import Measure, Participation
from municipalities.models import Municipality

HUNDRED = 100


def enter_split(recorder: Recorder, data: BudgetData) -> None:
    """``data`` as it was carried over."""
    known = {each.code: each for each in Municipality.objects.filter(code__in=data.municipality_index)}
    _enter_keys(recorder, data, known)
    _enter_participation(recorder, data, known)
    _enter_cover(recorder, data)


def _enter_keys(recorder: Recorder, data: BudgetData, known: dict[str, Municipality]) -> None:
    keys = {
        key.code: AllocationKey(
            plan=recorder.plan,
            code=key.code,
            title=key.title,
            kind=_kind(key),
            source=key.source,
            count_year=key.count_year,
            is_default=key.code == data.key,
            position=position,
        )
        for position, key in enumerate(data.keys, 1)
    }
    recorder.bulk_create(list(keys.values()))
    recorder.bulk_create(
        [
            KeyWeight(key=keys[key.code], municipality=known[each.code], year=year, weight=_weight(key, w))
            for key in data.keys
            if key.kind != AllocationKey.Kind.EQUAL
            for each, row in zip(data.municipalities, key.weights, strict=True)
            if each.code in known
            for year, w in zip(data.years, row, strict=True)
        ]
    )
    measures, streams = _measures(recorder), _streams(recorder)
    uses = [KeyUse(key=keys[m.key], measure=measures[m.code]) for m in data.measures if m.key]
    uses += [KeyUse(key=keys[s.key], stream=streams[s.code]) for s in data.streams if s.key]
    recorder.bulk_create(uses)


def _enter_participation(recorder: Recorder, data: BudgetData, known: dict[str, Municipality]) -> None:
    measures = _measures(recorder)
    recorder.bulk_create(
        [
            Participation(
                measure=measures[each.measure],
                municipality=known[each.municipality],
                year=year,
                percentage=Decimal((HUNDRED * share).numerator) / Decimal((HUNDRED * share).denominator),
            )
            for each in data.participation
            if each.measure in measures and each.municipality in known
            for year, share in zip(data.years, each.shares, strict=True)
        ]
    )


def _enter_cover(recorder: Recorder, data: BudgetData) -> None:
    """Per line: a version does not say what came from the measure."""
    lines = {line.code: line for line in CostLine.objects.filter(plan=recorder.plan)}
    streams = _streams(recorder)
    entered = [
        (
            Cover(
                cost_line=lines[each.line],
                stream=streams[each.stream],
                numerator=each.share.numerator if each.share else None,
                denominator=each.share.denominator if each.share else None,
                assumed=each.assumed,
            ),
            each.amounts,
        )
        for each in data.cover
        if each.share != 0
    ]
    recorder.bulk_create([cover for cover, _ in entered])
    recorder.bulk_create(
        [
            CoverAmount(cover=cover, year=year, amount=decimal_from_cents(cents))
            for cover, amounts in entered
            for year, cents in zip(data.years, amounts, strict=False)
        ]
    )


def _kind(key: Key) -> str:
    """A key by inhabitants of a version that does not say which count goes on with its numbers as they are.

    It splits the same; the year of its plan today may be another, and its source is for people to read.
    """
    uncounted = key.kind == AllocationKey.Kind.INHABITANTS and key.count_year is None
    return AllocationKey.Kind.WEIGHTS if uncounted else key.kind


def _weight(key: Key, weight: int) -> Decimal:
    """As the tables have it: the engine counts all but inhabitants in hundredths."""
    return Decimal(weight) if key.kind == AllocationKey.Kind.INHABITANTS else Decimal(weight) / HUNDRED


def _measures(recorder: Recorder) -> dict[str, Measure]:
    return {measure.code: measure for measure in Measure.objects.filter(plan=recorder.plan)}


def _streams(recorder: Recorder) -> dict[str, FundingStream]:
    return {stream.code: stream for stream in FundingStream.objects.filter(plan=recorder.plan)}
