"""Who takes part in a region: name → (arguments, method, data, the answer per role), as in ``budget``."""

from municipalities.models import CentreMunicipality, Municipality
from tests.integration.addresses.measures import form
from tests.integration.addresses.roles import ADMIN, READ

REGION = {"region": "gooi-en-vechtstreek"}
HUIZEN = REGION | {"code": "GM0406"}
NEW = REGION | {"code": "GM0363"}
CENTRE = REGION | {"centre": 990_001}


def prepare(plan):
    """A municipality that nothing hangs on, and a centre municipality with a known number."""
    plan.region.members.create(municipality=Municipality.objects.get(code="GM0363"))
    CentreMunicipality.objects.create(
        pk=CENTRE["centre"],
        region=plan.region,
        municipality=Municipality.objects.get(code="GM0402"),
        task="proeftaak",
    )


ADDRESSES = {
    "members": [(REGION, "get", {}, READ)],
    "member_new": form(REGION, {"gemeente": "GM0034", "vanaf": "2023-01-01"}, ADMIN),
    "member_change": form(HUIZEN, {"tot_en_met": "31-12-2022"}, ADMIN),
    "member_delete": form(NEW, {}, ADMIN),
    "centre_new": form(REGION, {"gemeente": "GM0406", "taak": "Jeugdhulp"}, ADMIN),
    "centre_delete": form(CENTRE, {}, ADMIN),
}
