"""The changes of a plan, and one of them taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from api.changes.rows import TABLES, TouchedRow, touched_rows
from api.changes.shapes import ChangeShape
from api.etags import tag_of
from api.filters import ApiFilters, Choice, Moment, Number, Text
from api.operation import operation
from api.schema import LOCATION
from api.within import PlanResource, plan_for
from budgets.actions.undo import can_be_undone, rights_to_undo, undo_change
from budgets.change_wording import Story, stories
from budgets.history import changes_of_measure, changes_of_option, changes_of_stream
from budgets.models import AdjustmentOption, FundingStream
from budgets.permission_wording import NO_UNDO
from measures.models import Change, Measure, Plan
from municipalities.models import User

MOST_ROWS = 50
"""Of each table of a change, in a list."""
ABOUT = (
    "Wie wat wanneer wijzigde. Nummers lopen per plan op, en een wijziging is pas te zien als alle eerdere "
    "te zien zijn. Zo volgt u een plan zonder iets te missen of dubbel te krijgen: vraag de eerste keer met "
    "‘since’ een moment (of niets), loop in oplopende volgorde alle pagina’s af, en bewaar ‘revision’ van de "
    "laatste pagina. Vraag daarna steeds met ‘after’ wat er na dat nummer kwam; een antwoord loopt nooit "
    "verder dan zijn eigen ‘revision’. Blijf niet met ‘since’ vragen: een wijziging krijgt haar tijd als zij "
    "begint en is pas daarna te zien."
)
UNDO = (
    "Zet alles terug zoals het voor deze wijziging was, als een nieuwe wijziging. Dat kan niet als er daarna "
    "hetzelfde is gewijzigd. Wat ervoor nodig is, hangt af van wat er is gewijzigd."
)


class ChangeFilters(ApiFilters):
    after = Number("revision", lookup_expr="gt", help_text="Met een hoger nummer dan dit.")
    since = Moment("made_at", lookup_expr="gte", help_text="Op of na dit moment.")
    until = Moment("made_at", lookup_expr="lte", help_text="Op of voor dit moment.")
    made_by = Text("made_by", method="of_person", help_text="Van wie, zoals in ‘madeBy’.")
    table = Choice(
        "touched",
        choices=[(name, name) for name in TABLES],
        method="of_table",
        help_text="Wat iets van deze soort schreef.",
    )
    measure = Text("plan", method="of_measure", help_text="Wat deze maatregel of wat erbij hoort wijzigde.")
    option = Text("plan", method="of_option", help_text="Wat deze bijstellingsoptie wijzigde.")
    stream = Text("plan", method="of_stream", help_text="Wat deze stroom of wat erbij hoort wijzigde.")

    def of_person(self, changes: QuerySet[Change], _: str, name: str) -> QuerySet[Change]:
        people = User.objects.filter(changes__plan=self._plan()).distinct()
        named = [each.pk for each in people if each.display_name == name]
        return changes.filter(made_by__in=named)

    def of_table(self, changes: QuerySet[Change], _: str, table: str) -> QuerySet[Change]:
        return changes.filter(touched__contains=f" {TABLES[table]._meta.model_name}.")

    def of_measure(self, changes: QuerySet[Change], _: str, code: str) -> QuerySet[Change]:
        measure = Measure.objects.filter(plan=self._plan(), code=code).first()
        found = Change.objects.none() if measure is None else changes_of_measure(self._plan(), measure)
        return changes.filter(pk__in=found.values("pk"))

    def of_option(self, changes: QuerySet[Change], _: str, code: str) -> QuerySet[Change]:
        option = AdjustmentOption.objects.filter(plan=self._plan(), code=code).first()
        found = Change.objects.none() if option is None else changes_of_option(self._plan(), option)
        return changes.filter(pk__in=found.values("pk"))

    def of_stream(self, changes: QuerySet[Change], _: str, code: str) -> QuerySet[Change]:
        stream = FundingStream.objects.filter(plan=self._plan(), code=code).first()
        found = Change.objects.none() if stream is None else changes_of_stream(self._plan(), stream)
        return changes.filter(pk__in=found.values("pk"))

    def _plan(self) -> Plan:
        plan: Plan = self.request.parser_context["view"].plan
        return plan


@dataclass(frozen=True, slots=True)
class Told:
    """A change as it goes out."""

    change: Change
    story: Story
    rows: list[TouchedRow]
    may_undo: bool


class Changes(PlanResource):
    one, many = "Change", "Changes"
    title, titles = "wijziging", "wijzigingen"
    about = ABOUT
    missing = "Deze wijziging bestaat niet."
    shape = ChangeShape
    filters = ChangeFilters
    orders = {"revision": ("revision",)}
    lookup = "revision"
    follows_revision = False  # a name may change without it

    def rows(self) -> Any:
        seen = self.plan.changes.filter(revision__lte=self.plan.revision)
        return seen.select_related("made_by", "undoes", "undone_by")

    def shown(self, thing: Any, *, many: bool = False, shape: Any = None) -> Any:
        told = self._told(thing if many else [thing])
        return super().shown(told if many else told[0], many=many, shape=shape)

    def _told(self, changes: Sequence[Change]) -> list[Told]:
        asked = {right for change in changes for right in rights_to_undo(change)}
        mine = {right for right in asked if self.user.has_perm(right, self.plan)}
        return [
            Told(
                story.change,
                story,
                touched_rows(story.rows, story.names),
                _is_open(story.change) and rights_to_undo(story.change) <= mine,
            )
            for story in stories(self.plan, changes, MOST_ROWS)
        ]

    @operation(
        "undoChange",
        "Wijziging ongedaan maken",
        description=UNDO,
        answer=ChangeShape,
        status=201,
        tagged=True,
        problems=(403, 422),
        headers={"Location": LOCATION},
    )
    def undo(self, request: Request, **_: Any) -> Response:
        self.check_query()
        with self.held():
            change = self.row()
            if not all(self.user.has_perm(right, self.plan) for right in rights_to_undo(change)):
                raise PermissionDenied(NO_UNDO)
            made = undo_change(change=change, by=self.user)
            self.plan = plan_for(self.user, self.plan.pk)
            content = self.shown(self.row(made.revision))
        location = reverse("api-Change", kwargs=self.kwargs | {"revision": made.revision}, request=request)
        return self.answer(content, tag=tag_of(content), status=201, Location=location)


def _is_open(change: Change) -> bool:
    return can_be_undone(change) and getattr(change, "undone_by", None) is None
