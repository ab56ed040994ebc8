"""Whose position somebody may record."""

from budgets.permission_wording import SENTENCES
from decisions.models import Body
from measures.models import Plan
from municipalities.models import Municipality, Role, User
from municipalities.rights import Right

ONLY_OWN = "Uw rol hoort bij {own}: u legt alleen standpunten van die gemeente vast."


def speaks_for(user: User, plan: Plan, party: Municipality | Body) -> bool:
    """Whose role is for one municipality records only what that one says; the others what anybody says."""
    return user.has_perm(Right.POSITIONS, plan) and own_municipality(user, plan) in (None, party)


def own_municipality(user: User, plan: Plan) -> Municipality | None:
    """The municipality that the role of ``user`` in the region is for."""
    role = Role.objects.filter(user=user, region=plan.region_id).select_related("municipality").first()
    return role.municipality if role else None


def why_not(user: User, plan: Plan) -> str:
    """What somebody reads who does not speak for a party."""
    own = own_municipality(user, plan)
    if user.has_perm(Right.POSITIONS, plan) and own is not None:
        return ONLY_OWN.format(own=own)
    return SENTENCES[Right.POSITIONS]
