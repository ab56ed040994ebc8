"""A file as rows with their line numbers, and what a cell may hold: a wrong list is refused by its line."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from municipalities.refusals import Refused

CODE = re.compile(r"GM[0-9]{4}")
COUNT = re.compile(r"[0-9]{1,9}")
ENDINGS = ("Bron", "©")
"""What the last line of a StatLine download begins with; it has one cell and no figures."""


class BadList(Refused):
    """The file is not a list of municipalities, or not a sound one."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"regel {line}: {what}")


@dataclass(frozen=True)
class Row:
    """The cells of a line by their column, without the spaces around them."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def code(self, column: str) -> str:
        if not CODE.fullmatch(self[column]):
            raise BadList(self.line, f"‘{self[column]}’ is geen gemeentecode; die ziet eruit als GM0402")
        return self[column]

    def count(self, column: str, missing: tuple[str, ...] = ("",)) -> int | None:
        """Whole and not negative; None where the cell says that there is no figure."""
        text = self[column]
        if text in missing:
            return None
        if not COUNT.fullmatch(text):
            raise BadList(
                self.line,
                f"‘{text}’ in kolom {column} is geen aantal inwoners: een geheel getal van 0 of meer",
            )
        return int(text)

    def text(self, column: str, longest: int) -> str:
        if not 0 < len(self[column]) <= longest:
            raise BadList(self.line, f"kolom {column} is leeg of heeft meer dan {longest} tekens")
        return self[column]


@dataclass(frozen=True)
class Table:
    columns: list[str]
    rows: list[Row]

    def require(self, *columns: str) -> None:
        for column in columns:
            if column not in self.columns:
                raise BadList(1, f"de kolom {column} ontbreekt")


def read_table(content: bytes) -> Table:
    """The header is on the first line; empty lines and the source line of StatLine are passed over."""
    lines = _lines(_decoded(content))
    line, columns = next(lines, (1, []))
    if not columns:
        raise BadList(1, "het bestand is leeg of begint niet met een kopregel")
    columns = [column.replace("’", "'") for column in columns]  # Regio’s is Regio's
    if len(set(columns)) < len(columns):
        raise BadList(line, "een kolom komt twee keer voor")
    rows = [_row(line, columns, cells) for line, cells in lines if any(cells) and not _is_ending(cells)]
    if not rows:
        raise BadList(line, "onder de kopregel staat niets")
    return Table(columns, rows)


def _decoded(content: bytes) -> str:
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadList(line, "het bestand is geen UTF-8; sla het op als ‘CSV UTF-8’") from None


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line as cells; a semicolon in the header says that semicolons separate them."""
    header = text.partition("\n")[0]
    delimiter = ";" if ";" in header else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        raise BadList(reader.line_num, "de aanhalingstekens kloppen niet") from None


def _is_ending(cells: list[str]) -> bool:
    return len(cells) == 1 and cells[0].startswith(ENDINGS)


def _row(line: int, columns: list[str], cells: list[str]) -> Row:
    if len(cells) != len(columns):
        raise BadList(line, f"er staan {len(cells)} kolommen, in de kopregel {len(columns)}")
    return Row(line, dict(zip(columns, cells, strict=True)))
