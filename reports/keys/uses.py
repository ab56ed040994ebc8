"""The ticks of what is split by a key: streams, and measures by goal."""

import json
from collections import defaultdict
from dataclasses import dataclass, field

from budgets.actions.editing import Meanwhile
from budgets.actions.key_uses import set_uses, things_of, uses_of
from budgets.models import AllocationKey
from measures.models import Measure, Plan
from municipalities.models import User
from municipalities.refusals import Gone, Refused
from reports.access import Request
from reports.seen import NOT_SAID, read_seen


@dataclass(frozen=True, slots=True)
class Tick:
    name: str
    title: str
    on: bool
    other: str
    """The title of the other key of its own that it now has."""
    error: str


@dataclass
class KeyUses:
    """``seen``: the code of the key of its own that each thing had on the screen, None if not said."""

    key: AllocationKey
    ticked: set[str]
    seen: dict[str, str] | None
    posted: bool
    error: str = ""
    at: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.things = things_of(self.key.plan)
        self.uses = uses_of(self.key.plan)
        stands = {name: use.key.code for name, use in self.uses.items()}
        if self.posted and self.seen is None:
            self.error = NOT_SAID
        self.seen = stands if self.seen is None else self.seen
        if not self.posted:
            self.ticked = {name for name, code in stands.items() if code == self.key.code}

    def save(self, by: User) -> bool:
        if self.error:
            return False
        values = {name: name in self.ticked for name in self.things} | dict.fromkeys(self.ticked, True)
        try:
            set_uses(key=self.key, values=values, by=by, seen=self.seen)
        except Gone:
            raise
        except Refused as refused:
            self._refuse(refused)
            return False
        return True

    def seen_json(self) -> str:
        return json.dumps(self.seen)

    def groups(self) -> list[tuple[str, list[Tick]]]:
        """Streams first, then the measures of each goal."""
        measures: defaultdict[int, list[Tick]] = defaultdict(list)
        for name, thing in self.things.items():
            measures[thing.goal_id if isinstance(thing, Measure) else 0].append(self._tick(name, str(thing)))
        goals = [(0, "Financieringsstromen"), *self.key.plan.goals.values_list("pk", "title")]
        return [(title, measures[pk]) for pk, title in goals if measures[pk]]

    def _tick(self, name: str, title: str) -> Tick:
        use = self.uses.get(name)
        other = use.key.title if use and use.key_id != self.key.pk else ""
        return Tick(name, title, name in self.ticked, other, self.at.get(name, ""))

    def _refuse(self, refused: Refused) -> None:
        """What another wrote meanwhile now counts as seen: saving once more confirms."""
        if refused.field in self.things:
            self.at[refused.field or ""] = refused.message
        else:
            self.error = refused.message
        if isinstance(refused, Meanwhile) and self.seen is not None:
            self.seen[refused.key] = refused.current


def uses_form(request: Request, plan: Plan, key: AllocationKey) -> KeyUses:
    posted = request.method == "POST"
    ticked = set(request.POST.getlist("geldt")) if posted else set()
    return KeyUses(key, ticked, read_seen(request.POST) if posted else None, posted)
