"""Whether somebody may, and the sentence for who may not."""

from django.core.exceptions import PermissionDenied

from budgets.actions.imports import MAY_NOT as MAY_NOT_IMPORT
from budgets.models import Scenario
from measures.models import Plan
from municipalities.models import Region
from municipalities.rights import Right
from reports.access import Request

MAKE, CHANGE, DELETE = "budgets.add_scenario", "budgets.change_scenario", "budgets.delete_scenario"
PROPOSE, WITHDRAW = "budgets.propose_scenario", "budgets.withdraw_proposal"
READ_ONLY = (
    "U kunt dit scenario bekijken, maar niet wijzigen. Dat kan wie het maakte, en elke beleidsadviseur, "
    "financieel adviseur of beheerder van de regio."
)
SENTENCES = {
    MAKE: "Met uw rol kunt u hier geen scenario’s maken. Vraag een beleidsadviseur of financieel adviseur.",
    CHANGE: READ_ONLY,
    DELETE: READ_ONLY,
    PROPOSE: "Een scenario voorstellen kan wie het mag wijzigen.",
    WITHDRAW: "Een voorstel intrekken kan wie het deed, en een beheerder van de regio.",
    Right.MEASURES: (
        "Met uw rol kunt u doelen, maatregelen, kostenposten, deelname en aantallen woningen bekijken, maar "
        "niet wijzigen. "
        "Vraag een beleidsadviseur of financieel adviseur."
    ),
    Right.OPTIONS: (
        "Met uw rol kunt u bijstellingsopties bekijken, maar niet wijzigen. "
        "Vraag een beleidsadviseur of financieel adviseur."
    ),
    Right.AMOUNTS: (
        "Hier staan bedragen. Die kan alleen een financieel adviseur of beheerder "
        "wijzigen of laten vervallen."
    ),
    Right.STREAMS: (
        "Met uw rol kunt u baten, taakstellingen, p.m.-posten, dekking, verdeelsleutels en afspraken over "
        "woningen bekijken, maar niet wijzigen. "
        "Vraag een financieel adviseur."
    ),
    Right.POSITIONS: (
        "Met uw rol kunt u standpunten bekijken, maar niet vastleggen. "
        "Vraag een beleidsadviseur of beheerder van de regio."
    ),
    Right.IMPORT: MAY_NOT_IMPORT,
    Right.MEMBERS: (
        "Met uw rol kunt u zien welke gemeenten deelnemen aan de regio, maar dat niet wijzigen. "
        "Vraag een beheerder van de regio."
    ),
}


def require(request: Request, permission: str, thing: Plan | Scenario | Region) -> None:
    """Raises ``PermissionDenied`` with a sentence for the screen."""
    if not request.user.has_perm(permission, thing):
        raise PermissionDenied(SENTENCES.get(permission, ""))


def may_change(request: Request, scenario: Scenario) -> bool:
    """Whether the page offers it: a scenario that is proposed is locked for everybody."""
    return scenario.proposal_id is None and request.user.has_perm(CHANGE, scenario)
