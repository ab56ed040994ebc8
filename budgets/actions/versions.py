"""Fixing the budget as a version, and reading one back exactly as it was fixed."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from threading import Lock

from django.db.models import Max
from django.utils import timezone

from budgets.engine import BudgetData, data_from_json, to_json, unchanged
from budgets.models import BudgetVersion
from budgets.refusals import Outdated, Unreadable
from budgets.snapshot import read
from budgets.texts import one_line, paragraphs
from measures.changes import changing
from measures.models import Plan
from municipalities.models import User
from municipalities.refusals import Refused

KEPT = 32
OUTCOMES_KEPT = 10_000
FIRST_YEAR = 1900
OUTCOME = "result_after_target"
TOUCHED = "budgetversion.+"

_kept: OrderedDict[tuple[int, str], BudgetData] = OrderedDict()
_outcomes: OrderedDict[tuple[int, str], dict[int, int]] = OrderedDict()
_lock = Lock()


def adopt_version(
    *,
    plan: Plan,
    name: str,
    kind: str,
    decided_on: date,
    decision: str = "",
    remark: str = "",
    seen_revision: int | None = None,
    by: User,
) -> BudgetVersion:
    """The working budget as it now stands, as the plan's next version.

    The plan is held, so that two people who fix at once get the numbers n and n + 1
    and nobody changes an amount meanwhile.  Raises ``Refused``: the first of
    ``adoption_problems``, where nothing changed since the last version of this kind,
    and where the budget changed after ``seen_revision``, the one that ``by`` saw.
    """
    with changing(plan, by=by) as recorder:
        held: Plan = recorder.plan
        for refused in adoption_problems(held, name, kind, decided_on, decision):
            raise refused
        if seen_revision not in (None, held.revision):
            raise Outdated(
                "De werkbegroting is gewijzigd nadat u deze pagina opende. Er is niets vastgesteld. "
                "Bekijk de bedragen hieronder en stel dan vast."
            )
        name, decision = _name(name), _decision(decision)
        recorder.remark = f"Versie vastgesteld: {name}"
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
            remark=paragraphs(remark, field="remark"),
            revision=held.revision,
            data_json=text,
            sha256=hashed,
            created_by=by,
        )
        recorder.touch(TOUCHED)
    return version


def adoption_problems(
    plan: Plan, name: str | None, kind: str | None, decided_on: date | None, decision: str | None
) -> Iterator[Refused]:
    """What cannot be, each with its field; None is a value that cannot be read, and is not judged.

    A date of tomorrow may be one of today elsewhere; later is no date of a decision.
    """
    if name is not None:
        try:
            _refuse_taken(plan, _name(name))
        except Refused as refused:
            yield refused
    if kind is not None and kind not in BudgetVersion.Kind.values:
        yield Refused("Kies wat voor versie het is.", "kind")
    if decided_on is not None and decided_on.year < FIRST_YEAR:
        yield Refused(f"Een besluit van vóór {FIRST_YEAR} kan niet. Kijk de datum na.", "decided_on")
    if decided_on is not None and decided_on > timezone.localdate() + timedelta(days=1):
        yield Refused("Deze datum ligt in de toekomst. Vul de datum van het besluit in.", "decided_on")
    if decision is not None:
        try:
            _decision(decision)
        except Refused as refused:
            yield refused


def same_as_previous(version: BudgetVersion) -> bool:
    """Whether the version before it has the same fingerprint."""
    return version.plan.versions.filter(number=version.number - 1, sha256=version.sha256).exists()


def outcomes(versions: Iterable[BudgetVersion]) -> dict[int, dict[int, int] | None]:
    """Per id of a version its result after target per year; None where it cannot be read.

    A list shows this of every version.  It is small, so it is kept of far more versions
    than whole budgets are, and what is not kept is read in one query.
    """
    keys = {version.pk: (version.pk, version.sha256) for version in versions}
    with _lock:
        found: dict[int, dict[int, int] | None] = {
            pk: _outcomes[key] for pk, key in keys.items() if key in _outcomes
        }
    if unread := keys.keys() - found.keys():
        for version in BudgetVersion.objects.filter(pk__in=unread).iterator(chunk_size=10):
            found[version.pk] = _outcome(version)
    return found


def _outcome(version: BudgetVersion) -> dict[int, int] | None:
    try:
        data = _read(version)
    except Unreadable:
        return None
    amounts = dict(zip(data.years, unchanged(data).figure(OUTCOME), strict=True))
    with _lock:
        _outcomes[version.pk, version.sha256] = amounts
        while len(_outcomes) > OUTCOMES_KEPT:
            _outcomes.popitem(last=False)
    return amounts


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


def _name(name: str) -> str:
    return one_line(name, longest=_longest("name"), field="name", needed="Geef de versie een naam.")


def _decision(decision: str) -> str:
    return one_line(decision, longest=_longest("decision"), field="decision", what="tekst van het besluit")


def _refuse_taken(plan: Plan, name: str) -> None:
    others = {other.casefold(): number for number, other in plan.versions.values_list("number", "name")}
    if (number := others.get(name.casefold())) is not None:
        raise Refused(f"Versie {number} heet al zo. Kies een andere naam.", "name")


def _refuse_unchanged(plan: Plan, kind: str, hashed: str) -> None:
    last = plan.versions.filter(kind=kind).defer("data_json").first()
    if last is not None and last.sha256 == hashed:
        raise Refused(
            f"De werkbegroting is gelijk aan versie {last.number} (‘{last.name}’), "
            f"die ook als {last.get_kind_display()} is vastgelegd. Er is niets vast te stellen."
        )


def _next(plan: Plan, field: str) -> int:
    return 1 + (plan.versions.aggregate(last=Max(field))["last"] or 0)
