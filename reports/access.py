"""What somebody asked for by its address, as far as they may see it."""

from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

from budgets.engine import BudgetData
from budgets.models import BudgetVersion, ImportFile, Scenario, Search
from measures.models import Plan
from municipalities.models import Region, User


class Request(HttpRequest):
    """What a view gets: the middleware let in nobody who is not logged in, and put ``htmx`` on it."""

    user: User
    htmx: HtmxDetails
    shown_plan: Plan
    """The plan of the address, where the user may see it: a problem page too has its menu."""
    shown_scenario: Scenario
    """The scenario that a problem page leads back to."""


class Missing(Http404):
    """Not there, or not for this user; the sentence is for the screen."""


def region_for(request: Request, slug: str) -> Region:
    """With the reader's role.  Raises ``Missing``."""
    try:
        return Region.objects.visible_to(request.user).get(slug=slug)
    except Region.DoesNotExist:
        raise Missing("Deze regio bestaat niet, of u hoort er niet bij.") from None


def plan_for(request: Request, region: str, plan: str) -> Plan:
    """Raises ``Missing`` where the plan does not exist or belongs to another region."""
    try:
        request.shown_plan = Plan.objects.visible_to(request.user).get(region__slug=region, slug=plan)
        return request.shown_plan
    except Plan.DoesNotExist:
        raise Missing("Dit beleidsplan bestaat niet, of u hoort niet bij de regio ervan.") from None


def scenario_for(request: Request, region: str, plan: str, scenario: str) -> Scenario:
    """One query, with plan, region and the user's role.  Raises ``Missing``."""
    visible = Scenario.objects.visible_to(request.user)
    try:
        found = visible.get(plan__region__slug=region, plan__slug=plan, slug=scenario)
        request.shown_plan = found.plan
        return found
    except Scenario.DoesNotExist:
        plan_for(request, region, plan)
        saved = " Er is niets bewaard." if request.method == "POST" else ""
        raise Missing(
            f"Dit scenario bestaat niet of niet meer. Misschien heeft iemand het intussen verwijderd.{saved}"
        ) from None


def version_for(request: Request, region: str, plan: str, number: int) -> BudgetVersion:
    """Without its stored text, with plan, region and the user's role.  Raises ``Missing``."""
    visible = BudgetVersion.objects.visible_to(request.user).defer("data_json").select_related("created_by")
    try:
        found = visible.get(plan__region__slug=region, plan__slug=plan, number=number)
    except BudgetVersion.DoesNotExist:
        plan_for(request, region, plan)
        raise Missing(f"Versie {number} bestaat niet in dit beleidsplan.") from None
    found.plan.role = found.role
    request.shown_plan = found.plan
    return found


def import_for(request: Request, region: str, plan: str, pk: int) -> ImportFile:
    """Without its content, of which ``size`` is the bytes; with plan, region and the user's role.

    Raises ``Missing``.
    """
    visible = ImportFile.objects.visible_to(request.user).without_content()
    visible = visible.select_related("brought_by", "change__made_by", "change__undone_by")
    try:
        found = visible.get(plan__region__slug=region, plan__slug=plan, pk=pk)
    except (ImportFile.DoesNotExist, OverflowError):
        plan_for(request, region, plan)
        raise Missing(
            "Dit bestand is er niet, of het is intussen weggedaan. Kies het bij Importeren opnieuw."
        ) from None
    found.plan.role = found.role
    request.shown_plan = found.plan
    return found


def search_for(request: Request, region: str, plan: str, pk: int) -> Search:
    """With plan, region and the user's role.  Raises ``Missing``."""
    try:
        found = Search.objects.visible_to(request.user).get(plan__region__slug=region, plan__slug=plan, pk=pk)
    except (Search.DoesNotExist, OverflowError):
        plan_for(request, region, plan)
        raise Missing("Deze zoekvraag is er niet meer. Stel haar opnieuw bij Combinaties zoeken.") from None
    found.plan.role = found.role
    request.shown_plan = found.plan
    return found


def year_for(asked: str | None, data: BudgetData, default: int) -> int:
    """The year in an address or form.  Raises ``Missing`` where the plan does not have it."""
    if not asked:
        return default
    if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) in data.year_index:
        return int(asked)
    raise Missing(f"Dit plan loopt van {data.years[0]} tot en met {data.years[-1]}. Kies een van die jaren.")


def wants_part(request: Request) -> bool:
    """HTMX asks for what changed; on the way back through the history it wants the whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request
