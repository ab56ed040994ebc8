"""Taking one change back, as a new change."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, models
from django.utils import timezone

from budgets.actions.options import check_option_off
from budgets.actions.rules import broken_rules
from budgets.history import PARENTS_FIRST, RowChange, created_only, history_of, row_changes, touched_models
from budgets.models import (
    AdjustmentOption,
    AllocationKey,
    CostAmount,
    Cover,
    CoverAmount,
    FundingStream,
    HousingKind,
    HousingTarget,
    HousingTerms,
    KeyUse,
    KeyWeight,
    MemorandumEstimate,
    MemorandumItem,
    OptionEffect,
    OptionLevel,
    OptionLine,
    OptionRelation,
    SavingsTarget,
    StreamAmount,
    StreamEstimate,
    TargetAmount,
)
from measures.changes import MANY, Recorder, changing, in_batches
from measures.models import Change, Plan
from municipalities.models import User
from municipalities.refusals import Gone, Refused
from municipalities.rights import Right

RIGHTS: dict[type[models.Model], Right] = {
    CostAmount: Right.AMOUNTS,
    AdjustmentOption: Right.OPTIONS,
    OptionLine: Right.OPTIONS,
    OptionEffect: Right.OPTIONS,
    OptionLevel: Right.OPTIONS,
    OptionRelation: Right.OPTIONS,
    FundingStream: Right.STREAMS,
    StreamAmount: Right.STREAMS,
    StreamEstimate: Right.STREAMS,
    SavingsTarget: Right.STREAMS,
    TargetAmount: Right.STREAMS,
    MemorandumItem: Right.STREAMS,
    MemorandumEstimate: Right.STREAMS,
    AllocationKey: Right.STREAMS,
    KeyWeight: Right.STREAMS,
    KeyUse: Right.STREAMS,
    Cover: Right.STREAMS,
    CoverAmount: Right.STREAMS,
    HousingKind: Right.STREAMS,
    HousingTarget: Right.STREAMS,
    HousingTerms: Right.STREAMS,
}
"""What it takes to write a table; the others take ``Right.MEASURES``."""


def rights_to_undo(change: Change) -> set[Right]:
    """What somebody must be allowed to take this change back."""
    return {RIGHTS.get(model, Right.MEASURES) for model in touched_models(change)}


def can_be_undone(change: Change) -> bool:
    """Whether it is a change of rows; a fixed version stays, and so does what a plan began with."""
    stays = any(part in change.touched for part in (" budgetversion.", " plan.+ "))
    return bool(touched_models(change)) and not stays


def undo_change(*, change: Change, by: User) -> Change:
    """Puts every row back as it was before ``change``.

    Refused when it was undone already, when a row was changed again since, or when
    something else hangs on what would go.  Raises ``Refused`` or ``Gone``.
    """
    if not can_be_undone(change):
        raise Refused("Deze wijziging kan niet ongedaan worden gemaakt.")
    added = created_only(change, MANY)
    rows = row_changes([change], without=added)[change.pk].rows
    try:
        with changing(change.plan, by=by, remark="Ongedaan gemaakt", undoes=change) as recorder:
            if Change.objects.filter(undoes=change).exists():
                raise Refused("Deze wijziging is al ongedaan gemaakt.")
            _put_back(recorder, rows, added)
            touched = {*added, *(row.model for row in rows)}
            for broken in broken_rules(recorder.plan, touched):
                raise Refused(f"Dit kan niet meer ongedaan worden gemaakt: {broken}.")
    except Plan.DoesNotExist:
        raise Gone("Dit beleidsplan bestaat niet meer. Er is niets gewijzigd.") from None
    except IntegrityError as error:
        raise Refused(
            "Dit kan niet meer ongedaan worden gemaakt: er is daarna iets gewijzigd dat ermee botst."
        ) from error
    if recorder.change is None:
        raise Refused("Er is niets om ongedaan te maken: alles staat al zoals het was.")
    return recorder.change


def _put_back(
    recorder: Recorder, rows: list[RowChange], added: Mapping[type[models.Model], list[int]]
) -> None:
    """``added`` has the keys of tables to which the change only added rows; ``rows`` are of the others."""
    going: dict[type[models.Model], set[int]] = {model: set(keys) for model, keys in added.items()}
    for row in rows:
        if row.before is None and row.after is not None:
            going.setdefault(row.model, set()).add(row.pk)
    for option in AdjustmentOption.objects.filter(pk__in=going.get(AdjustmentOption, ())):
        check_option_off(option)
    for model in PARENTS_FIRST:
        _put_back_rows(recorder, model, [row for row in rows if row.model is model])
    for model in reversed(PARENTS_FIRST):
        if pks := going.get(model):
            _refuse_orphans(model, pks, going)
            if model in added:
                recorder.delete_keys(model, added[model])
            else:
                recorder.delete(list(in_batches(model._default_manager.all(), "pk", list(pks))))


def _put_back_rows(recorder: Recorder, model: type[Any], rows: list[RowChange]) -> None:
    """Rows that went and fields that changed, of one table.  Raises ``Refused``."""
    rows.sort(key=lambda row: bool(getattr(row.before, "is_default", False)))  # one key at a time
    present = model._default_manager.in_bulk([row.pk for row in rows])
    back, restored = [], []
    for row in rows:
        _refuse_changed_since(row, present.get(row.pk))
        if row.before is not None and row.after is None:
            back.append(_instance(row))
        elif row.before is not None and row.fields:
            restored.append(_restored(present[row.pk], row))
    recorder.bulk_create(back)
    for names, instances in _by_fields(restored):
        recorder.bulk_update(instances, names)


def _refuse_changed_since(row: RowChange, present: Any) -> None:
    expected = row.after
    if expected is None and present is None:
        return
    same = expected is not None and present is not None
    if same and all(getattr(present, name) == getattr(expected, name) for name in row.fields):
        return
    later = history_of(row.model).objects.filter(id=row.pk).select_related("history_user").first()
    who = later.history_user if later is not None else None
    name = who.display_name if who else "iemand"
    moment = timezone.localtime(later.history_date).strftime("%d-%m-%Y om %H:%M") if later else "intussen"
    raise Refused(
        f"Dit kan niet meer ongedaan worden gemaakt: {name} heeft het op {moment} opnieuw gewijzigd. "
        "Maak eerst die latere wijziging ongedaan."
    )


def _restored(present: Any, row: RowChange) -> tuple[tuple[str, ...], Any]:
    """The fields that differ, and the instance with what they were."""
    names = row.fields
    for name in names:
        setattr(present, name, getattr(row.before, name))
    return tuple(present._meta.get_field(name).name for name in names), present


def _by_fields(
    restored: list[tuple[tuple[str, ...], Any]],
) -> Iterable[tuple[tuple[str, ...], list[Any]]]:
    groups: dict[tuple[str, ...], list[Any]] = {}
    for names, instance in restored:
        groups.setdefault(names, []).append(instance)
    return groups.items()


def _instance(row: RowChange) -> models.Model:
    names = [field.attname for field in history_of(row.model).tracked_fields]
    return row.model(**{name: getattr(row.before, name) for name in names})


def _refuse_orphans(
    model: type[models.Model], pks: Iterable[int], going: dict[type[models.Model], set[int]]
) -> None:
    """Something that came later hangs on what would be deleted."""
    for relation in model._meta.related_objects:
        child: Any = relation.related_model
        if relation.many_to_many or relation.field.many_to_many or child not in PARENTS_FIRST:
            continue
        keys = child._default_manager.values_list("pk", flat=True)
        hanging = in_batches(keys, relation.field.name, list(pks))
        if any(key not in going.get(child, ()) for key in hanging):
            title = child._meta.verbose_name
            raise Refused(f"Dit kan niet meer ongedaan worden gemaakt: er hangt intussen een {title} aan.")
