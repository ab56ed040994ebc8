"""Names in addresses, and the answers per role that come back often."""

from municipalities.models import Role

PLAN = {"region": "gooi-en-vechtstreek", "plan": "bo-2021-2024"}
SCENARIO = PLAN | {"scenario": "ongewijzigd"}

READ = dict.fromkeys(Role.Kind.values, 200)
EDIT = READ | {"portefeuillehouder": 403, "lezer": 403}
MAKE = READ | {"lezer": 403}
FINANCE = READ | {"beleidsadviseur": 403, "portefeuillehouder": 403, "lezer": 403}
"""Amounts, streams, targets and versions."""
ADMIN = READ | {"beleidsadviseur": 403, "financieel_adviseur": 403, "portefeuillehouder": 403, "lezer": 403}
SPEAK = ADMIN | {"beleidsadviseur": 200}
"""Positions."""
