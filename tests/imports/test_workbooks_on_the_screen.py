"""Every workbook of the corpus, through the pages: chosen, corrected once at most, ticked, taken over.

What the budget then has is what the workbook was meant to say, to the cent.
"""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from test_recognition_of_workbooks import SAYS, read, understood
from workbooks import TEXTS, WORKBOOKS

from budgets.imports.mapping import RowKind
from budgets.imports.recognition import interpret
from budgets.models import ImportFile
from budgets.snapshot import budget_data
from measures.models import Plan

CORRECTIONS = {
    "thousands_that_nobody_mentions": {"blad": ["0"], "eenheid-0": "1000"},
    "income_on_a_sheet_without_a_telling_name": {"blad": ["0", "1"]},
    "measure_still_without_amounts": {"blad": ["0"], "rij-0-2": "line"},
}
"""What somebody changes on the page: one thing."""


def content_of(name):
    if name in TEXTS:
        return TEXTS[name](), f"{name}.csv"
    target = BytesIO()
    WORKBOOKS[name]().save(target)
    return target.getvalue(), f"{name}.xlsx"


@pytest.mark.parametrize("name", SAYS)
def test_workbook_comes_in(financial, demo, name):
    years, _ = SAYS[name]
    Plan.objects.create(
        region=demo.region, slug="nieuw", title="Nieuw", first_year=years[0], last_year=years[-1]
    )
    names = [demo.region.slug, "nieuw"]
    content, file_name = content_of(name)
    upload = {"bestand": SimpleUploadedFile(file_name, content)}
    assert financial.post(reverse("imports", args=names), upload).status_code == 302
    file = ImportFile.objects.latest("pk")

    def post(address, data):
        answer = financial.post(reverse(address, args=[*names, file.pk]), data, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()

    if name in CORRECTIONS:
        post("import_mapping", CORRECTIONS[name])
    page = post("import_answers", {"gezien": "1", "heeft_gezien": "1"})
    page = post("import_apply", {"zegel": re.search(r'name="zegel" value="([^"]*)"', page)[1]})
    assert "is overgenomen" in page or "Overgenomen" in page
    _check(budget_data(Plan.objects.select_related("region").get(slug="nieuw")), name, years)


def _check(data, name, years):
    book = read(name)
    meant = interpret(book, understood(name, book, years), years)
    lines = meant.of_kind(RowKind.LINE)
    wanted = [(" ".join(row.label.split()), row.goal, _cents(row, years)) for row in lines]
    titles = {goal.code: goal.title for goal in data.goals}
    found = [(line.measure, titles[line.goal], line.amounts) for line in data.lines]
    assert len(found) == len(wanted)
    if all(goal for _, goal, _ in wanted):
        assert sorted(found, key=str) == sorted(wanted, key=str)  # the budget has them by goal
    else:
        assert [(name, amounts) for name, _, amounts in found] == [(n, amounts) for n, _, amounts in wanted]
    income = sum(value for row in meant.of_kind(RowKind.STREAM) for _, value in row.amounts if value != "")
    income += sum(value for row in lines for _, value in row.income if value != "")
    assert sum(sum(stream.amounts) for stream in data.streams) == income


def _cents(row, years):
    said = dict(row.amounts)
    return tuple(value if isinstance(value := said.get(year, ""), int) else None for year in years)
