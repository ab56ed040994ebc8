"""Scenarios that were proposed: the choice and the budget as they then stood."""

from django.db import models
from django.db.models import Q

from municipalities.models import User


class Proposal(models.Model):
    """A scenario as it was proposed; its figures stay, whatever the budget does since.

    ``data_json`` is a ``BudgetData`` and ``choice_json`` a ``Choice``, as the engine
    writes them.  While it stands the scenario is locked; a proposal that was
    withdrawn stays as what was once proposed.
    """

    scenario = models.ForeignKey("budgets.Scenario", models.CASCADE, related_name="proposals")
    remark = models.TextField("toelichting", blank=True)
    choice_json = models.TextField(editable=False)
    data_json = models.TextField(editable=False)
    sha256 = models.CharField("vingerafdruk", max_length=64, editable=False)
    revision = models.PositiveBigIntegerField("stand van de begroting", editable=False)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="voorgesteld door")
    proposed_at = models.DateTimeField("voorgesteld op", auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ingetrokken door"
    )
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name, verbose_name_plural = "voorstel", "voorstellen"
        constraints = [
            models.UniqueConstraint(
                fields=["scenario"], condition=Q(withdrawn_at=None), name="proposal_one_stands_per_scenario"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="proposal_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"voorstel van {self.proposed_at:%d-%m-%Y}"
