"""Importeren: answering, taking over, and taking that back."""

import re

from django.urls import reverse

from budgets.models import CostLine, ImportFile
from measures.changes import changing
from measures.models import Change
from reports.imports import one_file
from tests.import_workbooks import with_cells
from tests.integration.import_requests import (
    HTMX,
    LIST,
    NAMES,
    ONE_CHANGE,
    SEEN,
    address,
    amount,
    amount_of,
    answered,
    applied,
    line_of,
    seal_on,
    shown,
)


def test_line_that_is_missing_is_asked_and_goes_when_somebody_says_so(financial, demo, bring):
    file = bring(without={"regel-57"})
    page = shown(financial, file)
    assert "1 van 1 nog niet beantwoord" in page
    assert "1 vraag is nog niet beantwoord" in page
    answered(financial, file, {"antwoord:gone:line:regel-57": "delete"})
    assert "overgenomen als wijziging" in applied(financial, file)
    assert not CostLine.objects.filter(plan=demo, code="regel-57").exists()


def test_one_button_answers_all_of_a_kind_and_one_answer_may_differ(financial, bring):
    gone = {"regel-2", "regel-54", "regel-57"}
    file = bring(without=gone)
    answered(financial, file, {"alle": "gone:keep"})
    assert "Alle 3 beantwoord" in shown(financial, file)
    answered(financial, file, {"antwoord:gone:line:regel-57": "delete"})
    page = shown(financial, file)
    assert page.count('value="keep" checked') == 2
    answered(financial, file, {"alle": "gone:keep"})
    assert shown(financial, file).count('value="keep" checked') == 3


def test_new_name_is_asked(financial, bring):
    file = bring(names={"regel-2": "Gezamenlijke inkoop en beheer 2.0"})
    assert "heette <strong>Gezamenlijke inkoop &amp; beheer</strong>" in shown(financial, file)


def test_answer_that_leads_to_another_question_brings_all_questions_anew(financial, bring):
    file = bring(names={"regel-2": "Gezamenlijke inkoop en beheer 2.0"})
    key = re.search(r'name="(antwoord:rename:[^"]*)"', shown(financial, file))[1]
    headers = HTMX | {"HX-Target": "gevolg"}
    answer = answered(financial, file, {key: "same"}, headers=headers)
    assert "HX-Retarget" not in answer.headers
    answer = answered(financial, file, {key: "new"}, headers=headers)
    assert answer.headers["HX-Retarget"] == "#uitkomst"
    assert "antwoord:gone:line:regel-2" in answer.content.decode()


def test_answer_brings_what_follows_from_it_and_no_more(financial, bring):
    file = bring(without={"regel-57"})
    headers = HTMX | {"HX-Target": "gevolg"}
    page = answered(
        financial, file, {"antwoord:gone:line:regel-57": "delete"}, headers=headers
    ).content.decode()
    assert 'id="gevolg"' in page
    assert "vervallen" in page
    assert 'id="indeling"' not in page
    assert "nog niet beantwoord" not in page


def test_two_hundred_questions_fill_two_pages(financial, bring, demo, finance):
    with changing(demo, by=finance):
        first = line_of("regel-1")
        lines = [CostLine(plan=demo, measure=first.measure, code=f"meer-{i}", position=i) for i in range(150)]
        CostLine.objects.bulk_create(lines)
    file = bring()
    page = shown(financial, file)
    assert len(re.findall(r"<legend>", page.split('id="vragen"')[1])) == 100
    assert "Blad 1 van 2" in page
    assert "Blad 2 van 2" in financial.get(f"{address(file)}?vragen=2").content.decode()
    answered(financial, file, {"alle": "gone:keep"})
    assert "Alle 150 beantwoord" in shown(financial, file)


def test_totals_of_the_file_are_kept_unless_somebody_says_no(financial, demo, bring):
    before = demo.control_totals.count()
    file = bring(totals=True)
    assert 'id="totalen-bewaren" name="totalen" value="1" form="antwoorden" checked' in shown(financial, file)
    answered(financial, file, {"heeft_totalen": "1"})
    assert "gelijk aan de begroting" in shown(financial, file)
    answered(financial, file, {"heeft_totalen": "1", "totalen": "1"})
    assert "De controletotalen uit de bron zijn anders." in shown(financial, file)
    applied(financial, file)
    assert demo.control_totals.count() > before


# What changes, and taking it over.


def test_page_shows_old_and_new_and_the_totals(financial, bring):
    page = shown(financial, bring(cells=ONE_CHANGE)).split('id="verandert"')[1]
    assert "235.106 → 300.000" in page
    assert "+\u00a064.894" in page
    assert "21.766.086" in page


def test_equal_file_has_nothing_to_take_over(financial, own_export, bring):
    page = shown(financial, bring(own_export))
    assert "is gelijk aan de begroting" in page
    assert 'name="zegel"' not in page
    assert '<details class="import-fold">' in page


def test_own_export_brings_back_what_excel_changed(financial, own_export, bring):
    file = bring(with_cells(own_export, {"F9": 300_000}))
    assert "235.106 → 300.000" in shown(financial, file)
    answered(financial, file, SEEN)
    applied(financial, file)
    assert amount("regel-2", 2021) == 300_000


def test_value_that_both_changed_is_asked(financial, demo, finance, own_export, bring):
    with changing(demo, by=finance):
        changed = amount_of("regel-2", 2021)
        changed.amount = 240_000
        changed.save(update_fields=["amount"])
    file = bring(with_cells(own_export, {"F9": 300_000}))
    page = shown(financial, file)
    assert "Bij de export stond hier 235.106." in page
    assert "<strong>300.000</strong> uit het bestand" in page
    assert "<strong>240.000</strong> uit de applicatie" in page
    answered(financial, file, {"alle": "conflict:file"} | SEEN)
    applied(financial, file)
    assert amount("regel-2", 2021) == 300_000


def test_applied_file_tells_what_it_did_and_is_undone_with_one_click(financial, bring):
    file = bring(cells=ONE_CHANGE)
    page = applied(financial, file)
    change = Change.objects.first()
    assert "Overgenomen: begroting.xlsx" in page
    assert file.sha256 in page
    assert f"#wijziging-{change.revision}" in page
    assert amount("regel-2", 2021) == 300_000
    back = re.search(r'name="terug" value="([^"]*)"', page)[1]
    undo = reverse("undo", args=[*NAMES, change.revision])
    assert "ongedaan gemaakt" in financial.post(undo, {"terug": back}, follow=True).content.decode()
    assert amount("regel-2", 2021) == 235_106
    assert "ongedaan gemaakt" in financial.get(LIST).content.decode()


def test_history_entry_is_found_on_its_page(financial, demo, finance, bring):
    file = bring(cells=ONE_CHANGE)
    applied(financial, file)
    for i in range(30):
        with changing(demo, by=finance):
            line = line_of("regel-1")
            line.note = f"Keer {i}"
            line.save(update_fields=["note"])
    entry = re.search(r'href="([^"]*#wijziging-(\d+))"', shown(financial, file))
    page = financial.get(entry[1]).content.decode()
    assert f'id="wijziging-{entry[2]}"' in page


def test_budget_that_changed_meanwhile_is_previewed_anew(financial, demo, finance, bring):
    file = bring(cells=ONE_CHANGE)
    old = seal_on(shown(financial, file))
    with changing(demo, by=finance):
        line = line_of("regel-1")
        line.note = "Intussen"
        line.save(update_fields=["note"])
    page = applied(financial, file, old)
    assert "Er is niets overgenomen" in page
    assert seal_on(page) != old
    assert amount("regel-2", 2021) == 235_106


def test_answer_that_was_not_saved_is_saved_and_looked_at_first(financial, demo, bring):
    file = bring(without={"regel-57"}, cells=ONE_CHANGE)
    sent = {"zegel": seal_on(shown(financial, file)), "antwoord:gone:line:regel-57": "delete"}
    page = financial.post(address(file, "import_apply"), sent, follow=True).content.decode()
    assert "er is nog niets overgenomen" in page
    assert CostLine.objects.filter(plan=demo, code="regel-57").exists()
    assert "overgenomen als wijziging" in applied(financial, file)


def test_errors_hold_it_back_and_are_named(financial, bring):
    file = bring(cells={("regel-2", 2021): "12,34,5"})
    page = shown(financial, file)
    assert "1 fout in het bestand" in page
    assert re.search(r"<button[^>]*disabled[^>]*>Overnemen", page)
    assert "Er is niets overgenomen" in applied(financial, file)


def test_applied_twice_changes_once(financial, bring, demo):
    file = bring(cells=ONE_CHANGE)
    seal = seal_on(shown(financial, file))
    applied(financial, file, seal)
    assert "al overgenomen" in applied(financial, file, seal)
    demo.refresh_from_db()
    assert Change.objects.filter(plan=demo, remark__contains="ingelezen").count() == 1


def test_line_that_goes_to_another_measure_is_told_in_dutch(financial, bring):
    file = bring(names={"regel-9": "Preventieve verslavingszorg (PHP), anders"})
    answered(financial, file, {"alle": "rename:same"})
    assert "</strong>, maatregel: <span" in applied(financial, file)


# Large and strange.


def test_file_without_a_table_asks_for_a_sheet(financial, bring):
    page = shown(financial, bring(b"zomaar;een\nlijst;woorden\n", "lijst.csv"))
    assert "Kies een blad met de begroting" in page
    assert "gelijk aan de begroting" not in page
    assert re.search(r"<button[^>]*disabled[^>]*>Overnemen", page)


def test_large_file_has_its_page_at_once_and_its_content_after_it(financial, bring, monkeypatch):
    monkeypatch.setattr(one_file, "LARGE", 100)
    file = bring(cells=ONE_CHANGE)
    page = shown(financial, file)
    assert 'data-hx-trigger="load"' in page
    assert 'content="0; url=?nu=1"' in page
    assert "300.000" not in page
    assert "235.106 → 300.000" in financial.get(f"{address(file)}?nu=1").content.decode()
    assert "235.106 → 300.000" in shown(financial, file, headers=HTMX)


def test_page_of_many_rows_stays_small(financial, bring):
    file = bring(extra=3000)
    page = financial.get(f"{address(file)}?nu=1").content
    assert len(page) < 300_000
    assert "hier niet getoond" in page.decode()


def test_many_changes_have_a_filter(financial, bring):
    file = bring(extra=300)
    found = financial.get(f"{address(file)}?nu=1&zoek=post+299").content.decode().split('id="verandert"')[1]
    assert "Nieuwe post 299" in found
    assert "Nieuwe post 298" not in found
    part = shown(financial, file, headers=HTMX | {"HX-Target": "verschil"})
    assert part.lstrip().startswith('<div id="verschil">')


def test_name_with_markup_is_shown_as_it_is(financial, bring):
    file = bring(names={"regel-2": "<script>alert(1)</script>"}, name="<b>x.xlsx")
    page = shown(financial, file)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;b&gt;x.xlsx" in page


def test_file_whose_content_is_gone_says_so(financial, bring):
    file = bring()
    ImportFile.objects.update(content=b"")
    assert "niet meer bewaard" in shown(financial, file)
