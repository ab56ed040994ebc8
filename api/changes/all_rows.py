"""Everything that one change wrote, in pages: an import writes thousands of rows."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from api.changes.rows import touched_rows
from api.changes.shapes import ChangeRowShape
from api.operation import Operation, described_by
from api.paging import next_address, read_cursor, size_of
from api.schema import CURSOR, SIZE
from api.within import PlanResource
from budgets.change_names import Names
from budgets.history import rows_after

ORDER = ("table", "id")


def _said(view: Any) -> Operation:
    return Operation(
        "listChangeRows",
        "Rijen van een wijziging opvragen",
        answer="page",
        parameters=(SIZE, CURSOR),
        tagged=True,
    )


class ChangeRows(PlanResource):
    one, many = "ChangeRow", "ChangeRows"
    title, titles = "wijziging", "wijzigingen"
    about = "Alle rijen die een wijziging schreef, per tabel en dan op nummer."
    missing = "Deze wijziging bestaat niet."
    shape = ChangeRowShape
    lookup = "revision"

    def rows(self) -> Any:
        return self.plan.changes.all()

    @described_by(_said)
    def list(self, request: Request, **_: Any) -> Response:
        self.check_query("pageSize", "cursor")
        size, cursor = size_of(request.query_params.get("pageSize")), request.query_params.get("cursor")
        place, key = (0, 0) if cursor is None else read_cursor(cursor, ORDER)
        found = rows_after(self.row(), (place, key), size + 1)
        shown, following = [row for _, row in found[:size]], None
        if len(found) > size:
            last, row = found[size - 1]
            following = next_address(request.build_absolute_uri(), ORDER, (last, row.pk))
        items = self.shown(touched_rows(shown, Names(self.plan, shown)), many=True)
        return self.tagged({**self.list_more(), "items": items, "next": following})
