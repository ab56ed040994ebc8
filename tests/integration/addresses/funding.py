"""Which stream pays what: name → (arguments, method, data, the answer per role), as in ``budget``."""

from tests.integration.addresses.measures import form
from tests.integration.addresses.roles import FINANCE, PLAN, READ

LINE = PLAN | {"line": "regel-5"}
MEASURE = PLAN | {"measure": "ggz-mantelzorg"}

ADDRESSES = {
    "funding": [(PLAN, "get", {}, READ), (PLAN, "get", {"scenario": "alle-bijstellingen"}, READ)],
    "line_cover": form(LINE, {"keuze": "eigen", "deel_DUVO": "1/3"}, FINANCE),
    "measure_cover": form(MEASURE, {"deel_DUVO": "1/3"}, FINANCE),
}
