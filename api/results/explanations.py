"""Where a figure comes from: terms that add up to it, each with the way to the next explanation."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from api.fields import CurrencyField, TotalField
from api.operation import Parameter, described_by
from api.problems import NotThere, invalid
from api.results.basis import Computed, described
from api.results.links import explained_at
from api.results.shapes import text
from api.shapes import Shape
from budgets.engine import BudgetResult, Explanation, NotKnown, UnknownFigure, explain, unfolded
from budgets.engine.swings import ESTIMATE_TERMS
from budgets.engine.terms import DRAWS, EUROS, PLACES, WEIGHT
from budgets.outer_names import inner_figure, is_outer
from budgets.output_explained import explanation_as_data
from budgets.part_address import part_in
from budgets.result_output import CURRENCY
from budgets.sides import Side, find_sides
from budgets.term_figures import NO_OPTIONS
from budgets.under_options import under_options

LONGEST = 4000
"""Of the name of a figure: own weights name the options that have one."""
NUMBER = r"^-?[0-9]+(\.[0-9]{2})?$"
NO_FIGURE = "Dit cijfer bestaat niet in deze begroting. Welke er zijn, staat onder ‘figures’."
NOT_KNOWN = "Dit cijfer is in dit jaar niet bekend."
NO_SIDE = "Dit is er niet: noem een scenario, ‘versie-2’ of ‘begroting’."
NO_OPTION = "De optie ‘{code}’ bestaat niet in deze begroting."
NO_PART = "‘{part}’ is geen deel van een optie: schrijf regisseur:2 of regisseur:2/3."
ABOUT = (
    "De termen waar een cijfer precies op uitkomt. Bij elke term staat het adres van de uitleg van die term "
    "zelf, tot op de bedragen die zijn ingevuld. Welke cijfers er zijn, staat onder ‘figures’."
)
FIGURE = Parameter(
    "figure",
    "Naam van het cijfer, zoals resultAfterTarget of lines.regel-15.",
    {"type": "string", "minLength": 1, "maxLength": LONGEST},
    required=True,
)
YEAR = Parameter(
    "year", "Jaar van het plan.", {"type": "integer", "minimum": 1900, "maximum": 2200}, required=True
)
DEEP = Parameter(
    "deep",
    "Ook de termen van elke term, tot het einde.",
    {"type": "string", "enum": ["true", "false"], "default": "false"},
)
OPTIONS = Parameter(
    "options",
    "Met deze opties aan in plaats van die van het scenario, met komma’s ertussen; ‘geen’ is geen enkele.",
    {"type": "string", "minLength": 1, "maxLength": 20_000},
)
AGAINST = Parameter(
    "against",
    "Waarmee een verschil wordt vergeleken: ‘begroting’, een scenario, ‘versie-2’ of ‘versie-2.scenario’.",
    {"type": "string", "minLength": 1, "maxLength": 120},
)


class ShareShape(Shape):
    of = text("Het bedrag dat is verdeeld.")
    weight = text("Gewicht.")
    total = text("Alle gewichten samen.")
    cent = serializers.IntegerField(help_text="1 waar een van de centen die overbleven hier terechtkwam.")
    key = text("Code van de verdeelsleutel; null zonder.", allow_null=True)
    participation = text("Hoever wordt meegedaan aan wat is verdeeld.")


@extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/Term"}})
class PartsField(serializers.ReadOnlyField):
    """Terms in a term, as deep as it goes."""


class DrawnEstimateShape(Shape):
    kind = serializers.ChoiceField(choices=[*ESTIMATE_TERMS], help_text="P.m.-post of stroom.")
    ref = text("Code van de post of stroom.")
    title = text("Naam.")
    shape = serializers.ChoiceField(
        choices=["triangle", "even"],
        help_text="triangle: het vaakst rond het midden; even: elk bedrag even vaak.",
    )
    worst = TotalField(help_text="Effect op het resultaat als het tegenvalt.")
    middle = TotalField(help_text="Effect in het midden, of het waarschijnlijke.")
    best = TotalField(help_text="Effect als het meevalt.")


class DrawingShape(Shape):
    count = serializers.IntegerField(help_text="Hoe vaak is getrokken.")
    seed = serializers.IntegerField(help_text="Vast begingetal: zelfde begroting, zelfde trekkingen.")
    place = serializers.IntegerField(
        help_text="Welke trekking het cijfer is, van laag naar hoog; bij een aantal: hoeveel er meetellen."
    )
    number = serializers.IntegerField(
        allow_null=True, help_text="De hoeveelste trekking dat was; null bij een aantal trekkingen."
    )
    estimates = DrawnEstimateShape(many=True, help_text="Schattingen waaruit is getrokken, los van elkaar.")


class TermShape(Shape):
    kind = text("Soort term.")
    ref = text("Code waar hij over gaat.", allow_blank=True)
    title = text("De term in woorden.")
    amount = serializers.RegexField(NUMBER, help_text="Euro’s met twee decimalen, of een aantal plekken.")
    year = serializers.IntegerField(help_text="Jaar van de term.")
    times = serializers.IntegerField(help_text="Hoe zwaar hij telt; dat zit in ‘amount’.")
    share = ShareShape(allow_null=True, help_text="Hoe hij volgt uit een bedrag dat is verdeeld.")
    explanation = serializers.URLField(
        allow_null=True, help_text="Adres van de uitleg van deze term; null waar er geen verdere is."
    )
    parts = PartsField(help_text="Termen die samen deze term zijn.")


class ExplanationShape(Shape):
    region = text("Korte naam van de regio.")
    plan = serializers.IntegerField(help_text="Nummer van het beleidsplan.")
    scenario = text("Korte naam van het scenario; null zonder.", allow_null=True)
    version = serializers.IntegerField(allow_null=True, help_text="Nummer van de versie; null zonder.")
    revision = serializers.IntegerField(
        allow_null=True, help_text="Wijzigingsnummer van het plan; null bij een versie."
    )
    figure = text("Naam van het cijfer.")
    title = text("Het cijfer in woorden.")
    year = serializers.IntegerField(help_text="Jaar.")
    unit = serializers.ChoiceField(
        choices=[EUROS, PLACES, DRAWS, WEIGHT], help_text="Euro’s, woonplekken, trekkingen of een gewicht."
    )
    currency = CurrencyField()
    amount = serializers.RegexField(NUMBER, help_text="Het cijfer.")
    terms = TermShape(many=True, help_text="Termen die samen het cijfer zijn.")
    sum = serializers.RegexField(NUMBER, help_text="De termen opgeteld; gelijk aan ‘amount’.")
    drawing = DrawingShape(allow_null=True, help_text="Hoe is getrokken; null als daar niets op rust.")
    left_out = serializers.ListField(
        child=serializers.CharField(), help_text="P.m.-posten die er niet in meetellen."
    )


class Explanations(Computed):
    title, titles = "uitleg", "uitleg van cijfers"
    shape = ExplanationShape

    @described_by(
        lambda view: described(
            view,
            "Explanation",
            "De uitleg van een cijfer",
            ExplanationShape,
            *(FIGURE, YEAR, DEEP, OPTIONS, AGAINST),
            about=ABOUT,
        )
    )
    def show(self, request: Request, **_: Any) -> Any:
        self.check_asked("figure", "year", "deep", "options", "against")
        asked = request.query_params
        for name in ("options", "against"):
            if asked.get(name) == "":
                raise invalid(name, "Laat deze parameter weg of vul haar in.")
        deep, year, other = self._deep(), self._year(), self._against()
        if not other and (known := self.unless_known()):
            return known
        whole, revision = self.computed()
        self._check_options(whole)
        result = under_options(whole, asked.get("options", ""))
        against = other.result if other else whole.unchanged
        found = self._explained(result, year, against)
        content = self._linked(result, unfolded(result, found) if deep else found, other, against)
        content |= {"plan": self.plan.pk, "revision": revision, "currency": CURRENCY}
        return self.tagged(content) if other else self.answer(content, tag=self.known_tag())

    def _explained(self, result: BudgetResult, year: int, against: BudgetResult) -> Explanation:
        figure = self.request.query_params.get("figure")
        if not figure or len(figure) > LONGEST:
            raise invalid("figure", "Noem een cijfer; welke er zijn, staat onder ‘figures’.")
        if year not in result.data.year_index:
            first, last = result.years[0], result.years[-1]
            raise invalid("year", f"Kies een jaar van {first} tot en met {last}.")
        if not is_outer(figure):
            raise NotThere(NO_FIGURE)
        try:
            return explain(result, inner_figure(figure), year, against)
        except UnknownFigure:
            raise NotThere(NO_FIGURE) from None
        except NotKnown:
            raise NotThere(NOT_KNOWN) from None

    def _linked(
        self, result: BudgetResult, found: Explanation, other: Side | None, against: BudgetResult
    ) -> dict[str, Any]:
        """Every term with the address of its explanation instead of what must be asked there."""
        scenario, version = self.side.scenario, self.side.version
        content = explanation_as_data(
            result,
            found,
            scenario=scenario.slug if scenario else None,
            version=version.number if version else None,
            against=against,
        )
        unchanged = Side(self.plan, version)
        sides = {"same": self.side, "unchanged": unchanged, "against": other or unchanged}
        options = self.request.query_params.get("options")

        def link(term: dict[str, Any]) -> None:
            asked = term.pop("next")
            term["explanation"] = None
            if asked:
                under = asked["options"] or (options if asked["of"] == "same" else None)
                key = other.key if other and asked["of"] == "same" else None
                term["explanation"] = explained_at(
                    self,
                    sides[asked["of"]],
                    figure=asked["figure"],
                    year=asked["year"],
                    options=under,
                    against=key,
                )
            for part in term["parts"]:
                link(part)

        for term in content["terms"]:
            link(term)
        return content

    def _check_options(self, result: BudgetResult) -> None:
        """Raises ``Problem`` for what would else be left out unseen."""
        asked = self.request.query_params.get("options", NO_OPTIONS)
        for each in () if asked == NO_OPTIONS else asked.split(","):
            code, colon, part = each.partition(":")
            if code not in result.data.option_index:
                raise invalid("options", NO_OPTION.format(code=code))
            try:
                _ = part_in(part) if colon else None
            except ValueError:
                raise invalid("options", NO_PART.format(part=part)) from None

    def _year(self) -> int:
        asked = self.request.query_params.get("year", "")
        if not (asked.isascii() and asked.isdigit() and len(asked) == 4):
            raise invalid("year", "Noem een jaar, zoals 2023.")
        return int(asked)

    def _deep(self) -> bool:
        asked = self.request.query_params.get("deep", "false")
        if asked not in ("true", "false"):
            raise invalid("deep", "Kies true of false.")
        return asked == "true"

    def _against(self) -> Side | None:
        key = self.request.query_params.get("against")
        if key is None:
            return None
        versions = self.plan.versions.defer("data_json")
        found = find_sides(self.plan, [key], self.plan.scenarios.all(), versions)[key]
        if found is None:
            raise NotThere(NO_SIDE)
        return found
