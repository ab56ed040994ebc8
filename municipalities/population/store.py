"""A list into the tables: what is new comes, what differs changes, what the list does not name stays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from municipalities.models import Inhabitants, Municipality
from municipalities.population.forms import read_list
from municipalities.population.listed import Listed
from municipalities.population.names import Known

OWN_LIST = Path(__file__).parents[1] / "data" / "municipalities.csv"
SOURCE = "CBS, bevolking op 1 januari"

K = TypeVar("K")
V = TypeVar("V")


@dataclass
class Tally:
    """How many came, changed, and stayed as they were, in the list or beside it."""

    came: int = 0
    changed: int = 0
    stayed: int = 0


@dataclass
class Outcome:
    municipalities: Tally
    counts: Tally
    unknown: list[str] = field(default_factory=list)
    renamed: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By code the name that it had and the one that it has now."""


@transaction.atomic
def load_list(
    content: bytes, *, source: str = SOURCE, column: str | None = None, only_missing: bool = False
) -> Outcome:
    """``only_missing`` leaves alone what an earlier list brought: the demo must not undo an update."""
    known = _known()
    listed = read_list(content, known, column)
    municipalities = _store_municipalities(listed.municipalities, known, only_missing)
    counts = _store_counts(listed, source, only_missing)
    return Outcome(municipalities, counts, sorted(listed.unknown), _renamed(known, _known()))


def _renamed(before: Known, after: Known) -> dict[str, tuple[str, str]]:
    return {code: (name, after[code][0]) for code, (name, _) in before.items() if after[code][0] != name}


def _known() -> Known:
    return {
        code: (name, of) for code, name, of in Municipality.objects.values_list("code", "name", "province")
    }


def _store_municipalities(listed: Known, known: Known, only_missing: bool) -> Tally:
    def from_a_list(municipality: tuple[str, str]) -> bool:
        return only_missing and municipality[1] != ""

    write, tally = _compared(listed, known, from_a_list)
    Municipality.objects.bulk_create(
        [Municipality(code=code, name=name, province=province) for code, (name, province) in write.items()],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "province"],
    )
    return tally


def _store_counts(listed: Listed, source: str, only_missing: bool) -> Tally:
    ids = dict(Municipality.objects.values_list("code", "pk"))
    rows = Inhabitants.objects.values_list("municipality", "year", "count", "source")
    present = {(pk, year): (count, of) for pk, year, count, of in rows}
    wanted = {(ids[code], year): (count, source) for (code, year), count in listed.counts.items()}
    write, tally = _compared(wanted, present, lambda _: only_missing)
    Inhabitants.objects.bulk_create(
        [
            Inhabitants(municipality_id=pk, year=year, count=count, source=of)
            for (pk, year), (count, of) in write.items()
        ],
        update_conflicts=True,
        unique_fields=["municipality", "year"],
        update_fields=["count", "source"],
    )
    return tally


def _compared(
    wanted: Mapping[K, V], present: Mapping[K, V], stays: Callable[[V], bool]
) -> tuple[dict[K, V], Tally]:
    """What must be written, and how that is told."""
    came = {key: value for key, value in wanted.items() if key not in present}
    changed = {
        key: value
        for key, value in wanted.items()
        if key in present and present[key] != value and not stays(present[key])
    }
    return came | changed, Tally(len(came), len(changed), len(present) - len(changed))
