"""Computing a choice, or up to a thousand, without saving anything."""

import json
from collections.abc import Iterator, Sequence
from logging import getLogger
from typing import Any

from django.http import StreamingHttpResponse
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from api.choice import ChoiceShape
from api.operation import OneOrMore, Operation, described_by
from api.problems import KINDS
from api.results.basis import FIELDS, Computed
from api.results.shapes import ResultShape
from api.shapes import NO_OBJECT
from budgets.engine import BudgetData, Choice, compute

MOST = 1_000
LINES = "application/x-ndjson"
HOW_MANY = f"Stuur één keuze, of een lijst van 1 tot en met {MOST}."
ABOUT = (
    "Rekent een keuze door en bewaart niets. Stuurt u een lijst van keuzes, dan is het antwoord een stroom "
    "van regels (application/x-ndjson), in dezelfde volgorde en een per keuze; is er in een keuze iets fout, "
    "dan begint hij niet en is het antwoord 400. ‘currency’ en ‘years’ gelden voor alle bedragen in de regel."
)
log = getLogger(__name__)


class Lines(JSONRenderer):
    """Lets a client say that it takes lines; what is not a stream is JSON all the same."""

    media_type = LINES


class Compute(Computed):
    reads = frozenset({"compute"})
    renderer_classes = (JSONRenderer, Lines)

    @described_by(lambda view: _operation(view))
    def compute(self, request: Request, **_: Any) -> Any:
        self.check_query("fields")
        parts = self.asked_parts()
        data, revision = self.basis()
        if not int(request.META.get("CONTENT_LENGTH") or 0):  # no choice is not the same as {}
            raise ValidationError(NO_OBJECT)
        if not isinstance(request.data, list):
            (choice,) = self._choices(data, [request.data], many=False)
            return self.answer(self.told(compute(data, choice), revision, parts))
        if not 1 <= len(request.data) <= MOST:
            raise ValidationError([ErrorDetail(HOW_MANY, code="invalid")])
        choices = self._choices(data, request.data, many=True)
        return StreamingHttpResponse(self._lines(data, revision, choices, parts), content_type=LINES)

    def _choices(self, data: BudgetData, sent: Sequence[Any], *, many: bool) -> list[Choice]:
        """All are read before the first is computed.  Raises ``ValidationError``."""
        shape, choices, faults = ChoiceShape(context={"budget": data}), [], {}
        for place, each in enumerate(sent):
            try:
                choices.append(shape.run_validation(each))
            except ValidationError as error:
                faults[str(place)] = error.detail
        if faults:
            raise ValidationError(faults if many else faults["0"])
        return choices

    def _lines(
        self, data: BudgetData, revision: int | None, choices: Sequence[Choice], parts: list[str] | None
    ) -> Iterator[bytes]:
        for place, choice in enumerate(choices):
            try:
                line = self.told(compute(data, choice), revision, parts)
            except Exception:
                log.exception("choice %s of a request could not be computed", place)
                kind = KINDS["failed"]
                line = {"type": kind.type, "title": kind.title, "status": kind.status, "detail": kind.detail}
                line |= {"instance": f"{self.request.path}#/{place}"}
            yield json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _operation(view: Any) -> Operation:
    of_version = view.of == "version"
    return Operation(
        "computeVersion" if of_version else "compute",
        "Een keuze doorrekenen" + (" op een versie" if of_version else ""),
        ABOUT,
        request=OneOrMore(ChoiceShape, MOST),
        answer=ResultShape,
        parameters=(FIELDS,),
        problems=(409,),
        lines=True,
    )
