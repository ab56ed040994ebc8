"""What is to be said of a cell or row of a file."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Errors block; warnings need a tick; notes are only said."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CellFinding:
    """``address`` is a cell ("F23"), a row ("23"), a column ("F"), or empty for the whole sheet or file.

    ``code`` is its kind, in English and the same for alike findings; ``message`` is a Dutch
    sentence that makes sense behind "Begroting!F23: ".
    """

    severity: Severity
    code: str
    message: str
    sheet: str = ""
    address: str = ""

    @property
    def place(self) -> str:
        """Begroting!F23, quoted as a spreadsheet does where the name needs it."""
        if not self.sheet:
            return ""
        name = self.sheet if self.sheet.isidentifier() else f"'{self.sheet.replace(chr(39), chr(39) * 2)}'"
        return f"{name}!{self.address}" if self.address else name
