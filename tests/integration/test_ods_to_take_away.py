"""The budget, its scenarios and its versions as .ods: where the .xlsx is, and the same in it."""

import datetime
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from budgets.actions.versions import adopt_version
from municipalities.models import User

BASE = "/gooi-en-vechtstreek/bo-2021-2024/"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
SCENARIO = "scenarios/alle-bijstellingen/"
FILES = {
    "begroting": "begroting-gooi-en-vechtstreek-bo-2021-2024",
    f"{SCENARIO}begroting": "begroting-gooi-en-vechtstreek-bo-2021-2024-alle-bijstellingen",
    "versies/1/begroting": "begroting-gooi-en-vechtstreek-bo-2021-2024-versie-1",
    f"versies/1/{SCENARIO}begroting": (
        "begroting-gooi-en-vechtstreek-bo-2021-2024-versie-1-alle-bijstellingen"
    ),
    "versies/vergelijken": "vergelijking-gooi-en-vechtstreek-bo-2021-2024-1-werk",
}
"""By address the name of the file."""
QUERY = "?van=1&naar=werk"
PAGES = {
    "begroting/": "begroting.ods",
    SCENARIO: f"{SCENARIO}begroting.ods",
    "versies/": "versies/1/begroting.ods",
    "versies/1/begroting/": "versies/1/begroting.ods",
    f"versies/1/{SCENARIO}": f"versies/1/{SCENARIO}begroting.ods",
    f"versies/vergelijken/{QUERY}": "versies/vergelijken.ods?van=1&amp;naar=werk",
}


@pytest.fixture
def financial(client, demo):
    """With a version to take away."""
    finance = User.objects.get(username="financien")
    adopt_version(
        plan=demo, name="Ontwerp", kind="ontwerp", decided_on=datetime.date(2020, 10, 1), by=finance
    )
    client.force_login(finance, "django.contrib.auth.backends.ModelBackend")
    return client


def rows(content):
    """By sheet; without the moment of the export and the address of the page."""
    book = CalamineWorkbook.from_object(BytesIO(content))
    return {
        name: [
            row
            for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if row[0] not in ("Gemaakt op", "moment")
        ]
        for name in book.sheet_names
    }


@pytest.mark.parametrize("address", FILES)
def test_ods_holds_what_the_xlsx_holds(financial, address):
    ods, xlsx = (financial.get(f"{BASE}{address}.{form}{QUERY}") for form in ("ods", "xlsx"))
    assert (ods.status_code, ods.headers["Content-Type"]) == (200, ODS)
    assert ods.headers["Content-Disposition"] == f'attachment; filename="{FILES[address]}.ods"'
    assert rows(ods.content) == rows(xlsx.content)


@pytest.mark.parametrize("address", PAGES)
def test_page_offers_the_ods_beside_the_xlsx(financial, address):
    content = financial.get(BASE + address).content.decode()
    for form in ("ods", "xlsx"):
        assert f'href="{BASE}{PAGES[address].replace(".ods", f".{form}")}"' in content


def test_command_writes_what_the_name_asks_for(demo, tmp_path):
    for form in ("ods", "xlsx"):
        target = tmp_path / f"begroting.{form}"
        call_command("export_budget", demo.slug, output=target, stdout=StringIO())
    ods, xlsx = ((tmp_path / f"begroting.{form}").read_bytes() for form in ("ods", "xlsx"))
    assert rows(ods) == rows(xlsx)
    assert ODS.encode() in ods[:100]
    with pytest.raises(CommandError, match=r"eindigt op \.xlsx of \.ods"):
        call_command("export_budget", demo.slug, output=tmp_path / "begroting.pdf", stdout=StringIO())
    assert not (tmp_path / "begroting.pdf").exists()
