"""The proposal of a scenario: made, read as it was made, and withdrawn."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from api.etags import require_match, tag_of_state
from api.operation import operation
from api.problems import NotThere, Problem
from api.scenarios.rows import ScenarioRows
from api.scenarios.shapes import NewProposalShape, ProposalShape
from api.schema import LOCATION
from api.within import require
from budgets.actions.proposals import (
    propose_scenario,
    proposed_result,
    standing_proposal,
    state_of,
    withdraw_proposal,
)
from budgets.models import Proposal, Scenario
from budgets.permission_wording import PROPOSE, WITHDRAW
from budgets.refusals import Outdated

NOT_PROPOSED = "Dit scenario is niet of niet meer voorgesteld."
OLD_BUDGET = (
    "De begroting is gewijzigd na de stand in ‘seenRevision’. Er is niets voorgesteld. "
    "Bekijk de cijfers van nu."
)
ABOUT = "Wat is voorgesteld: de keuze en de cijfers van toen, wat de begroting sindsdien ook doet."
PROPOSING = (
    "Bewaart het scenario en de begroting zoals ze nu zijn, en vergrendelt het scenario voor iedereen. "
    "Stuur in If-Match de ETag van het scenario."
)
WITHDRAWING = (
    "Ontgrendelt het scenario. Wat was voorgesteld, blijft bewaard. If-Match is die van het voorstel."
)


class ScenarioProposal(ScenarioRows):
    titles = "voorstellen"

    @operation(
        "getProposal",
        "Voorstel opvragen",
        description=ABOUT,
        answer=ProposalShape,
        tagged=True,
        problems=(409,),
    )
    def retrieve(self, request: Request, **_: Any) -> Response:
        self.check_query()
        proposal = self.standing(self.row())
        return self.tagged(self.content(proposal), _tag(proposal))

    @operation(
        "proposeScenario",
        "Scenario voorstellen",
        description=PROPOSING,
        request=NewProposalShape,
        answer=ProposalShape,
        status=201,
        locks=True,
        tagged=True,
        problems=(403, 409, 422),
        headers={"Location": LOCATION},
    )
    def create(self, request: Request, **_: Any) -> Response:
        self.check_query()
        with self.held():
            row = self.row()
            require(self.user, PROPOSE, row)
            self.require_seen(row)
            values = self.read(shape=NewProposalShape)
            seen = state_of(row, values.get("seen_revision"))
            try:
                propose_scenario(scenario=row, remark=values.get("remark", ""), seen=seen, by=self.user)
            except Outdated:  # the scenario is held and was seen, so it is the budget
                error = {"in": "body", "location": {"pointer": "/seenRevision"}, "code": "conflict"}
                raise Problem("conflict", OLD_BUDGET, errors=[error | {"detail": OLD_BUDGET}]) from None
            proposal = self.standing(self.row())
            content = self.content(proposal)
        here = request.build_absolute_uri(request.path)
        return self.answer(content, tag=_tag(proposal), status=201, Location=here)

    @operation(
        "withdrawProposal",
        "Voorstel intrekken",
        description=WITHDRAWING,
        status=204,
        locks=True,
        problems=(403, 409, 422),
    )
    def destroy(self, request: Request, **_: Any) -> Response:
        self.check_query()
        with self.held():
            row = self.row()
            proposal = self.standing(row)
            require(self.user, WITHDRAW, row)
            current = {"proposedAt": proposal.proposed_at, "sha256": proposal.sha256}
            require_match(request.headers.get("If-Match"), _tag(proposal), current=current, sent=None)
            withdraw_proposal(scenario=row, by=self.user)
        return self.answer(None, status=204)

    def standing(self, row: Scenario) -> Proposal:
        """Raises ``NotThere``."""
        found = standing_proposal(row)
        if found is None:
            raise NotThere(NOT_PROPOSED)
        return found

    def content(self, proposal: Proposal) -> Any:
        """Raises ``Unreadable`` where it is no longer what was proposed."""
        result = proposed_result(proposal)
        self._budget = (self.plan.revision, result.data)  # the choice is about that budget
        fields = ("remark", "proposed_by", "proposed_at", "revision", "sha256")
        known = {name: getattr(proposal, name) for name in fields}
        return self.shown(known | {"choice": result.choice, "figures": result}, shape=ProposalShape)


def _tag(proposal: Proposal) -> str:
    """It never changes, but the name of who made it may."""
    return tag_of_state("proposal", proposal.pk, proposal.sha256, proposal.proposed_by.display_name)
