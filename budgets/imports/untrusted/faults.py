"""What may be wrong with a file."""

from enum import StrEnum


class FaultCode(StrEnum):
    """``budgets.imports.reading.wording`` has a sentence for each."""

    EMPTY = "empty"
    FILE_TOO_LARGE = "file_too_large"
    PASSWORD = "password"
    RIGHTS = "rights"
    OTHER_KIND = "other_kind"
    ENTITIES = "entities"
    CORRUPT = "corrupt"
    UNCLOSED_QUOTE = "unclosed_quote"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    TOO_MANY_SHEETS = "too_many_sheets"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_CELLS = "too_many_cells"
    NO_SHEETS = "no_sheets"
    NO_CELLS = "no_cells"
    TOO_MUCH_MEMORY = "too_much_memory"
    TOO_SLOW = "too_slow"


class Fault(Exception):
    """``details`` fill in the sentence; ``cause`` is for the log and holds nothing of the file."""

    def __init__(self, code: FaultCode, *, cause: str = "", **details: str | int) -> None:
        super().__init__(code, details)
        self.code = code
        self.cause = cause
        self.details = details


def corrupt(cause: str) -> Fault:
    return Fault(FaultCode.CORRUPT, cause=cause)
