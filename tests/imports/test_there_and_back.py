"""The workbook that goes out, edited in LibreOffice, comes back with exactly those edits."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from budgets.actions.amounts import Cell, save_amounts
from budgets.actions.imports import apply_preview, preview_book
from budgets.actions.measures import add_line, delete_line
from budgets.engine import Adjustment, Choice, TargetChange, compute, unchanged
from budgets.imports.findings import Severity
from budgets.imports.reading import read_book
from budgets.models import CostLine
from budgets.snapshot import budget_data
from measures.models import Plan
from municipalities.models import Region, User
from reports.download import about
from reports.workbook import build_workbook
from tests.imports.conftest import Edit

pytestmark = [pytest.mark.libreoffice]


def exported(plan, result):
    described = about(plan, None, author="Test", address="https://example.nl/")
    assert described.moment <= datetime.now(UTC)
    return build_workbook(result, described)


@pytest.fixture(scope="module")
def desk(tmp_path_factory, edited_in_libreoffice, django_db_setup, django_db_blocker):
    """Every edit of this module, made in one go to the workbook of the demo."""
    from django.core.management import call_command
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        plan = Plan.objects.select_related("region").get(slug="bo-2021-2024")
        path = tmp_path_factory.mktemp("export") / "begroting.xlsx"
        path.write_bytes(exported(plan, unchanged(budget_data(plan))))
        transaction.set_rollback(True)
    book = read_book(path.name, path.read_bytes())
    return path, edited_in_libreoffice(path, edits(Places(book)))


class Places:
    """Where in the exported workbook a line or stream stands."""

    def __init__(self, book):
        self.rows = {}
        for sheet in book.sheets:
            for number, row in enumerate(sheet.rows, 1):
                ids = [value for value in row if isinstance(value, str) and ":" in value[:12]]
                self.rows |= {value: number for value in ids if value.partition(":")[0] in ("line", "stream")}

    def cell(self, id_, column):
        sheet = "Begroting" if id_.startswith("line:") else "Dekking"
        return f'doc.Sheets.getByName("{sheet}").getCellRangeByName("{column}{self.rows[id_]}")'


def edits(at):
    row = at.rows["line:regel-20"]
    first, last = at.rows["line:regel-18"], at.rows["line:regel-34"]
    budget = 'doc.Sheets.getByName("Begroting")'
    sort = f"""
      Dim fields(0) As New com.sun.star.table.TableSortField
      fields(0).Field = 1
      fields(0).IsAscending = False
      Dim sorting(1) As New com.sun.star.beans.PropertyValue
      sorting(0).Name = "SortFields"
      sorting(0).Value = fields()
      sorting(1).Name = "ContainsHeader"
      sorting(1).Value = False
      {budget}.getCellRangeByName("A{first}:Z{last}").sort(sorting())"""
    rename = "\n".join(f'      doc.Sheets.getByIndex({i}).Name = "Blad" & "{i}"' for i in range(6))
    copy = """
      table = doc.Sheets.getByName("Begroting").getCellRangeByName("A1:I120").getDataArray()
      doc.close(True)
      doc = Opened("private:factory/scalc")
      doc.Sheets.getByIndex(0).getCellRangeByName("A1:I120").setDataArray(table)"""
    return [
        Edit("opgeslagen", ""),
        Edit("als-ods", "", "ods"),
        Edit("als-xls", "", "xls"),
        Edit("bedrag", f"{at.cell('line:regel-20', 'G')}.Value = 800000.55"),
        Edit("als-tekst", f"{at.cell('line:regel-20', 'G')}.String = \"€ 800.000,55\""),
        Edit("leeg", f"{at.cell('line:regel-20', 'G')}.String = \"\""),
        Edit("pm", f"{at.cell('line:regel-20', 'G')}.String = \"PM\""),
        Edit("naam", f"{at.cell('line:regel-20', 'B')}.String = \"Inwonerinitiatieven\""),
        Edit("soort", f"{at.cell('line:regel-20', 'C')}.String = \"Overhead\""),
        Edit("prioriteit", f"{at.cell('line:regel-20', 'D')}.Value = 2"),
        Edit("baten", f"{at.cell('stream:BW', 'F')}.Value = 14000000", "ods"),
        Edit("erbij", f"""
      {budget}.Rows.insertByIndex({row}, 1)
      {budget}.getCellRangeByName("B{row + 1}").String = "Woonzorg nieuw"
      {budget}.getCellRangeByName("C{row + 1}").String = "Personeelskosten"
      {budget}.getCellRangeByName("D{row + 1}").Value = 1
      {budget}.getCellRangeByName("G{row + 1}").Value = 5000
      {budget}.getCellRangeByName("H{row + 1}").String = "p.m." """),
        Edit("eraf", f"{budget}.Rows.removeByIndex({row - 1}, 1)"),
        Edit("gesorteerd", sort),
        Edit("hernoemd", rename),
        Edit("kopie", copy),
    ]  # fmt: skip


@pytest.fixture
def come_back(demo, desk):
    """The preview of an edited workbook."""

    def preview(name, **answers):
        path = desk[1][name]
        plan = Plan.objects.select_related("region").get(pk=demo.pk)
        book = read_book(path.name, path.read_bytes())
        return preview_book(book, plan, None, {k.replace("__", ":"): v for k, v in answers.items()})

    return preview


def differences(made):
    """Per part: code, kind, the words of fields and the amounts that differ."""
    return [
        (part, item.code, item.kind, {change.field: change.new for change in item.fields}, item.after)
        for part in ("goals", "measures", "lines", "streams", "targets", "memorandum_items")
        for item in getattr(made.preview.diff, part)
    ]


@pytest.mark.parametrize("name", ["opgeslagen", "als-ods", "als-xls", "gesorteerd", "hernoemd", "kopie"])
def test_nothing_was_edited(come_back, name):
    made = come_back(name)
    assert made.preview.of(Severity.ERROR) == ()
    assert made.preview.questions == ()
    assert differences(made) == []
    assert made.preview.changes_nothing
    assert made.preview.own


def test_export_itself_comes_back_without_a_change(demo, desk):
    made = preview_book(read_book("begroting.xlsx", desk[0].read_bytes()), demo, None, {})
    assert made.preview.changes_nothing
    assert made.preview.unchanged_lines == 57
    assert {finding.code for finding in made.preview.findings} == {"own_export"}


LINE = ("lines", "regel-20", "changed")
WAS = (784737_00,) * 4


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bedrag", [(*LINE, {}, (784737_00, 800000_55, *WAS[2:]))]),
        ("als-tekst", [(*LINE, {}, (784737_00, 800000_55, *WAS[2:]))]),
        ("leeg", [(*LINE, {}, (784737_00, None, *WAS[2:]))]),
        ("pm", [(*LINE, {}, (784737_00, None, *WAS[2:]))]),
        ("soort", [(*LINE, {"cost_type": "overhead"}, WAS)]),
        ("prioriteit", [(*LINE, {"priority": 2}, WAS)]),
        (
            "naam",
            [
                (
                    "measures",
                    "inwonerinitiatieven-beschermd-wonen-pgb",
                    "changed",
                    {"title": "Inwonerinitiatieven"},
                    (None,) * 4,
                )
            ],
        ),
        ("baten", [("streams", "BW", "changed", {}, (13809986_00, 14000000_00, 13964894_00, 13964894_00))]),
    ],
)
def test_exactly_what_was_edited_comes_back(come_back, name, expected):
    made = come_back(name)
    assert made.preview.questions == ()
    assert differences(made) == expected
    assert made.preview.diff.lines == () or made.preview.diff.lines[0].after_pm == (
        False,
        name == "pm",
        False,
        False,
    )


def test_row_that_was_added_is_a_new_line_of_its_goal(come_back):
    made = come_back("erbij")
    assert made.preview.questions == ()
    measure, line = differences(made)
    assert (measure[0], measure[2]) == ("measures", "added")
    new = made.preview.new.line(line[1])
    assert new.measure == "Woonzorg nieuw"
    assert (new.cost_type, new.priority) == ("personnel", 1)
    assert (new.amounts, new.pm) == ((None, 5000_00, None, None), (False, False, True, False))
    before = made.preview.new.lines[made.preview.new.line_index[new.code] - 1]
    assert before.code == "regel-20"
    assert before.goal == new.goal


def test_row_that_was_deleted_is_asked(come_back, demo):
    asked = come_back("eraf")
    assert [question.key for question in asked.preview.questions] == ["gone:line:regel-20"]
    assert asked.preview.changes_nothing
    assert not asked.preview.can_be_applied
    deleted = come_back("eraf", **{"gone__line__regel-20": "delete"})
    assert [item[:3] for item in differences(deleted) if item[0] == "lines"] == [
        ("lines", "regel-20", "gone")
    ]


def test_what_changed_here_meanwhile_stays_and_what_both_changed_is_asked(come_back, demo):
    by = User.objects.get(username="financien")
    seen = 784737_00
    cells = [
        Cell("line:regel-20", 2023, "900000", seen),  # here only
        Cell("line:regel-20", 2022, "700000", seen),  # here and in the file
    ]
    save_amounts(plan=demo, cells=cells, by=by)
    made = come_back("bedrag")
    (question,) = made.preview.questions
    assert question.key == "conflict:line:regel-20:2022"
    assert (question.before, question.ours, question.file) == ("784.737", "700.000", "800.000,55")
    assert made.preview.changes_nothing
    taken = come_back("bedrag", **{"conflict__*": "file"})
    assert differences(taken) == [(*LINE, {}, (seen, 800000_55, 900000_00, seen))]
    apply_preview(plan=demo, made=taken, by=by)
    demo.refresh_from_db()
    assert budget_data(demo).line("regel-20").amounts == (seen, 800000_55, 900000_00, seen)
    assert come_back("bedrag").preview.changes_nothing  # brought in twice is once


def test_copy_of_the_table_knows_from_the_history_what_changed_here(come_back, demo):
    by = User.objects.get(username="financien")
    save_amounts(plan=demo, cells=[Cell("line:regel-20", 2023, "900000", 784737_00)], by=by)
    line = CostLine.objects.select_related("measure", "plan").get(code="regel-24")
    add_line(measure=line.measure, values={"cost_type": "overhead"}, by=by)
    unused = CostLine.objects.select_related("measure", "plan").get(code="regel-57")
    delete_line(line=unused, by=by)
    made = come_back("kopie")
    assert made.preview.own
    assert {finding.code for finding in made.preview.findings} >= {"base_from_history"}
    assert made.preview.questions == ()
    assert made.preview.changes_nothing


def test_export_of_a_scenario_with_terms_comes_back_without_a_change(demo):
    data = budget_data(demo)
    (target,) = data.targets
    choice = Choice.of(
        ["pak-aan"],
        {"material": Fraction(5, 2)},
        parts={"pak-aan": Fraction(1, 2)},
        index_years={("material", 2023): Fraction(4)},
        adjustments=[
            Adjustment("a", 2022, "Minder", line=data.lines[3].code, change=-1_000_00),
            Adjustment("b", 2023, "Meer", stream=data.streams[0].code, percentage=Fraction(2)),
        ],
        targets=[TargetChange(target.code, percentage=Fraction(5))],
    )
    content = exported(demo, compute(data, choice))
    made = preview_book(read_book("scenario.xlsx", content), demo, None, {})
    assert made.preview.changes_nothing


def test_export_of_another_plan_says_so_and_its_ids_do_not_count(demo):
    other = Plan.objects.create(
        region=Region.objects.get(slug="gooi-en-vechtstreek"),
        slug="ander",
        title="Ander",
        first_year=2021,
        last_year=2024,
    )
    content = exported(demo, unchanged(budget_data(demo)))
    made = preview_book(read_book("begroting.xlsx", content), other, None, {})
    assert "other_plan" in {finding.code for finding in made.preview.of(Severity.WARNING)}
    assert not made.preview.own
    assert len(made.preview.diff.lines) == 57
    assert {item.kind for item in made.preview.diff.lines} == {"added"}
