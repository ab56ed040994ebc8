"""Every write of the way in: a file brought, its mapping, what was decided, and the budget that follows."""

import json
from collections import OrderedDict
from collections.abc import Iterator
from collections.abc import Mapping as Dictionary
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from threading import Lock
from typing import Any

from django.db import transaction
from django.utils import timezone

from budgets.actions.budget_writing import WRITTEN, write_difference
from budgets.actions.editing import codes_of
from budgets.actions.import_base import base_of
from budgets.actions.rules import broken_rules
from budgets.imports.book import Book
from budgets.imports.comparison.paying import Covers
from budgets.imports.comparison.preview import Preview, compare
from budgets.imports.mapping import Mapping
from budgets.imports.mark import Mark, find_mark
from budgets.imports.reading import read_book
from budgets.imports.recognition import fitted, form_of, interpret, propose
from budgets.models import (
    CostLine,
    FundingStream,
    ImportFile,
    ImportMapping,
    MemorandumItem,
    SavingsTarget,
)
from budgets.snapshot import budget_data
from budgets.snapshot_split import cover_by_owner
from measures.changes import changing
from measures.models import Change, Goal, Measure, Plan
from municipalities.models import Region, User
from municipalities.refusals import Gone, NotAllowed, Refused
from municipalities.rights import Right

KEPT_DAYS = 7
"""After which a file that was not applied is dropped."""
PREVIEWS_KEPT = 2
CHANGED_MEANWHILE = (
    "De begroting is gewijzigd nadat dit voorbeeld werd gemaakt. Er is niets overgenomen. Het voorbeeld "
    "hieronder is opnieuw gemaakt; kijk het na en neem het dan over."
)
OTHER_ANSWERS = (
    "De indeling of de antwoorden zijn intussen gewijzigd, misschien in een ander venster. Er is niets "
    "overgenomen. Kijk het voorbeeld hieronder na en neem het dan over."
)
MAY_NOT = "Met uw rol kunt u geen bestanden inlezen. Vraag een financieel adviseur of beheerder van uw regio."

_previews: OrderedDict[tuple[int, str, int], "Made"] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Made:
    """A preview and what it was made from.  ``seal`` is equal only while nothing of that changed."""

    book: Book
    mapping: Mapping
    mark: Mark | None
    preview: Preview
    revision: int
    seal: str


def bring_file(*, plan: Plan, name: str, content: bytes, by: User) -> ImportFile:
    """Reads the file and keeps it with the mapping that is proposed, or kept for its form.

    Nothing in the budget changes.  Raises ``Refused``.
    """
    _require(plan, by)
    book = read_book(name, content)
    mapping = _mapping_for(plan, book)
    stale = timezone.now() - timedelta(days=KEPT_DAYS)
    ImportFile.objects.filter(plan=plan, change=None, brought_at__lt=stale).delete()
    return ImportFile.objects.create(
        plan=plan,
        name=book.name[:200],
        sha256=book.sha256,
        content=content,
        mapping_json=json.dumps(mapping.to_plain()),
        brought_by=by,
    )


def map_file(*, file: ImportFile, mapping: Mapping, by: User) -> None:
    """How the file is to be understood from now on; kept for the region, for workbooks of its form.

    What was decided about rows of the file no longer holds.
    """
    _require(file.plan, by)
    with _held(file) as held:
        held.mapping_json = file.mapping_json = json.dumps(mapping.to_plain())
        held.answers_json = file.answers_json = "{}"
        held.save(update_fields=["mapping_json", "answers_json"])
    book = read_book(file.name, bytes(held.content))
    if find_mark(book) is None:
        ImportMapping.objects.update_or_create(
            region=file.plan.region,
            form=form_of(book, propose(book, file.plan.years)),  # as the next workbook is looked up
            defaults={"name": file.name, "mapping_json": file.mapping_json, "used_by": by},
        )


def answer_questions(*, file: ImportFile, answers: Dictionary[str, str], by: User) -> None:
    """Adds to what was decided; an empty answer takes one back."""
    _require(file.plan, by)
    with _held(file) as held:
        known = answers_of(held) | dict(answers)
        decided = {key: value for key, value in known.items() if value}
        held.answers_json = file.answers_json = json.dumps(decided)
        held.save(update_fields=["answers_json"])


def drop_file(*, file: ImportFile, by: User) -> None:
    """Forgets a file that was not applied."""
    _require(file.plan, by)
    with _held(file) as held:
        held.delete()


def answers_of(file: ImportFile) -> dict[str, str]:
    answers: dict[str, str] = json.loads(file.answers_json)
    return answers


def mapping_of(file: ImportFile) -> Mapping:
    return Mapping.from_plain(json.loads(file.mapping_json))


def preview_of(file: ImportFile, plan: Plan) -> Made:
    """What the file would make of the budget as it now stands.  Raises ``Refused`` where it was applied."""
    _refuse_applied(file)
    key = (file.pk, _seal(file, plan), plan.revision)
    with _lock:
        if key in _previews:
            _previews.move_to_end(key)
            return _previews[key]
    made = preview_book(
        read_book(file.name, bytes(file.content)), plan, mapping_of(file), answers_of(file), seal=key[1]
    )
    with _lock:
        _previews[key] = made
        while len(_previews) > PREVIEWS_KEPT:
            _previews.popitem(last=False)
    return made


def preview_book(
    book: Book, plan: Plan, mapping: Mapping | None, answers: Dictionary[str, str], *, seal: str = ""
) -> Made:
    """The same of a file that nobody brought; without a mapping, the kept or proposed one."""
    data = budget_data(plan)
    mapping = mapping or _mapping_for(plan, book)
    mark = find_mark(book)
    base, said = base_of(mark, plan, data)
    content = interpret(book, mapping, plan.years)
    preview = compare(
        data,
        content,
        base=base,
        source=book.name,
        answers=answers,
        taken=_taken(plan),
        covers=Covers(*cover_by_owner(plan)),
        said=said,
    )
    return Made(book, mapping, mark, preview, plan.revision, seal)


def import_budget(*, file: ImportFile, seal: str, by: User) -> Change:
    """The budget as the preview with this ``seal`` showed it: one change, whole or not at all.

    Raises ``Refused`` where the budget, the mapping or the answers changed since, where the
    preview has errors or open questions, and where a write is refused.
    """
    _require(file.plan, by)
    made = preview_of(file, Plan.objects.select_related("region").get(pk=file.plan_id))
    if made.revision != _revision_in(seal):
        raise Refused(CHANGED_MEANWHILE)
    if made.seal != seal:
        raise Refused(OTHER_ANSWERS)
    with _held(file) as held:
        if (held.mapping_json, held.answers_json) != (file.mapping_json, file.answers_json):
            raise Refused(OTHER_ANSWERS)
        held.change, held.content = apply_preview(plan=file.plan, made=made, by=by), b""
        held.save(update_fields=["change", "content"])
    file.change, file.content = held.change, held.content
    return held.change


def apply_preview(*, plan: Plan, made: Made, by: User) -> Change:
    """Writes what the preview shows.  Raises ``Refused``."""
    _require(plan, by)
    if hindrances := made.preview.hindrances:
        raise Refused(f"Er is niets overgenomen: {'; '.join(hindrances)}.")
    name, hashed = made.book.name, made.book.sha256
    with changing(plan, by=by, remark=f"Bestand ‘{name[:180]}’ ingelezen (SHA-256 {hashed})") as recorder:
        if recorder.plan.revision != made.revision:
            raise Refused(CHANGED_MEANWHILE)
        write_difference(recorder, made.preview, by=by)
        for broken in broken_rules(recorder.plan, WRITTEN):
            raise Refused(f"Er is niets overgenomen: {broken}.")
    if recorder.change is None:
        raise Refused("Er is niets om over te nemen: het bestand is gelijk aan de begroting.")
    return recorder.change


def _require(plan: Plan, by: User) -> None:
    if not by.has_perm(Right.IMPORT, plan):
        raise NotAllowed(MAY_NOT)


def _refuse_applied(file: ImportFile) -> None:
    if file.change_id is not None or not file.content:
        raise Refused("Dit bestand is al overgenomen. Kies het bestand opnieuw om het nog eens in te lezen.")


@contextmanager
def _held(file: ImportFile) -> Iterator[ImportFile]:
    """The file as it now stands, nobody else's until the block ends.  Raises ``Gone`` or ``Refused``.

    Somebody else may have applied or dropped it since ``file`` was fetched.
    """
    with transaction.atomic():
        held = ImportFile.objects.select_for_update().filter(pk=file.pk).first()
        if held is None:
            raise Gone("Dit bestand is intussen verwijderd. Kies het bestand opnieuw.")
        _refuse_applied(held)
        yield held


def _seal(file: ImportFile, plan: Plan) -> str:
    """Revision, and a fingerprint of mapping and answers."""
    said = sha256(f"{file.sha256}{file.mapping_json}{file.answers_json}".encode()).hexdigest()[:32]
    return f"{plan.revision}-{said}"


def _revision_in(seal: str) -> int:
    revision = seal.partition("-")[0]
    return int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 16 else 0


def _mapping_for(plan: Plan, book: Book) -> Mapping:
    """What somebody in the region said of a workbook of this form, or else what is proposed.

    Our own export needs no mapping of somebody else.
    """
    proposed = propose(book, plan.years)
    if find_mark(book) is None:
        for kept in ImportMapping.objects.filter(region=plan.region_id, form=form_of(book, proposed)):
            mapping = Mapping.from_plain(json.loads(kept.mapping_json))
            return fitted(mapping, book, plan.years) or proposed
    return proposed


def _taken(plan: Plan) -> dict[str, set[str]]:
    models: dict[str, Any] = {
        "goals": Goal,
        "measures": Measure,
        "lines": CostLine,
        "streams": FundingStream,
        "targets": SavingsTarget,
        "memorandum_items": MemorandumItem,
    }
    return {part: codes_of(model, plan) for part, model in models.items()}


def forget_mapping(*, mapping: ImportMapping, by: User) -> None:
    """A kept mapping is no longer offered."""
    region: Region = mapping.region
    if not by.has_perm(Right.IMPORT, region):
        raise NotAllowed(MAY_NOT)
    mapping.delete()
