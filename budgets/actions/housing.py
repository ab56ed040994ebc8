"""Every write about places for living: what was agreed, what a missing place costs, and what came."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from budgets.actions.editing import (
    Values,
    check_amount,
    codes_of,
    fresh,
    label_of,
    merge,
    next_position,
    refuse_taken_title,
    writer,
)
from budgets.engine import Municipality as Member
from budgets.models import HousingKind, HousingRealised, HousingTarget, HousingTerms
from budgets.models.housing import MOST_PLACES
from budgets.snapshot_split import municipalities
from budgets.texts import free_code, one_line, paragraphs
from measures.changes import Recorder, changing
from measures.models import Plan
from municipalities.models import Municipality, User
from municipalities.refusals import Gone, Refused

RESERVED = frozenset({"nieuw"})
KIND_FIELDS = ("title", "agreed", "start", "note")
TERM_FIELDS = ("amount", "price_level", "percentage")
LONGEST_SHOWN = 20
LOWEST_RISE, HIGHEST_RISE = -20, 100
WRONG_PERCENTAGE = "Vul een percentage in van −20 tot en met 100, zoals 2,5."
NUMBER = re.compile(r"(?P<minus>[-\u2212]?)(?P<digits>[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)")


def read_places(text: str) -> int | None:
    """A number of places as somebody typed it; None where it is empty.

    Raises ``Refused`` with a sentence.  A point only groups thousands: 1.000 is a thousand,
    and half a place there is not.
    """
    bare = "".join(text.split())
    if not bare:
        return None
    shown = bare if len(bare) <= LONGEST_SHOWN else f"{bare[:LONGEST_SHOWN]}…"
    match = NUMBER.fullmatch(bare)
    if match is None:
        raise Refused(f"‘{shown}’ is geen heel aantal. Typ bijvoorbeeld 12, of laat het leeg.")
    digits = match["digits"].replace(".", "").lstrip("0") or "0"
    number = int(digits) if len(digits) <= len(str(MOST_PLACES)) else MOST_PLACES + 1
    _check_places(-number if match["minus"] else number, None)
    return number


def add_kind(*, plan: Plan, values: Mapping[str, Any], by: User) -> HousingKind:
    """``values`` is flat: title, agreed, start, note, and ``year:<year>`` in places or None."""
    wanted = _kind_values(values)
    remark = f"Soort woning ‘{wanted['title']}’ toegevoegd"[:300]
    with changing(plan, by=by, remark=remark) as recorder:
        fields = {name: wanted[name] for name in KIND_FIELDS if name in wanted}
        kind = HousingKind(plan=recorder.plan, position=next_position(plan.housing_kinds.all()), **fields)
        refuse_taken_title(kind, kind.title)
        taken = codes_of(HousingKind, plan) | RESERVED
        kind.code = free_code(kind.title, taken, longest=50, otherwise="soort")
        kind.save()
        _write_targets(recorder, kind, {k: v for k, v in wanted.items() if k.startswith("year:")})
    return kind


def change_kind(
    *, kind: HousingKind, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None = None
) -> HousingKind:
    """Raises ``Refused``, ``Meanwhile`` where another changed the same, or ``Gone``."""
    wanted = _kind_values(values)
    with changing(kind.plan, by=by) as recorder:
        now = fresh(kind)
        current = {name: getattr(now, name) for name in KIND_FIELDS} | targets_of(now)

        def who(key: str) -> str:
            if key.startswith("year:"):
                return writer(HousingTarget.history.filter(kind_id=now.pk, year=int(key[5:])), "places")
            return writer(HousingKind.history.filter(id=now.pk), key)

        writes = merge(current, wanted, seen, label=lambda key: label_of(HousingKind, key), who=who)
        refuse_taken_title(now, writes.get("title", ""))
        fields = [name for name in KIND_FIELDS if name in writes]
        for name in fields:
            setattr(now, name, writes[name])
        if fields:
            now.save(update_fields=fields)
        _write_targets(recorder, now, {k: v for k, v in writes.items() if k.startswith("year:")})
    return now


def delete_kind(*, kind: HousingKind, by: User) -> None:
    """With its yearly targets.  Raises ``Refused`` where a municipality filled in a number for it."""
    with changing(kind.plan, by=by, remark=f"Soort woning ‘{kind.title}’ verwijderd"[:300]) as recorder:
        now = fresh(kind)
        check_kind_unused(now)
        recorder.delete(list(now.targets.all()))
        now.delete()


def check_kind_unused(kind: HousingKind) -> None:
    """Raises ``Refused`` where a municipality filled in a number for it."""
    if kind.realised.exists():
        raise Refused(
            "Bij deze soort zijn gerealiseerde aantallen ingevuld. Maak die eerst leeg, dan kan de soort weg."
        )


def change_terms(
    *, plan: Plan, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None = None
) -> HousingTerms:
    """``amount`` in euros, ``price_level`` a year, ``percentage`` by which it rises a year."""
    wanted = _term_values(values)
    with changing(plan, by=by, remark="Verrekening van woningen") as recorder:
        now = HousingTerms.objects.filter(plan=plan).first()
        if now is None:
            return _first_terms(recorder, wanted)

        def who(key: str) -> str:
            return writer(HousingTerms.history.filter(plan_id=plan.pk), key)

        writes = merge(terms_of(now), wanted, seen, label=lambda key: label_of(HousingTerms, key), who=who)
        for name, value in writes.items():
            setattr(now, name, value)
        if writes:
            now.save(update_fields=list(writes))
    return now


def enter_realised(
    *,
    plan: Plan,
    municipality: Municipality,
    values: Mapping[str, int | None],
    by: User,
    seen: Mapping[str, Any] | None = None,
) -> None:
    """How many places came in a municipality: ``<kind>:<year>`` to a number, or None for not known.

    Raises ``Refused`` for a year outside the plan or in which it is no member, all or nothing.
    """
    with changing(plan, by=by) as recorder:
        kinds = {kind.code: kind for kind in HousingKind.objects.filter(plan=plan)}
        stand = {
            f"{row.kind.code}:{row.year}": row
            for row in HousingRealised.objects.filter(
                kind__plan=plan, municipality=municipality
            ).select_related("kind")
        }
        _refuse_unknown_kinds(values, kinds)

        def label(key: str) -> str:
            code, _, year = key.rpartition(":")
            return f"{kinds[code].title} {year}"

        def who(key: str) -> str:
            code, _, year = key.rpartition(":")
            rows = HousingRealised.history.filter(kind_id=kinds[code].pk, municipality_id=municipality.pk)
            return writer(rows.filter(year=int(year)), "places")

        current = {key: row.places for key, row in stand.items()}
        writes = merge(current, values, seen, label=label, who=who, words=lambda key, value: _said(value))
        member = member_of(recorder.plan, municipality)
        for key, number in writes.items():
            _check_realised(recorder.plan, municipality, member, key, number)
        _write_realised(recorder, municipality, kinds, stand, writes)


def member_of(plan: Plan, municipality: Municipality) -> Member | None:
    """The municipality with the years of the plan in which it is a member; None where there is none."""
    return next((each for each in municipalities(plan) if each.code == municipality.code), None)


def targets_of(kind: HousingKind) -> Values:
    return {f"year:{row.year}": row.places for row in kind.targets.all()}


def terms_of(terms: HousingTerms) -> Values:
    return {name: getattr(terms, name) for name in TERM_FIELDS}


def realised_of(plan: Plan, municipality: Municipality) -> dict[str, int]:
    rows = HousingRealised.objects.filter(kind__plan=plan, municipality=municipality)
    return {
        f"{code}:{year}": places for code, year, places in rows.values_list("kind__code", "year", "places")
    }


def _write_targets(recorder: Recorder, kind: HousingKind, years: Values) -> None:
    """Zero and nothing are the same target."""
    stand = {row.year: row for row in kind.targets.all()}
    new, changed, gone = [], [], []
    for key, places in years.items():
        year = int(key.partition(":")[2])
        if year not in recorder.plan.years:
            raise Refused(f"Het jaar {year} hoort niet bij dit plan.", key)
        row = stand.get(year)
        if not places:
            gone += [row] if row else []
        elif row is None:
            new.append(HousingTarget(kind=kind, year=year, places=places))
        else:
            row.places = places
            changed.append(row)
    recorder.delete(gone)
    recorder.bulk_create(new)
    recorder.bulk_update(changed, ["places"])


def _write_realised(
    recorder: Recorder,
    municipality: Municipality,
    kinds: Mapping[str, HousingKind],
    stand: Mapping[str, HousingRealised],
    writes: Values,
) -> None:
    new, changed, gone = [], [], []
    for key, places in writes.items():
        code, _, year = key.rpartition(":")
        row = stand.get(key)
        if places is None:
            gone += [row] if row else []
        elif row is None:
            new.append(
                HousingRealised(kind=kinds[code], municipality=municipality, year=int(year), places=places)
            )
        else:
            row.places = places
            changed.append(row)
    recorder.delete(gone)
    recorder.bulk_create(new)
    recorder.bulk_update(changed, ["places"])


def _refuse_unknown_kinds(values: Mapping[str, Any], kinds: Mapping[str, HousingKind]) -> None:
    for key in values:
        if key.rpartition(":")[0] not in kinds:
            raise Gone("Een van deze soorten woningen is intussen verwijderd. Er is niets bewaard.")


def _check_realised(
    plan: Plan, municipality: Municipality, member: Member | None, key: str, number: int | None
) -> None:
    """Raises ``Refused`` where nobody can have realised that; emptying a number is always possible."""
    year = int(key.rpartition(":")[2])
    if number is None:
        return
    if year not in plan.years:
        raise Refused(f"Dit plan loopt van {plan.years[0]} tot en met {plan.years[-1]}.", key)
    if member is None or not member.member[plan.years.index(year)]:
        raise Refused(f"{municipality} is op 1 januari {year} geen lid van de regio.", key)
    _check_places(number, key)


def _check_places(number: Any, field: str | None) -> None:
    if number < 0:
        raise Refused("Een aantal plaatsen kan niet negatief zijn.", field)
    if number > MOST_PLACES:
        raise Refused("Het aantal is te groot: het zijn er hoogstens 99.999.", field)


def _said(number: Any) -> str:
    return "" if number is None else str(number)


def _kind_values(values: Mapping[str, Any]) -> Values:
    wanted = dict(values)
    wanted["title"] = one_line(
        wanted.get("title", ""), longest=200, field="title", needed="Geef de soort een naam."
    )
    wanted["agreed"], wanted["start"] = wanted.get("agreed"), wanted.get("start") or 0
    if wanted["agreed"] is None:
        raise Refused("Vul in hoeveel plaatsen zijn afgesproken.", "agreed")
    for name, number in wanted.items():
        if name in ("agreed", "start") or (name.startswith("year:") and number is not None):
            _check_places(number, name)
    if wanted["start"] > wanted["agreed"]:
        raise Refused("Er stonden bij het begin niet meer plaatsen dan er zijn afgesproken.", "start")
    if "note" in wanted:
        wanted["note"] = paragraphs(wanted["note"])
    return wanted


def _first_terms(recorder: Recorder, wanted: Values) -> HousingTerms:
    return HousingTerms.objects.create(plan=recorder.plan, **wanted)


def _term_values(values: Mapping[str, Any]) -> Values:
    amount, level = values.get("amount"), values.get("price_level")
    percentage = values.get("percentage") or Decimal(0)
    if amount is None:
        raise Refused("Vul het bedrag per ontbrekende plaats in.", "amount")
    check_amount(amount, "amount")
    if amount < 0:
        raise Refused("Het bedrag kan niet negatief zijn.", "amount")
    if level is None or not 1900 <= level <= 2200:
        raise Refused("Vul het jaar van het prijspeil in, zoals 2021.", "price_level")
    if not LOWEST_RISE <= percentage <= HIGHEST_RISE:
        raise Refused(WRONG_PERCENTAGE, "percentage")
    return {"amount": amount, "price_level": level, "percentage": percentage}
