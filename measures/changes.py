"""Every accepted change to a plan: numbered, signed, and tied to the history of the rows it touched.

An action does its work inside ``changing``.  That holds the plan, so that writers
of one plan take turns; at the end it raises the plan's revision, writes one
``Change`` and the history rows (django-simple-history) of all that was saved,
and leaves nothing behind when nothing was.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from simple_history.models import HistoricalRecords

from measures.bulk import copy_to_history, delete_rows, insert_rows
from municipalities.models import User

BATCH = 500
MANY = 1_000
"""From this many rows on the database writes their history itself."""


class Change(models.Model):
    """One accepted change: who, when, and with which revision of the plan it came into force.

    ``touched`` names what it wrote, as " costamount.amount costline.+ ": a field,
    or + and - for rows that came and went.  ``remark`` says in Dutch what kind of
    change it was, where the rows alone do not tell.
    """

    plan = models.ForeignKey("measures.Plan", models.CASCADE, related_name="changes")
    revision = models.PositiveBigIntegerField("nummer")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="changes", verbose_name="wie")
    made_at = models.DateTimeField("wanneer", default=timezone.now, db_index=True)
    touched = models.TextField(blank=True)
    remark = models.CharField("opmerking", max_length=300, blank=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name="maakt ongedaan"
    )

    class Meta:
        ordering = ["-revision"]
        verbose_name, verbose_name_plural = "wijziging", "wijzigingen"
        constraints = [
            models.UniqueConstraint(fields=["plan", "revision"], name="change_revision_once_per_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.revision}"


class OfChange(models.Model):
    """What every history row of a plan's tables carries beside its own columns."""

    made_in = models.ForeignKey(Change, models.CASCADE, null=True, related_name="+")

    class Meta:
        abstract = True


class PlanHistory(HistoricalRecords):
    """History of a table of a plan: inside ``changing`` its rows belong to that change."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(bases=[OfChange], **kwargs)

    def post_save(
        self, instance: models.Model, created: bool, using: str | None = None, **kwargs: Any
    ) -> None:
        recorder = _recorder.get()
        if recorder is None:
            super().post_save(instance, created, using=using, **kwargs)
        elif not kwargs.get("raw"):
            recorder.note([instance], "+" if created else "~", kwargs.get("update_fields"))

    def post_delete(self, instance: models.Model, using: str | None = None, **kwargs: Any) -> None:
        recorder = _recorder.get()
        if recorder is None:
            super().post_delete(instance, using=using, **kwargs)
        else:
            recorder.note([instance], "-")


class Recorder:
    """What a change has written so far.

    ``plan`` is the row as it now stands, held until the transaction ends.  Saving
    and deleting objects is noted by their history; of writes in bulk only through
    ``bulk_create``, ``bulk_update`` and ``delete`` here.
    """

    def __init__(self, plan: Any, by: User | None, remark: str, undoes: Change | None) -> None:
        self.plan = plan
        self.by = by
        self.remark = remark
        self.undoes = undoes
        self.change: Change | None = None
        """Set at the end, where anything was written."""
        self._rows: dict[type[models.Model], list[models.Model]] = {}
        self._touched: dict[str, None] = {}
        self._at = timezone.now()

    def note(self, instances: Iterable[Any], kind: str, fields: Iterable[str] | None = None) -> None:
        """Adds history rows of what was just written."""
        for instance in instances:
            historical, columns = _history_of(instance._meta.concrete_model)
            row = historical(
                history_date=self._at,
                history_type=kind,
                history_user=self.by,
                **{column: getattr(instance, column) for column in columns},
            )
            self._rows.setdefault(historical, []).append(row)
            name = instance._meta.model_name
            for part in [kind] if kind != "~" else (fields or ["*"]):
                self._touched[f"{name}.{part}"] = None

    def _note_many(self, model: Any, keys: Sequence[int], kind: str, fields: Iterable[str] = ("*",)) -> None:
        """The same of many rows of one table, as they now stand."""
        historical, columns = _history_of(model)
        names = [model._meta.get_field(column).column for column in columns]
        said = {
            "history_date": self._at,
            "history_type": kind,
            "history_user_id": self.by.pk if self.by else None,
            "made_in_id": self._begun().pk,
        }
        copy_to_history(historical, model, names, keys, said=said)
        for part in [kind] if kind != "~" else fields:
            self._touched[f"{model._meta.model_name}.{part}"] = None

    def _begun(self) -> Change:
        """The change, written before its end because rows already name it."""
        if self.change is None:
            self.change = Change.objects.create(**self._said())
        return self.change

    def _said(self) -> dict[str, Any]:
        return {
            "plan": self.plan,
            "revision": self.plan.revision + 1,
            "made_by": self.by,
            "made_at": self._at,
            "remark": self.remark,
            "undoes": self.undoes,
        }

    def touch(self, what: str) -> None:
        """Says that something without a history of its own was written, such as a version."""
        self._touched[what] = None

    def bulk_create(self, objects: Sequence[Any]) -> None:
        """Inserts objects of one model."""
        if objects:
            type(objects[0])._default_manager.bulk_create(objects, batch_size=BATCH)
            self._note_written(objects, "+")

    def _note_written(self, objects: Sequence[Any], kind: str, fields: Sequence[str] = ("*",)) -> None:
        if len(objects) < MANY:
            self.note(objects, kind, fields)
        else:
            self._note_many(type(objects[0]), [item.pk for item in objects], kind, fields)

    def insert(self, model: type[models.Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Inserts rows of values without making an object of each; the database's own constraints hold."""
        if rows:
            self._note_many(model, insert_rows(model, fields, rows), "+")

    def bulk_update(self, objects: Sequence[Any], fields: Sequence[str]) -> None:
        """Updates ``fields`` of objects of one model, which must still be there.

        As an upsert: Django's own ``bulk_update`` writes a CASE with a branch per row,
        and the plan is held meanwhile.
        """
        if objects:
            type(objects[0])._default_manager.bulk_create(
                objects, update_conflicts=True, unique_fields=["pk"], update_fields=fields, batch_size=BATCH
            )
            self._note_written(objects, "~", fields)

    def delete(self, objects: Sequence[Any]) -> None:
        """Deletes objects of one model that nothing else hangs on."""
        if objects:
            self._note_written(objects, "-")
            delete_rows(type(objects[0]), [item.pk for item in objects])

    def delete_keys(self, model: type[models.Model], keys: Sequence[int]) -> None:
        """The same of rows that were not fetched."""
        if keys:
            self._note_many(model, keys, "-")
            delete_rows(model, keys)

    def close(self) -> None:
        """Writes the change and its history, where there is any."""
        if not self._touched:
            return
        touched = f" {' '.join(self._touched)} "
        if self.change is None:
            self.change = Change.objects.create(touched=touched, **self._said())
        else:
            self.change.touched = touched
            self.change.save(update_fields=["touched"])
        self.plan.revision += 1
        type(self.plan).objects.filter(pk=self.plan.pk).update(revision=self.plan.revision)
        for model, rows in self._rows.items():
            for row in rows:
                row.made_in = self.change  # type: ignore[attr-defined]  # OfChange
            model._default_manager.bulk_create(rows, batch_size=BATCH)


def in_batches(rows: models.QuerySet[Any], field: str, values: Sequence[Any]) -> Iterator[Any]:
    """The rows with one of these values, never more of them than a database takes in one question."""
    for start in range(0, len(values), BATCH):
        yield from rows.filter(**{f"{field}__in": values[start : start + BATCH]})


@cache
def _history_of(model: Any) -> tuple[Any, tuple[str, ...]]:
    """The model of the history of ``model``, and the columns that it takes over.

    Kept, because the manager that knows them is made anew each time it is asked for.
    """
    historical = getattr(model, model._meta.simple_history_manager_attribute).model
    return historical, tuple(field.attname for field in historical.tracked_fields)


_recorder: ContextVar[Recorder | None] = ContextVar("recorder", default=None)


@contextmanager
def changing(
    plan: Any, *, by: User | None, remark: str = "", undoes: Change | None = None
) -> Iterator[Recorder]:
    """One change to ``plan``, all or nothing.  Inside another change of the same plan it is part of that.

    Raises the model's ``DoesNotExist`` where the plan is gone.
    """
    outer = _recorder.get()
    if outer is not None:
        if outer.plan.pk != plan.pk:
            raise RuntimeError("a change is about one plan")
        yield outer
        return
    with transaction.atomic():
        held = type(plan).objects.select_for_update(of=("self",)).select_related("region").get(pk=plan.pk)
        recorder = Recorder(held, by, remark, undoes)
        token = _recorder.set(recorder)
        try:
            yield recorder
        finally:
            _recorder.reset(token)
        recorder.close()
