"""name → (arguments, method, data, the answer per role), as in ``budget``."""

from budgets.actions.keys import add_key
from municipalities.models import User
from tests.integration.addresses.measures import form
from tests.integration.addresses.roles import EDIT, FINANCE, PLAN, READ

KEY = PLAN | {"key": "proefsleutel"}


def prepare(plan):
    by = User.objects.get(username="financien")
    add_key(plan=plan, values={"title": "Proefsleutel", "kind": "equal"}, by=by)


ADDRESSES: dict = {
    "keys": [(PLAN, "get", {}, READ)],
    "key_new": form(PLAN, {"naam": "Nieuwe sleutel", "soort": "equal"}, FINANCE),
    "key_change": form(KEY, {"naam": "Andere sleutel", "soort": "equal"}, FINANCE),
    "key_uses": form(KEY, {"geldt": ["stream:GB"]}, FINANCE),
    "key_default": [(KEY, "post", {}, FINANCE)],
    "key_delete": form(KEY, {}, FINANCE),
    "participation": [
        (PLAN, "get", {}, READ),
        (PLAN, "post", {"deel:ggz-mantelzorg:GM0402": "nee"}, EDIT),
    ],
}
