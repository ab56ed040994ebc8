"""The table of measures and its amounts."""

import json

from tests.integration.addresses.roles import FINANCE, PLAN, READ

CELL = {"row": "line:regel-1", "year": 2023, "text": "1.234,56", "seen": 27371500}

ADDRESSES = {
    "measures": [(PLAN, "get", {}, READ)],
    "amounts": [(PLAN, "post", {"cellen": json.dumps([CELL]), "revisie": "1"}, FINANCE)],
    "amounts_since": [(PLAN, "get", {"revisie": "1"}, READ)],
}
"""name → (arguments, method, data, the answer per role), as in ``budget``."""
