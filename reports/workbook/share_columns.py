"""The columns of the sheets Verdeling and Verdeling over posten, as formulas over one row.

Splitting an amount S, such as a shortfall, over weights C, such as claims, that add up to T by
largest remainder asks for the quotient and remainder of S × C / T.  The product has up to 23 digits and
a spreadsheet is exact to 15, so the quotient is first guessed and the remainder
S × C − guess × T is then worked out exactly, with every number cut in two at a
million.  A remainder outside 0 … T−1 shows that the guess was one off.
"""

from collections.abc import Mapping, Sequence

from openpyxl.utils import column_index_from_string

from reports.workbook.sheet import Sheet

MILLION = 1_000_000
LINE, YEAR, OPTION = "A", "B", "C"
CLAIM, SHORT, TOTAL, GUESS = "D", "E", "F", "G"
CLAIM_HIGH, SHORT_HIGH, TOTAL_HIGH, GUESS_HIGH = "H", "I", "J", "K"
TRIAL, QUOTIENT, REMAINDER = "L", "M", "N"
LEFT_OVER, BEFORE, LOSS = "O", "P", "Q"

TITLES = {
    LINE: "Kostenpost",
    YEAR: "Jaar",
    OPTION: "Optie",
    CLAIM: "Gevraagd",
    SHORT: "Tekort",
    TOTAL: "Samen gevraagd",
    GUESS: "Deel, eerste schatting",
    CLAIM_HIGH: "Gevraagd, miljoenen",
    SHORT_HIGH: "Tekort, miljoenen",
    TOTAL_HIGH: "Samen, miljoenen",
    GUESS_HIGH: "Schatting, miljoenen",
    TRIAL: "Rest bij schatting",
    QUOTIENT: "Deel in hele centen",
    REMAINDER: "Rest",
    LEFT_OVER: "Centen over",
    BEFORE: "Gaan voor",
    LOSS: "Draagt (euro)",
}


def formulas(row: int, first: int, last: int) -> dict[str, str]:
    """The formulas of ``row`` in the block of rows ``first`` to ``last``, by column.

    The columns for claim and shortfall refer to other sheets and are not among them.
    """
    c, s, t, g = (f"{column}{row}" for column in (CLAIM, SHORT, TOTAL, GUESS))
    trial, rest = f"{TRIAL}{row}", f"{REMAINDER}{row}"
    rests = f"{REMAINDER}${first}:{REMAINDER}${last}"
    return {
        TOTAL: f"=SUM({CLAIM}${first}:{CLAIM}${last})",
        GUESS: f"=IF({t}=0,0,INT({s}*{c}/{t}))",
        CLAIM_HIGH: f"=INT({c}/{MILLION})",
        SHORT_HIGH: f"=INT({s}/{MILLION})",
        TOTAL_HIGH: f"=INT({t}/{MILLION})",
        GUESS_HIGH: f"=INT({g}/{MILLION})",
        TRIAL: f"={_exact_rest(row)}",
        QUOTIENT: f"={g}+IF({trial}<0,-1,IF(AND({t}>0,{trial}>={t}),1,0))",
        REMAINDER: f"={trial}+IF({trial}<0,{t},IF(AND({t}>0,{trial}>={t}),-{t},0))",
        LEFT_OVER: f"={s}-SUM({QUOTIENT}${first}:{QUOTIENT}${last})",
        BEFORE: f"=SUMPRODUCT(--({rests}>{rest}))+SUMPRODUCT(--({REMAINDER}${first}:{rest}={rest}))-1",
        LOSS: f"=({QUOTIENT}{row}+IF({BEFORE}{row}<{LEFT_OVER}{row},1,0))/100",
    }


def _exact_rest(row: int) -> str:
    """S × C − guess × T, high, middle and low parts apart."""
    c, s, t, g = (f"{column}{row}" for column in (CLAIM_HIGH, SHORT_HIGH, TOTAL_HIGH, GUESS_HIGH))
    low_c, low_s, low_t, low_g = (
        f"({column}{row}-{high}*{MILLION})"
        for column, high in ((CLAIM, c), (SHORT, s), (TOTAL, t), (GUESS, g))
    )
    high = f"({s}*{c}-{g}*{t})"
    middle = f"({s}*{low_c}+{low_s}*{c}-{g}*{low_t}-{low_g}*{t})"
    low = f"({low_s}*{low_c}-{low_g}*{low_t})"
    return f"({high}*{MILLION}+{middle})*{MILLION}+{low}"


def values(short: int, claims: Sequence[int], losses: Sequence[int]) -> list[dict[str, int]]:
    """What the formulas come to.  The losses are the engine's; what leads to them is spelled out."""
    total = sum(claims)
    parts = [divmod(short * claim, total or 1) for claim in claims]
    left_over = short - sum(quotient for quotient, _ in parts)
    order = sorted(range(len(parts)), key=lambda i: -parts[i][1])
    before = {i: place for place, i in enumerate(order)}
    return [
        {
            CLAIM: claim,
            SHORT: short,
            TOTAL: total,
            GUESS: quotient,
            CLAIM_HIGH: claim // MILLION,
            SHORT_HIGH: short // MILLION,
            TOTAL_HIGH: total // MILLION,
            GUESS_HIGH: quotient // MILLION,
            TRIAL: rest,
            QUOTIENT: quotient,
            REMAINDER: rest,
            LEFT_OVER: left_over,
            BEFORE: before[i],
            LOSS: loss,
        }
        for i, (claim, loss, (quotient, rest)) in enumerate(zip(claims, losses, parts, strict=True))
    ]


def write(sheet: Sheet, row: int, formulas: Mapping[str, str], found: Mapping[str, int]) -> None:
    """The formulas of a row, each with what it comes to."""
    for key, formula in formulas.items():
        column = column_index_from_string(key)
        if key == LOSS:
            sheet.formula(row, column, formula, found[key], "cents")
        else:
            sheet.count(row, column, formula, found[key])
