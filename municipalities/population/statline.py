"""The two forms of CBS StatLine: codes, as its open data (OData) gives them, and printed names.

They hold figures only, and also name provinces and municipalities that are gone; so
what is not in our table is passed over and told, not made.
"""

import re
from collections.abc import Callable

from municipalities.population.listed import Listed
from municipalities.population.names import Known, NameIndex
from municipalities.population.table import BadList, Row, Table
from municipalities.refusals import Refused

PERIOD = "Perioden"
CODE_COLUMN, MEASURE, CODED_YEAR = "RegioS", re.compile(r".+_[0-9]+"), re.compile(r"([12][0-9]{3})JJ00")
NAME_COLUMN, PRINTED_YEAR = "Regio's", re.compile(r"([12][0-9]{3})\*{0,2}")  # stars: preliminary figures
OTHER_REGION = re.compile(r"(?!GM)[A-Z]{2}[0-9]+")  # NL01, LD01, PV20: a country, a province
NO_FIGURE = ("", ".")


def by_code(table: Table, known: Known, column: str | None) -> Listed:
    def code_of(row: Row) -> str | None:
        return None if OTHER_REGION.fullmatch(row[CODE_COLUMN]) else row.code(CODE_COLUMN)

    table.require(PERIOD)
    measure = _chosen([name for name in table.columns if MEASURE.fullmatch(name)], column)
    return _figures(table, known, measure, code_of, CODED_YEAR)


def by_name(table: Table, known: Known, column: str | None) -> Listed:
    index = NameIndex(known)

    def code_of(row: Row) -> str | None:
        return index.code(row[NAME_COLUMN], row.line)

    table.require(PERIOD)
    measure = _chosen([name for name in table.columns if name not in (NAME_COLUMN, PERIOD)], column)
    return _figures(table, known, measure, code_of, PRINTED_YEAR)


def _chosen(measures: list[str], column: str | None) -> str:
    if column in measures:
        return column
    if column is None and len(measures) == 1:
        return measures[0]
    what = f"er is geen kolom {column} met cijfers" if column else "kies met --column de kolom met inwoners"
    raise BadList(1, f"{what}; er zijn: {', '.join(measures) or 'geen'}")


def _figures(
    table: Table,
    known: Known,
    measure: str,
    code_of: Callable[[Row], str | None],
    form_of_year: re.Pattern[str],
) -> Listed:
    """``code_of`` gives None for a region of another kind, a name as it stands where it is not ours."""
    listed = Listed()
    for row in table.rows:
        code = code_of(row)
        if code is None:
            continue
        year, count = _year(row, form_of_year), row.count(measure, NO_FIGURE)
        if code in known:
            listed.add(row.line, code, year, count)
        elif count is not None:
            listed.unknown.add(code)
    if not listed.counts:
        raise Refused("er staat geen inwonertal in van een gemeente die hier bekend is")
    return listed


def _year(row: Row, form: re.Pattern[str]) -> int:
    match = form.fullmatch(row[PERIOD])
    if match is None:
        raise BadList(row.line, f"‘{row[PERIOD]}’ in kolom {PERIOD} is geen jaar")
    return int(match[1])
