"""Scenarios: named choices on a plan."""

from django.conf import settings
from django.db import models
from django.db.models import F
from simple_history.models import HistoricalRecords

from budgets.engine import Choice, choice_from_json, to_json
from budgets.refusals import Unreadable
from measures.models import Plan
from municipalities.models import User


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    def visible_to(self, user: User) -> "ScenarioQuerySet":
        """The scenarios of the regions that ``user`` belongs to, with their role there as ``role``."""
        theirs = self.filter(plan__region__roles__user=user)  # one role per region: no row twice
        return theirs.annotate(role=F("plan__region__roles__kind")).select_related("plan__region")


def nothing_chosen() -> str:
    return to_json(Choice())


class Scenario(models.Model):
    """A set of options that are on, with the parameters beside them.

    ``choice_json`` is a ``Choice`` as the engine writes it.  It names options by
    their code, so that it can also be computed on a fixed version.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="scenarios")
    slug = models.SlugField(max_length=80)
    name = models.CharField("naam", max_length=80)
    choice_json = models.TextField(default=nothing_chosen, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="scenarios"
    )
    proposal = models.ForeignKey("budgets.Proposal", models.SET_NULL, null=True, blank=True, related_name="+")
    """While one stands the scenario is locked: ``locked_scenario`` refuses whoever would change it."""
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ScenarioQuerySet.as_manager()
    history = HistoricalRecords()

    role: str
    """The reader's role in the region, where the scenario came through ``visible_to``."""
    _history_user: User

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name, verbose_name_plural = "scenario", "scenario’s"
        constraints = [
            models.UniqueConstraint(fields=["plan", "slug"], name="scenario_slug_once_per_plan"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def region_id(self) -> int:
        return self.plan.region_id

    @property
    def choice(self) -> Choice:
        """What is on and how.  Raises ``Unreadable`` where the stored text is not a choice."""
        try:
            return choice_from_json(self.choice_json)
        except ValueError as error:
            raise Unreadable(f"De keuze in het scenario ‘{self.name}’ kan niet worden gelezen.") from error
