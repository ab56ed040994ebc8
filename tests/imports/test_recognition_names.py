"""What the name of a row says of it: a total, a target, a percentage."""

import pytest

from budgets.imports.recognition.labels import Says, is_target_word, meaning_of, percentage_in


@pytest.mark.parametrize(
    ("label", "says", "subject"),
    [
        ("Totaal", Says.TOTAL, ""),
        ("TOTAAL:", Says.TOTAL, ""),
        ("Totaal (x € 1.000)", Says.TOTAL, ""),
        ("Sub-totaal", Says.TOTAL, ""),
        ("Tot. lasten", Says.TOTAL, "costs"),
        ("Totale kosten", Says.TOTAL, "costs"),
        ("Kosten totaal", Says.TOTAL, "costs"),
        ("Totaal van de baten", Says.TOTAL, "income"),
        ("Totaal kosten (excl. 1 p.m. in 2023)", Says.TOTAL, "costs"),
        ("Subtotaal Wonen", Says.TOTAL, "wonen"),
        ("Totaal personeelskosten", Says.TOTAL, "cost_type.personnel"),
        ("Totaal overhead", Says.TOTAL, "cost_type.overhead"),
        ("Kosten", Says.COSTS, ""),
        ("B. Baten", Says.INCOME, ""),
        ("Decentrale uitkering Rijk", Says.INCOME, ""),
        ("Saldo van baten en lasten", Says.RESULT, ""),
        ("Exploitatieresultaat", Says.RESULT, ""),
        ("Resultaat na bestemming", Says.OTHER_RESULT, ""),
        ("Structureel begrotingssaldo", Says.OTHER_RESULT, ""),
        ("Waarvan structureel (structureel begrotingssaldo)", Says.PART, ""),
        ("Resultaat na taakstelling", Says.RESULT_AFTER_TARGET, ""),
        ("Na taakstelling", Says.RESULT_AFTER_TARGET, ""),
        ("Taakstelling totaal", Says.TARGET_TOTAL, ""),
        ("Taalstelling 3% gemeentelijke bijdrage", Says.TARGET, ""),
        ("Bezuinigingsopgave", Says.TARGET, ""),
        ("Prioriteit 2: urgent", Says.PRIORITY, "2"),
        ("Zonder prioriteit", Says.PRIORITY, "none"),
        ("Kosten per prioriteit", Says.BREAKDOWN, "priority"),
        ("Lasten per kostensoort", Says.BREAKDOWN, "cost_type"),
        ("waarvan structureel", Says.PART, ""),
        ("Risico, laag geschat (telt niet mee)", Says.ESTIMATE, ""),
        ("Na taakstelling, ongunstig geschat (excl. 1 p.m.)", Says.ESTIMATE, ""),
        ("Bron: jaarstukken", Says.FOOTNOTE, ""),
        ("* zie bijlage", Says.FOOTNOTE, ""),
        ("Tot 18 jaar", Says.NOTHING, ""),
        ("Sommige kosten", Says.NOTHING, ""),
        ("Som van de lasten", Says.TOTAL, "costs"),
        ("Totaalpakket jeugd", Says.NOTHING, ""),
        ("Rijksvaccinatie", Says.NOTHING, ""),
        ("Overige kosten", Says.NOTHING, ""),
        ("Doelstelling wonen", Says.NOTHING, ""),
        ("Bijstelling inkoop", Says.NOTHING, ""),
        ("Kosten van de opvang", Says.NOTHING, ""),
        ("Gemeentelijke bijdrage", Says.NOTHING, ""),
        ("Bron en herstel", Says.NOTHING, ""),
        ("Prioriteit geven aan jongeren", Says.NOTHING, ""),
    ],
)
def test_name_of_a_row_says(label, says, subject):
    meaning = meaning_of(label)
    assert (meaning.says, meaning.subject) == (says, subject)


@pytest.mark.parametrize(
    "word", ["taakstelling", "taalstelling", "taaktelling", "taakstellling", "takastelling"]
)
def test_target_may_be_misspelt_by_one_letter(word):
    assert is_target_word(word)


@pytest.mark.parametrize("word", ["doelstelling", "taal", "tentoonstelling", "samenstelling", "taakstellend"])
def test_other_words_are_no_target(word):
    assert not is_target_word(word)


@pytest.mark.parametrize(
    ("label", "percentage"),
    [
        ("Taakstelling 3% GB", "3"),
        ("2,50 procent van de bijdrage", "2.5"),
        ("0,75 %", "0.75"),
        ("10%", "10"),
        ("1/3% van de bijdrage", ""),
        ("Taakstelling", ""),
    ],
)
def test_percentage_in_a_name(label, percentage):
    assert percentage_in(label) == percentage
