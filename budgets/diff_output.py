"""What differs between two budgets as plain data, in the form of a result."""

from typing import Any

from budgets.engine import BudgetDiff, Item
from budgets.engine.diff import PARTS
from budgets.output import camel, known, per_year
from budgets.result_output import CURRENCY
from budgets.version_wording import change_words, item_title, plan_words, pm_words

WHAT = {"added": "added", "gone": "removed", "changed": "changed"}
"""As changes call what was done."""


def diff_as_data(found: BudgetDiff) -> dict[str, Any]:
    """Amounts are one per year of ``years``; ``None`` is no amount, or p.m."""
    return {
        "same": found.same,
        "currency": CURRENCY,
        "years": list(found.years),
        "totals": {
            camel(total.figure): {
                "before": per_year(total.before),
                "after": per_year(total.after),
                "difference": per_year(total.difference),
            }
            for total in found.totals
        },
        "planChanges": plan_words(found),
        **{camel(part): [_item(found, item) for item in getattr(found, part)] for part in PARTS},
    }


def _item(found: BudgetDiff, item: Item) -> dict[str, Any]:
    return {
        "code": item.code,
        "title": item_title(item),
        "what": WHAT[item.kind],
        "changes": [*change_words(item, found.old, found.new), *pm_words(item, found.years)],
        "before": known(item.before),
        "beforeProMemorie": list(item.before_pm),
        "after": known(item.after),
        "afterProMemorie": list(item.after_pm),
        "difference": per_year(item.difference),
    }
