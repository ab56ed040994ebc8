"""The budget page, its filter and its explanations, without a browser."""

import re

import pytest

from budgets.engine import subtotal, unchanged
from budgets.models import CostAmount, CostLine
from budgets.snapshot import budget_data

BUDGET = "/gooi-en-vechtstreek/bo-2021-2024/begroting/"
HTMX = {"HX-Request": "true"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser(client, demo):
    client.login(username="adviseur", password="demo")
    return client


def text(answer) -> str:
    return answer.content.decode()


def lines_in(answer) -> list[str]:
    return re.findall(r'data-line="([^"]+)"', text(answer))


def test_page_holds_every_figure_once_and_as_the_engine_has_it(adviser, demo):
    result = unchanged(budget_data(demo))
    cells = re.findall(
        r'data-figure="([^"]+)" data-year="(\d+)" data-cents="(-?\d+)"', text(adviser.get(BUDGET))
    )
    assert len(cells) == len({cell[:2] for cell in cells})
    assert [cell for cell in cells if result.amount(cell[0], int(cell[1])) != int(cell[2])] == []
    shown = {figure for figure, _, _ in cells}
    assert {"costs", "income", "result", "savings_target", "result_after_target"} <= shown
    assert {f"income_by_stream.{code}" for code in ("DUVO", "MO", "BW", "ONB", "EB", "GB")} <= shown
    assert {f"costs_by_goal.{goal.code}" for goal in result.data.goals} <= shown


def test_page_says_what_its_total_leaves_out(adviser):
    page = text(adviser.get(BUDGET))
    assert "Resultaat na taakstelling, excl. 1 p.m." in page
    assert "Risico Weesp" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("doel=beleidscoordinatie", 3),
        ("prioriteit=0", None),
        ("prioriteit=geen", 3),
        ("soort=overhead", 1),
        ("soort=geen", None),
        ("q=mantelzorg", 1),
        ("q=MANTELZORG ggz", 1),
        ("q=15", 1),
        ("q=COÖRDINATIE coördinatie", 4),
        ("q=coordinatie", 4),
        ("doel=beleidscoordinatie&prioriteit=1&soort=personeel&q=inkoop", 1),
        ("q=bestaatniet", 0),
    ],
)
def test_filter_shows_the_lines_that_fit_and_their_sum(adviser, demo, query, count):
    answer = adviser.get(f"{BUDGET}?{query}")
    shown = lines_in(answer)
    assert count is None or len(shown) == count
    assert f"{len(shown)} van 57 regels" in text(answer)
    if shown:
        sums = re.findall(r'data-figure="selection" data-year="\d+" data-cents="(\d+)"', text(answer))
        assert tuple(map(int, sums)) == subtotal(unchanged(budget_data(demo)), shown)


def test_filter_answers_htmx_with_the_table_only_and_a_clean_address(adviser):
    answer = adviser.get(f"{BUDGET}?q=&doel=&prioriteit=3&soort=", headers=HTMX)
    assert "<html" not in text(answer)
    assert answer.headers["HX-Push-Url"] == f"{BUDGET}?prioriteit=3"
    assert lines_in(answer)


@pytest.mark.parametrize("query", ["prioriteit=9", "doel=x", "soort=personnel", "q=%00", f"q={'x' * 101}"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_filter_that_makes_no_sense_is_a_message_at_its_field(adviser, query, headers):
    answer = adviser.get(f"{BUDGET}?{query}", headers=headers)
    assert answer.status_code == 200
    name = query.partition("=")[0]
    message = re.search(rf'id="fout-{name}"[^>]*>([^<]*)<', text(answer))
    assert message
    assert message[1].strip()


def test_page_of_a_plan_without_lines_says_so(adviser, demo):
    demo.options.all().delete()
    CostLine.objects.filter(plan=demo).delete()
    answer = adviser.get(BUDGET)
    assert answer.status_code == 200
    assert "heeft nog geen kostenposten" in text(answer)
    assert "Totaal baten" in text(answer)
    demo.targets.all().delete()
    demo.streams.all().delete()
    assert "Totaal baten" not in text(adviser.get(BUDGET))


def test_line_that_is_pro_memorie_is_no_zero(adviser, demo):
    line = CostLine.objects.get(plan=demo, code="regel-57")
    CostAmount.objects.filter(cost_line=line).update(amount=None, pm=True)
    page = text(adviser.get(BUDGET))
    assert "Totaal kosten, excl. 1 p.m." in page
    assert "excl. 2 p.m." in page
    assert 'data-figure="lines.regel-57"' not in page


@pytest.mark.parametrize(
    "query",
    [
        "",
        "cijfer=x&jaar=2023",
        "cijfer=costs&jaar=1999",
        "cijfer=costs&jaar=x",
        "cijfer=options.x.claimed",
        "cijfer=lines.",
    ],
)
def test_explanation_of_what_is_not_there_is_not_found(adviser, query):
    answer = adviser.get(f"{BUDGET}herkomst/?{query}", headers=HTMX)
    assert answer.status_code == 404
    assert "<html" not in text(answer)


def test_explanation_is_a_page_and_a_part(adviser):
    address = f"{BUDGET}herkomst/?cijfer=savings_target&jaar=2023"
    assert "<html" in text(adviser.get(address))
    part = text(adviser.get(address, headers=HTMX))
    assert "<html" not in part
    assert "3% × 2.412.345,00 = 72.370,35, afgerond op de cent" in part


def test_row_without_priority_always_shows(adviser):
    page = text(adviser.get(BUDGET))
    assert page.count('data-figure="costs_by_priority.none"') == 4


def test_line_without_any_amount_is_marked(adviser, demo):
    CostAmount.objects.filter(cost_line__plan=demo, cost_line__code="regel-57").delete()
    before = text(adviser.get(BUDGET)).count("geen bedragen in de bron")
    assert before >= 1


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("doel=99", "Het doel ‘99’ bestaat niet in deze begroting; alle doelen worden getoond."),
        ("prioriteit=9", "De prioriteit ‘9’ bestaat niet; alle prioriteiten worden getoond."),
        ("soort=x", "De soort kosten ‘x’ bestaat niet; alle soorten worden getoond."),
    ],
)
def test_choice_that_does_not_exist_shows_the_whole_table(adviser, query, said):
    page = text(adviser.get(f"{BUDGET}?{query}"))
    assert said in page
    assert "Totaal kosten" in page
    assert ">57 regels<" in page
    assert not re.search(r'id="filter-wissen"[^>]* hidden', page)


def test_spaces_only_are_no_filter(adviser):
    page = text(adviser.get(f"{BUDGET}?q=%20%20"))
    assert "Totaal kosten" in page
    assert re.search(r'id="filter-wissen"[^>]* hidden', page)


def test_item_beside_the_lines_says_pro_memorie_once_per_year(adviser):
    row = re.search(r"<tr[^>]*><th[^>]*>Risico Weesp.*?</tr>", text(adviser.get(BUDGET)), re.S)
    assert row
    assert row[0].count("p.m.") == 4


def test_explanation_of_a_line_says_where_it_stands(adviser):
    part = text(adviser.get(f"{BUDGET}herkomst/?cijfer=lines.regel-15&jaar=2023", headers=HTMX))
    assert "Begroot bedrag, regel 15 in de bron" in part
    assert "Prioriteit: " in part


def test_origin_of_a_municipality_s_figure_reaches_the_key_and_the_cent(adviser):
    page = text(adviser.get(f"{BUDGET}herkomst/?cijfer=municipalities.GM0406.contribution&jaar=2022"))
    assert "Huizen: bijdrage aan de regio" in page
    assert "41.252 ÷ 253.397 × 2.412.345,00 + 1 cent" in page
    assert "Verdeeld met de sleutel ‘Inwonertal op 1 januari 2023’." in page
    eemnes = text(adviser.get(f"{BUDGET}herkomst/?cijfer=municipalities.GM0317.need&jaar=2022"))
    assert "Veilig Thuis" not in eemnes
    assert "Tekort bij Maatschappelijke opvang" in eemnes
    cover = text(adviser.get(f"{BUDGET}herkomst/?cijfer=coverage.DUVO.used&jaar=2022"))
    assert "Een sterk (24/7) Veilig Thuis" in cover
