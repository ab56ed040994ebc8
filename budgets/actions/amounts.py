"""Amounts typed into the grid: each cell on its own merits, all of them one change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from budgets.actions.editing import NEGATIVE_TARGET
from budgets.amount_text import Value, read_amount, written_in_english
from budgets.engine.money import cents_from_decimal, decimal_from_cents
from budgets.models import CostAmount, CostLine, FundingStream, SavingsTarget, StreamAmount, TargetAmount
from budgets.refusals import AtFields
from measures.changes import changing
from measures.models import Plan
from municipalities.models import User
from municipalities.refusals import Refused
from municipalities.rights import Right

State = Literal["saved", "unchanged", "refused", "conflict"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What somebody typed: ``row`` is "line:r5" or "stream:spuk", ``seen`` what stood there."""

    row: str
    year: int
    text: str
    seen: Value


@dataclass(frozen=True, slots=True)
class CellOutcome:
    """What became of it.

    ``value`` is what the cell now holds; ``who``, ``when`` and ``own`` are of a
    conflict: ``own`` where the other value is from the same person, ``who`` empty where nobody is known.
    """

    row: str
    year: int
    state: State
    value: Value
    message: str = ""
    who: str = ""
    when: datetime | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    cells: tuple[CellOutcome, ...]
    revision: int
    """Of the plan, after the change where there was one."""
    changed: bool


class NotAllSaved(AtFields):
    """Cells that were to be saved all or none; ``cells`` says of each what would have become of it."""

    def __init__(self, cells: Sequence[CellOutcome]) -> None:
        wrong = [cell for cell in cells if cell.state in NOT_SAVED]
        super().__init__({f"{cell.row}:{cell.year}": cell.message or MEANWHILE for cell in wrong})
        self.cells = tuple(cells)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row that has amounts, and how its tables are called."""

    owner: type[Any]
    amounts: type[Any]
    link: str
    right: Right
    gone: str


KINDS = {
    "line": Kind(CostLine, CostAmount, "cost_line", Right.AMOUNTS, "Deze kostenpost bestaat niet meer."),
    "stream": Kind(FundingStream, StreamAmount, "stream", Right.STREAMS, "Deze baten bestaan niet meer."),
    "target": Kind(
        SavingsTarget, TargetAmount, "target", Right.STREAMS, "Deze taakstelling bestaat niet meer."
    ),
}
NEGATIVE: dict[type[Any], tuple[str, str]] = {
    CostLine: ("Deze kostenpost mag", "bij de kostenpost"),
    FundingStream: ("Deze baten mogen", "bij de stroom, op de pagina Baten"),
}
NOT_SAVED: tuple[State, ...] = ("refused", "conflict")
MEANWHILE = "Dit bedrag is intussen gewijzigd."
NOT_YOURS = "Met uw rol kunt u dit bedrag niet wijzigen. Vraag een financieel adviseur."


def save_amounts(*, plan: Plan, cells: Sequence[Cell], by: User, whole: bool = False) -> Outcome:
    """Saves what can be saved, as one change; refuses or asks about the rest, cell by cell.

    The plan is held meanwhile, so that what a cell holds cannot move between
    the look and the write.  With ``whole`` all is saved or nothing: raises ``NotAllSaved``.
    """
    with changing(plan, by=by) as recorder:
        rights = {right: by.has_perm(right, plan) for right in (Right.AMOUNTS, Right.STREAMS)}
        table = _Table(recorder.plan, cells, rights)
        outcomes = [table.put(cell) for cell in cells]
        for kind in KINDS.values():
            recorder.bulk_create([a for a in table.created if isinstance(a, kind.amounts)])
            changed = [a for a in table.updated if isinstance(a, kind.amounts)]
            recorder.bulk_update(changed, ["amount", "pm"] if kind is KINDS["line"] else ["amount"])
            recorder.delete([a for a in table.deleted if isinstance(a, kind.amounts)])
        signed = _sign(table, outcomes, by)
        if whole and any(outcome.state in NOT_SAVED for outcome in signed):
            raise NotAllSaved(signed)
    return Outcome(tuple(signed), recorder.plan.revision, recorder.change is not None)


class _Table:
    """The rows that the cells name, with their amounts, as they stand under the lock."""

    def __init__(self, plan: Plan, cells: Sequence[Cell], rights: dict[Right, bool]) -> None:
        self.years = plan.years
        self.asked_years = {cell.year for cell in cells}
        self.rights = rights
        self.english = len(cells) > 1 and written_in_english(cell.text for cell in cells)
        """A block is written one way: the cells that leave no doubt speak for the others."""
        self.owners: dict[str, Any] = {}
        self.stored: dict[tuple[str, int], Any] = {}
        self.done: set[tuple[str, int]] = set()
        self.created: list[Any] = []
        self.updated: list[Any] = []
        self.deleted: list[Any] = []
        for name, kind in KINDS.items():
            codes = {cell.row.partition(":")[2] for cell in cells if cell.row.startswith(f"{name}:")}
            if codes:
                self._read(name, kind, plan, codes)

    def _read(self, name: str, kind: Kind, plan: Plan, codes: set[str]) -> None:
        owners = kind.owner.objects.filter(plan=plan, code__in=codes)
        for owner in owners.select_related("measure") if name == "line" else owners:
            self.owners[f"{name}:{owner.code}"] = owner
        by_id = {owner.pk: row for row, owner in self.owners.items() if row.startswith(f"{name}:")}
        amounts = kind.amounts.objects.filter(**{f"{kind.link}__plan": plan, f"{kind.link}__code__in": codes})
        for amount in amounts.filter(year__in=self.asked_years):
            self.stored[by_id[getattr(amount, f"{kind.link}_id")], amount.year] = amount

    def put(self, cell: Cell) -> CellOutcome:
        """Judges one cell and prepares the write."""
        key = cell.row, cell.year
        now = value_of(cell.row, self.stored.get(key))
        try:
            read = self._checked(cell)
        except Refused as refused:
            return CellOutcome(*key, "refused", now, refused.message)
        typed = _as_held(cell.row, read)
        if typed == now:
            return CellOutcome(*key, "unchanged", now)
        if _as_held(cell.row, cell.seen) != now:
            return CellOutcome(*key, "conflict", now)
        self.done.add(key)
        self._write(key, typed, empty=read == "")
        return CellOutcome(*key, "saved", typed)

    def _checked(self, cell: Cell) -> Value:
        """What was typed, where the row may hold it.  Raises ``Refused``."""
        kind = KINDS.get(cell.row.partition(":")[0])
        if kind is None:
            raise Refused("Deze regel bestaat niet.")
        if not self.rights[kind.right] and not self._stays(cell):
            raise Refused(NOT_YOURS)
        owner = self.owners.get(cell.row)
        if owner is None:
            raise Refused(kind.gone)
        if cell.year not in self.years:
            raise Refused(f"Dit plan loopt van {self.years[0]} tot en met {self.years[-1]}.")
        if (cell.row, cell.year) in self.done:
            raise Refused("Dit bedrag stond twee keer in wat u plakte; het eerste is bewaard.")
        typed = read_amount(cell.text, english=self.english)
        _check_row(kind, owner, cell.year, typed)
        return typed

    def _stays(self, cell: Cell) -> bool:
        """Whether what was typed is what stands there; who sends a whole table back asks for no right."""
        try:
            typed = _as_held(cell.row, read_amount(cell.text, english=self.english))
        except Refused:
            return False
        return typed == value_of(cell.row, self.stored.get((cell.row, cell.year)))

    def _write(self, key: tuple[str, int], typed: Value, *, empty: bool) -> None:
        row, year = key
        kind = KINDS[row.partition(":")[0]]
        stored = self.stored.get(key)
        if empty:
            if stored is not None:
                self.deleted.append(stored)
            return
        fields: dict[str, Any] = {"amount": decimal_from_cents(typed) if isinstance(typed, int) else None}
        if kind.amounts is CostAmount:
            fields["pm"] = typed == "pm"
        if stored is None:
            self.created.append(kind.amounts(**{kind.link: self.owners[row], "year": year}, **fields))
            return
        for field, value in fields.items():
            setattr(stored, field, value)
        self.updated.append(stored)


def value_of(row: str, stored: Any) -> Value:
    """What a cell holds, by its row of the table or of the history; None where there is none."""
    if stored is None:
        return _as_held(row, "")
    return "pm" if stored.amount is None else cents_from_decimal(stored.amount)


def _as_held(row: str, value: Value) -> Value:
    """No amount is nothing on a line, and zero on a stream or target."""
    return 0 if value == "" and not row.startswith("line:") else value


def _check_row(kind: Kind, owner: Any, year: int, typed: Value) -> None:
    """The rules of the row.  Raises ``Refused``."""
    if kind.owner is SavingsTarget and owner.stream_id:
        raise Refused("Deze taakstelling volgt uit een percentage van de baten; wijzig het percentage.")
    if kind.owner is CostLine and typed != "":
        last = owner.measure.last_year
        if last is not None and year > last:
            raise Refused(f"De maatregel is beëindigd na {last}.")
    if typed == "pm" and kind.owner is not CostLine:
        raise Refused("Alleen een kostenpost kan p.m. zijn; typ hier een bedrag.")
    if isinstance(typed, int) and typed < 0:
        if kind.owner is SavingsTarget:
            raise Refused(NEGATIVE_TARGET)
        if not owner.negative_allowed:
            what, where = NEGATIVE[kind.owner]
            raise Refused(f"{what} niet negatief zijn. Zet eerst ‘Bedragen mogen negatief zijn’ aan {where}.")


def _sign(table: _Table, outcomes: Iterable[CellOutcome], by: User) -> list[CellOutcome]:
    """Conflicts with who made the other value, and when: one question per kind of row."""
    found = list(outcomes)
    for name, kind in KINDS.items():
        asked = {
            (table.owners[o.row].pk, o.year): o
            for o in found
            if o.state == "conflict" and o.row.startswith(f"{name}:")
        }
        if not asked:
            continue
        history: Any = kind.amounts.history
        rows = history.filter(
            **{f"{kind.link}_id__in": {pk for pk, _ in asked}, "year__in": {year for _, year in asked}}
        ).select_related("history_user")
        last = {(getattr(row, f"{kind.link}_id"), row.year): row for row in rows.order_by("history_id")}
        signed = {
            (o.row, o.year): replace(
                o,
                who=who_of(user) if (user := last[key].history_user) else "",
                when=last[key].history_date,
                own=last[key].history_user_id == by.pk,
            )
            for key, o in asked.items()
            if key in last
        }
        found = [signed.get((o.row, o.year), o) for o in found]
    return found


def who_of(user: User | None) -> str:
    return "iemand" if user is None else user.display_name
