"""Whatever stands in a file: no exception, no amount lost, and what is kept comes back."""

from dataclasses import replace
from datetime import date, time, timedelta

from books import book_of, sheet_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.imports.mapping import Column, ColumnRole, Mapping, Part, RowKind, TableMapping
from budgets.imports.recognition import column_reasons, fitted, form_of, interpret, propose

YEARS = (2024, 2025, 2026)
WORDS = [
    *("Maatregel", "Soort kosten", "Prioriteit", "Toelichting", "Doel", "Nr.", "Dekking", "Lasten", "Baten"),
    *("Totaal", "Subtotaal", "Totaal kosten", "Resultaat", "Resultaat na taakstelling", "Taakstelling 3%"),
    *("Personeelskosten", "Overhead", "p.m.", "€ -", "-", "–", "(1.234)", "1,234.50", "12,345", "12,34,5"),
    *("2024", "Begroting 2025", "'26", "B2024", "2024 (na wijziging)", "verschil 2025", "x € 1.000", "3%"),
    *("#REF!", "idem", "* voetnoot", "Kosten per prioriteit", "Prioriteit 1", "Zonder prioriteit", "waarvan"),
    *("line:r1", "stream:BW", "target:t", "memorandum:x", "line:", "Wonen", "Zorg", " ", "\n", "Saldo"),
]
cells = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.sampled_from([2024.0, 2025.0, 2026.0, 1.0, 2.0, 0.0]),
    st.text(max_size=12),
    st.floats(),
    st.integers(-(10**13), 10**13),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    st.datetimes(),
    st.just(time(8, 30)),
    st.just(timedelta(hours=40)),
)
rows = st.lists(st.lists(cells, max_size=9), max_size=14)
places = st.frozensets(st.tuples(st.integers(0, 15), st.integers(0, 9)), max_size=4)
corners = st.tuples(st.integers(0, 15), st.integers(0, 9), st.integers(0, 3), st.integers(0, 3))


@st.composite
def sheets(draw, name):
    sheet = sheet_of(draw(rows), name)
    merged = [
        (top, left, top + down, left + right)
        for top, left, down, right in draw(st.lists(corners, max_size=3))
    ]
    return replace(
        sheet,
        hidden_rows=draw(st.frozensets(st.integers(0, 15), max_size=3)),
        hidden_columns=draw(st.frozensets(st.integers(0, 9), max_size=2)),
        merged=tuple(merged),
        without_value=draw(places),
        percentages=draw(places),
    )


@st.composite
def books(draw):
    return book_of(draw(sheets("Begroting")), draw(sheets("Baten")))


columns = st.builds(
    Column, st.integers(0, 12), st.sampled_from(ColumnRole), st.one_of(st.none(), st.integers(2022, 2027))
)
tables = st.builds(
    TableMapping,
    st.sampled_from(["Begroting", "Baten", "Weg"]),
    st.sampled_from([(-1, -1), (0, 0), (0, 1), (2, 3), (20, 21)]),
    st.lists(columns, max_size=8).map(tuple),
    st.sampled_from(Part),
    st.sampled_from([1, 1000]),
    st.lists(st.tuples(st.integers(0, 14), st.sampled_from(RowKind)), max_size=3).map(tuple),
)
mappings = st.lists(tables, max_size=2, unique_by=lambda table: table.sheet).map(
    lambda found: Mapping(tuple(found))
)
many = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@many
@given(books())
def test_any_book_is_understood_or_something_is_said(book):
    mapping = propose(book, YEARS)
    content = interpret(book, mapping, YEARS)
    assert content.of_kind(RowKind.LINE) or content.of_kind(RowKind.STREAM) or content.findings
    for table in mapping.tables:
        assert set(column_reasons(book, table, YEARS)) == set(range(book.sheet(table.sheet).width))
    assert len(form_of(book, mapping)) == 64
    again = fitted(mapping, book, YEARS)
    assert again is None or interpret(book, again, YEARS).fields


@many
@given(books(), mappings)
def test_any_mapping_is_read_or_something_is_said(book, mapping):
    content = interpret(book, mapping, YEARS)
    assert content.of_kind(RowKind.LINE) or content.of_kind(RowKind.STREAM) or content.findings
    assert len(form_of(book, mapping)) == 64
    fitted(mapping, book, YEARS)


HEADING = ["Doel", "Maatregel", "Soort kosten", "Prioriteit", 2024.0, "2025", "Begroting 2026", "Toelichting"]


@many
@given(st.lists(st.lists(cells, max_size=9), max_size=20), places, places)
def test_any_rows_below_a_heading_are_read_once(rows, without_value, percentages):
    sheet = sheet_of([HEADING, *rows], without_value=without_value, percentages=percentages)
    book = book_of(sheet)
    mapping = propose(book, YEARS)
    content = interpret(book, mapping, YEARS)
    numbers = [row.row for row in content.rows]
    assert numbers == sorted(set(numbers))
    for row in content.rows:
        assert row.reason
        assert all(year in YEARS for year, _ in row.amounts)
        assert [year for year, _ in row.amounts] == [year for year, _ in row.columns]
    for control in content.controls:
        assert len(control.sums) == len(control.rows) == len(control.verdicts) > 0


LARGEST = 99_999_999_999
euros = st.one_of(st.integers(0, 10**9), st.integers(-(10**6), 10**11 - 1))


def as_dutch(cents):
    text = f"{abs(cents) / 100:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
    return f"-{text}" if cents < 0 else text


WRITTEN = (
    lambda cents: cents / 100,
    as_dutch,
    lambda cents: f"€ {as_dutch(cents)}",
    lambda cents: f"({as_dutch(-cents)})" if cents < 0 else as_dutch(cents),
    lambda cents: f"{as_dutch(abs(cents))}-" if cents < 0 else as_dutch(cents),
)
lines = st.lists(
    st.tuples(st.sampled_from(["Wonen", "Zorg"]), st.integers(0, 3), st.lists(euros, min_size=3, max_size=3)),
    min_size=1,
    max_size=25,
)


@many
@given(lines, st.sampled_from(WRITTEN), st.booleans())
def test_amounts_add_up_to_what_was_written(lines, written, with_total):
    totals = [sum(amounts[year] for _, _, amounts in lines) for year in range(3)]
    rows = [
        [goal, f"Maatregel {number}", "Overhead", priority, *map(written, amounts)]
        for number, (goal, priority, amounts) in enumerate(lines)
    ]
    if with_total and max(map(abs, totals)) <= LARGEST:
        rows.append(["", "Totaal kosten", "", "", *map(written, totals)])
    book = book_of([HEADING, *rows])
    content = interpret(book, propose(book, YEARS), YEARS)
    found = content.of_kind(RowKind.LINE)
    assert len(found) == len(lines)
    for year in range(3):
        assert sum(row.amounts[year][1] for row in found) == totals[year]
    assert {verdict for control in content.controls for _, verdict in control.verdicts} <= {"equal"}


@many
@given(mappings)
def test_mapping_comes_back_from_plain_data(mapping):
    assert Mapping.from_plain(mapping.to_plain()) == mapping
