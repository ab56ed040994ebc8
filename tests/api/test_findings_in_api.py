"""Findings over the API: in words, why they are there, and what takes them away."""

from budgets.actions.versions import adopt_version
from budgets.finding_reasons import NOTES, REASONS
from tests.unit.versions import DAY

ALL = "scenarios/alle-bijstellingen/findings"


def test_shortfall_says_why_and_what_takes_it_away(demo, finance_api):
    found = finance_api.get(ALL).json()
    shortfall = next(each for each in found["items"] if each["code"] == "shortfall")
    assert shortfall["subject"] == "ggz-mantelzorg"
    assert shortfall["severity"] == "warning"
    assert shortfall["years"] == [2023, 2024]
    assert shortfall["amount"] == "2500.00"
    assert "kan niet, de post is" in shortfall["message"]
    assert shortfall["rule"].startswith("Een post kan niet onder nul.")
    assert [(each["figure"], each["amount"]) for each in shortfall["figures"]] == [
        ("options.ggz-mantelzorg.claimed", "67500.00"),
        ("options.ggz-mantelzorg.shortfall", "2500.00"),
        ("lines.regel-15", "0.00"),
    ]
    assert {(each["to"], each["subject"]) for each in shortfall["remedies"]} == {
        ("off", "ggz-mantelzorg"),
        ("option", "ggz-mantelzorg"),
        ("line", "regel-15"),
    }


def test_figures_of_a_finding_lead_to_their_explanation(demo, finance_api):
    shortfall = finance_api.get(ALL).json()["items"][0]
    for figure in shortfall["figures"]:
        explained = finance_api.get(figure["explanation"]).json()
        assert (explained["figure"], explained["amount"]) == (figure["figure"], figure["amount"])


def test_budget_and_version_have_the_findings_of_no_options(demo, finance, finance_api):
    adopt_version(plan=demo, name="Ontwerp", kind="ontwerp", decided_on=DAY, by=finance)
    budget, version = (finance_api.get(f"{at}findings").json()["items"] for at in ("", "versions/1/"))
    assert "shortfall" not in {each["code"] for each in budget}
    said = [[each["message"] for each in items] for items in (budget, version)]
    assert said[0] == said[1]
    all_on = finance_api.get("versions/1/findings?scenario=alle-bijstellingen").json()
    assert all_on["items"][0]["code"] == "shortfall"


def test_findings_are_not_worked_out_for_who_has_them(demo, finance_api, monkeypatch):
    known = finance_api.get(ALL)["ETag"]
    monkeypatch.setattr("api.results.findings.finding_as_data", None)
    assert finance_api.get(ALL, If_None_Match=known).status_code == 304


def test_every_note_is_a_kind_of_finding():
    assert REASONS.keys() > NOTES
