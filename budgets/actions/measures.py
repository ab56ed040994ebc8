"""Every write to goals, measures and cost lines: one change each, or a sentence that says why not."""

from collections.abc import Iterable, Mapping
from typing import Any

from budgets.actions.cover import delete_covers
from budgets.actions.editing import (
    Row,
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
from budgets.dutch_numbers import enumeration
from budgets.models import AdjustmentOption, CostAmount, CostLine, Cover
from budgets.texts import RESERVED_LINES, RESERVED_MEASURES, free_code, one_line, paragraphs
from measures.changes import Recorder, changing
from measures.models import Goal, Measure, Plan
from municipalities.models import User
from municipalities.refusals import NotAllowed, Refused
from municipalities.rights import Right

NEEDS_AMOUNTS = "Hier staan bedragen. Die mag alleen een financieel adviseur of beheerder laten vervallen."
NEEDS_COVER = (
    "Hier is vastgelegd welke stroom betaalt. Die dekking mag alleen een financieel adviseur of beheerder "
    "laten vervallen."
)


def add_goal(*, plan: Plan, title: str, by: User) -> Goal:
    """A new goal, at the end.  Raises ``Refused``."""
    title = _goal_title(title)
    with changing(plan, by=by, remark=f"Doel ‘{title}’ toegevoegd"[:300]):
        goal = Goal(plan=plan, title=title, position=next_position(plan.goals.all()))
        refuse_taken_title(goal, title)
        goal.code = free_code(title, codes_of(Goal, plan), longest=50, otherwise="doel")
        goal.save()
    return goal


def change_goal(*, goal: Goal, title: str, by: User, seen: Mapping[str, Any] | None = None) -> Goal:
    """Another title; the code stays.  Raises ``Refused`` or ``Gone``."""
    title = _goal_title(title)
    with changing(goal.plan, by=by):
        now = fresh(goal)
        writes = _changed(now, {"title": title}, seen)
        refuse_taken_title(now, writes.get("title", ""))
        return _save(now, writes)


def delete_goal(*, goal: Goal, by: User) -> None:
    """Only when nothing stands under it.  Raises ``Refused`` or ``Gone``."""
    with changing(goal.plan, by=by, remark=f"Doel ‘{goal.title}’ verwijderd"[:300]):
        now = fresh(goal)
        check_goal_empty(now)
        now.delete()


def check_goal_empty(goal: Goal) -> None:
    """Raises ``Refused`` where measures stand under it."""
    if under := list(goal.measures.all()):
        raise Refused(
            f"Onder dit doel staan nog maatregelen: {quoted_names(under)}. Verplaats of verwijder die eerst."
        )


def add_measure(*, goal: Goal, title: str, by: User, note: str = "") -> Measure:
    """A new measure at the end of its goal, without lines.  Raises ``Refused``."""
    values = _measure_values({"title": title, "note": note})
    with changing(goal.plan, by=by, remark=f"Maatregel ‘{values['title']}’ toegevoegd"[:300]):
        now = fresh(goal)
        measure = Measure(plan=now.plan, goal=now, position=next_position(now.measures.all()), **values)
        refuse_taken_title(measure, measure.title)
        taken = codes_of(Measure, now.plan) | RESERVED_MEASURES
        measure.code = free_code(measure.title, taken, longest=80, otherwise="maatregel")
        measure.save()
    return measure


def change_measure(
    *, measure: Measure, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None = None
) -> Measure:
    """``values`` may hold title, note and goal; another goal moves it to the end of that one."""
    wanted = _measure_values(values, may_be_nameless=not measure.title)
    with changing(measure.plan, by=by):
        now = fresh(measure)
        goal = wanted.get("goal")
        if goal is not None:
            wanted["goal"] = goal = fresh(goal)
            if goal.plan_id != now.plan_id:
                raise Refused("Dit doel hoort bij een ander beleidsplan.", "goal")
        writes = _changed(now, wanted, seen)
        if writes.keys() & {"title", "goal"}:
            there = Measure(pk=now.pk, plan=now.plan, goal=writes.get("goal", now.goal))
            refuse_taken_title(there, writes.get("title", now.title))
        if "goal" in writes:  # to the end of that one
            writes["position"] = next_position(writes["goal"].measures.all())
        return _save(now, writes)


def end_measure(
    *, measure: Measure, last_year: int | None, by: User, seen: Mapping[str, Any] | None = None
) -> Measure:
    """It has amounts up to ``last_year``; later ones go.  None lets it go on.

    Raises ``Refused``, also where amounts would go that ``by`` may not change.
    """
    with changing(measure.plan, by=by) as recorder:
        now = fresh(measure)
        writes = _changed(now, {"last_year": last_year}, seen)
        if not writes:
            return now
        if last_year is not None and last_year not in recorder.plan.years:
            years = recorder.plan.years
            raise Refused(f"Kies een jaar van {years[0]} tot en met {years[-1]}.", "last_year")
        if last_year is not None:
            later = list(amounts_after(now, last_year))
            if later:
                _refuse_amounts(recorder.plan, by, "last_year")
            recorder.delete(later)
        return _save(now, writes)


def amounts_after(measure: Measure, year: int) -> Iterable[CostAmount]:
    return CostAmount.objects.filter(cost_line__measure=measure, year__gt=year)


def delete_measure(*, measure: Measure, by: User) -> None:
    """With its lines, amounts and cover.  Raises ``Refused`` where an option uses one of its lines."""
    with changing(measure.plan, by=by, remark=f"Maatregel ‘{measure}’ verwijderd"[:300]) as recorder:
        now = fresh(measure)
        delete_lines(recorder, list(now.cost_lines.all()), now.covers.all(), by)
        now.delete()


def add_line(*, measure: Measure, values: Mapping[str, Any], by: User) -> CostLine:
    """A line with its texts and marks, without amounts.  Raises ``Refused``."""
    wanted = _line_values(values)
    with changing(measure.plan, by=by, remark=f"Kostenpost bij ‘{measure}’ toegevoegd"[:300]):
        now = fresh(measure)
        _refuse_taken_number(now.plan, wanted.get("number"))
        line = CostLine(plan=now.plan, measure=now, position=next_position(now.cost_lines.all()), **wanted)
        title = f"{now.title[:36]} {line.get_cost_type_display()}"
        taken = codes_of(CostLine, now.plan) | RESERVED_LINES
        line.code = free_code(title, taken, longest=50, otherwise="post")
        line.save()
    return line


def change_line(
    *, line: CostLine, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None = None
) -> CostLine:
    """Raises ``Refused``, also where negative amounts stand that would no longer be allowed."""
    wanted = _line_values(values)
    with changing(line.plan, by=by):
        now = fresh(line)
        writes = _changed(now, wanted, seen)
        _refuse_taken_number(now.plan, writes.get("number"), now.pk)
        below = now.amounts.filter(amount__lt=0).order_by("year").values_list("year", flat=True)
        if writes.get("negative_allowed") is False and below:
            raise Refused(
                f"Er staan negatieve bedragen in {enumeration(list(below))}. Wijzig die eerst.",
                "negative_allowed",
            )
        return _save(now, writes)


def delete_line(*, line: CostLine, by: User) -> None:
    """With its amounts and cover.  Raises ``Refused`` where an option uses it."""
    with changing(line.plan, by=by, remark=f"Kostenpost ‘{line}’ verwijderd"[:300]) as recorder:
        delete_lines(recorder, [fresh(line)], [], by)


def options_on(lines: Iterable[CostLine]) -> list[AdjustmentOption]:
    """The options that name these lines or change them, in their order."""
    lines = list(lines)
    named = AdjustmentOption.objects.filter(named_lines__cost_line__in=lines)
    changed = AdjustmentOption.objects.filter(effects__cost_line__in=lines)
    return list((named | changed).distinct()) if lines else []


def check_lines_unused(lines: Iterable[CostLine]) -> None:
    """Raises ``Refused`` where an option uses one of them."""
    if users := options_on(lines):
        one = len(users) == 1
        raise Refused(
            f"De {'optie' if one else 'opties'} {quoted_names(users)} {'gebruikt' if one else 'gebruiken'} "
            f"een kostenpost hiervan. Wijzig of verwijder eerst {'die optie' if one else 'die opties'}."
        )


def check_may_go(lines: Iterable[CostLine], of_measure: Iterable[Cover], by: User) -> None:
    """Raises ``Refused`` where an option uses a line, or where ``by`` may not let the cover go."""
    lines = list(lines)
    check_lines_unused(lines)
    covers = _covers(lines, of_measure)
    if covers and not by.has_perm(Right.STREAMS, covers[0].stream.plan):
        raise NotAllowed(NEEDS_COVER)


def _covers(lines: Iterable[CostLine], of_measure: Iterable[Cover]) -> list[Cover]:
    of_lines = Cover.objects.filter(cost_line__in=list(lines))
    return [*of_lines.select_related("stream__plan"), *of_measure]


def delete_lines(recorder: Recorder, lines: list[CostLine], of_measure: Iterable[Cover], by: User) -> None:
    """With what hangs on them, which would else go without a trace in the history."""
    check_may_go(lines, of_measure, by)
    amounts = list(CostAmount.objects.filter(cost_line__in=lines))
    if amounts:
        _refuse_amounts(recorder.plan, by)
    delete_covers(recorder, _covers(lines, of_measure))
    recorder.delete(amounts)
    recorder.delete(lines)


def _refuse_amounts(plan: Plan, by: User, field: str | None = None) -> None:
    if not by.has_perm(Right.AMOUNTS, plan):
        raise NotAllowed(NEEDS_AMOUNTS, field)


def _changed(now: Row, wanted: Mapping[str, Any], seen: Mapping[str, Any] | None) -> Values:
    """What this editor changed.  Raises ``Meanwhile``."""
    model: Any = type(now)

    def who(key: str) -> str:
        attname = model._meta.get_field(key).attname
        return writer(model.history.filter(id=now.pk), attname)

    current: Values = {key: getattr(now, key) for key in wanted}
    return merge(
        current,
        wanted,
        seen,
        label=lambda key: label_of(model, key),
        who=who,
        words=lambda key, value: dict(model._meta.get_field(key).flatchoices or ()).get(value, value),
    )


def _save(now: Row, writes: Mapping[str, Any]) -> Row:
    """Nothing where nothing was changed."""
    for key, value in writes.items():
        setattr(now, key, value)
    if writes:
        now.save(update_fields=list(writes))
    return now


def _goal_title(title: str) -> str:
    return one_line(title, longest=200, field="title", needed="Geef het doel een naam.")


def _refuse_taken_number(plan: Plan, number: int | None, except_for: int = 0) -> None:
    if number is None:
        return
    taken = CostLine.objects.filter(plan=plan, number=number).exclude(pk=except_for).first()
    if taken is not None:
        raise Refused(f"Regel {number} is al ‘{taken.measure}’. Kies een ander nummer.", "number")


def _measure_values(values: Mapping[str, Any], may_be_nameless: bool = False) -> Values:
    """Cleaned; one that the source gives no name may stay without."""
    wanted = dict(values)
    if "title" in wanted:
        needed = "" if may_be_nameless else "Geef de maatregel een naam."
        wanted["title"] = one_line(wanted["title"], longest=300, field="title", needed=needed)
    if "note" in wanted:
        wanted["note"] = paragraphs(wanted["note"])
    return wanted


def _line_values(values: Mapping[str, Any]) -> Values:
    wanted = dict(values)
    if "note" in wanted:
        wanted["note"] = paragraphs(wanted["note"])
    if wanted.get("cost_type", "") not in ("", *CostLine.CostType.values):
        raise Refused("Deze soort kosten bestaat niet.", "cost_type")
    if wanted.get("priority") not in (None, *CostLine.Priority.values):
        raise Refused("Deze prioriteit bestaat niet.", "priority")
    if not 0 <= (wanted.get("number") or 0) <= 999_999:
        raise Refused("Een regelnummer is een geheel getal van 0 tot en met 999.999.", "number")
    return wanted
