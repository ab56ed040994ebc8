"""The page with figures of several choices on which one was asked: the way back from its explanation."""

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.urls import Resolver404, resolve

from budgets.engine import BudgetData
from measures.models import Plan
from reports.access import Request


@dataclass(frozen=True, slots=True)
class Back:
    address: str
    title: str

    @property
    def query(self) -> str:
        """Behind the address of a next explanation, so that it leads back to the same page."""
        return "&" + urlencode({"van": self.address})


def came_from(request: Request, plan: Plan, data: BudgetData) -> Back | None:
    """By what the explanation before this one said, or by the browser; None where it was another page."""
    asked = request.GET.get("van") or _before(request)
    if not asked.startswith("/") or asked.startswith("//"):
        return None
    try:
        found = resolve(urlsplit(asked).path)
    except Resolver404:
        return None
    if (found.kwargs.get("region"), found.kwargs.get("plan")) != (plan.region.slug, plan.slug):
        return None
    if found.url_name == "compare":
        return Back(asked, "de vergelijking")
    if found.url_name == "municipalities":
        return Back(asked, "Gemeenten")
    place = data.municipality_index.get(found.kwargs.get("code", ""))
    if found.url_name != "municipality" or place is None:
        return None
    return Back(asked, f"de bladzijde van {data.municipalities[place].name}")


def _before(request: Request) -> str:
    """The page that the browser came from, without the name of the site; empty for another site."""
    site = f"{request.scheme}://{request.get_host()}"
    before = request.headers.get("Referer", "")
    return before.removeprefix(site) if before.startswith(f"{site}/") else ""
