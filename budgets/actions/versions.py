"""Fixing the budget as a version, and reading one back exactly as it was fixed."""

from collections import OrderedDict
from datetime import date
from hashlib import sha256
from threading import Lock

from django.db.models import Max

from budgets.actions.texts import one_line, paragraphs
from budgets.engine import BudgetData, data_from_json, to_json
from budgets.models import BudgetVersion
from budgets.refusals import Unreadable
from budgets.snapshot import read
from measures.changes import changing
from measures.models import Plan
from municipalities.models import User
from municipalities.refusals import Refused

KEPT = 32
TOUCHED = "budgetversion.+"

_kept: OrderedDict[tuple[int, str], BudgetData] = OrderedDict()
_lock = Lock()


def adopt_version(
    *, plan: Plan, name: str, kind: str, decided_on: date, decision: str = "", remark: str = "", by: User
) -> BudgetVersion:
    """The working budget as it now stands, as the plan's next version.

    The plan is held, so that two people who fix at once get the numbers n and n + 1
    and nobody changes an amount meanwhile.  Raises ``Refused``, with the field, for
    an impossible name, kind or decision, and where nothing changed since the last
    version of this kind.
    """
    name = one_line(name, longest=_longest("name"), field="name", needed="Geef de versie een naam.")
    decision = one_line(
        decision, longest=_longest("decision"), field="decision", what="tekst van het besluit"
    )
    if kind not in BudgetVersion.Kind.values:
        raise Refused("Kies wat voor versie het is.", "kind")
    with changing(plan, by=by, remark=f"Versie vastgesteld: {name}") as recorder:
        held: Plan = recorder.plan
        text = to_json(read(held))
        hashed = sha256(text.encode()).hexdigest()
        _refuse_unchanged(held, kind, hashed)
        version = BudgetVersion.objects.create(
            plan=held,
            number=_next(held, "number"),
            name=name,
            kind=kind,
            amendment=_next(held, "amendment") if kind == BudgetVersion.Kind.AMENDMENT else None,
            decided_on=decided_on,
            decision=decision,
            remark=paragraphs(remark),
            revision=held.revision,
            data_json=text,
            sha256=hashed,
            created_by=by,
        )
        recorder.touch(TOUCHED)
    return version


def version_data(version: BudgetVersion) -> BudgetData:
    """What was fixed, upgraded where it was stored in an older schema; kept once it was read.

    Raises ``Unreadable`` where the stored text is not the one that was fixed.
    """
    key = (version.pk, version.sha256)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    data = _read(version)
    with _lock:
        _kept[key] = data
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return data


def is_sound(version: BudgetVersion) -> bool:
    """Whether the stored text still has the hash that it was fixed with."""
    return sha256(version.data_json.encode()).hexdigest() == version.sha256


def _read(version: BudgetVersion) -> BudgetData:
    if not is_sound(version):
        raise Unreadable(
            f"Versie {version.number} is niet meer zoals die is vastgesteld: de vingerafdruk klopt niet. "
            "De versie wordt daarom niet getoond. Meld dit bij uw beheerder."
        )
    try:
        return data_from_json(version.data_json)
    except ValueError as error:
        raise Unreadable(f"Versie {version.number} kan niet worden gelezen.") from error


def _longest(field: str) -> int:
    longest: int = BudgetVersion._meta.get_field(field).max_length  # type: ignore[union-attr,assignment]  # a CharField
    return longest


def _refuse_unchanged(plan: Plan, kind: str, hashed: str) -> None:
    last = plan.versions.filter(kind=kind).defer("data_json").order_by("-number").first()
    if last is not None and last.sha256 == hashed:
        raise Refused(
            f"De werkbegroting is gelijk aan versie {last.number} (‘{last.name}’), "
            f"die ook als {last.get_kind_display()} is vastgelegd. Er is niets vast te stellen."
        )


def _next(plan: Plan, field: str) -> int:
    return 1 + (plan.versions.aggregate(last=Max(field))["last"] or 0)
