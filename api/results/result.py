"""The whole result of a budget, a version or a scenario."""

from typing import Any

from rest_framework.request import Request

from api.operation import described_by
from api.results.basis import FIELDS, Computed, described
from api.results.shapes import ResultShape


class Result(Computed):
    @described_by(lambda view: described(view, "Result", "Alle cijfers", ResultShape, FIELDS))
    def show(self, request: Request, **_: Any) -> Any:
        self.check_asked("fields")
        parts = self.asked_parts()
        if known := self.unless_known():
            return known
        result, revision = self.computed()
        return self.answer(self.told(result, revision, parts), tag=self.known_tag())
