"""Lists of what programs get, by their code."""


def by_code(rows):
    return {row["code"]: row for row in rows}
