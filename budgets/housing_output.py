"""The settlement of places for living as plain data for programs."""

from typing import Any

from budgets.engine import HousingResult
from budgets.output import known

OF_KINDS = ("target", "realised", "short")


def settlement_as_data(result: HousingResult | None) -> dict[str, Any] | None:
    """Places per year, cumulative, and euros; None is no member, not filled in, or not settled."""
    if result is None:
        return None
    return {
        "amountPerPlace": known(result.amount_per_place),
        "settled": list(result.settled),
        "pot": known(result.pot),
        "stays": known(result.stays),
        "kinds": [
            {"code": kind.code, "title": kind.title, "agreed": kind.agreed, "start": kind.start}
            for kind in result.housing.kinds
        ],
        "municipalities": [
            {
                "code": each.code,
                "title": each.name,
                "target": list(result.target[each.code]),
                "realised": list(result.realised[each.code]),
                "short": list(result.short[each.code]),
                "paidIn": known(result.paid_in[each.code]),
                "paidOut": known(result.paid_out[each.code]),
                "kinds": [
                    {"code": code} | {name: list(getattr(places, name)) for name in OF_KINDS}
                    for code, places in result.kinds[each.code].items()
                ],
            }
            for each in result.data.municipalities
        ],
    }
