"""How a result looks, for the description; ``budgets.result_output`` makes it."""

from typing import Any, ClassVar

from rest_framework import serializers

from api.choice import ChoiceShape
from api.fields import CurrencyField, TotalField
from api.shapes import Shape
from budgets.finding_reasons import NOTE, WARNING
from budgets.result_output import PARTS


def text(said: str, **more: Any) -> Any:
    return serializers.CharField(help_text=said, **more)


def figure(said: str) -> Any:
    """Euros per year."""
    return serializers.ListField(child=TotalField(), help_text=said)


def known(said: str) -> Any:
    """Euros per year, null where there are none."""
    return serializers.ListField(child=TotalField(allow_null=True), help_text=said)


def places(said: str) -> Any:
    return serializers.ListField(child=serializers.IntegerField(allow_null=True), help_text=said)


def counts(said: str) -> Any:
    return serializers.ListField(child=serializers.IntegerField(min_value=0), help_text=said)


def flags(said: str) -> Any:
    return serializers.ListField(child=serializers.BooleanField(), help_text=said)


class CodedShape(Shape):
    code = text("Code.")
    title = text("Naam.")


class KeyedFigureShape(CodedShape):
    amounts = figure("Euro’s per jaar.")


class StructuralShape(Shape):
    incidental_costs = figure("Incidentele lasten.")
    incidental_income = figure("Incidentele baten.")
    incidental_balance = figure("Wat van het resultaat incidenteel is.")
    structural_balance = figure("Structureel begrotingssaldo.")


class OptionFiguresShape(CodedShape):
    claimed = figure("Besparing volgens het voorstel, aan of uit.")
    realised = figure("Besparing die te realiseren is.")
    shortfall = figure("Deel dat niet te realiseren is.")
    on = serializers.BooleanField(help_text="Of de optie aan is.")


class AdjustmentFiguresShape(CodedShape):
    claimed = figure("Gevraagd effect op het resultaat.")
    realised = figure("Effect op het resultaat.")
    shortfall = figure("Deel dat niet van de post af kan.")


class StreamCoverageShape(CodedShape):
    available = figure("Beschikbaar.")
    used = figure("Wat de stroom van kostenposten betaalt.")
    balance = figure("Wat overblijft; onder nul is meer gevraagd dan er is.")
    general = figure("Wat daarvan naar de algemene middelen gaat.")


class CoverageShape(Shape):
    asked = figure("Wat geen stroom betaalt en de algemene middelen dus betalen.")
    lacking = figure("Wat de algemene middelen daarvoor tekortkomen.")
    streams = StreamCoverageShape(many=True, help_text="Per financieringsstroom.")


class MunicipalFiguresShape(Shape):
    contribution = figure("Begrote bijdrage.")
    need = figure("Kosten die voor deze gemeente worden gemaakt.")
    result = figure("Begrote bijdrage min die kosten.")
    handed_back = figure("Wat van het resultaat na taakstelling terug kan.")
    net_contribution = figure("Bijdrage min wat terug kan.")


class MunicipalityFiguresShape(MunicipalFiguresShape):
    code = text("CBS-code.")
    title = text("Naam.")


class MemorandumFigureShape(CodedShape):
    pro_memorie = flags("Per jaar of de post p.m. is.")
    municipality = text("CBS-code van de gemeente waar hij bij hoort.", allow_null=True)
    low = known("Laag geschat; null waar niets geschat is.")
    likely = known("Waarschijnlijk.")
    high = known("Hoog geschat.")


class MemorandumShape(Shape):
    left_out = counts("Hoeveel p.m.-posten niet meetellen in het resultaat na taakstelling.")
    result_after_target_low = figure("Resultaat na taakstelling, ongunstig geschat.")
    result_after_target_high = figure("Resultaat na taakstelling, gunstig geschat.")
    items = MemorandumFigureShape(many=True, help_text="P.m.-posten naast de kostenposten.")


class UnsureStreamShape(CodedShape):
    low = known("Laag geschat.")
    likely = known("Waarschijnlijk.")
    high = known("Hoog geschat.")


class UncertaintyShape(Shape):
    draws = serializers.IntegerField(help_text="Hoe vaak is getrokken.")
    p5 = figure("Ondergrens van 9 op de 10 trekkingen van het resultaat na taakstelling.")
    p50 = figure("De helft van de trekkingen komt hierboven uit.")
    p95 = figure("Bovengrens van 9 op de 10 trekkingen.")
    negative = counts("Hoeveel trekkingen onder nul uitkomen.")
    streams = UnsureStreamShape(many=True, help_text="Stromen met een schatting.")


class SettledKindShape(CodedShape):
    agreed = serializers.IntegerField(allow_null=True, help_text="Afgesproken aantal plekken.")
    start = serializers.IntegerField(allow_null=True, help_text="Aantal plekken bij het begin.")


class KindPlacesShape(Shape):
    code = text("Code van de soort.")
    target = places("Opgave, opgeteld vanaf het eerste jaar.")
    realised = places("Gerealiseerd.")
    short = places("Te weinig.")


class MunicipalPlacesShape(CodedShape):
    target = places("Opgave, opgeteld vanaf het eerste jaar; null waar de gemeente niet meedoet.")
    realised = places("Gerealiseerd; null waar niets is ingevuld.")
    short = places("Te weinig.")
    paid_in = known("Betaald aan de pot; null waar niet is verrekend.")
    paid_out = known("Ontvangen uit de pot.")
    kinds = KindPlacesShape(many=True, help_text="Per soort plek.")


class SettlementShape(Shape):
    amount_per_place = known("Bedrag per plek.")
    settled = flags("Of het jaar verrekend is.")
    pot = known("Wat in de pot komt.")
    stays = known("Wat daarvan in de pot blijft.")
    kinds = SettledKindShape(many=True, help_text="Soorten plekken.")
    municipalities = MunicipalPlacesShape(many=True, help_text="Per gemeente.")


class FindingShape(Shape):
    code = text("Soort bevinding.")
    severity = serializers.ChoiceField(
        choices=[WARNING, NOTE],
        help_text=f"{WARNING}: een cijfer is niet wat iemand bedoelde; {NOTE}: goed om te weten.",
    )
    subject = text("Code waar het over gaat; soms twee met een spatie ertussen.")
    message = text("De bevinding in een zin.")
    years = serializers.ListField(child=serializers.IntegerField(), help_text="Jaren waarin het zo is.")
    amount = TotalField(
        allow_null=True, help_text="Euro’s in elk van die jaren; null waar geen bedrag speelt."
    )


class ControlFigureShape(Shape):
    figure = text("Naam van het cijfer.")
    title = text("Het cijfer in woorden.")
    year = serializers.IntegerField(help_text="Jaar.")
    source = text("Waar het gedrukt staat.")
    printed = TotalField(help_text="Zoals gedrukt.")
    computed = TotalField(help_text="Zoals berekend.")
    difference = TotalField(help_text="Berekend min gedrukt.")
    tolerance = TotalField(help_text="Wat afronding kan geven.")
    verdict = text("Oordeel, zoals equal, rounding of explained.")
    reason = text("Oorzaak, in een zin.")


class LineFigureShape(CodedShape):
    amounts = known("Na indexering, aanpassingen en opties; null waar niets is ingevuld of het p.m. is.")
    pro_memorie = flags("Per jaar of de post p.m. is.")


class ResultShape(Shape):
    """The parts are there as far as they were asked."""

    sometimes: ClassVar[frozenset[str]] = frozenset(PARTS)

    region = text("Korte naam van de regio.")
    plan = serializers.IntegerField(help_text="Nummer van het beleidsplan.")
    scenario = text("Korte naam van het scenario; null zonder.", allow_null=True)
    version = serializers.IntegerField(allow_null=True, help_text="Nummer van de versie; null zonder.")
    revision = serializers.IntegerField(
        allow_null=True, help_text="Wijzigingsnummer van het plan waarop is gerekend; null bij een versie."
    )
    currency = CurrencyField()
    years = serializers.ListField(
        child=serializers.IntegerField(), help_text="Jaren; elke rij bedragen heeft deze volgorde."
    )
    choice = ChoiceShape(help_text="De keuze zoals zij is begrepen.")
    costs = figure("Kosten.")
    income = figure("Baten.")
    result = figure("Resultaat: baten min kosten.")
    savings_target = figure("Taakstelling.")
    result_after_target = figure("Resultaat na taakstelling.")
    memorandum = MemorandumShape(help_text="Wat in geen totaal meetelt.")
    structural = StructuralShape(help_text="Structureel en incidenteel.")
    uncertainty = UncertaintyShape(help_text="Hoe zeker het resultaat na taakstelling is.")
    costs_by_priority = KeyedFigureShape(many=True, help_text="Kosten per prioriteit.")
    costs_by_goal = KeyedFigureShape(many=True, help_text="Kosten per doel.")
    costs_by_cost_type = KeyedFigureShape(many=True, help_text="Kosten per soort.")
    income_by_stream = KeyedFigureShape(many=True, help_text="Baten per financieringsstroom.")
    savings_targets = KeyedFigureShape(many=True, help_text="Per taakstelling.")
    coverage = CoverageShape(help_text="Welke stroom wat betaalt.")
    municipalities = MunicipalityFiguresShape(many=True, help_text="Per gemeente.")
    municipal_totals = MunicipalFiguresShape(
        allow_null=True, help_text="Alle gemeenten samen; null waar niet over gemeenten is verdeeld."
    )
    housing_settlement = SettlementShape(
        allow_null=True, help_text="Verrekening van woonplekken; null zonder afspraken daarover."
    )
    claimed = figure("Besparing van de opties die aan zijn, volgens de voorstellen.")
    realised = figure("Besparing daarvan die te realiseren is.")
    shortfall = figure("Deel dat niet te realiseren is.")
    offered = figure("Besparing van alle opties samen, aan of uit.")
    options = OptionFiguresShape(many=True, help_text="Per optie.")
    adjustments = AdjustmentFiguresShape(many=True, help_text="Per eigen aanpassing.")
    findings = FindingShape(many=True, help_text="Bevindingen.")
    control_totals = ControlFigureShape(many=True, help_text="Controle met de bron.")
    lines = LineFigureShape(many=True, help_text="Per kostenpost; alleen als u erom vraagt.")
