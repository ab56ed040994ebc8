"""Pages about measures, options and streams: forms keep what was typed and say at the field what is wrong."""

import json
from decimal import Decimal

import pytest

from budgets.actions.amounts import Cell, save_amounts
from budgets.actions.measures import add_measure, change_measure, delete_measure, end_measure
from budgets.actions.options import add_option
from budgets.actions.scenarios import switch_options
from measures.models import Measure, Plan
from municipalities.models import Role, User

PLAN = "/gooi-en-vechtstreek/bo-2021-2024/"


@pytest.fixture
def finance(client, demo):
    user = User.objects.create(username="fin")
    Role.objects.create(user=user, region=demo.region, kind=Role.Kind.FINANCE)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("path", "sent", "field", "says"),
    [
        ("maatregelen/nieuw/", {"naam": "x" * 301, "doel": ""}, "naam", "301 tekens"),
        ("maatregelen/nieuw/", {"naam": "Getypt", "doel": ""}, "doel", "Kies een doel"),
        ("indeling/", {"naam": "x" * 201}, "naam", "201 tekens"),
        ("opties/nieuw/", {"naam": "Getypt", "soort": ""}, "soort", "Kies een soort"),
        ("opties/nieuw/", {"naam": "Getypt", "was": "veel"}, "was", "is geen bedrag"),
        ("opties/nieuw/", {"naam": "Getypt", "op_0": "", "effect_0_2022": "5"}, "op_0", "Kies waarop"),
        ("baten/nieuw/", {"naam": "Getypt", "soort": "overig", "jaar_2022": "-5"}, "jaar_2022", "negatief"),
        ("baten/taakstellingen/nieuw/", {"naam": "Getypt", "percentage": "2,5"}, "percentage", "stroom"),
    ],
)
def test_form_keeps_what_was_typed_and_says_what_is_wrong(client, finance, path, sent, field, says):
    page = client.post(PLAN + path, sent).content.decode()
    error = page.split(f'id="fout-{field}"')[1].split("</p>")[0]
    assert says in error
    assert 'aria-invalid="true"' in page
    for value in filter(None, sent.values()):
        assert value in page


def test_measure_with_a_long_title_has_a_page(client, demo, finance):
    title = "Maatregel " + "x" * 290
    made = add_measure(goal=demo.goals.first(), title=title, by=finance)
    assert title in client.get(f"{PLAN}maatregelen/{made.code}/").content.decode()
    assert title in client.get(f"{PLAN}indeling/").content.decode()


def test_measure_page_sums_its_lines_and_names_its_options(client, demo, finance):
    option = demo.options.get(code="mda")
    line = option.lines.first() or option.effects.exclude(cost_line=None).first().cost_line
    page = client.get(f"{PLAN}maatregelen/{line.measure.code}/").content.decode()
    assert option.title in page
    assert 'data-figure="measures.' in page
    assert f"?maatregel={line.measure.code}" in page


def test_two_editors_of_a_text_see_both_values_and_confirm(client, demo, finance):
    goal = demo.goals.first()
    made = add_measure(goal=goal, title="Proef", by=finance)
    seen = json.dumps({"title": "Proef", "goal": goal.code})
    change_measure(measure=made, values={"title": "Van een ander"}, by=User.objects.get(username="adviseur"))
    address = f"{PLAN}maatregelen/{made.code}/wijzigen/"
    sent = {"naam": "Van mij", "doel": goal.code, "gezien": seen}
    answer = client.post(address, sent)
    page = answer.content.decode()
    assert "‘Van een ander’" in page
    assert 'value="Van mij"' in page
    again = sent | {"gezien": answer.context["form"].seen_json()}
    assert client.post(address, again).status_code == 302
    assert Measure.objects.get(pk=made.pk).title == "Van mij"


def test_saving_is_shown_as_positive_and_kept_as_lower_costs(client, demo, finance):
    line = demo.cost_lines.first()
    sent = {
        "naam": "Besparing",
        "soort": "schrappen",
        "op_0": f"post-{line.code}",
        "effect_0_2022": "1.000,50",
    }
    assert client.post(f"{PLAN}opties/nieuw/", sent).status_code == 302
    option = demo.options.get(code="besparing")
    assert [str(effect.change) for effect in option.effects.all()] == ["-1000.50"]
    form = client.get(f"{PLAN}opties/besparing/wijzigen/").content.decode()
    assert 'value="1.000,50"' in form


def test_option_saved_unchanged_leaves_nothing(client, demo, finance):
    for option in demo.options.all():
        address = f"{PLAN}opties/{option.code}/wijzigen/"
        form = client.get(address).context["form"]
        sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
        revision = type(demo).objects.get(pk=demo.pk).revision
        assert client.post(address, sent | {"gezien": form.seen_json()}).status_code == 302
        assert type(demo).objects.get(pk=demo.pk).revision == revision


def test_delete_asks_first_and_then_says_what_it_would_break(client, demo, finance):
    add_option(
        plan=demo,
        values={"title": "Los", "kind": "schrappen", "effect:stroom-GB:2022": Decimal(5)},
        by=finance,
    )
    address = f"{PLAN}opties/los/verwijderen/"
    assert "Ja, verwijderen" in client.get(address).content.decode()
    scenario = demo.scenarios.get(slug="ongewijzigd")
    switch_options(scenario=scenario, switched={"los": True}, by=finance)
    page = client.post(address).content.decode()
    assert "Er is niets verwijderd." in page
    assert scenario.name in page
    assert demo.options.filter(code="los").exists()


def test_reader_sees_no_buttons(client, demo):
    user = User.objects.create(username="leest")
    Role.objects.create(user=user, region=demo.region, kind=Role.Kind.READER)
    client.force_login(user)
    measure = demo.measures.first()
    for path in (f"maatregelen/{measure.code}/", "indeling/", "opties/", "opties/mda/", "baten/"):
        page = client.get(PLAN + path).content.decode()
        main = page.split("<main")[1]
        assert "wijzigen/" not in main
        assert "verplaatsen/" not in main


def test_delete_page_says_what_uses_it_before_it_asks(client, demo, finance):
    line = demo.options.get(code="mda").effects.exclude(cost_line=None).first().cost_line
    for path in (
        f"maatregelen/{line.measure.code}/verwijderen/",
        f"maatregelen/{line.measure.code}/posten/{line.code}/verwijderen/",
        f"indeling/{demo.goals.first().code}/verwijderen/",
        "opties/mda/verwijderen/",
        "baten/GB/verwijderen/",
    ):
        page = client.get(PLAN + path).content.decode()
        assert "Dit kan nu niet worden verwijderd." in page, path
        assert "Ja, verwijderen" not in page, path


def test_what_was_typed_for_a_thing_that_is_gone_can_be_copied(client, demo, finance):
    made = add_measure(goal=demo.goals.first(), title="Kort van duur", by=finance)
    delete_measure(measure=made, by=finance)
    sent = {"naam": "Nieuwe naam", "toelichting": "Twee regels\n<b>tekst</b>", "gezien": "{}"}
    answer = client.post(f"{PLAN}maatregelen/{made.code}/wijzigen/", sent)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Er is niets bewaard." in page
    assert "Nieuwe naam" in page
    assert "Twee regels<br>&lt;b&gt;tekst&lt;/b&gt;" in page
    assert "gezien" not in page


def test_form_of_thousands_of_brackets_is_no_failure(client, demo, finance):
    measure = demo.measures.first()
    answer = client.post(f"{PLAN}maatregelen/{measure.code}/wijzigen/", {"naam": "", "gezien": "[" * 200_000})
    assert answer.status_code == 200


def test_code_that_no_database_takes_is_not_found(client, demo, finance):
    assert client.get(f"{PLAN}baten/%00/wijzigen/").status_code == 404
    moved = {"soort": "doel", "code": "\0", "richting": "op"}
    assert client.post(f"{PLAN}indeling/verplaatsen/", moved).status_code == 404


def test_measure_is_not_ended_or_let_go_on_by_a_form_without_the_year(client, demo, finance):
    measure = demo.measures.first()
    end_measure(measure=measure, last_year=2022, by=finance)
    page = client.post(f"{PLAN}maatregelen/{measure.code}/beeindigen/", {}).content.decode()
    assert "Kies het laatste jaar." in page
    measure.refresh_from_db()
    assert measure.last_year == 2022


def test_adviser_ends_a_measure_only_after_its_last_amount(client, demo):
    client.force_login(User.objects.get(username="adviseur"))
    address = f"{PLAN}maatregelen/aware/beeindigen/"
    page = client.get(address).content.decode()
    assert "Er staan bedragen tot en met 2024." in page
    assert '<option value="2023"' not in page
    assert "Selecteer" not in client.post(address, {"laatste_jaar": "2022"}).content.decode()


def test_adviser_sees_no_bin_at_a_line_with_amounts(client, demo):
    client.force_login(User.objects.get(username="adviseur"))
    page = client.get(f"{PLAN}maatregelen/aware/").content.decode()
    assert "wijzigen/" in page
    assert "verwijderen/" not in page
    assert "kan alleen een financieel adviseur of beheerder verwijderen" in page


def test_new_measure_asks_for_a_goal_first(client, demo, finance):
    empty = Plan.objects.create(
        region=demo.region, slug="leeg", title="Leeg", first_year=2025, last_year=2026
    )
    answer = client.get(f"/gooi-en-vechtstreek/{empty.slug}/maatregelen/nieuw/", follow=True)
    assert "Maak eerst een doel" in answer.content.decode()


def test_origin_says_what_an_amount_was_before_somebody_changed_it(client, demo, finance):
    save_amounts(plan=demo, cells=[Cell("line:regel-1", 2022, "280000", 27_371_500)], by=finance)
    page = client.get(f"{PLAN}begroting/herkomst/?cijfer=lines.regel-1&jaar=2022").content.decode()
    assert "Eerst stond hier €\u00a0273.715. fin wijzigde dit bedrag het laatst" in page
    assert "/geschiedenis/?maatregel=" in page
    for figure, query in (("income_by_stream.GB", "stroom=GB"), ("effects.mda.0", "optie=mda")):
        asked = client.get(f"{PLAN}begroting/herkomst/?cijfer={figure}&jaar=2022").content.decode()
        assert f'/geschiedenis/?{query}">Geschiedenis van dit bedrag' in asked
    assert (
        "Sinds de bron zijn hier één keer bedragen gewijzigd."
        in client.get(f"{PLAN}begroting/").content.decode()
    )
