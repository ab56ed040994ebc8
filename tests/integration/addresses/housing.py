"""name → (arguments, method, data, the answer per role), as in ``budget``."""

from tests.integration.addresses.measures import form
from tests.integration.addresses.roles import EDIT, FINANCE, PLAN, READ

KIND = PLAN | {"kind": "interventie"}
MUNICIPALITY = PLAN | {"municipality": "GM0406"}

ADDRESSES = {
    "housing": [(PLAN, "get", {}, READ)],
    "housing_origin": [(PLAN, "get", {"cijfer": "housing.GM0406.target", "jaar": "2022"}, READ)],
    "housing_terms": form(PLAN, {"bedrag": "21.000", "prijspeil": "2021"}, FINANCE),
    "housing_kind_new": form(PLAN, {"naam": "Tiny houses", "afgesproken": "4", "jaar_2022": "4"}, FINANCE),
    "housing_kind_change": form(KIND, {"naam": "Anders", "afgesproken": "8"}, FINANCE),
    "housing_kind_delete": form(KIND, {}, FINANCE),
    "housing_realised": form(MUNICIPALITY, {"aantal_interventie_2021": "1"}, EDIT),
}
