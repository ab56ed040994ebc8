"""Blocks copied from a workbook: LibreOffice shows the cells, Chromium's own clipboard carries them."""

import re
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from budgets.models import CostAmount
from measures.models import Change
from municipalities.models import User
from tests.browser.conftest import PLAN
from tests.browser.grid import MEASURES, cell, total

AS_SHOWN = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true"
"""LibreOffice's way out to text: tabs, quotes, UTF-8, cells as they are shown, as on its clipboard."""
ACCOUNTING = '[$-413]_ € * #,##0.00_ ;_ € * -#,##0.00_ ;_ € * "-"??_ ;_ @_ '
DUTCH, ENGLISH, BRACKETS = "[$-413]#,##0", "[$-409]#,##0.00", "[$-413]#,##0;(#,##0)"
AMOUNTS, AMOUNTS_IN_TABLE = slice(5, 9), slice(4, 8)
"""Of our own workbook: a table leaves out the hidden column of ids."""
REFUSED = {
    "not a number": "‘#DIV/0!’ is geen bedrag",
    "a percentage": "‘5%’ is geen bedrag",
    "three decimals": "meer dan twee cijfers",
    "a text of two lines": "is geen bedrag",
    "below zero": "mag niet negatief zijn",
    "too large": "te groot",
}
# What stands in the cell, its format, and the cents that must land or the reason of the refusal.
WORKSHEET = [
    [(273715.5, ACCOUNTING, 27371550), (0, ACCOUNTING, 0), (None, None, ""), ("p.m.", None, "pm")],
    [
        (235106.25, ENGLISH, 23510625),
        (268021, DUTCH, 26802100),
        ("=1/0", None, "not a number"),
        (1, "0", 100),
    ],
    [
        (-200000, BRACKETS, "below zero"),
        (0.05, "0%", "a percentage"),
        (1234.567, None, "three decimals"),
        (None, None, ""),
    ],
    [
        ("zie\n“nota”", None, "a text of two lines"),
        ("=B1+12", DUTCH, 1200),
        (1e9, DUTCH, "too large"),
        (None, None, ""),
    ],
]

pytestmark = pytest.mark.libreoffice


def copied(book, recalculate, folder) -> tuple[str, str]:
    """The first sheet as LibreOffice puts it on the clipboard: the text that it shows, and as a table."""
    path = folder / "blad.xlsx"
    book.save(path)
    (text,) = recalculate([path], folder / "text", AS_SHOWN)
    (table,) = recalculate([path], folder / "table", "html")
    return text.read_text(), table.read_text()


def paste_text(page, text):
    """Through the clipboard of the system, as Control+V does it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def paste_both(page, text, table):
    """Chromium tidies a table that a page puts on the clipboard, so this one is handed over."""
    page.evaluate(
        """([text, table]) => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          data.setData('text/html', table);
          document.activeElement.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        [text, table],
    )


def test_block_from_a_workbook_lands_cell_by_cell_with_its_refusals_marked(visit, recalculate, tmp_path):
    book = Workbook()
    for i, row in enumerate(WORKSHEET, 1):
        for j, (value, shown_as, _) in enumerate(row, 1):
            book.active.cell(i, j, value)
            if shown_as:
                book.active.cell(i, j).number_format = shown_as
    text, _ = copied(book, recalculate, tmp_path)
    page = visit(MEASURES, user="financien")
    cell(page, "line:regel-1", 2021).click()
    paste_text(page, text)
    expect(page.locator("#raster-berichten")).to_contain_text("9 bewaard, 1 niet gewijzigd, 6 niet bewaard")
    for number, row in enumerate(WORKSHEET, 1):
        for year, (_, _, lands) in zip(range(2021, 2025), row, strict=False):
            target = cell(page, f"line:regel-{number}", year)
            if lands in REFUSED:
                expect(target).to_have_attribute("data-state", "refused")
                target.click()
                expect(page.locator("#cel-kaart")).to_contain_text(REFUSED[lands])
            else:
                expect(target).to_have_attribute("data-value", str(lands))
    shown = cell(page, "line:regel-4", 2021)
    expect(shown).to_contain_text("zie “nota”")  # what was pasted stays
    page.reload()
    expect(cell(page, "line:regel-1", 2021)).to_have_text("273.715,50")
    expect(cell(page, "line:regel-3", 2021)).to_have_text("200.000")


def test_block_of_our_own_workbook_pasted_back_changes_only_what_was_changed_in_it(
    visit, client, demo, recalculate, tmp_path
):
    finance = User.objects.get(username="financien")
    client.force_login(finance, "django.contrib.auth.backends.ModelBackend")
    book = load_workbook(BytesIO(client.get(f"{PLAN}begroting.xlsx").content))
    (first,) = [cell.row for cell in book["Begroting"]["A"] if cell.value == 4]
    book["Begroting"].cell(first + 1, 6).value = "=186323+0.5"
    for name in book.sheetnames[1:]:
        del book[name]
    text, table = copied(book, recalculate, tmp_path)
    rows = [row.split("\t")[AMOUNTS] for row in text.split("\n")[first - 1 : first + 13]]
    assert re.sub(r"\D", "", rows[1][0]) == "186324"  # the cents are not shown
    cells = [
        re.findall("<td.*?</td>", row, re.S)[AMOUNTS_IN_TABLE]
        for row in table.split("<tr>")[first : first + 14]
    ]
    page = visit(MEASURES, user="financien")
    before = total(page, "costs", 2021)
    cell(page, "line:regel-4", 2021).click()
    paste_both(
        page,
        "\n".join("\t".join(row) for row in rows),
        "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in cells) + "</table>",
    )
    expect(page.locator("#raster-melding")).to_have_text("1 bewaard, 55 niet gewijzigd")
    expect(cell(page, "line:regel-5", 2021)).to_have_attribute("data-value", "18632350")
    assert total(page, "costs", 2021) == before + 50
    (change,) = Change.objects.filter(made_by=finance)
    assert CostAmount.history.filter(made_in=change).count() == 1


@pytest.mark.parametrize("with_table", [True, False])
def test_costs_of_our_own_workbook_go_back_with_their_headings_and_totals(
    visit, client, demo, recalculate, tmp_path, with_table
):
    finance = User.objects.get(username="financien")
    client.force_login(finance, "django.contrib.auth.backends.ModelBackend")
    book = load_workbook(BytesIO(client.get(f"{PLAN}begroting.xlsx").content))
    sheet = book["Begroting"]
    first = next(cell.row for cell in sheet["A"] if cell.value == 1)
    last = next(cell.row for cell in sheet["B"] if cell.value == "Totaal kosten") + 3
    sheet.cell(first + 6, 6).value = "=186323+250"
    text, table = copied(book, recalculate, tmp_path)
    rows = [row.split("\t")[AMOUNTS] for row in text.split("\n")[first - 1 : last]]
    page = visit(MEASURES, user="financien")
    cell(page, "line:regel-1", 2021).click()
    if with_table:
        cells = [
            re.findall("<td.*?</td>", row, re.S)[AMOUNTS_IN_TABLE]
            for row in table.split("<tr>")[first : last + 1]
        ]
        html = "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in cells) + "</table>"
    else:
        html = ""
    paste_both(page, "\n".join("\t".join(row) for row in rows), html)
    expect(page.locator("#raster-melding")).to_contain_text("1 bewaard, 227 niet gewijzigd")
    note = page.locator("#raster-berichten")
    expect(note).to_contain_text("4 rijen met totalen zijn niet geplakt.")
    expect(note).to_contain_text("buiten de kosten")
    expect(cell(page, "line:regel-5", 2021)).to_have_attribute("data-value", "18657300")
    (change,) = Change.objects.filter(made_by=finance)
    assert CostAmount.history.filter(made_in=change).count() == 1


@pytest.mark.parametrize(
    ("shown", "table", "value"),
    [
        ("1.235", '<td sdval="1234.5">1.235</td>', "123450"),
        ("1.235", '<td x:num="1234.5">1.235</td>', "123450"),
        ("1,125", '<td sdval="1.125">1,125</td>', "refused"),
        ("1,125", '<td sdval="1125">1,125</td>', "112500"),
        ("1,125", "<td>1,125</td>", "refused"),
        ("33", '<td sdval="33.3333333333333">33</td>', "3300"),
        ("5%", '<td sdval="0.05">5%</td>', "refused"),
        ("01-01-21", '<td sdval="44197">01-01-21</td>', "refused"),
        ("(1.235)", '<td sdval="-1234.5">(1.235)</td>', "refused"),
        ("12", '<td sdval="7">7</td><td sdval="8">8</td>', "1200"),
    ],
)
def test_number_behind_a_cell_counts_only_where_it_is_what_is_shown(visit, shown, table, value):
    page = visit(MEASURES, user="financien")
    target = cell(page, "line:regel-1", 2021)
    target.click()
    paste_both(page, shown, f"<table><tr>{table}</tr></table>")
    if value == "refused":
        expect(target).to_have_attribute("data-state", "refused")
    else:
        expect(target).to_have_attribute("data-value", value)
