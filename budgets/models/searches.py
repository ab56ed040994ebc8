"""Searches for a combination of options that take longer than a page may."""

from django.db import models
from django.db.models import F, Q

from measures.models import Plan
from municipalities.models import User


class SearchQuerySet(models.QuerySet["Search"]):
    def visible_to(self, user: User) -> "SearchQuerySet":
        """The searches of the regions that ``user`` belongs to, with their role there as ``role``."""
        theirs = self.filter(plan__region__roles__user=user)  # one role per region: no row twice
        return theirs.annotate(role=F("plan__region__roles__kind")).select_related("plan__region")


class Search(models.Model):
    """A question and, when it was found, its answer.

    A process of its own works on it (``manage.py run_search``) and says so in
    ``beat_at``; who wants it stopped takes ``status`` from running.  It is no part
    of the budget: it leaves no history, and goes after some days.
    """

    class Status(models.TextChoices):
        RUNNING = "running", "bezig"
        DONE = "done", "klaar"
        STOPPED = "stopped", "gestopt"
        REPLACED = "replaced", "vervangen"
        TOO_SLOW = "too_slow", "duurde te lang"
        FAILED = "failed", "mislukt"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="searches")
    revision = models.PositiveBigIntegerField("nummer")
    """Of the plan when it was asked: the answer holds for that budget."""
    seal = models.CharField("zegel", max_length=64)
    """The same for the same question about the same budget."""
    choice_json = models.TextField(editable=False)
    question_json = models.TextField(editable=False)
    answer_json = models.TextField(blank=True, editable=False)
    """Of a search that was stopped what was found until then; empty where that is nothing."""
    status = models.CharField("stand", max_length=10, choices=Status.choices, default=Status.RUNNING)
    share = models.FloatField("deel", default=0)
    """How much is done, 0 to 1."""
    best_json = models.TextField(blank=True, editable=False)
    """The choice of the best combination so far; empty where there is none yet."""
    asked_by = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="door")
    asked_at = models.DateTimeField("wanneer", auto_now_add=True)
    beat_at = models.DateTimeField("laatste teken", auto_now_add=True)

    objects = SearchQuerySet.as_manager()

    role: str
    """The reader's role in the region, where the search came through ``visible_to``."""

    class Meta:
        ordering = ["-pk"]
        verbose_name, verbose_name_plural = "zoekvraag", "zoekvragen"
        indexes = [models.Index(fields=["plan", "seal"], name="search_by_seal")]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by"], condition=Q(status="running"), name="one_running_search_per_user"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.seal[:8]}"

    @property
    def region_id(self) -> int:
        return self.plan.region_id
