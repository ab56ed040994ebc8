"""The form in which a list comes, told by a column of its header; and the project's own form."""

import re
from collections.abc import Callable, Mapping

from municipalities.population.listed import Listed
from municipalities.population.names import Known
from municipalities.population.statline import by_code, by_name
from municipalities.population.table import BadList, Table, read_table

OWN_COLUMNS = ("code", "name", "province")
OWN_COUNT = re.compile(r"inhabitants_([12][0-9]{3})")


def read_list(content: bytes, known: Known, column: str | None = None) -> Listed:
    """What the file says.  ``known`` are our municipalities, ``column`` is the figure to take of several."""
    table = read_table(content)
    for mark, read in FORMS.items():
        if mark in table.columns:
            return read(table, known, column)
    raise BadList(
        1, "de kolom code (eigen vorm), RegioS (StatLine, codes) of Regio's (StatLine, namen) ontbreekt"
    )


def own_form(table: Table, _known: Known, column: str | None) -> Listed:
    table.require(*OWN_COLUMNS)
    if column:
        raise BadList(1, "de eigen vorm heeft geen kolommen om uit te kiezen: laat --column weg")
    years = _years(table)
    listed = Listed()
    for row in table.rows:
        code = row.code("code")
        if code in listed.municipalities:
            raise BadList(row.line, f"{code} staat er twee keer in")
        listed.municipalities[code] = row.text("name", 200), row.text("province", 50)
        for name, year in years.items():
            listed.add(row.line, code, year, row.count(name))
    return listed


def _years(table: Table) -> dict[str, int]:
    """The year of each column that is not about the municipality itself."""
    years = {}
    for name in table.columns:
        match = OWN_COUNT.fullmatch(name)
        if match:
            years[name] = int(match[1])
        elif name not in OWN_COLUMNS:
            raise BadList(1, f"de kolom {name} is onbekend; verwacht inhabitants_<jaar>")
    if not years:
        raise BadList(1, "de kolom inhabitants_<jaar> ontbreekt")
    return years


FORMS: Mapping[str, Callable[[Table, Known, str | None], Listed]] = {
    "code": own_form,
    "RegioS": by_code,
    "Regio's": by_name,
}
"""By the column that tells the form."""
