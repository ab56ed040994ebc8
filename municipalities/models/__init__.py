"""Who: users, regions, municipalities, who belongs to what, and what programs log in with."""

from municipalities.models.regions import (
    RESERVED_SLUGS,
    CentreMunicipality,
    Inhabitants,
    Municipality,
    Region,
    RegionMember,
    Role,
)
from municipalities.models.request_counts import RequestCount
from municipalities.models.tokens import ApiToken
from municipalities.models.users import User

__all__ = [
    "RESERVED_SLUGS",
    "ApiToken",
    "CentreMunicipality",
    "Inhabitants",
    "Municipality",
    "Region",
    "RegionMember",
    "RequestCount",
    "Role",
    "User",
]
