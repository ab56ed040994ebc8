"""Every write to allocation keys: adding, changing, deleting, and what is split by which key."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from budgets.actions.editing import (
    Values,
    codes_of,
    fresh,
    label_of,
    merge,
    next_position,
    quoted_names,
    refuse_taken_title,
    writer,
)
from budgets.dutch_numbers import enumeration, exact
from budgets.engine.money import cents_from_decimal
from budgets.models import AllocationKey, KeyWeight
from budgets.models.fields import LARGEST_AMOUNT
from budgets.refusals import AtFields
from budgets.snapshot_split import municipalities
from budgets.texts import free_code, one_line
from measures.changes import Recorder, changing
from measures.models import Plan
from municipalities.models import Inhabitants, Municipality, User
from municipalities.refusals import Refused

Kind = AllocationKey.Kind
RESERVED = frozenset({"nieuw"})
TEXTS = ("title", "kind", "count_year", "source")
TYPED = frozenset({Kind.PERCENTAGE, Kind.WEIGHTS})
"""The kinds whose weights somebody types."""
WHOLE = Decimal(100)
NUMBER = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:[.,]([0-9]+))?%?")
NEGATIVE = re.compile(r"[-\u2212\u2013].+|.+-")


@dataclass(frozen=True, slots=True)
class Member:
    """A municipality of the plan, and the years of the plan in which it is a member."""

    pk: int
    code: str
    name: str
    years: tuple[int, ...]


def members_of(plan: Plan) -> dict[str, Member]:
    """By CBS code, in the order in which the engine splits."""
    found = municipalities(plan)
    pks = dict(Municipality.objects.filter(code__in=[m.code for m in found]).values_list("code", "pk"))
    return {
        m.code: Member(
            pks[m.code],
            m.code,
            m.name,
            tuple(y for y, here in zip(plan.years, m.member, strict=True) if here),
        )
        for m in found
    }


def read_number(text: str) -> Decimal:
    """A number as Dutch writes it: 12,5 or 93.345, with or without a percent sign.  Raises ``Refused``."""
    bare = "".join(text.split())
    if NEGATIVE.fullmatch(bare):
        raise Refused("Een gewicht of percentage mag niet negatief zijn.")
    match = NUMBER.fullmatch(bare)
    if match is None or len(bare) > 20:
        raise Refused(f"‘{text.strip()[:40]}’ is geen getal. Vul bijvoorbeeld 12,5 in.")
    decimals = match[2] or ""
    if len(decimals) > 2:
        raise Refused("Vul hoogstens twee cijfers achter de komma in.")
    return Decimal(f"{match[1].replace('.', '')}.{decimals or '0'}")


def add_key(*, plan: Plan, values: Mapping[str, Any], by: User) -> AllocationKey:
    """``values`` is flat: title, kind, count_year, source, and ``weight:<CBS code>:<year>``.

    The first key of a plan is the one that holds where nothing else is chosen.
    """
    wanted = _key_values(values)
    with changing(plan, by=by, remark=f"Verdeelsleutel ‘{wanted['title']}’ toegevoegd"[:300]) as recorder:
        first = not plan.keys.filter(is_default=True).exists()
        texts = {name: wanted[name] for name in TEXTS if name in wanted}
        key = AllocationKey(plan=plan, position=next_position(plan.keys.all()), is_default=first)
        refuse_taken_title(key, wanted["title"])
        taken = codes_of(AllocationKey, plan) | RESERVED
        key.code = free_code(wanted["title"], taken, longest=50, otherwise="sleutel")
        weights = _decide(key, texts, _weights_in(wanted), {}, recorder.plan)
        key.save()
        _store(recorder, key, weights)
    return key


def change_key(
    *, key: AllocationKey, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None = None
) -> AllocationKey:
    """Raises ``Refused``, ``AtFields`` or ``Gone``.  Weights of a key by inhabitants are copied anew only
    where it, or the year of the count, changes."""
    wanted = _key_values(values)
    with changing(key.plan, by=by) as recorder:
        now = fresh(key)
        stands = weights_in(now)
        typed = stands if now.kind in TYPED else {}
        current = {name: getattr(now, name) for name in TEXTS} | typed
        writes = merge(
            current, wanted, seen, label=_label(now.plan), who=lambda name: _who(now, name), words=_words
        )
        refuse_taken_title(now, writes.get("title", ""))
        texts = {name: writes[name] for name in TEXTS if name in writes}
        was = now.kind
        weights = _decide(now, texts, _weights_in(writes), stands, recorder.plan, was)
        changed = [name for name in TEXTS if getattr(now, name) != current[name]]
        if changed:
            now.save(update_fields=changed)
        _store(recorder, now, weights)
    return now


def delete_key(*, key: AllocationKey, by: User) -> None:
    """With its weights.  Raises ``Refused`` where something is split by it."""
    with changing(key.plan, by=by, remark=f"Verdeelsleutel ‘{key.title}’ verwijderd"[:300]) as recorder:
        now = fresh(key)
        check_key_unused(now)
        recorder.delete(list(now.weights.all()))
        now.delete()


def check_key_unused(key: AllocationKey) -> None:
    """Raises ``Refused`` where it is the plan's, or a stream or measure is split by it."""
    if key.is_default:
        raise Refused("Dit is de sleutel van het plan. Maak eerst een andere sleutel die van het plan.")
    used = [use.measure or use.stream for use in key.uses.select_related("measure", "stream")]
    if used:
        raise Refused(f"Deze sleutel geldt voor {quoted_names(used)}. Kies daar eerst een andere sleutel.")


def make_default(*, key: AllocationKey, by: User) -> None:
    """Everything without a key of its own is split by it from now on."""
    with changing(
        key.plan, by=by, remark=f"‘{key.title}’ is de sleutel van het plan geworden"[:300]
    ) as recorder:
        now = fresh(key)
        old = AllocationKey.objects.filter(plan=now.plan_id, is_default=True).exclude(pk=now.pk).first()
        if now.is_default:
            return
        if old is not None:
            # Before the other is written: there is never more than one.  Its history comes last, so that
            # an undo, which takes the rows in that order, never has two either.
            AllocationKey.objects.filter(pk=old.pk).update(is_default=False)
            old.is_default = False
        now.is_default = True
        now.save(update_fields=["is_default"])
        recorder.bulk_update([old] if old else [], ["is_default"])


def weights_in(key: AllocationKey) -> Values:
    rows = key.weights.values_list("municipality__code", "year", "weight")
    return {f"weight:{code}:{year}": weight for code, year, weight in rows}


def wrong_years(
    kind: str, weights: Mapping[str, Any], members: Mapping[str, Member], plan: Plan
) -> Iterator[tuple[int, str]]:
    """The years in which typed weights cannot split anything, with what is wrong."""
    for year in plan.years:
        here = [code for code, member in members.items() if year in member.years]
        total = sum((weights.get(f"weight:{code}:{year}") or Decimal(0) for code in here), Decimal(0))
        if not here or kind not in TYPED or total == WHOLE:
            continue
        if kind == Kind.PERCENTAGE:
            lacking = f"er ontbreekt {_percent(WHOLE - total)}"
            over = f"dat is {_percent(total - WHOLE)} te veel"
            says = f"{year}: samen {_percent(total)}; {lacking if total < WHOLE else over}."
            yield year, f"{says}{_left(members, year)}"
        elif not total:
            yield year, f"{year}: alle gewichten zijn nul. Geef ten minste één gemeente een gewicht."


def _left(members: Mapping[str, Member], year: int) -> str:
    """Who was a member until then: often why a year that was copied does not add up."""
    left = [each.name for each in members.values() if year - 1 in each.years and year not in each.years]
    return f" {enumeration(left)} {'is' if len(left) == 1 else 'zijn'} dan geen lid meer." if left else ""


def counts_of(plan_members: Mapping[str, Member], year: int) -> dict[str, Inhabitants]:
    """Per municipality its count of 1 January of ``year``; where there is none, the last one before it."""
    rows = Inhabitants.objects.filter(municipality__code__in=plan_members, year__lte=year)
    return {row.municipality.code: row for row in rows.select_related("municipality").order_by("year")}


def _key_values(values: Mapping[str, Any]) -> Values:
    wanted = dict(values)
    wanted["title"] = one_line(
        wanted.get("title", ""), longest=200, field="title", needed="Geef de sleutel een naam."
    )
    wanted["source"] = one_line(wanted.get("source") or "", longest=300, field="source", what="bron")
    if wanted.get("kind") not in Kind.values:
        raise Refused("Kies een soort.", "kind")
    if wanted["kind"] != Kind.INHABITANTS:
        wanted["count_year"] = None
    elif not wanted.get("count_year"):
        raise Refused("Kies de telling waaruit de inwonertallen komen.", "count_year")
    texts = {name: wanted[name] for name in TEXTS if name in wanted}
    return texts | (_weights_in(wanted) if wanted["kind"] in TYPED else {})


def _decide(
    key: AllocationKey, texts: Values, typed: Values, stands: Values, plan: Plan, was: str = ""
) -> Values:
    """Sets ``texts`` on the key, whose kind ``was`` another or the same; answers with its weights to be."""
    for name, value in texts.items():
        setattr(key, name, value)
    members = members_of(plan)
    if key.kind == Kind.EQUAL:
        return {}
    if key.kind == Kind.INHABITANTS:
        return _counted(key, texts, stands, members, plan)
    weights = (stands if was in TYPED else {}) | typed
    weights = {name: value for name, value in weights.items() if value is not None}
    problems = dict(_wrong_weights(key.kind, typed, members, plan))
    problems = problems or {
        f"year:{year}": says for year, says in wrong_years(key.kind, weights, members, plan)
    }
    if problems:
        raise AtFields(problems)
    return weights


def _counted(
    key: AllocationKey, texts: Values, stands: Values, members: Mapping[str, Member], plan: Plan
) -> Values:
    """Copied from the count for who is ever a member, in every year: a scenario may let them stay longer."""
    anew = not texts.keys().isdisjoint({"kind", "count_year"})
    kept = {} if anew else stands
    lacking = {code for code in members for year in plan.years if f"weight:{code}:{year}" not in kept}
    if not lacking:
        return kept
    counts = counts_of(members, key.count_year or 0)
    if not any(row.year == key.count_year for row in counts.values()):
        raise Refused(f"Er zijn geen inwonertallen van 1 januari {key.count_year} bekend.", "count_year")
    if unknown := [members[code].name for code in sorted(lacking - counts.keys())]:
        raise Refused(
            f"Van {quoted_names(unknown)} is geen inwonertal van 1 januari {key.count_year} "
            "of eerder bekend. Kies een andere telling.",
            "count_year",
        )
    if anew and not texts.get("source"):
        key.source = _source_of(key, counts)
    fresh_counts = {
        f"weight:{code}:{year}": Decimal(counts[code].count) for code in lacking for year in plan.years
    }
    return fresh_counts | kept


def _source_of(key: AllocationKey, counts: Mapping[str, Inhabitants]) -> str:
    """ "CBS, bevolking op 1 januari 2024; Weesp: indicatief, rond 2021"."""
    ways = Counter((row.source, row.year) for row in counts.values())
    (usual, year), _ = ways.most_common(1)[0]
    others = [
        f"{row.municipality.name}: {row.source}{f' ({row.year})' if row.year != key.count_year else ''}"
        for row in counts.values()
        if (row.source, row.year) != (usual, year)
    ]
    return "; ".join([f"{usual} {year}", *others])[:300]


def _wrong_weights(
    kind: str, weights: Mapping[str, Any], members: Mapping[str, Member], plan: Plan
) -> Iterator[tuple[str, str]]:
    """What cannot be of the weights that somebody typed."""
    for name, weight in weights.items():
        _, code, year = name.split(":")
        if weight is None:
            continue
        if not year.isdecimal() or int(year) not in plan.years:
            yield name, f"Het jaar {year} hoort niet bij dit plan."
        elif code not in members:
            yield name, "Deze gemeente is geen lid van de regio."
        elif int(year) not in members[code].years:
            yield name, f"{members[code].name} is in {year} geen lid; daar hoort geen gewicht."
        elif weight < 0:
            yield name, "Een gewicht of percentage mag niet negatief zijn."
        elif weight > LARGEST_AMOUNT:
            yield name, "Dit getal is te groot: het mag hoogstens 999.999.999,99 zijn."
        elif weight != round(weight, 2):
            yield name, "Vul hoogstens twee cijfers achter de komma in."
        elif kind == Kind.PERCENTAGE and weight > WHOLE:
            yield name, "Een percentage is hoogstens 100."


def _weights_in(values: Mapping[str, Any]) -> Values:
    return {name: value for name, value in values.items() if name.startswith("weight:")}


def _store(recorder: Recorder, key: AllocationKey, wanted: Values) -> None:
    """Writes only what differs."""
    stand = {
        f"weight:{row.municipality.code}:{row.year}": row
        for row in key.weights.select_related("municipality")
    }
    members = members_of(recorder.plan)
    recorder.delete([row for name, row in stand.items() if name not in wanted])
    changed = [row for name, row in stand.items() if name in wanted and row.weight != wanted[name]]
    for row in changed:
        row.weight = wanted[f"weight:{row.municipality.code}:{row.year}"]
    recorder.bulk_update(changed, ["weight"])
    new = []
    for name in wanted.keys() - stand.keys():
        _, code, year = name.split(":")
        new.append(KeyWeight(key=key, municipality_id=members[code].pk, year=int(year), weight=wanted[name]))
    recorder.bulk_create(sorted(new, key=lambda row: (row.municipality_id, row.year)))


def _label(plan: Plan) -> Any:
    names = {code: member.name for code, member in members_of(plan).items()}

    def label(name: str) -> str:
        if not name.startswith("weight:"):
            return label_of(AllocationKey, name)
        _, code, year = name.split(":")
        return f"{names.get(code, code)} {year}"

    return label


def _words(name: str, value: Any) -> Any:
    return dict(Kind.choices).get(value, value) if name == "kind" else value


def _who(key: AllocationKey, name: str) -> str:
    if not name.startswith("weight:"):
        return writer(AllocationKey.history.filter(id=key.pk), name)
    _, code, year = name.split(":")
    rows = KeyWeight.history.filter(key_id=key.pk, municipality__code=code, year=int(year))
    return writer(rows)


def _percent(value: Decimal) -> str:
    return f"{exact(cents_from_decimal(value))}%"
