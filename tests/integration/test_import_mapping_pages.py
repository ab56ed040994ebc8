"""Importeren: what a file is taken for, and correcting that."""

import re

from django.urls import reverse

from budgets.models import ImportFile, ImportMapping
from tests.import_workbooks import FIRST_LINE
from tests.integration.import_requests import HTMX, LIST, NAMES, ONE_CHANGE, address, mapped, shown


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
