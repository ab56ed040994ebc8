"""Text with a row on each line, as Excel, LibreOffice and other programs write it."""

import pytest

from budgets.imports.book import Book
from budgets.imports.reading import read_book
from budgets.imports.untrusted.delimited import delimiter_of
from municipalities.refusals import Refused

pytestmark = pytest.mark.usefixtures("read_here")
ROWS = (("Maatregel", "2021", "2022"), ("Pak Aan", "1.234,50", "p.m."), ("Één & €", "-5", None, "nee"))


def read(text: str | bytes, encoding: str = "utf-8", name: str = "begroting 2021.csv") -> Book:
    return read_book(name, text.encode(encoding) if isinstance(text, str) else text)


def written(delimiter: str, end: str = "\r\n") -> str:
    return "".join(
        delimiter.join(f'"{value}"' if value and delimiter in value else value or "" for value in row) + end
        for row in ROWS
    )


def test_sheet_is_called_after_the_file():
    book = read("a;b")
    assert (book.form, [sheet.name for sheet in book.sheets]) == ("csv", ["begroting 2021"])


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_each_delimiter_and_end_of_line(delimiter, end):
    assert read(written(delimiter, end)).sheets[0].rows == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_each_encoding(encoding):
    assert read(written(";"), encoding).sheets[0].rows == ROWS


def test_utf_16_in_the_other_order():
    content = b"\xfe\xff" + written("\t").encode("utf-16-be")
    assert read(content).sheets[0].rows == ROWS


def test_declared_delimiter_is_followed_and_is_no_row():
    assert read("sep=,\r\na;x,b;y\r\nc;x,d;y\r\n").sheets[0].rows == (("a;x", "b;y"), ("c;x", "d;y"))


def test_text_in_quotes_may_hold_delimiters_quotes_and_line_ends():
    assert read('a;"b;""c""\nd";e\nf;g;h').sheets[0].rows == (("a", 'b;"c"\nd', "e"), ("f", "g", "h"))


def test_empty_lines_are_rows_and_those_at_the_end_are_not():
    assert read("a;b\n\n;;\nc;d\n\n;;;\n").sheets[0].rows == (("a", "b"), (), (), ("c", "d"))


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Post;2021;2022\nA;1,5;2,5\nB;3,25;4,75\n", ";"),
        ("A;1,5\nB;2,5\n", ";"),
        ("Begroting 2021, 2022, concept\n\nPost;2021\nA;1,5\nB;2\n", ";"),
        ('Post,2021,2022\nA,"1,234.50",2\n"B; of C",3,4\n', ","),
        ("Post\t2021\nA, b en c\t1,5\nD, e\t2,5\n", "\t"),
        ("alleen\neen kolom\n", ";"),
    ],
)
def test_delimiter_is_the_one_that_cuts_the_rows_alike(text, delimiter):
    assert delimiter_of(text) == delimiter


def test_first_letters_of_a_zip_may_begin_a_text():
    assert read("PK;2021").sheets[0].rows == (("PK", "2021"),)


def test_quote_that_does_not_end_names_its_line():
    with pytest.raises(Refused, match=r'op regel 3 een aanhalingsteken \("\)') as refused:
        read('a;b\nc;d\ne;"f\ng;h\n')
    assert "begroting 2021.csv" in refused.value.message


def test_quote_within_a_text_is_only_a_quote():
    assert read('a;5" buis\nb;"x" en y\n').sheets[0].rows == (("a", '5" buis'), ("b", "x en y"))


def test_value_without_end_in_a_long_file_is_refused_too():
    with pytest.raises(Refused, match="op regel 1 een aanhalingsteken"):
        read('a;"b\n' + "c;d\n" * 50_000)


def test_apostrophe_that_keeps_a_text_from_being_a_formula_is_taken_off():
    book = read_book("lijst.csv", b"maatregel;2024\r\n'=1+1;5\r\n'-;'s avonds open\r\n")
    assert book.sheets[0].rows[1:] == (("=1+1", "5"), ("-", "'s avonds open"))
