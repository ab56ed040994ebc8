"""A mapping that was kept is known again, and laid on the workbook of another year."""

from dataclasses import replace

from books import book_of, sheet_of

from budgets.imports.mapping import Column, ColumnRole, Mapping, RowKind
from budgets.imports.recognition import fitted, form_of, propose

YEARS = (2024, 2025, 2026, 2027, 2028)


def budget(first, *, title=(), name="Begroting {}", more=(), measure="Maatregel", count=3):
    rows = [
        *title,
        [measure, "Code", "Soort kosten", *(f"Raming {first + i}" for i in range(count)), *more],
        ["Inloop", "X1", "Overhead", *range(10, 10 + count)],
        ["Nazorg", "X2", "Overhead", *range(20, 20 + count)],
    ]
    return book_of(sheet_of(rows, name.format(first)))


def kept(book):
    """What was proposed, then corrected: the code is an explanation, a row is left out, and thousands."""
    mapping = propose(book, YEARS)
    (table,) = mapping.tables
    columns = tuple(sorted((*table.columns, Column(1, ColumnRole.NOTE)), key=lambda column: column.index))
    return Mapping((replace(table, columns=columns, unit=1000, rows=((2, RowKind.SKIP),)),))


def years_of(mapping):
    return {column.index: column.year for column in mapping.tables[0].with_role(ColumnRole.COSTS)}


def test_next_year_has_the_same_form_and_takes_the_corrections():
    this, next_ = budget(2024), budget(2025)
    mapping = kept(this)
    assert form_of(this, mapping) == form_of(next_, propose(next_, YEARS))
    found = fitted(mapping, next_, YEARS)
    (table,) = found.tables
    assert table.sheet == "Begroting 2025"
    assert years_of(found) == {3: 2025, 4: 2026, 5: 2027}
    assert (table.unit, table.only(ColumnRole.NOTE), table.rows) == (1000, 1, ())


def test_years_outside_the_plan_are_left_out_and_new_ones_taken_in():
    assert years_of(fitted(kept(budget(2024)), budget(2027), YEARS)) == {3: 2027, 4: 2028}
    early = Mapping((replace(kept(budget(2022)).tables[0], sheet="Begroting 2022"),))
    assert years_of(early) == {5: 2024}
    assert years_of(fitted(early, budget(2024), YEARS)) == {3: 2024, 4: 2025, 5: 2026}


def test_title_that_takes_more_rows_is_the_same_form():
    this, next_ = budget(2024, title=[["Regio"]]), budget(2025, title=[["Regio"], ["Concept"], []])
    mapping = kept(this)
    assert form_of(this, mapping) == form_of(next_, propose(next_, YEARS))
    assert fitted(mapping, next_, YEARS).tables[0].header == (3, 3)


def test_other_rows_are_the_same_form_and_other_headings_are_not():
    this = budget(2024)
    mapping = propose(this, YEARS)
    for other in (
        budget(2024, more=("Toelichting",)),
        budget(2024, measure="Activiteit"),
        budget(2024, name="Kosten"),
        budget(2024, count=4),
    ):
        assert form_of(other, propose(other, YEARS)) != form_of(this, mapping)
    (sheet,) = this.sheets
    longer = book_of(replace(sheet, rows=(*sheet.rows, ("Toezicht", "X3", "Overhead", 1.0, 2.0, 3.0))))
    assert form_of(longer, propose(longer, YEARS)) == form_of(this, mapping)


def test_correction_of_the_heading_does_not_change_the_form():
    this = budget(2024, title=[["Regio"]])
    mapping = propose(this, YEARS)
    corrected = mapping.with_table(replace(mapping.tables[0], header=(0, 1)))
    assert form_of(this, corrected) == form_of(this, mapping)


def test_what_does_not_fit_is_not_laid_on():
    mapping = kept(budget(2024))
    assert fitted(mapping, budget(2024, name="Iets anders"), YEARS) is None
    assert fitted(mapping, book_of(sheet_of([["Notulen"]], "Begroting 2025")), YEARS) is None
    assert fitted(mapping, budget(2034), YEARS) is None
    undated = book_of(
        sheet_of([["Maatregel", "", "", "A", "B", 2025], ["Inloop", "", "", 1, 2, 3]], "Begroting 2025")
    )
    assert fitted(mapping, undated, YEARS) is None
    assert fitted(Mapping(()), budget(2024), YEARS) is None


def test_two_columns_of_one_year_do_not_fit():
    rows = [["Maatregel", "", "", 2024, 2024, 2025], ["Inloop", "", "", 1, 2, 3]]
    assert fitted(kept(budget(2024)), book_of(sheet_of(rows, "Begroting 2025")), YEARS) is None


def test_sheet_of_the_very_name_goes_before_one_alike():
    this = budget(2024)
    both = book_of(budget(2025).sheets[0], this.sheets[0])
    assert fitted(kept(this), both, YEARS).tables[0].sheet == "Begroting 2024"
    doubt = book_of(budget(2025).sheets[0], budget(2026).sheets[0])
    assert fitted(kept(this), doubt, YEARS) is None


def test_table_without_headings_keeps_its_columns():
    book = book_of([["Inloop", "Overhead", 10, 20], ["Nazorg", "Overhead", 30, 40]])
    mapping = propose(book, (2024, 2025))
    assert fitted(mapping, book, (2024, 2025)) == mapping
    assert years_of(fitted(mapping, book, (2025, 2026))) == {3: 2025}
    assert form_of(book, mapping) == form_of(book, replace(mapping))
