"""``load_municipalities``: the project's own list, the forms of CBS, and what is refused, by its line."""

import csv
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.urls import get_resolver

from budgets.actions.undo import can_be_undone
from budgets.snapshot import budget_data
from measures.models import Change, Plan
from municipalities.models import RESERVED_SLUGS, Inhabitants, Municipality, Region
from municipalities.population.store import OWN_LIST, SOURCE, load_list

OWN_HEADER = "code,name,province,inhabitants_2023\n"
ODATA_HEADER = '"ID";"RegioS";"Perioden";"TotaleBevolking_1"\n'
NAME_HEADER = '"Regio\'s";"Perioden";"Totale bevolking (aantal)"\n'


@pytest.fixture
def load(tmp_path):
    """Loads a text as a file; gives what the command prints."""

    def run(text, **options):
        path = tmp_path / "lijst.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        out = StringIO()
        call_command("load_municipalities", str(path), stdout=out, **options)
        return out.getvalue()

    return run


@pytest.fixture
def own_list(db):
    load_list(OWN_LIST.read_bytes())


def counts(code):
    found = Inhabitants.objects.filter(municipality__code=code)
    return dict(found.order_by("year").values_list("year", "count"))


def everything():
    return (
        list(Municipality.objects.order_by("pk").values()),
        list(Inhabitants.objects.order_by("pk").values()),
    )


def test_own_list_is_complete_and_in_order():
    with OWN_LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["code", "name", "province", *(f"inhabitants_{y}" for y in (2023, 2024, 2025))]
    codes = [row["code"] for row in rows]
    assert codes == sorted(set(codes))
    assert "GM0457" not in codes  # Weesp: the demo's region brings it


def test_own_list_loaded(own_list):
    assert Municipality.objects.count() == 342
    assert Municipality.objects.values("province").distinct().count() == 12
    assert Municipality.objects.filter(province="Utrecht").count() == 26
    sums = Inhabitants.objects.values("year").annotate(sum=Sum("count"))
    # The population of the Netherlands on 1 January, as CBS published it for 2023.
    assert {row["year"]: row["sum"] for row in sums}[2023] == 17_811_291
    assert Inhabitants.objects.count() == 3 * 342
    assert counts("GM0402") == {2023: 93345, 2024: 94435, 2025: 94351}
    assert Municipality.objects.get(code="GM0820").name == "Nuenen, Gerwen en Nederwetten"


def test_the_command_without_a_file_and_again(db):
    out = StringIO()
    call_command("load_municipalities", stdout=out)
    assert out.getvalue().splitlines() == [
        "Gemeenten: 342 erbij, 0 gewijzigd, 0 gebleven.",
        "Inwonertallen: 1026 erbij, 0 gewijzigd, 0 gebleven.",
    ]
    before, out = everything(), StringIO()
    call_command("load_municipalities", stdout=out)
    assert everything() == before
    assert "0 erbij, 0 gewijzigd, 342 gebleven" in out.getvalue()
    assert "0 erbij, 0 gewijzigd, 1026 gebleven" in out.getvalue()


def test_few_queries_for_the_whole_list(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):  # SQLite takes about 250 rows in one go
        load_list(OWN_LIST.read_bytes())


def test_own_form_updates_and_leaves_the_rest(own_list, load):
    pk = Municipality.objects.get(code="GM0402").pk
    out = load(
        "\ufeffcode,name,province,inhabitants_2023,inhabitants_2026\n"
        "GM0402,Hilversum (nieuw),Noord-Holland,93346,95000\n"
        "GM9999,Nieuwstad,Utrecht,,12\n",
        source="eigen telling",
    )
    assert out.splitlines() == [
        "Gemeenten: 1 erbij, 1 gewijzigd, 341 gebleven.",
        "Inwonertallen: 2 erbij, 1 gewijzigd, 1025 gebleven.",
    ]
    hilversum = Municipality.objects.get(code="GM0402")
    assert (hilversum.pk, hilversum.name) == (pk, "Hilversum (nieuw)")
    assert counts("GM0402") == {2023: 93346, 2024: 94435, 2025: 94351, 2026: 95000}
    assert counts("GM9999") == {2026: 12}
    sources = Inhabitants.objects.filter(municipality=hilversum).order_by("year")
    assert list(sources.values_list("source", flat=True)) == [
        "eigen telling",
        SOURCE,
        SOURCE,
        "eigen telling",
    ]


def test_only_missing_does_not_undo_an_update(own_list, load):
    load(OWN_HEADER + "GM0402,Anders,Noord-Holland,5\n")
    Inhabitants.objects.filter(municipality__code="GM0402", year=2024).delete()
    load_list(OWN_LIST.read_bytes(), only_missing=True)
    assert Municipality.objects.get(code="GM0402").name == "Anders"
    assert counts("GM0402") == {2023: 5, 2024: 94435, 2025: 94351}


def test_only_missing_completes_what_no_list_brought(db):
    Municipality.objects.create(code="GM0402", name="Hilversum oud")
    load_list(OWN_LIST.read_bytes(), only_missing=True)
    hilversum = Municipality.objects.get(code="GM0402")
    assert (hilversum.name, hilversum.province) == ("Hilversum", "Noord-Holland")


def test_codes_of_statline(own_list, load):
    out = load(
        ODATA_HEADER + '0;"NL01  ";"2026JJ00";"  18000000"\n'
        '1;"PV26  ";"2026JJ00";"   1400000"\n'
        '2;"GM0344";"2026JJ00";"    380000"\n'
        '3;"GM0402  ";"2023JJ00";     93400\n'
        '4;"GM0376";"2026JJ00";"       ."\n'
        '5;"GM0457";"2020JJ00";"     19738"\n'
        '6;"GM0164";"2026JJ00";""\n'
    )
    assert out.splitlines() == [
        "Gemeenten: 0 erbij, 0 gewijzigd, 342 gebleven.",
        "Inwonertallen: 1 erbij, 1 gewijzigd, 1025 gebleven.",
        "Niet geladen, want hier niet bekend: GM0457.",
    ]
    assert counts("GM0344")[2026] == 380000
    assert counts("GM0402")[2023] == 93400
    assert 2026 not in counts("GM0376")


def test_column_is_chosen_where_there_are_more(own_list, load):
    text = (
        "ID;RegioS;Perioden;BevolkingOp1Januari_1;Geboren_2\n"
        "0;GM0402;2026JJ00;95000;900\n"
    )  # fmt: skip
    with pytest.raises(CommandError, match=r"regel 1: kies met --column .*BevolkingOp1Januari_1, Geboren_2"):
        load(text)
    with pytest.raises(CommandError, match="er is geen kolom Perioden met cijfers"):
        load(text, column="Perioden")
    load(text, column="BevolkingOp1Januari_1")
    assert counts("GM0402")[2026] == 95000


def test_names_of_statline(own_list, load):
    out = load(
        NAME_HEADER + "Nederland;2026;18000000\n"
        "Utrecht (PV);2026;1400000\n"
        "Limburg;2026;1130000\n"
        "Utrecht (gemeente);2026;380000\n"
        "Bergen (L.);2026;13000\n"
        "Hengelo (O.);2026*;83000\n"
        "’s-Gravenhage (gemeente);2026;570000\n"
        "Nuenen, Gerwen en Nederwetten;2026;24500\n"
        "Weesp;2020;19738\n"
        "Bron: CBS\n"
    )
    assert "Inwonertallen: 5 erbij, 0 gewijzigd, 1026 gebleven." in out
    assert "Niet geladen, want hier niet bekend: Weesp." in out
    assert [counts(code)[2026] for code in ("GM0344", "GM0893", "GM0164", "GM0518", "GM0820")] == [
        380000, 13000, 83000, 570000, 24500,
    ]  # fmt: skip
    assert 2026 not in counts("GM0373")  # the other Bergen


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Utrecht", "‘Utrecht’ kan meer dan één gebied zijn; schrijf ‘Utrecht (gemeente)’"),
        ("Bergen", "‘Bergen’ kan meer dan één gebied zijn; hier zijn dat GM0373, GM0893"),
    ],
)
def test_ambiguous_name_is_refused(own_list, load, name, said):
    before = everything()
    with pytest.raises(CommandError) as refused:
        load(NAME_HEADER + f"Hilversum;2026;95000\n{name};2026;5\n")
    assert f"regel 3: {said}" in str(refused.value)
    assert everything() == before


REFUSED = {
    "empty": ("", "regel 1: het bestand is leeg"),
    "only a header": (OWN_HEADER, "regel 1: onder de kopregel staat niets"),
    "another table": ("a,b\n1,2\n", "regel 1: de kolom code (eigen vorm), RegioS"),
    "no province": ("code,name,inhabitants_2023\nGM0402,H,1\n", "regel 1: de kolom province ontbreekt"),
    "no figures": ("code,name,province\nGM0402,H,NH\n", "regel 1: de kolom inhabitants_<jaar> ontbreekt"),
    "strange column": (
        "code,name,province,inhabitants_23\nGM0402,H,NH,1\n",
        "regel 1: de kolom inhabitants_23 is onbekend",
    ),
    "column twice": (OWN_HEADER.replace("name", "code"), "regel 1: een kolom komt twee keer voor"),
    "no period": ("ID;RegioS;Bevolking_1\n0;GM0402;1\n", "regel 1: de kolom Perioden ontbreekt"),
    "no measure": ("ID;RegioS;Perioden\n0;GM0402;2026JJ00\n", "kolom met inwoners; er zijn: geen"),
    "short row": (OWN_HEADER + "GM0402,Hilversum,NH\n", "regel 2: er staan 3 kolommen, in de kopregel 4"),
    "code": (OWN_HEADER + "GM0034,A,B,1\n402,H,NH,1\n", "regel 3: ‘402’ is geen gemeentecode"),
    "code of CBS": (ODATA_HEADER + "0;GM34;2026JJ00;1\n", "regel 2: ‘GM34’ is geen gemeentecode"),
    "code twice": (OWN_HEADER + "GM0402,H,N,1\n\nGM0402,H,N,1\n", "regel 4: GM0402 staat er twee keer in"),
    "year twice": (
        ODATA_HEADER + "0;GM0402;2026JJ00;1\n1;GM0402;2026JJ00;1\n",
        "regel 3: GM0402 staat voor 2026 ook op regel 2",
    ),
    "negative": (OWN_HEADER + "GM0402,H,N,-1\n", "regel 2: ‘-1’ in kolom inhabitants_2023 is geen aantal"),
    "not whole": (ODATA_HEADER + "0;GM0402;2026JJ00;1.5\n", "regel 2: ‘1.5’ in kolom TotaleBevolking_1"),
    "thousands": (NAME_HEADER + "Hilversum;2026;95.000\n", "regel 2: ‘95.000’ in kolom Totale bevolking"),
    "too large": (OWN_HEADER + "GM0402,H,N,9999999999\n", "regel 2: ‘9999999999’ in kolom inhabitants_2023"),
    "other digits": (OWN_HEADER + "GM0402,H,N,٣\n", "regel 2: ‘٣’ in kolom inhabitants_2023"),
    "no name": (OWN_HEADER + "GM0402,,N,1\n", "regel 2: kolom name is leeg of heeft meer dan 200 tekens"),
    "quarter": (ODATA_HEADER + "0;GM0402;2026KW01;1\n", "regel 2: ‘2026KW01’ in kolom Perioden is geen jaar"),
    "no year": (NAME_HEADER + "Hilversum;januari;1\n", "regel 2: ‘januari’ in kolom Perioden is geen jaar"),
    "quotes": (OWN_HEADER + 'GM0402,"H"x,N,1\n', "regel 2: de aanhalingstekens kloppen niet"),
    "encoding": (
        OWN_HEADER.encode() + "GM0402,H,N,1\nGM0074,Fryslân,F,1\n".encode("latin-1"),
        "regel 3: het bestand is geen UTF-8",
    ),
    "nobody known": (ODATA_HEADER + "0;GM0457;2020JJ00;1\n", "geen inwonertal in van een gemeente die hier"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_its_line_and_nothing_saved(own_list, load, case):
    text, said = REFUSED[case]
    before = everything()
    with pytest.raises(CommandError) as refused:
        load(text)
    assert said in str(refused.value)
    assert str(refused.value).startswith("lijst.csv: ")
    assert str(refused.value).endswith("Er is niets opgeslagen.")
    assert everything() == before


def test_a_bad_last_line_saves_nothing_of_the_lines_before(db, load):
    with pytest.raises(CommandError, match="regel 3"):
        load(OWN_HEADER + "GM0402,Hilversum,Noord-Holland,1\nGM0034,Almere,Flevoland,x\n")
    assert not Municipality.objects.exists()


def test_choices_that_do_not_fit_are_refused(db, load):
    with pytest.raises(CommandError, match="laat --column weg"):
        load(OWN_HEADER + "GM0402,H,N,1\n", column="inhabitants_2023")
    with pytest.raises(CommandError, match="200 tekens"):
        load(OWN_HEADER + "GM0402,H,N,1\n", source="x" * 201)
    assert not Municipality.objects.exists()


def test_file_that_is_not_there(db, tmp_path):
    with pytest.raises(CommandError, match=r"weg\.csv is niet te lezen"):
        call_command("load_municipalities", str(tmp_path / "weg.csv"))


def first_words(patterns):
    """The first part of each address, also of those that are included without one of their own."""
    for pattern in patterns:
        route = str(pattern.pattern)
        if route:
            yield route.removeprefix("^").partition("/")[0]
        else:
            yield from first_words(getattr(pattern, "url_patterns", []))


def test_every_first_word_of_an_address_is_reserved():
    words = set(first_words(get_resolver().url_patterns))
    assert "<slug:region>" in words
    assert words - {"<slug:region>"} <= set(RESERVED_SLUGS)
    assert settings.STATIC_URL.strip("/") in RESERVED_SLUGS


@pytest.mark.parametrize("slug", ["inloggen", "static", "api"])
def test_region_does_not_hide_behind_another_page(db, slug):
    with pytest.raises(IntegrityError, match="region_slug_not_reserved"), transaction.atomic():
        Region.objects.create(slug=slug, name="Regio")
    assert Region.objects.create(slug=f"{slug}-regio", name="Regio").pk


def test_new_name_stands_in_every_plan_of_the_region(demo, load):
    """The budget is kept per revision, in this process and in others: so that rises."""
    other = Plan.objects.exclude(region=demo.region).first()
    names = {each.name for each in budget_data(demo).municipalities}
    assert "Huizen" in names
    load(OWN_HEADER + "GM0406,Huizen aan het Gooimeer,Noord-Holland,41300\n")
    now = Plan.objects.select_related("region").get(pk=demo.pk)
    assert now.revision == demo.revision + 1
    assert {each.name for each in budget_data(now).municipalities} == names - {"Huizen"} | {
        "Huizen aan het Gooimeer"
    }
    change = Change.objects.get(plan=demo, revision=now.revision)
    assert change.remark == "Andere naam van een gemeente: ‘Huizen’ heet nu ‘Huizen aan het Gooimeer’"
    assert not can_be_undone(change)
    assert Plan.objects.get(pk=other.pk).revision == other.revision
    load(OWN_HEADER + "GM0406,Huizen aan het Gooimeer,Noord-Holland,41301\n")
    assert Plan.objects.get(pk=demo.pk).revision == now.revision, "another count changes no budget"
