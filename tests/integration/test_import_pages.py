"""Importeren: choosing a file, and what becomes of one that cannot be read."""

import re

import pytest
from django.urls import reverse

from budgets.imports.untrusted.limits import FILE_BYTES
from budgets.models import ImportFile
from tests.import_workbooks import Upload, plain_workbook
from tests.integration.import_requests import HTMX, LIST, NAMES, ONE_CHANGE, address, amount


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
