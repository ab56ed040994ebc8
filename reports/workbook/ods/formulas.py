"""Formulas of Excel in the grammar of OpenFormula: ``=ROUND(A1,2)`` becomes ``of:=ROUND([.A1];2)``.

Only what the workbook uses is translated; anything else is an error, so that no
formula gets into a file as something that a spreadsheet cannot read.
"""

import re
from functools import lru_cache
from xml.sax.saxutils import escape

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

ALIKE = frozenset(
    (
        *("ABS", "AND", "COUNT", "IF", "INT", "ISNUMBER", "ISTEXT", "LARGE", "MAX", "MID", "MIN", "N", "OR"),
        *("ROUND", "SIGN", "SUM", "SUMIF", "SUMPRODUCT"),
    )
)
"""Functions with the same name, arguments and outcome in both."""
OPERATORS = frozenset(("+", "-", "*", "/", "^", "&", "=", "<>", "<", ">", "<=", ">="))
REFERENCE = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d]\w*)!)?(?P<first>\$?[A-Z]{1,3}\$?\d+)(?::(?P<last>\$?[A-Z]{1,3}\$?\d+))?"
)
NUMBER = re.compile(r"\d+")
AS_THEY_ARE = {
    (Token.OPERAND, Token.NUMBER),
    (Token.OPERAND, Token.TEXT),
    (Token.FUNC, Token.CLOSE),
    (Token.PAREN, Token.OPEN),
    (Token.PAREN, Token.CLOSE),
    (Token.OP_PRE, ""),
}


def in_attribute(formula: str) -> str:
    """``formula``, with its equals sign, translated and escaped between double quotes.

    Formulas that differ only in their numbers, as from row to row, are translated
    alike: every number stays, in its order.
    """
    form = NUMBER.sub("%s", formula.replace("%", "%%"))
    return _template(form) % tuple(NUMBER.findall(formula))


def translated(formula: str) -> str:
    """``formula`` in OpenFormula.  Raises ``ValueError`` for what is not known to mean the same there."""
    return "of:=" + "".join(_word(token) for token in Tokenizer(formula).items)


def reference(address: str) -> str:
    """``Begroting!$F$6:$I$6`` as ``$Begroting.$F$6:.$I$6``; ``F6`` as ``.F6``."""
    found = REFERENCE.fullmatch(address)
    if found is None:
        raise ValueError(f"no cell or range of cells: {address}")
    sheet = f"${found['sheet']}" if found["sheet"] else ""
    return f"{sheet}.{found['first']}" + (f":.{found['last']}" if found["last"] else "")


@lru_cache(maxsize=8192)
def _template(form: str) -> str:
    """What ``in_attribute`` makes of a formula with this form, ``%s`` for every number in it."""
    ones = form % (("1",) * form.count("%s"))
    escaped = escape(translated(ones), {'"': "&quot;"})
    return NUMBER.sub("%s", escaped.replace("%", "%%"))


def _word(token: Token) -> str:
    kind = token.type, token.subtype
    if kind == (Token.OPERAND, Token.RANGE):
        return f"[{reference(token.value)}]"
    if kind == (Token.SEP, Token.ARG):
        return ";"
    known = (
        kind in AS_THEY_ARE
        or (kind == (Token.FUNC, Token.OPEN) and token.value.removesuffix("(") in ALIKE)
        or (token.type == Token.OP_IN and token.value in OPERATORS)
    )
    if not known:
        raise ValueError(f"not translated: {token.value}")
    return str(token.value)
