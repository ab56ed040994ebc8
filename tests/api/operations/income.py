"""Operations on streams, targets, p.m. items, printed totals and the cover."""

from decimal import Decimal

from budgets.actions.streams import add_stream, add_target
from municipalities.models import User
from tests.integration.addresses.roles import FINANCE, READ

STREAM, TARGET, ITEM = {"code": "fonds"}, {"code": "gb-3-procent"}, {"code": "risico-weesp"}
LINE, MEASURE = {"code": "regel-40"}, {"code": "een-sterk-247-veilig-thuis"}


def prepare(plan):
    """A stream that nothing uses, and a second target to change places with."""
    finance = User.objects.get(username="financien")
    add_stream(plan=plan, values={"title": "Fonds", "kind": "overig"}, by=finance)
    extra = add_target(plan=plan, values={"title": "Extra", "year:2021": Decimal(1)}, by=finance)
    plan.memorandum_items.create(
        code="tweede", title="Tweede", first_year=2021, last_year=2021, position=extra.position
    )


OPERATIONS = {
    "api-Streams": {
        "get": ({}, None, READ),
        "post": ({}, {"title": "Nieuw fonds", "kind": "stateSubsidy"}, FINANCE),
    },
    "api-Stream": {
        "get": (STREAM, None, READ),
        "patch": (STREAM, {"amounts": [{"year": 2023, "amount": "1.00"}]}, FINANCE),
        "delete": (STREAM, None, FINANCE),
    },
    "api-Stream-move": {"post": (STREAM, {"direction": "up"}, FINANCE)},
    "api-Targets": {
        "get": ({}, None, READ),
        "post": ({}, {"title": "Nieuw", "stream": "GB", "percentage": "2.5"}, FINANCE),
    },
    "api-Target": {
        "get": (TARGET, None, READ),
        "patch": (TARGET, {"percentage": "4"}, FINANCE),
        "delete": (TARGET, None, FINANCE),
    },
    "api-Target-move": {"post": (TARGET, {"direction": "down"}, FINANCE)},
    "api-MemorandumItems": {
        "get": ({}, None, READ),
        "post": ({}, {"title": "Nieuw", "firstYear": 2023, "lastYear": 2024}, FINANCE),
    },
    "api-MemorandumItem": {
        "get": (ITEM, None, READ),
        "patch": (ITEM, {"lastYear": 2023}, FINANCE),
        "delete": (ITEM, None, FINANCE),
    },
    "api-MemorandumItem-move": {"post": (ITEM, {"direction": "down"}, FINANCE)},
    "api-ControlTotals": {"get": ({}, None, READ)},
    "api-Covers": {"get": ({}, None, READ)},
    "api-CostLineCover": {
        "get": (LINE, None, READ),
        "put": (LINE, {"streams": [{"stream": "GB", "share": "1"}]}, FINANCE),
    },
    "api-MeasureCover": {
        "get": (MEASURE, None, READ),
        "put": (MEASURE, {"streams": [{"stream": "GB", "share": "1/7"}]}, FINANCE),
    },
}
