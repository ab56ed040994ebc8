"""Order by hand: POST …/move puts a thing one place up or down among its siblings.

A resource whose rows have a ``position`` names ``Moved`` before ``PlanResource`` among its bases; its
address then has ``/move`` under it (see ``routing.routes``), and its rows are found, locked and shown as
always.
"""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.etags import tag_of
from api.operation import Operation, described_by
from api.shapes import Shape
from api.within import PlanResource
from budgets.actions.ordering import move

ABOUT = (
    "Eén plaats omhoog of omlaag, in de volgorde zoals die dan is; aan de rand verandert er niets. "
    "Er is geen If-Match nodig: wie tegelijk ordent, krijgt elk zijn stap. Het antwoord is het geheel zoals "
    "het nu is."
)
PLACE = "Plaats in de volgorde, oplopend; nummers kunnen ontbreken. Verplaatsen gaat met ‘/move’."


class PositionField(serializers.IntegerField):
    """Where a thing stands among its siblings; it is changed by moving it."""

    def __init__(self, **kwargs: Any) -> None:
        said: dict[str, Any] = {"read_only": True, "help_text": PLACE}
        super().__init__(**said | kwargs)


class MoveShape(Shape):
    direction = serializers.ChoiceField(
        choices=[("up", "omhoog"), ("down", "omlaag")], help_text="up is omhoog, down is omlaag."
    )


def _said(view: Any) -> Operation:
    return Operation(
        f"move{view.one}",
        f"{view.title[:1].upper()}{view.title[1:]} verplaatsen",
        description=ABOUT,
        request=MoveShape,
        answer=view.shape,
        tagged=True,
        problems=(403,),
    )


class Moved(PlanResource):
    """Rows that somebody with ``right`` orders by hand."""

    @described_by(_said)
    def move(self, request: Request, **_: Any) -> Response:
        self.check_query()
        with self.held():
            row = self.row()
            self.require(row)
            up = self.read(shape=MoveShape)["direction"] == "up"
            move(item=row, up=up, by=self.user)
            content = self.shown(self.row())
        return self.answer(content, tag=tag_of(content))
