"""What differs between two versions, or between one and the working budget."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.changes.shapes import WHAT
from api.etags import is_known, tag_of_state
from api.fields import CurrencyField
from api.operation import Parameter, operation
from api.problems import NotThere, invalid
from api.results.shapes import figure, flags, known, text
from api.shapes import Shape
from api.versions.shapes import VersionNameShape
from api.within import PlanResource
from budgets.actions.versions import version_data
from budgets.diff_output import diff_as_data
from budgets.engine import BudgetData, diff
from budgets.models import BudgetVersion
from budgets.snapshot import budget_data

NUMBER = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
FROM = Parameter("from", "Nummer van de versie waarmee wordt vergeleken.", NUMBER, required=True)
TO = Parameter("to", "Nummer van de andere versie; zonder is het de werkbegroting.", NUMBER)
NO_VERSION = "Noem het nummer van een versie."
NO_NUMBER = "Dit is geen nummer van een versie."
NO_VERSION = "Deze versie bestaat niet in dit beleidsplan."


class TotalDifferenceShape(Shape):
    before = figure("Zoals het was.")
    after = figure("Zoals het is.")
    difference = figure("Verschil.")


class TotalDifferencesShape(Shape):
    costs = TotalDifferenceShape(help_text="Kosten.")
    income = TotalDifferenceShape(help_text="Baten.")
    result = TotalDifferenceShape(help_text="Resultaat: baten min kosten.")
    savings_target = TotalDifferenceShape(help_text="Taakstelling.")
    result_after_target = TotalDifferenceShape(help_text="Resultaat na taakstelling.")


class DifferenceShape(Shape):
    code = text("Code.")
    title = text("Naam.")
    what = serializers.ChoiceField(
        choices=WHAT, help_text="added: toegevoegd; changed: gewijzigd; removed: vervallen."
    )
    changes = serializers.ListField(child=serializers.CharField(), help_text="Wat anders is, in zinnen.")
    before = known("Bedrag zoals het was; null waar er geen was of het p.m. was.")
    before_pro_memorie = flags("Per jaar of het p.m. was.")
    after = known("Bedrag zoals het is; null waar er geen is of het p.m. is.")
    after_pro_memorie = flags("Per jaar of het p.m. is.")
    difference = figure("Verschil.")


class VersionComparisonShape(Shape):
    before = VersionNameShape(help_text="De versie waarmee is vergeleken.")
    after = VersionNameShape(allow_null=True, help_text="De andere versie; null is de werkbegroting.")
    same = serializers.BooleanField(help_text="Of beide hetzelfde zeggen.")
    currency = CurrencyField()
    years = serializers.ListField(
        child=serializers.IntegerField(), help_text="Jaren van beide; elke rij bedragen heeft deze volgorde."
    )
    totals = TotalDifferencesShape(help_text="Totalen.")
    plan_changes = serializers.ListField(
        child=serializers.CharField(), help_text="Wat er aan het plan zelf anders is, in zinnen."
    )
    goals = DifferenceShape(many=True, help_text="Doelen.")
    measures = DifferenceShape(many=True, help_text="Maatregelen.")
    lines = DifferenceShape(many=True, help_text="Kostenposten.")
    streams = DifferenceShape(many=True, help_text="Baten.")
    targets = DifferenceShape(many=True, help_text="Taakstellingen.")
    options = DifferenceShape(many=True, help_text="Bijstellingsopties.")
    memorandum_items = DifferenceShape(many=True, help_text="P.m.-posten.")


class VersionComparison(PlanResource):
    title, titles = "vergelijking", "vergelijken"
    about: ClassVar[str] = "Alles wat anders is, en wat dat per jaar uitmaakt; zonder opties."

    @operation(
        "compareVersions",
        "Versies vergelijken",
        answer=VersionComparisonShape,
        parameters=(FROM, TO),
        tagged=True,
        problems=(409,),
    )
    def show(self, request: Request, **_: Any) -> Response:
        self.check_query("from", "to")
        old, new = self._asked("from"), self._asked("to")
        if old is None:
            raise invalid("from", NO_VERSION, code="required")
        of_new = [new.pk, new.sha256] if new else [self.plan.revision]
        tag = tag_of_state(old.pk, old.sha256, *of_new, request.get_full_path())
        if is_known(tag, request.headers.get("If-None-Match")):
            return self.answer(None, tag=tag, status=304)
        found = diff_as_data(diff(version_data(old), self._data(new)))
        named = {
            "before": self.shown(old, shape=VersionNameShape),
            "after": self.shown(new, shape=VersionNameShape) if new else None,
        }
        return self.answer(named | found, tag=tag)

    def _asked(self, name: str) -> BudgetVersion | None:
        asked = self.request.query_params.get(name)
        if asked is None:
            return None
        if not (asked.isascii() and asked.isdigit() and len(asked) < 10 and int(asked)):
            raise invalid(name, NO_NUMBER)
        found: BudgetVersion | None = self.plan.versions.defer("data_json").filter(number=int(asked)).first()
        if found is None:
            raise NotThere(NO_VERSION)
        return found

    def _data(self, version: BudgetVersion | None) -> BudgetData:
        return version_data(version) if version else budget_data(self.plan)
