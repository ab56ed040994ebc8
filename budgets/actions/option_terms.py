"""The levels of an option, and the options that exclude it or that it needs."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from budgets.actions.editing import Values, quoted_names, writer
from budgets.actions.rules import level_problems
from budgets.dutch_numbers import fraction_words
from budgets.models import AdjustmentOption, OptionLevel, OptionRelation
from budgets.texts import free_code, one_line
from measures.changes import Recorder
from municipalities.refusals import Refused

LARGEST_PART = 100
MOST_LEVELS = 20
LARGEST_DENOMINATOR = 1_000_000
EXCLUDES, NEEDS = OptionRelation.Kind.EXCLUDES.value, OptionRelation.Kind.NEEDS.value
TERMS = ("level:", f"{EXCLUDES}:", f"{NEEDS}:")
"""What the keys of these values start with."""


def terms_of_option(option: AdjustmentOption) -> Values:
    """``level:<place>`` its title and part; ``excludes:<code>`` and ``needs:<code>`` True.

    Two options exclude each other, whichever of them names the other.
    """
    values: Values = {
        f"level:{place}": (level.title, level.part) for place, level in enumerate(option.levels.all())
    }
    for row in option.relations.select_related("other"):
        values[f"{row.kind}:{row.other.code}"] = True
    for row in option.named_in.filter(kind=EXCLUDES).select_related("option"):
        values[f"{EXCLUDES}:{row.option.code}"] = True
    return values


def write_terms(recorder: Recorder, option: AdjustmentOption, writes: Mapping[str, Any]) -> None:
    """Those of ``writes`` that are terms; None or False goes.  Raises ``Refused``."""
    levels = {int(key.partition(":")[2]): value for key, value in writes.items() if key.startswith("level:")}
    if levels:
        _write_levels(recorder, option, levels)
    for kind in (EXCLUDES, NEEDS):
        named = {key.partition(":")[2]: bool(v) for key, v in writes.items() if key.startswith(f"{kind}:")}
        if named:
            _write_relations(recorder, option, kind, named)
    _refuse_both(option)


def _write_levels(
    recorder: Recorder, option: AdjustmentOption, written: Mapping[int, tuple[str, Fraction] | None]
) -> None:
    """A level keeps its code at its place, so that a new title is no new level."""
    rows = list(option.levels.all())
    stand = {place: (row.title, row.part) for place, row in enumerate(rows)}
    wanted = sorted({**stand, **written}.items())
    kept = [(place, *value) for place, value in wanted if value is not None]
    if len(kept) > MOST_LEVELS:
        raise Refused(f"Een optie heeft hoogstens {MOST_LEVELS} niveaus.", "levels")
    for place, title, part in kept:
        _check(place, title, part)
    for problem in level_problems([part for _, _, part in kept]):
        raise Refused(problem, "levels")
    recorder.delete([row for place, row in enumerate(rows) if written.get(place, row) is None])
    taken = {*option.levels.model.history.filter(option_id=option.pk).values_list("code", flat=True)}
    for position, (place, title, part) in enumerate(kept):
        row = rows[place] if place < len(rows) else OptionLevel(option=option)
        row.code = row.code or free_code(title, taken, longest=50, otherwise="niveau")
        taken.add(row.code)
        before = row.title, row.numerator, row.denominator, row.position
        row.title, row.position = one_line(title, longest=60, field=f"level:{place}"), position
        row.numerator, row.denominator = part.numerator, part.denominator
        if before != (row.title, row.numerator, row.denominator, row.position):
            row.save()


def _check(place: int, title: str, part: Fraction) -> None:
    if not title.strip():
        raise Refused("Geef dit niveau een naam.", f"level:{place}")
    if not 0 < part <= LARGEST_PART or part.denominator > LARGEST_DENOMINATOR:
        raise Refused(
            f"Vul een deel in boven 0 en tot en met {LARGEST_PART}, zoals 1/2, 2 of 150%.", f"level:{place}"
        )


def _write_relations(
    recorder: Recorder, option: AdjustmentOption, kind: str, named: Mapping[str, bool]
) -> None:
    others = {other.code: other for other in option.plan.options.exclude(pk=option.pk)}
    if gone := [code for code, on in named.items() if on and code not in others]:
        raise Refused(f"De optie {quoted_names(gone)} bestaat niet of niet meer.", kind)
    off = [code for code, on in named.items() if not on]
    rows = list(option.relations.filter(kind=kind, other__code__in=off))
    if kind == EXCLUDES:
        rows += option.named_in.filter(kind=kind, option__code__in=off)
    recorder.delete(rows)
    for code, on in named.items():
        if on and f"{kind}:{code}" not in terms_of_option(option):
            _refuse_other_kind(option, others[code])
            OptionRelation.objects.create(option=option, other=others[code], kind=kind)


def _refuse_other_kind(option: AdjustmentOption, other: AdjustmentOption) -> None:
    if option.relations.filter(other=other).exists():
        raise Refused(f"‘{other}’ kan niet tegelijk nodig zijn en uitgesloten.", NEEDS)


def _refuse_both(option: AdjustmentOption) -> None:
    """It would need what it excludes, or be needed by it."""
    excluded = {key.partition(":")[2] for key in terms_of_option(option) if key.startswith(f"{EXCLUDES}:")}
    needing = option.named_in.filter(kind=NEEDS).values_list("option__code", flat=True)
    needed = option.relations.filter(kind=NEEDS).values_list("other__code", flat=True)
    if both := excluded & {*needing, *needed}:
        titles = option.plan.options.filter(code__in=both).values_list("title", flat=True)
        raise Refused(f"{quoted_names(titles)} kan niet tegelijk nodig zijn en uitgesloten.", NEEDS)


def level_words(value: tuple[str, Fraction] | None) -> str:
    return f"{value[0]}: {fraction_words(value[1])}" if value else ""


def label_of_term(key: str) -> str:
    kind, _, code = key.partition(":")
    if kind == "level":
        return f"Niveau {int(code) + 1}"
    return f"{OptionRelation.Kind(kind).label.capitalize()} {code}"


def term_writer(option: AdjustmentOption, key: str) -> str:
    """Who gave a term its present value."""
    kind, _, code = key.partition(":")
    histories: Any = (OptionLevel, OptionRelation)
    levels, relations = (model.history for model in histories)
    if kind == "level":
        return writer(levels.filter(option_id=option.pk, position=int(code)))
    return writer(relations.filter(option_id=option.pk, kind=kind, other__code=code))
