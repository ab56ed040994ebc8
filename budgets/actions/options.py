"""Every write to an adjustment option: its texts, the lines that it names, and its effects."""

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
    quoted_names,
    refuse_taken_title,
    writer,
)
from budgets.actions.option_terms import (
    TERMS,
    label_of_term,
    level_words,
    term_writer,
    terms_of_option,
    write_terms,
)
from budgets.models import AdjustmentOption, CostLine, FundingStream, OptionEffect, OptionLine, Scenario
from budgets.refusals import Unreadable
from budgets.texts import free_code, one_line, paragraphs
from measures.changes import Recorder, changing
from measures.models import Plan
from municipalities.models import User
from municipalities.refusals import Refused

RESERVED = frozenset({"nieuw", "alle-opties", "geen", "together", "apart"})
"""Words that mean something else in an address, or in the name of a figure."""
TEXTS = ("title", "short_title", "kind", "was", "becomes", "note", "incidental")
SPREAD = "verdeeld"
"""The target of an effect that is spread over the lines that the option names."""
KINDS: dict[Any, str] = dict(AdjustmentOption.Kind.choices)


def add_option(*, plan: Plan, values: Mapping[str, Any], by: User) -> AdjustmentOption:
    """A new option at the end.

    ``values`` is flat: the texts; ``line:<code>`` True for each line that it
    names; ``effect:<target>:<year>`` the change in euros, below zero lowers the
    amount, where the target is ``verdeeld``, ``post-<code>`` or ``stroom-<code>``;
    and what ``option_terms`` writes.  Raises ``Refused``.
    """
    wanted = _cleaned(values)
    with changing(plan, by=by, remark=f"Optie ‘{wanted['title']}’ toegevoegd"[:300]) as recorder:
        option = AdjustmentOption(plan=plan, position=next_position(plan.options.all()))
        for name in TEXTS:
            if name in wanted:
                setattr(option, name, wanted[name])
        refuse_taken_title(option, option.title)
        taken = codes_of(AdjustmentOption, plan) | RESERVED
        option.code = free_code(option.title, taken, longest=50, otherwise="optie")
        option.save()
        _write_parts(recorder, option, merge({}, _parts(wanted), None, label=str, who=str))
    return option


def change_option(
    *, option: AdjustmentOption, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None = None
) -> AdjustmentOption:
    """Values as in ``add_option``; an effect of None goes.  Raises ``Refused`` or ``Gone``."""
    wanted = _cleaned(values)
    with changing(option.plan, by=by) as recorder:
        now = fresh(option)
        writes = merge(
            option_values(now),
            wanted,
            seen,
            label=_label,
            who=lambda key: _writer(now, key),
            words=_words,
        )
        refuse_taken_title(now, writes.get("title", ""))
        fields = [name for name in TEXTS if name in writes]
        for name in fields:
            setattr(now, name, writes[name])
        if fields:
            now.save(update_fields=fields)
        _write_parts(recorder, now, _parts(writes))
    return now


def delete_option(*, option: AdjustmentOption, by: User) -> None:
    """With its effects.  Raises ``Refused`` where it is on in a scenario, naming those."""
    with changing(option.plan, by=by, remark=f"Optie ‘{option.title}’ verwijderd"[:300]) as recorder:
        now = fresh(option)
        check_option_off(now)
        recorder.delete(list(now.effects.all()))
        recorder.delete(list(now.named_lines.all()))
        recorder.delete(list(now.levels.all()))
        recorder.delete([*now.relations.all(), *now.named_in.all()])
        now.delete()


def check_option_off(option: AdjustmentOption) -> None:
    """Raises ``Refused`` where a scenario has it on."""
    if on := scenarios_with(option):
        raise Refused(
            f"Deze optie staat aan in {'het scenario' if len(on) == 1 else 'de scenario’s'} "
            f"{quoted_names(on)}. Zet die daar eerst uit."
        )


def scenarios_with(option: AdjustmentOption) -> list[Scenario]:
    return [scenario for scenario in option.plan.scenarios.all() if _is_on(scenario, option.code)]


def option_values(option: AdjustmentOption) -> Values:
    """The option as it stands, flat."""
    values: Values = {name: getattr(option, name) for name in TEXTS}
    for code in option.named_lines.values_list("cost_line__code", flat=True):
        values[f"line:{code}"] = True
    for effect in option.effects.select_related("cost_line", "stream"):
        values[f"effect:{target_of(effect)}:{effect.year}"] = effect.change
    return values | terms_of_option(option)


def target_of(effect: OptionEffect) -> str:
    if effect.cost_line:
        return f"post-{effect.cost_line.code}"
    return f"stroom-{effect.stream.code}" if effect.stream else SPREAD


def _is_on(scenario: Scenario, code: str) -> bool:
    try:
        return code in scenario.choice.on
    except Unreadable:
        return f'"{code}"' in scenario.choice_json


def _parts(values: Mapping[str, Any]) -> Values:
    return {key: value for key, value in values.items() if ":" in key}


def _write_parts(recorder: Recorder, option: AdjustmentOption, writes: Values) -> None:
    """Writes the named lines and effects that changed, and checks what then stands."""
    _name_lines(recorder, option, {k.split(":")[1]: v for k, v in writes.items() if k.startswith("line:")})
    for key, change in writes.items():
        if key.startswith("effect:"):
            _, target, year = key.split(":")
            _write_effect(recorder, option, target, int(year), change)
    write_terms(recorder, option, writes)
    spread = option.effects.filter(cost_line=None, stream=None).exists()
    if writes and spread and not option.named_lines.exists():
        raise Refused("Kies de kostenposten waarover het effect wordt verdeeld.", "lines")


def _name_lines(recorder: Recorder, option: AdjustmentOption, named: Mapping[str, Any]) -> None:
    lines = {line.code: line for line in CostLine.objects.filter(plan=option.plan_id, code__in=named)}
    if gone := [code for code, on in named.items() if on and code not in lines]:
        raise Refused(f"De kostenpost {quoted_names(gone)} bestaat niet of niet meer.", "lines")
    recorder.delete(
        list(option.named_lines.filter(cost_line__code__in=[code for code, on in named.items() if not on]))
    )
    recorder.bulk_create(
        [OptionLine(option=option, cost_line=lines[code]) for code, on in named.items() if on]
    )


def _write_effect(
    recorder: Recorder, option: AdjustmentOption, target: str, year: int, change: Decimal | None
) -> None:
    field = f"effect:{target}:{year}"
    check_amount(change, field)
    if year not in recorder.plan.years:
        raise Refused(f"Het jaar {year} hoort niet bij dit plan.", field)
    cost_line, stream = _target(option, target)
    row = option.effects.filter(cost_line=cost_line, stream=stream, year=year).first()
    if change is None:
        if row is not None:
            row.delete()
    elif row is None:
        OptionEffect.objects.create(
            option=option, cost_line=cost_line, stream=stream, year=year, change=change
        )
    else:
        row.change = change
        row.save(update_fields=["change"])


def _target(option: AdjustmentOption, target: str) -> tuple[CostLine | None, FundingStream | None]:
    kind, _, code = target.partition("-")
    if target == SPREAD:
        return None, None
    line = CostLine.objects.filter(plan=option.plan_id, code=code).first() if kind == "post" else None
    stream = (
        FundingStream.objects.filter(plan=option.plan_id, code=code).first() if kind == "stroom" else None
    )
    if line is None and stream is None:
        raise Refused("Waar dit effect op werkt, bestaat niet of niet meer.", f"effect:{target}")
    return line, stream


def _words(key: str, value: Any) -> Any:
    return level_words(value) if isinstance(value, tuple) else KINDS.get(value, value)


def _label(key: str) -> str:
    if key.startswith(TERMS):
        return label_of_term(key)
    if key.startswith("line:"):
        return f"Genoemde kostenpost {key.partition(':')[2]}"
    return f"Effect in {key.rpartition(':')[2]}" if ":" in key else label_of(AdjustmentOption, key)


def _writer(option: AdjustmentOption, key: str) -> str:
    histories: Any = (AdjustmentOption, OptionLine, OptionEffect)
    texts, lines, effects = (model.history for model in histories)
    if key.startswith("line:"):
        return writer(lines.filter(option_id=option.pk, cost_line__code=key.partition(":")[2]))
    if key.startswith(TERMS):
        return term_writer(option, key)
    if key.startswith("effect:"):
        _, target, year = key.split(":")
        line, stream = _target(option, target)
        rows = effects.filter(option_id=option.pk, year=int(year))
        rows = rows.filter(cost_line_id=line.pk if line else None, stream_id=stream.pk if stream else None)
        return writer(rows, "change")
    return writer(texts.filter(id=option.pk), key)


def _cleaned(values: Mapping[str, Any]) -> Values:
    wanted = dict(values)
    wanted["title"] = one_line(
        wanted.get("title", ""), longest=300, field="title", needed="Geef de optie een naam."
    )
    if "short_title" in wanted:
        wanted["short_title"] = one_line(
            wanted["short_title"], longest=60, field="short_title", what="korte naam"
        )
    if wanted.get("kind") not in AdjustmentOption.Kind.values:
        raise Refused("Kies een soort.", "kind")
    if "note" in wanted:
        wanted["note"] = paragraphs(wanted["note"])
    for name in ("was", "becomes"):
        check_amount(wanted.get(name), name)
    return wanted
