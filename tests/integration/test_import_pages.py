"""Importeren: choosing a file, correcting how it is read, answering, taking it over and taking that back."""

import re

import pytest
from django.urls import reverse

from budgets.imports.untrusted.limits import FILE_BYTES
from budgets.models import CostAmount, CostLine, ImportFile, ImportMapping
from budgets.snapshot import budget_data
from measures.changes import changing
from measures.models import Change
from reports.imports import one_file
from tests.import_workbooks import FIRST_LINE, Upload, plain_workbook, with_cells

NAMES = ["gooi-en-vechtstreek", "bo-2021-2024"]
LIST = reverse("imports", args=NAMES)
HTMX = {"HX-Request": "true"}
ONE_CHANGE = {("regel-2", 2021): 300_000}
"""Was 235.106."""
SEEN = {"heeft_gezien": "1", "gezien": "1"}
"""The warnings: the totals in the file were not computed anew."""


@pytest.fixture
def data(demo):
    return budget_data(demo)


@pytest.fixture
def bring(financial, data):
    """Chooses a file as somebody does; the file as it is then kept."""

    def choose(content=None, name="begroting.xlsx", **options):
        content = plain_workbook(data, **options) if content is None else content
        answer = financial.post(LIST, {"bestand": Upload(content, name)})
        assert answer.status_code == 302, answer.content.decode()
        return ImportFile.objects.latest("pk")

    return choose


@pytest.fixture
def own_export(financial, demo):
    return financial.get(reverse("budget_workbook", args=NAMES)).content


def address(file, name="import"):
    return reverse(name, args=[*NAMES, file.pk])


def shown(client, file, **options):
    return client.get(address(file), **options).content.decode()


def seal_on(page):
    return re.search(r'name="zegel" value="([^"]*)"', page)[1]


def mapped(client, file, changes, **options):
    return client.post(address(file, "import_mapping"), {"blad": "0"} | changes, **options)


def answered(client, file, answers, **options):
    return client.post(address(file, "import_answers"), answers, **options)


def applied(client, file, seal=None):
    sent = {"zegel": seal_on(shown(client, file)) if seal is None else seal}
    return client.post(address(file, "import_apply"), sent, follow=True).content.decode()


def amount_of(code, year):
    return CostAmount.objects.get(cost_line__code=code, cost_line__plan__slug=NAMES[1], year=year)


def amount(code, year):
    return amount_of(code, year).amount


def line_of(code):
    return CostLine.objects.get(code=code, plan__slug=NAMES[1])


# Choosing a file.


def test_list_says_what_can_be_read_and_how_to_work_in_excel(financial):
    page = financial.get(LIST).content.decode()
    assert 'accept=".xlsx,.xlsm,.xls,.xlsb,.ods,.csv"' in page
    assert reverse("budget_workbook", args=NAMES) in page
    assert "Er is nog niets overgenomen" in page


def test_who_may_not_import_is_told_whom_to_ask_and_has_no_menu_item(client, demo):
    client.login(username="adviseur", password="demo")
    answer = client.get(LIST)
    assert answer.status_code == 403
    assert "Vraag een financieel adviseur of beheerder" in answer.content.decode()
    assert LIST not in client.get(reverse("budget", args=NAMES)).content.decode()


def test_who_may_import_finds_it_in_the_menu_and_beside_the_workbook(financial):
    page = financial.get(reverse("budget", args=NAMES)).content.decode()
    assert page.count(f'href="{LIST}"') == 2


def test_brought_file_is_kept_and_nothing_changes(financial, demo, bring):
    file = bring(cells=ONE_CHANGE)
    revision = demo.revision
    page = financial.get(LIST).content.decode()
    assert address(file) in page
    assert address(file, "import_drop") in page
    demo.refresh_from_db()
    assert demo.revision == revision
    assert amount("regel-2", 2021) == 235_106


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "is leeg"), (b"%PDF-1.7 nee", "pdf"), (b"PK\x03\x04 half", "begroting.xlsx")],
    ids=["empty", "pdf", "broken"],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_file_that_cannot_be_read_is_refused_at_the_field(financial, content, said, headers):
    answer = financial.post(LIST, {"bestand": Upload(content)}, headers=headers)
    error = re.search(r'id="fout-bestand"[^>]*>([^<]*)<', answer.content.decode())[1]
    assert answer.status_code == 200
    assert said in error
    assert not ImportFile.objects.exists()


def test_no_file_chosen_is_said(financial):
    assert "Kies eerst een bestand." in financial.post(LIST, {}).content.decode()


def test_file_over_the_limit_is_refused_without_reading_it(financial, monkeypatch):
    monkeypatch.setattr("reports.imports.files.bring_file", None)  # would be called
    upload = Upload(b"x" * (FILE_BYTES + 1), "plaatjes.xlsx")
    page = financial.post(LIST, {"bestand": upload}).content.decode()
    assert "‘plaatjes.xlsx’ is 25 MB groot; een bestand mag hoogstens 25 MB zijn." in page


def test_what_arrives_incomplete_gets_a_sentence(financial):
    answer = financial.post(LIST, b"--nergens", content_type="multipart/form-data; boundary=")
    assert answer.status_code == 400
    assert "onvolledig aangekomen" in answer.content.decode()


def test_too_many_fields_get_a_sentence(financial, bring, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    sent = {f"kolom-0-{i}": "skip" for i in range(9)}
    answer = financial.post(address(bring(), "import_mapping"), sent, headers=HTMX)
    assert answer.status_code == 400
    assert "te veel om in één keer te versturen" in answer.content.decode()


def test_script_is_sent_on_to_the_page_of_the_file(financial, data):
    upload = {"bestand": Upload(plain_workbook(data))}
    answer = financial.post(LIST, upload, headers=HTMX)
    assert answer.headers["HX-Redirect"] == address(ImportFile.objects.get())


def test_dropped_file_is_gone(financial, bring):
    file = bring()
    page = financial.post(address(file, "import_drop"), follow=True).content.decode()
    assert "is weggedaan" in page
    assert not ImportFile.objects.exists()
    assert financial.get(address(file)).status_code == 404


def test_file_of_another_plan_is_not_there(financial, demo, bring):
    file = bring()
    other = demo.region.plans.create(slug="ander", title="Ander", first_year=2021, last_year=2024)
    answer = financial.get(reverse("import", args=[NAMES[0], other.slug, file.pk]))
    assert answer.status_code == 404
    assert "Dit bestand is er niet" in answer.content.decode()


# What was recognised.


def test_columns_and_rows_are_shown_with_a_choice_and_a_reason(financial, bring):
    page = shown(financial, bring())
    assert 'Kolom B<span class="sr-only">: wat staat hier?</span>' in page
    assert re.search(r'name="kolom-0-1".*?<option value="measure" selected>', page, re.S)
    assert re.search(r'name="kolom-0-4".*?<option value="costs:2021" selected>kosten 2021<', page, re.S)
    assert f'aria-label="Rij {FIRST_LINE}: wat is dit?"' in page
    assert "kostenposten, 6 rijen met baten" in page


def test_first_rows_are_shown_and_more_on_request(financial, bring):
    file = bring()
    rows = r'aria-label="Rij \d+: wat is dit\?"'
    first = re.findall(rows, shown(financial, file))
    assert len(first) == 15 + 1  # and a line without a name, far down, of which that is said
    assert len(re.findall(rows, financial.get(f"{address(file)}?rijen=200").content.decode())) > 60


def test_row_with_a_finding_is_always_shown(financial, bring, data):
    last = data.lines[-1].code
    file = bring(cells={(last, 2022): "12,34,5"})
    page = shown(financial, file)
    assert "‘12,34,5’ is geen bedrag" in page
    wrong = re.search(r"Begroting!F(\d+)</strong>: ‘12,34,5’", page)[1]
    assert f'id="rij-0-{wrong}"' in page


def test_column_that_is_not_used_is_read_no_more(financial, bring):
    file = bring(cells=ONE_CHANGE)
    answer = mapped(financial, file, {"kolom-0-4": "skip"})
    assert answer.url == f"{address(file)}#herkend"
    assert "300.000" not in shown(financial, file).split('id="verandert"')[1]


def test_role_goes_from_the_column_that_had_it_and_the_page_says_so(financial, bring):
    file = bring(heading="Waarvoor")
    page = mapped(financial, file, {"kolom-0-2": "measure"}, headers=HTMX).content.decode()
    assert re.search(r'name="kolom-0-2".*?<option value="measure" selected>', page, re.S)
    assert re.search(r'name="kolom-0-1".*?<option value="skip" selected>', page, re.S)
    assert "‘maatregel’ staat nu bij kolom C. Kolom B wordt niet meer gebruikt" in page


def test_row_is_what_somebody_says_it_is_until_they_take_that_back(financial, data, bring):
    file, row = bring(), f"rij-0-{FIRST_LINE - 1}"
    before = len(data.lines)
    assert f"{before} kostenposten" in shown(financial, file)
    mapped(financial, file, {row: "skip"})
    assert f"{before - 1} kostenposten" in shown(financial, file)
    mapped(financial, file, {"kolom-0-3": "skip"})  # the row is not in what is sent: it stays skipped
    assert f"{before - 1} kostenposten" in shown(financial, file)
    mapped(financial, file, {row: ""})
    assert f"{before} kostenposten" in shown(financial, file)


def test_unit_multiplies(financial, bring):
    file = bring()
    mapped(financial, file, {"eenheid-0": "1000"})
    assert "273.715.000" in shown(financial, file).split('id="verandert"')[1]


def test_under_another_header_the_columns_are_recognised_anew(financial, bring):
    file = bring()
    page = mapped(financial, file, {"kop-0": "1", "koptot-0": "1"}, headers=HTMX).content.decode()
    assert not re.search(r'<option value="costs:2021" selected>', page)
    page = mapped(financial, file, {"kop-0": "2", "koptot-0": "2"}, headers=HTMX).content.decode()
    assert re.search(r'name="kolom-0-4".*?<option value="costs:2021" selected>', page, re.S)


def test_sheet_can_be_added_and_dropped_but_one_must_stay(financial, bring):
    file = bring()
    assert "Blad ‘Kladblad’" not in shown(financial, file)
    page = mapped(financial, file, {"blad": ["0", "1"]}, headers=HTMX).content.decode()
    assert "Blad ‘Kladblad’" in page
    page = mapped(financial, file, {}, headers=HTMX).content.decode()
    assert "Blad ‘Kladblad’" not in page
    page = mapped(financial, file, {"blad": []}, headers=HTMX).content.decode()
    assert "Kies ten minste één blad" in page
    assert "Blad ‘Begroting’" in page


def test_nonsense_in_the_form_changes_nothing(financial, bring):
    file = bring()
    before = ImportFile.objects.get().mapping_json
    nonsense = {
        "kolom-0-99": "costs:2021",
        "kolom-0-1": "burgemeester",
        "kolom-x-1": "goal",
        "kolom-0-4": "costs:1999",
        "rij-0-99999": "line",
        "rij-0-5": "alles",
        "kop-0": "9999",
        "koptot-0": "-3",
        "eenheid-0": "7",
        "deel-0": "winst",
    }
    assert mapped(financial, file, nonsense).status_code == 302
    assert ImportFile.objects.get().mapping_json == before


def test_correction_is_kept_for_the_region_and_can_be_forgotten(financial, bring):
    mapped(financial, bring(), {"kolom-0-2": "skip"})
    kept = ImportMapping.objects.get()
    assert reverse("mapping_forget", args=[*NAMES, kept.pk]) in financial.get(LIST).content.decode()
    page = shown(financial, bring())
    assert re.search(r'name="kolom-0-2".*?<option value="skip" selected>', page, re.S)
    financial.post(reverse("mapping_forget", args=[*NAMES, kept.pk]))
    page = shown(financial, bring())
    assert re.search(r'name="kolom-0-2".*?<option value="cost_type" selected>', page, re.S)


def test_sheet_that_was_added_is_read_in_the_next_workbook_too(financial, bring):
    mapped(financial, bring(), {"blad": ["0", "1"]})
    assert "Blad ‘Kladblad’" in shown(financial, bring())


# Questions and answers.


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
