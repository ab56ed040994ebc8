"""Files that are being brought in, and how workbooks of a form are understood."""

from django.db import models
from django.db.models import F
from django.db.models.functions import Length

from measures.models import Change, Plan
from municipalities.models import Region, User


class ImportFileQuerySet(models.QuerySet["ImportFile"]):
    def visible_to(self, user: User) -> "ImportFileQuerySet":
        """The files of the regions that ``user`` belongs to, with their role there as ``role``."""
        theirs = self.filter(plan__region__roles__user=user)  # one role per region: no row twice
        return theirs.annotate(role=F("plan__region__roles__kind")).select_related("plan__region")

    def without_content(self) -> "ImportFileQuerySet":
        """With ``size``: a file may be many megabytes."""
        return self.annotate(size=Length("content")).defer("content")


class ImportFile(models.Model):
    """A file that somebody brought, from the moment that it was read until it was applied or dropped.

    Nothing of it is in the budget before ``change``, the entry in the history that it became.  Its
    content goes when it is applied, or after some days; name and fingerprint stay.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="import_files")
    name = models.CharField("bestand", max_length=200)
    sha256 = models.CharField("vingerafdruk", max_length=64)
    content = models.BinaryField(editable=False)
    mapping_json = models.TextField(editable=False)
    """``Mapping.to_plain`` as JSON."""
    answers_json = models.TextField(default="{}", editable=False)
    """What was decided: keys of questions and answers."""
    brought_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="door")
    brought_at = models.DateTimeField("wanneer", auto_now_add=True)
    change = models.OneToOneField(
        Change, models.SET_NULL, null=True, blank=True, related_name="import_file", verbose_name="wijziging"
    )

    objects = ImportFileQuerySet.as_manager()

    role: str
    """The reader's role in the region, where the file came through ``visible_to``."""
    size: int
    """Bytes of the content, after ``without_content``."""

    class Meta:
        ordering = ["-pk"]
        verbose_name, verbose_name_plural = "importbestand", "importbestanden"

    def __str__(self) -> str:
        return self.name

    @property
    def region_id(self) -> int:
        return self.plan.region_id


class ImportMapping(models.Model):
    """How somebody in the region said that a workbook of this form is to be understood."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="import_mappings")
    form = models.CharField("vorm", max_length=64)
    """Of ``recognition.form_of``."""
    name = models.CharField("bestand", max_length=200)
    """Of the last file that it was used for."""
    mapping_json = models.TextField(editable=False)
    used_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="door")
    used_at = models.DateTimeField("laatst gebruikt", auto_now=True)

    class Meta:
        ordering = ["-used_at"]
        verbose_name, verbose_name_plural = "kolomindeling", "kolomindelingen"
        constraints = [
            models.UniqueConstraint(fields=["region", "form"], name="import_mapping_once_per_form"),
        ]

    def __str__(self) -> str:
        return self.name
