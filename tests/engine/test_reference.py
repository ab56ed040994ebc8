"""The reference case: Gooi en Vechtstreek 2021-2024, to the cent (domain text, "The reference case")."""

from dataclasses import replace

import pytest

from budgets.engine import Choice, ControlTotal, alone, compute, data_from_json, to_json
from tests.engine.casebook import FOLDER, amounts, cents, finding, read_yaml
from tests.engine.checks import assert_explanations_add_up, figures, sum_of
from tests.engine.plain import plain_figures

pytestmark = pytest.mark.django_db  # the demo is read from the tables, also when these tests run alone

REFERENCE = read_yaml(FOLDER / "referentie.yaml")
YEARS = tuple(map(int, REFERENCE["jaren"]))
SCENARIOS = REFERENCE["scenarios"]
OPTIONS = REFERENCE["opties"]

every_scenario = pytest.mark.parametrize("scenario", SCENARIOS)
every_figure_of_every_scenario = pytest.mark.parametrize(
    ("scenario", "figure"), [(name, figure) for name in SCENARIOS for figure in SCENARIOS[name]["cijfers"]]
)


def result_of(data, scenario):
    on = SCENARIOS[scenario]["aan"]
    return compute(data, Choice.of(OPTIONS if on == "alle" else on))


def row(text):
    return amounts(text, len(YEARS))


@every_figure_of_every_scenario
def test_reference_figure_to_the_cent(reference_data, scenario, figure):
    expected = row(SCENARIOS[scenario]["cijfers"][figure])
    assert result_of(reference_data, scenario).figure(figure) == expected


def test_reference_has_these_years_options_and_size(reference_data):
    assert reference_data.years == YEARS
    printed = [option.code for option in reference_data.options if option.kind != "dekking"]
    assert printed == list(OPTIONS)
    assert len(reference_data.lines) == 57


@pytest.mark.parametrize("code", OPTIONS)
def test_reference_option_alone(reference_data, code):
    base, result = compute(reference_data), compute(reference_data, Choice.of([code]))
    realised = row(OPTIONS[code]["realised"])
    assert result.figure(f"options.{code}.claimed") == row(OPTIONS[code]["claimed"])
    assert result.realised == result.option(code).realised == alone(reference_data)[code] == realised
    for i in range(len(YEARS)):
        assert result.costs[i] == base.costs[i] - realised[i]
        assert result.result_after_target[i] == base.result_after_target[i] + realised[i]
        assert (result.income[i], result.savings_target[i]) == (base.income[i], base.savings_target[i])


def test_reference_options_alone_add_up_to_all_together(reference_data):
    """No two options share a line here."""
    together = result_of(reference_data, "alle-bijstellingen")
    each = [alone(reference_data)[code] for code in OPTIONS]
    assert sum_of(each, len(YEARS)) == list(together.realised)


@every_scenario
def test_reference_explanations_add_up(reference_data, scenario):
    assert_explanations_add_up(result_of(reference_data, scenario))


@every_scenario
def test_reference_is_what_the_plain_arithmetic_gives(reference_data, scenario):
    result = result_of(reference_data, scenario)
    assert figures(result) == plain_figures(reference_data, result.choice)


def test_reference_findings_on_the_options(reference_data):
    expected = [finding(content) for content in REFERENCE["bevindingen"]]
    found = result_of(reference_data, "alle-bijstellingen").findings
    codes = {"unknown_option", "shortfall", "option_without_effect", "was_differs"}
    assert [each for each in found if each.code in codes] == expected


def test_reference_has_no_shortfall_while_nothing_is_on(reference_data):
    codes = [each.code for each in result_of(reference_data, "ongewijzigd").findings]
    assert "shortfall" not in codes
    assert codes.count("was_differs") == 1


@pytest.mark.parametrize("figure", REFERENCE["gedrukt"])
def test_reference_printed_totals(reference_data, figure):
    printed = REFERENCE["gedrukt"][figure]
    controls = tuple(
        ControlTotal(figure, year, amount, "gedrukte begroting")
        for year, amount in zip(YEARS, row(printed["bedragen"]), strict=True)
    )
    checks = compute(replace(reference_data, control_totals=controls, derived={})).control_checks
    assert {check.difference for check in checks} == {cents(printed["verschil"])}
    assert {check.verdict for check in checks} == {printed["oordeel"]}


def test_reference_survives_json(reference_data):
    text = to_json(reference_data)
    assert data_from_json(text) == reference_data
    assert to_json(data_from_json(text)) == text
