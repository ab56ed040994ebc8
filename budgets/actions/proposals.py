"""Proposing a scenario, which locks it and keeps its figures, and taking that back."""

from functools import lru_cache
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from budgets.actions.scenarios import locked_scenario, save_scenario
from budgets.engine import BudgetData, BudgetResult, choice_from_json, compute, data_from_json, to_json
from budgets.models import Proposal, Scenario
from budgets.refusals import Outdated, Unreadable
from budgets.snapshot import budget_data
from budgets.texts import paragraphs
from measures.models import Plan
from municipalities.models import User
from municipalities.refusals import Refused

KEPT = 32


def state_of(scenario: Scenario, revision: int | None = None) -> str:
    """What is being proposed, as a text that differs when the choice or the budget does.

    ``revision`` is that of the budget as somebody saw it; else the one that now stands.
    """
    seen = scenario.plan.revision if revision is None else revision
    return f"{seen}-{sha256(scenario.choice_json.encode()).hexdigest()}"


def propose_scenario(*, scenario: Scenario, by: User, remark: str = "", seen: str | None = None) -> Proposal:
    """Keeps the scenario and the budget as they now stand, and locks the scenario for everybody.

    The plan is held, so that nobody changes an amount or a switch meanwhile.  ``seen``
    is ``state_of`` what ``by`` looked at.  Raises ``Refused`` where that is another by
    now, ``Locked`` where it was proposed already, or ``Gone``.
    """
    remark = paragraphs(remark, field="remark")
    with transaction.atomic():
        held = Plan.objects.select_for_update(of=("self",)).select_related("region").get(pk=scenario.plan_id)
        locked = locked_scenario(scenario)
        locked.plan = held
        if seen not in (None, state_of(locked)):
            raise Outdated(
                "Het scenario of de begroting is gewijzigd nadat u deze pagina opende. Er is niets "
                "voorgesteld. Bekijk de cijfers hieronder en stel dan voor."
            )
        text = to_json(budget_data(held))
        proposal = Proposal.objects.create(
            scenario=locked,
            remark=remark,
            choice_json=locked.choice_json,
            data_json=text,
            sha256=_fingerprint(locked.choice_json, text),
            revision=held.revision,
            proposed_by=by,
        )
        locked.proposal = proposal
        save_scenario(locked, by, ["proposal", "changed_at"])
    return proposal


def withdraw_proposal(*, scenario: Scenario, by: User) -> Scenario:
    """Unlocks it; what was proposed stays on record.  Raises ``Refused`` where nothing is, or ``Gone``."""
    with transaction.atomic():
        locked = locked_scenario(scenario, proposed_too=True)
        if locked.proposal_id is None:
            raise Refused("Dit voorstel is al ingetrokken.")
        Proposal.objects.filter(pk=locked.proposal_id).update(withdrawn_by=by, withdrawn_at=timezone.now())
        locked.proposal = None
        save_scenario(locked, by, ["proposal", "changed_at"])
    return locked


def standing_proposal(scenario: Scenario) -> Proposal | None:
    """What is proposed, without the stored texts; no query where nothing is."""
    if scenario.proposal_id is None:
        return None
    found = Proposal.objects.defer("data_json", "choice_json").select_related("proposed_by")
    return found.filter(pk=scenario.proposal_id).first()


def proposed_result(proposal: Proposal) -> BudgetResult:
    """Every figure as it was proposed.  Raises ``Unreadable`` where the stored text was changed."""
    return _result(proposal.pk, proposal.sha256)


@lru_cache(maxsize=KEPT)
def _result(pk: int, fingerprint: str) -> BudgetResult:
    choice, data = Proposal.objects.values_list("choice_json", "data_json").get(pk=pk)
    if _fingerprint(choice, data) != fingerprint:
        raise Unreadable(
            "Dit voorstel is niet meer zoals het is gedaan: de vingerafdruk klopt niet. "
            "De bewaarde cijfers worden daarom niet getoond. Meld dit bij uw beheerder."
        )
    try:
        read: BudgetData = data_from_json(data)
        return compute(read, choice_from_json(choice))
    except ValueError as error:
        raise Unreadable("Dit voorstel kan niet worden gelezen.") from error


def _fingerprint(choice: str, data: str) -> str:
    return sha256(f"{choice}\n{data}".encode()).hexdigest()
