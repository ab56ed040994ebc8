"""Every write to income and targets: streams with their amounts, and what must be saved."""

from collections.abc import Mapping
from typing import Any

from budgets.actions.editing import (
    OF_TARGET,
    Values,
    check_amount,
    check_percentage,
    check_saving,
    codes_of,
    fresh,
    label_of,
    merge,
    next_position,
    quoted_names,
    refuse_taken_title,
    writer,
)
from budgets.actions.estimates import estimate_label, estimates_of, is_estimate, write_estimates
from budgets.dutch_numbers import enumeration
from budgets.models import (
    AdjustmentOption,
    CostLine,
    FundingStream,
    SavingsTarget,
    StreamAmount,
    StreamEstimate,
    TargetAmount,
)
from budgets.texts import RESERVED_STREAMS, free_code, one_line, paragraphs
from measures.changes import Recorder, changing
from measures.models import Measure, Plan
from municipalities.models import User
from municipalities.refusals import Refused

MOST_NAMED = 5
STREAM_TEXTS = ("title", "kind", "note", "negative_allowed", "incidental")
TARGET_TEXTS = ("title", "stream", "percentage")


def add_stream(*, plan: Plan, values: Mapping[str, Any], by: User) -> FundingStream:
    """``values`` is flat: title, kind, note, negative_allowed, incidental, ``year:<year>`` in euros or None.

    And what it is thought to bring in, as in ``estimates``.  Raises ``Refused``.
    """
    wanted = _stream_values(values)
    with changing(
        plan, by=by, remark=f"Financieringsstroom ‘{wanted['title']}’ toegevoegd"[:300]
    ) as recorder:
        texts = {name: wanted[name] for name in STREAM_TEXTS if name in wanted}
        stream = FundingStream(plan=plan, position=next_position(plan.streams.all()), **texts)
        refuse_taken_title(stream, stream.title)
        taken = codes_of(FundingStream, plan) | RESERVED_STREAMS
        stream.code = free_code(stream.title, taken, longest=20, otherwise="stroom")
        stream.save()
        _write_years(recorder, stream, "stream", StreamAmount, _filled(wanted))
        _write_estimates(recorder, stream, wanted)
        _refuse_negative(stream)
    return stream


def change_stream(
    *, stream: FundingStream, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None = None
) -> FundingStream:
    """Raises ``Refused``, also where negative amounts stand that would no longer be allowed, or ``Gone``."""
    wanted = _stream_values(values)
    with changing(stream.plan, by=by) as recorder:
        now = fresh(stream)
        _apply(recorder, now, wanted, seen, STREAM_TEXTS, "stream", StreamAmount)
        _refuse_negative(now)
    return now


def delete_stream(*, stream: FundingStream, by: User) -> None:
    """With its amounts.  Raises ``Refused`` where a target or an option uses it, or where it pays."""
    with changing(
        stream.plan, by=by, remark=f"Financieringsstroom ‘{stream.title}’ verwijderd"[:300]
    ) as recorder:
        now = fresh(stream)
        check_stream_unused(now)
        recorder.delete(list(now.amounts.all()))
        recorder.delete(list(now.estimates.all()))
        now.delete()


def check_stream_unused(stream: FundingStream) -> None:
    """Raises ``Refused`` where a target or an option uses it, or where it pays a line or measure."""
    if used := stream_users(stream):
        raise Refused(f"Deze stroom wordt gebruikt door {quoted_names(used)}. Wijzig of verwijder die eerst.")
    if paid := paid_from(stream):
        names: list[object] = [f"‘{name}’" for name in paid[:MOST_NAMED]]
        more = [f"nog {len(paid) - MOST_NAMED}"] if len(paid) > MOST_NAMED else []
        raise Refused(f"Deze stroom betaalt mee aan {enumeration(names + more)}. Wijzig eerst die dekking.")


def paid_from(stream: FundingStream) -> list[CostLine | Measure]:
    """The lines that it pays, and the measures whose lines it pays by default."""
    covers = stream.covers.select_related("cost_line__measure", "measure").order_by("cost_line__number", "pk")
    return [paid for cover in covers if (paid := cover.cost_line or cover.measure)]


def stream_users(stream: FundingStream) -> list[SavingsTarget | AdjustmentOption]:
    """The targets that are a percentage of it, and the options that change it."""
    return [
        *stream.targets.all(),
        *AdjustmentOption.objects.filter(effects__stream=stream).distinct(),
    ]


def add_target(*, plan: Plan, values: Mapping[str, Any], by: User) -> SavingsTarget:
    """``values``: title, and either stream with percentage (0 to 100) or ``year:<year>`` in euros."""
    wanted = _target_values(values)
    with changing(plan, by=by, remark=f"Taakstelling ‘{wanted['title']}’ toegevoegd"[:300]) as recorder:
        _refuse_foreign(plan, wanted)
        texts = {name: wanted[name] for name in TARGET_TEXTS if name in wanted}
        target = SavingsTarget(plan=plan, position=next_position(plan.targets.all()), **texts)
        refuse_taken_title(target, target.title)
        target.code = free_code(
            target.title, codes_of(SavingsTarget, plan) | RESERVED_STREAMS, longest=50, otherwise="doel"
        )
        target.save()
        _write_years(recorder, target, "target", TargetAmount, _filled(wanted))
    return target


def change_target(
    *, target: SavingsTarget, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None = None
) -> SavingsTarget:
    wanted = _target_values(values)
    with changing(target.plan, by=by) as recorder:
        now = fresh(target)
        _refuse_foreign(now.plan, wanted)
        _apply(recorder, now, wanted, seen, TARGET_TEXTS, "target", TargetAmount)
        if (now.stream is None) != (now.percentage is None):
            raise Refused("Een percentage hoort bij een stroom: kies beide, of geen van beide.", "percentage")
        if now.stream and now.amounts.exists():
            recorder.delete(list(now.amounts.all()))
    return now


def delete_target(*, target: SavingsTarget, by: User) -> None:
    with changing(target.plan, by=by, remark=f"Taakstelling ‘{target.title}’ verwijderd"[:300]) as recorder:
        now = fresh(target)
        recorder.delete(list(now.amounts.all()))
        now.delete()


def years_of(item: FundingStream | SavingsTarget) -> Values:
    return {f"year:{row.year}": row.amount for row in item.amounts.all()}


def _apply(
    recorder: Recorder,
    now: Any,
    wanted: Values,
    seen: Mapping[str, Any] | None,
    texts: tuple[str, ...],
    owner: str,
    amounts: Any,
) -> None:
    """Writes what this editor changed of the texts and of the amounts."""
    model = type(now)

    def who(key: str) -> str:
        if is_estimate(key):
            side, _, year = key.partition(":")
            return writer(StreamEstimate.history.filter(stream_id=now.pk, year=int(year)), side)
        if key.startswith("year:"):
            rows = amounts.history.filter(**{f"{owner}_id": now.pk, "year": int(key[5:])})
            return writer(rows, "amount")
        return writer(model.history.filter(id=now.pk), model._meta.get_field(key).attname)

    def label(key: str) -> str:
        return estimate_label(key) if is_estimate(key) else label_of(model, key)

    estimates = estimates_of(now) if owner == "stream" else {}
    current = {name: getattr(now, name) for name in texts} | years_of(now) | estimates
    writes = merge(current, wanted, seen, label=label, who=who)
    refuse_taken_title(now, writes.get("title", ""))
    fields = [name for name in texts if name in writes]
    for name in fields:
        setattr(now, name, writes[name])
    if fields:
        if owner == "target" and (now.stream is None) != (now.percentage is None):
            raise Refused("Een percentage hoort bij een stroom: kies beide, of geen van beide.", "percentage")
        now.save(update_fields=fields)
    _write_years(recorder, now, owner, amounts, {k: v for k, v in writes.items() if k.startswith("year:")})
    if owner == "stream":
        _write_estimates(recorder, now, writes)


def _filled(wanted: Values) -> Values:
    return {key: value for key, value in wanted.items() if key.startswith("year:") and value is not None}


def _write_years(recorder: Recorder, item: Any, owner: str, model: Any, years: Values) -> None:
    stand = {row.year: row for row in item.amounts.all()}
    new, changed, gone = [], [], []
    for key, amount in years.items():
        year = int(key.partition(":")[2])
        if year not in recorder.plan.years:
            raise Refused(f"Het jaar {year} hoort niet bij dit plan.", key)
        check = check_saving if model is TargetAmount else check_amount
        check(amount, key)
        row = stand.get(year)
        if amount is None:
            gone += [row] if row else []
        elif row is None:
            new.append(model(**{owner: item, "year": year, "amount": amount}))
        else:
            row.amount = amount
            changed.append(row)
    recorder.delete(gone)
    recorder.bulk_create(new)
    recorder.bulk_update(changed, ["amount"])


def _write_estimates(recorder: Recorder, stream: FundingStream, writes: Values) -> None:
    def outside(year: int) -> str:
        return "" if year in recorder.plan.years else f"Het jaar {year} hoort niet bij dit plan."

    write_estimates(recorder, {"stream": stream}, writes, outside)


def _refuse_negative(stream: FundingStream) -> None:
    below = stream.amounts.filter(amount__lt=0).order_by("year").first()
    if below is not None and not stream.negative_allowed:
        raise Refused(
            f"Het bedrag in {below.year} is negatief. Zet ‘mag negatief zijn’ aan, of wijzig het bedrag.",
            f"year:{below.year}",
        )


def _refuse_foreign(plan: Plan, wanted: Values) -> None:
    stream = wanted.get("stream")
    if stream is not None and fresh(stream).plan_id != plan.pk:
        raise Refused("Deze stroom hoort bij een ander beleidsplan.", "stream")


def _stream_values(values: Mapping[str, Any]) -> Values:
    wanted = dict(values)
    wanted["title"] = one_line(
        wanted.get("title", ""), longest=200, field="title", needed="Geef de stroom een naam."
    )
    if wanted.get("kind") not in FundingStream.Kind.values:
        raise Refused("Kies een soort.", "kind")
    if "note" in wanted:
        wanted["note"] = paragraphs(wanted["note"])
    return wanted


def _target_values(values: Mapping[str, Any]) -> Values:
    wanted = dict(values)
    wanted["title"] = one_line(
        wanted.get("title", ""), longest=200, field="title", needed="Geef de taakstelling een naam."
    )
    stream, percentage = wanted.get("stream"), wanted.get("percentage")
    if (stream is None) != (percentage is None):
        raise Refused("Een percentage hoort bij een stroom: kies beide, of geen van beide.", "percentage")
    if percentage is not None:
        check_percentage(percentage, OF_TARGET, "percentage")
    years = [key for key, value in wanted.items() if key.startswith("year:") and value is not None]
    if stream is not None and years:
        raise Refused("Kies een percentage of vaste bedragen, niet allebei.", years[0])
    if stream is None and not years:
        raise Refused("Vul een percentage van een stroom in, of een bedrag per jaar.", "percentage")
    return wanted
