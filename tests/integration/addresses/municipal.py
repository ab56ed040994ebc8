"""name → (arguments, method, data, the answer per role), as in ``budget``."""

from tests.integration.addresses.roles import PLAN, READ

WITH_SCENARIO = {"scenario": "alle-bijstellingen", "jaar": "2023", "vergelijk": "ongewijzigd"}

ADDRESSES: dict = {
    "municipalities": [(PLAN, "get", {}, READ), (PLAN, "get", WITH_SCENARIO, READ)],
    "municipality": [(PLAN | {"code": "GM0406"}, "get", WITH_SCENARIO, READ)],
}
