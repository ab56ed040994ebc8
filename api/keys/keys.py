"""The keys of a plan."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from api.fields import CodesField
from api.filters import ApiFilters, TrueOrFalse
from api.keys.weights import MOST_WEIGHTS, WEIGHTS, KeyWeightShape, flat_weights
from api.moving import PositionField
from api.resource import Values
from api.shapes import Shape
from api.within import PlanResource
from api.words import Word, WordField
from budgets.actions.key_uses import set_uses
from budgets.actions.keys import TEXTS, TYPED, add_key, change_key, delete_key, make_default
from budgets.models import AllocationKey, KeyUse
from measures.changes import changing
from municipalities.refusals import Refused
from municipalities.rights import Right

Kind = AllocationKey.Kind
USES = {"measures": "measure", "streams": "stream"}
NO_COUNT = "Een telling hoort alleen bij een sleutel naar inwonertal."
NO_WEIGHTS = (
    "Gewichten stuurt u alleen bij vaste percentages of eigen gewichten; bij inwonertal volgen zij uit de "
    "telling, en bij gelijk zijn er geen. Wat er staat, mag wel mee."
)
STAYS = "Er is altijd een sleutel van het plan. Maak een andere sleutel die van het plan."
USED = (
    "Wat u stuurt, vervangt de hele lijst: wat erbij komt, gaat over van de sleutel die het had, en wat "
    "wegvalt, krijgt weer de sleutel van het plan."
)


class Used(CodesField):
    """What is split by the key, of one kind."""

    def get_attribute(self, instance: Any) -> list[str]:
        things = [getattr(use, USES[self.of]) for use in instance.uses.all()]
        return sorted(thing.code for thing in things if thing is not None)


class KeyShape(Shape):
    code = serializers.CharField(read_only=True, help_text="Naam in adressen; verandert nooit.")
    title = serializers.CharField(max_length=200, help_text="Naam van de sleutel.")
    kind = WordField(Kind, help_text="Soort.")
    count_year = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1900,
        max_value=2200,
        help_text="Bij inwonertal: het jaar van de telling op 1 januari waaruit de gewichten komen; anders "
        "null. Wie het wijzigt, neemt de aantallen opnieuw over.",
    )
    source = serializers.CharField(  # type: ignore[assignment]  # a field of that name, not its own source
        required=False,
        allow_blank=True,
        max_length=300,
        help_text="Bron. Leeg bij inwonertal: dan komt de bron van de telling erin.",
    )
    is_default = serializers.BooleanField(
        required=False,
        help_text="Of dit de sleutel van het plan is, die geldt waar niets anders is gekozen. De eerste "
        "sleutel van een plan is dat vanzelf; true maakt een andere het.",
    )
    weights = KeyWeightShape(many=True, max_length=MOST_WEIGHTS, required=False, help_text=WEIGHTS)
    measures = Used("measures", required=False, help_text=f"Maatregelen die deze sleutel hebben. {USED}")
    streams = Used("streams", required=False, help_text=f"Stromen die deze sleutel hebben. {USED}")
    position = PositionField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        stands: Any = self.instance
        kind = attrs["kind"] if stands is None else attrs.get("kind", stands.kind)
        wrong = {}
        if attrs.get("count_year") and kind != Kind.INHABITANTS:
            wrong["countYear"] = [NO_COUNT]
        if attrs.get("weights") and kind not in TYPED and not self._as_read(kind, attrs["weights"]):
            wrong["weights"] = [NO_WEIGHTS]
        if wrong:
            raise serializers.ValidationError(wrong)
        return attrs

    def _as_read(self, kind: str, sent: Iterable[Mapping[str, Any]]) -> bool:
        """Whether these are weights that stand there: who changes a name may send along what was read."""
        if self.instance is None or kind != self.instance.kind:
            return False
        stand = {(row.municipality.code, row.year, row.weight) for row in self.instance.weights.all()}
        return {(each["municipality"], each["year"], each["weight"]) for each in sent} <= stand


class KeyFilters(ApiFilters):
    kind = Word("kind", Kind, help_text="Alleen sleutels van deze soort.")
    is_default = TrueOrFalse("is_default", help_text="Alleen de sleutel van het plan, of alleen de andere.")


class Keys(PlanResource):
    one, many = "Key", "Keys"
    title, titles = "verdeelsleutel", "verdeelsleutels"
    about = "Een verdeelsleutel geeft elke gemeente per jaar een gewicht, waarnaar bedragen worden verdeeld."
    missing = "Deze verdeelsleutel bestaat niet of niet meer."
    shape = KeyShape
    filters = KeyFilters
    orders = {"position": ("position", "pk"), "code": ("code",), "title": ("title", "pk")}
    right = Right.STREAMS
    _places: Mapping[str, str] = {}
    """Where in the body what an action may refuse stands."""

    def rows(self) -> Any:
        uses = Prefetch("uses", KeyUse.objects.select_related("measure", "stream"))
        return self.plan.keys.prefetch_related("weights__municipality", uses)

    def add(self, values: Values) -> AllocationKey:
        remark = f"Verdeelsleutel ‘{values['title']}’ toegevoegd"[:300]
        with changing(self.plan, by=self.user, remark=remark):
            key = add_key(plan=self.plan, values=self._flat(values), by=self.user)
            self._use(key, values)
        if values.get("is_default"):  # a change of its own, to be taken back before the first
            make_default(key=key, by=self.user)
        return key

    def update(self, row: AllocationKey, values: Values) -> AllocationKey:
        flat = self._flat(values)
        if values.keys() == {"is_default"}:  # its own remark tells what happened
            self._make_default(row, wanted=values["is_default"])
            return row
        with changing(self.plan, by=self.user):
            if flat:
                must = {name: getattr(row, name) for name in TEXTS}
                change_key(key=row, values=must | flat, by=self.user)
            self._use(row, values)
            if "is_default" in values:
                self._make_default(row, wanted=values["is_default"])
        return row

    def delete_row(self, row: AllocationKey) -> None:
        delete_key(key=row, by=self.user)

    def pointer(self, field: str) -> str:
        if field.startswith("year:"):  # together in a year they are not right
            return "/weights"
        return self._places.get(field) or super().pointer(field)

    def _flat(self, values: Values) -> Values:
        """As the actions take it, with ``weight:<CBS code>:<year>``."""
        weights, self._places = flat_weights(values.get("weights", ()))
        return {name: values[name] for name in TEXTS if name in values} | weights

    def _use(self, key: AllocationKey, values: Values) -> None:
        uses: dict[str, bool] = {}
        for name, kind in USES.items():
            if name in values:
                now = key.uses.filter(**{f"{kind}__isnull": False}).values_list(f"{kind}__code", flat=True)
                uses |= {f"{kind}:{code}": False for code in now}
                uses |= {f"{kind}:{code}": True for code in values[name]}
        if uses:
            set_uses(key=key, values=uses, by=self.user)

    def _make_default(self, key: AllocationKey, *, wanted: bool) -> None:
        if wanted:
            make_default(key=key, by=self.user)
        elif key.is_default:
            raise Refused(STAYS, "is_default")
