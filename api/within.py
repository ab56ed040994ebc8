"""Resources under a plan or a region: these stand in the address, and are held while something is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from rest_framework.request import Request

from api.problems import NotThere
from api.resource import Resource, Values
from budgets.permission_wording import SENTENCES
from measures.models import Plan
from municipalities.models import Region, User

NO_PLAN = "Dit beleidsplan bestaat niet, of u hoort niet bij de regio ervan."
NO_REGION = "Deze regio bestaat niet, of u hoort er niet bij."
ATTEMPTS = 3


class PlanResource(Resource):
    """Rows of a plan, which stands in the address; what they hang on is the plan's revision."""

    plan: Plan
    follows_revision: ClassVar[bool] = True
    """Whether nothing in the list changes while the revision stays."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.plan = plan_for(self.user, kwargs["plan"])

    def at_one_moment(self, read: Callable[[], Values]) -> Values:
        """Read again where the revision rose meanwhile; where writers keep coming, they wait at last."""
        for _ in range(ATTEMPTS):
            found, revision = read(), self.plan.revision
            self.plan = plan_for(self.user, self.plan.pk)
            if self.plan.revision == revision:
                return found
        with self.held():
            return read()

    @contextmanager
    def held(self) -> Iterator[None]:
        with transaction.atomic():
            Plan.objects.select_for_update(of=("self",)).get(pk=self.plan.pk)
            self.plan = plan_for(self.user, self.plan.pk)
            yield

    def state(self) -> tuple[Any, ...] | None:
        return (self.plan.pk, self.plan.revision) if self.follows_revision else None

    def list_more(self) -> dict[str, Any]:
        return {"revision": self.plan.revision}

    def context(self) -> dict[str, Any]:
        return super().context() | {"plan": self.plan}

    def require(self, row: Any = None) -> None:
        require(self.user, self.right, self.plan)


class RegionResource(Resource):
    """Rows of a region, of which the short name stands in the address."""

    region: Region

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.region = region_for(self.user, kwargs["region"])

    @contextmanager
    def held(self) -> Iterator[None]:
        with transaction.atomic():
            Region.objects.select_for_update(of=("self",), no_key=True).get(pk=self.region.pk)
            self.region = region_for(self.user, self.region.slug)
            yield

    def context(self) -> dict[str, Any]:
        return super().context() | {"region": self.region}

    def require(self, row: Any = None) -> None:
        require(self.user, self.right, self.region)


def plan_for(user: User, key: int) -> Plan:
    """With the reader's role.  Raises ``NotThere``."""
    found = Plan.objects.visible_to(user).filter(pk=key).first()
    if found is None:
        raise NotThere(NO_PLAN)
    return found


def region_for(user: User, slug: str) -> Region:
    """With the reader's role.  Raises ``NotThere``."""
    found = Region.objects.visible_to(user).select_related("parent").filter(slug=slug).first()
    if found is None:
        raise NotThere(NO_REGION)
    return found


def require(user: User, permission: str, thing: Any) -> None:
    """Raises ``PermissionDenied`` with a sentence for the answer."""
    if not user.has_perm(permission, thing):
        raise PermissionDenied(SENTENCES.get(permission, ""))
