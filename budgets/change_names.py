"""What the rows that a change touched are called, also where they are gone by now."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from budgets.history import RowChange, history_of
from budgets.models import (
    AdjustmentOption,
    AllocationKey,
    CostLine,
    Cover,
    FundingStream,
    HousingKind,
    MemorandumItem,
    SavingsTarget,
)
from measures.models import Goal, Measure, Plan
from municipalities.models import Municipality

Key = tuple[type[models.Model], int]
TITLED = (
    *(Plan, Goal, Measure, FundingStream, SavingsTarget, AdjustmentOption, AllocationKey, HousingKind),
    MemorandumItem,
)
NAMED = (*TITLED, CostLine, Municipality, Cover)


class Names:
    """What rows are called and their codes, those that are gone included; a fixed number of queries."""

    def __init__(self, plan: Plan, rows: Iterable[RowChange]) -> None:
        wanted: dict[type[models.Model], set[int]] = {}
        for row in rows:
            for record in filter(None, (row.before, row.after)):
                self._collect(row.model, record, wanted)
        self._titles: dict[Key, str] = {}
        self._codes: dict[Key, str] = {}
        covers = dict(self._records(Cover, wanted.get(Cover, set())))
        for cover in covers.values():
            self._collect(Cover, cover, wanted)
        for model in TITLED:
            for pk, found in self._records(model, wanted.get(model, set())):
                self._titles[model, pk] = found.title or "maatregel zonder naam"
                self._codes[model, pk] = found.slug if model is Plan else found.code
        for municipality in Municipality.objects.filter(pk__in=wanted.get(Municipality, ())):
            self._titles[Municipality, municipality.pk] = municipality.name
            self._codes[Municipality, municipality.pk] = municipality.code
        lines = dict(self._records(CostLine, wanted.get(CostLine, set())))
        for pk, measure in self._records(Measure, {line.measure_id for line in lines.values()}):
            self._titles.setdefault((Measure, pk), measure.title or "maatregel zonder naam")
        for pk, line in lines.items():
            title = self._titles.get((Measure, line.measure_id), "kostenpost")
            self._codes[CostLine, pk] = line.code
            self._titles[CostLine, pk] = f"{line.number}. {title}" if line.number else title
        for pk, cover in covers.items():
            self._titles[Cover, pk] = self._cover_title(cover)

    def _cover_title(self, cover: Any) -> str:
        """What is paid by what: "5. Inloop, dekking door Vrouwenopvang"."""
        paid = (CostLine, cover.cost_line_id) if cover.cost_line_id else (Measure, cover.measure_id)
        return f"{self.of(*paid)}, dekking door {self.of(FundingStream, cover.stream_id)}"

    @staticmethod
    def _collect(model: type[models.Model], record: Any, wanted: dict[type[models.Model], set[int]]) -> None:
        if model in NAMED:
            wanted.setdefault(model, set()).add(record.id)
        for field in history_of(model).tracked_fields:
            related = field.related_model
            if related in NAMED and getattr(record, field.attname) is not None:
                wanted.setdefault(related, set()).add(getattr(record, field.attname))

    @staticmethod
    def _records(model: type[models.Model], pks: set[int]) -> Iterable[tuple[int, Any]]:
        """The rows as they are, or as they last were."""
        present = model._default_manager.in_bulk(pks)
        yield from present.items()
        if gone := pks - present.keys():
            last: dict[int, Any] = {}
            for record in history_of(model).objects.filter(id__in=gone).order_by("history_id"):
                last[record.id] = record
            yield from last.items()

    def of(self, model: type[models.Model], pk: int | None) -> str:
        return self._titles.get((model, pk or 0), str(model._meta.verbose_name))

    def code_of(self, model: type[models.Model], pk: int | None) -> str | None:
        """None for what has none, such as the cover of a line."""
        return self._codes.get((model, pk or 0))
