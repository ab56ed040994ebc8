"""Nothing that a user can upload breaks a page: drawn workbooks, drawn mappings, damaged files, odd answers.

Every request is one of somebody who may import; every answer is a page with a sentence, never an error
of ours, and the budget is as it was.
"""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from budgets.models import ImportFile
from measures.models import Plan

NAMES = ["gooi-en-vechtstreek", "bo-2021-2024"]
LIST = reverse("imports", args=NAMES)
QUICKLY = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

words = st.sampled_from(
    """Maatregel;Doel;Prioriteit;Soort kosten;Toelichting;Nr;Dekking;2021;B2022;2022 (na wijziging)
    Begroting 2023;x € 1.000;Lasten;Baten;Totaal;Subtotaal;Saldo;Resultaat;Taakstelling 3%;Kosten;Inloop
    Een sterk (24/7) Veilig Thuis;Overhead;p.m.;€ -;(1.234);1.234,56;1,234.56;12,34,5;-;DUVO
    1/3 DUVO + 2/3 GB;line:regel-2;stream:BW;id gooi-en-vechtstreek/bo-2021-2024 revisie 1
    Regiobegroting;<b>vet</b>;=1+1""".replace("\n    ", ";").split(";")
)
cells = st.one_of(
    st.none(),
    words,
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(2019, 2027),
    st.booleans(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
    st.dates(),
)
tables = st.lists(st.lists(cells, max_size=9), max_size=12)


def saved(sheets):
    book = Workbook()
    book.remove(book.active)
    for i, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Blad {i}")
        for row in rows:
            sheet.append(row)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def untouched(demo):
    """The demo; at the end of each example ``check`` says whether it is as it was."""
    before = Plan.objects.get(pk=demo.pk).revision

    def check():
        assert Plan.objects.get(pk=demo.pk).revision == before

    return check


@pytest.fixture
def exports(financial, demo):
    """Names and contents of our own files."""
    kinds = {"workbook": "begroting.xlsx", "ods": "begroting.ods", "csv": "begroting.csv"}
    return [
        (name, financial.get(reverse(f"budget_{kind}", args=NAMES)).content) for kind, name in kinds.items()
    ]


def brought(client, content, name="begroting.xlsx"):
    """Uploads; the file that is kept, None where a sentence says why not."""
    ImportFile.objects.all().delete()
    answer = client.post(LIST, {"bestand": SimpleUploadedFile(name, content)})
    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        assert 'aria-invalid="true"' in answer.content.decode()
        return None
    return ImportFile.objects.latest("pk")


def page_of(client, file, name="import", **data):
    address = reverse(name, args=[*NAMES, file.pk])
    answer = client.post(address, data, follow=True) if data else client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@QUICKLY
@given(st.lists(tables, min_size=1, max_size=3))
def test_workbook_of_anything_gets_a_page(financial, untouched, sheets):
    file = brought(financial, saved(sheets))
    if file is not None:
        assert "Herkend" in page_of(financial, file)
    untouched()


@QUICKLY
@given(st.data())
def test_damaged_file_gets_a_page_or_a_sentence(financial, untouched, exports, data):
    name, content = data.draw(st.sampled_from(exports))
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        how = data.draw(st.sampled_from(["change", "cut", "insert"]))
        if how == "change":
            damaged[place] ^= data.draw(st.integers(1, 255))
        elif how == "cut" and len(damaged) > 400:
            del damaged[place : place + data.draw(st.integers(1, 200))]
        else:
            damaged[place:place] = data.draw(st.binary(min_size=1, max_size=30))
    file = brought(financial, bytes(damaged), name)
    if file is not None:
        page_of(financial, file)
    untouched()


numbers = st.integers(-3, 60).map(str) | st.sampled_from(["", "x", "9" * 30, "-0", "1e9"])
fields = st.dictionaries(
    st.sampled_from(
        ["blad", "kop-0", "koptot-0", "eenheid-0", "deel-0"]
        + [f"{what}-0-{i}" for what in ("kolom", "rij") for i in range(4)]
    ),
    numbers | words | st.sampled_from(["costs:2022", "income:1900", "measure", "goal", "line", "skip", "on"]),
    max_size=12,
)


@QUICKLY
@given(fields)
def test_mapping_of_anything_gets_a_page(financial, untouched, sent):
    rows = [["Maatregel", 2021, 2022], ["Inloop", 1, 2], ["Opvang", 3, 4]]
    file = brought(financial, saved([rows]))
    page_of(financial, file, "import_mapping", **({"blad": "0"} | sent))
    page_of(financial, file)
    untouched()


@QUICKLY
@given(
    st.dictionaries(
        st.sampled_from(
            ["gone:*", "rename:*", "conflict:*", "tick", "totals", "gone:line:regel-2", "x" * 400]
        ),
        st.sampled_from(
            ["keep", "delete", "new", "same", "file", "ours", "yes", "no", "", "zomaar", "é" * 300]
        ),
        max_size=5,
    ),
    st.text(max_size=20),
)
def test_answers_and_seals_of_anything_get_a_page(financial, untouched, answers, seal):
    file = brought(financial, saved([[["Maatregel", 2021], ["Inloop", 1]]]))
    page_of(financial, file, "import_answers", **({"gezien": "1"} | answers))
    page_of(financial, file, "import_apply", zegel=seal or "leeg")
    file.refresh_from_db()
    assert isinstance(json.loads(file.answers_json), dict)
    untouched()
