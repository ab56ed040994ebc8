"""The parts of a zipped file, unpacked one by one under a cap."""

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from budgets.imports.untrusted.faults import Fault, FaultCode, corrupt
from budgets.imports.untrusted.limits import UNPACKED_BYTES

ENCRYPTED = 0x1
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What ``zipfile`` raises on damaged bytes and on ways of packing that no workbook has.

It has no errors of its own for most of that: of a part with a password it raises ``RuntimeError``."""


class Parts:
    """Read by name, whatever the case of its letters; a size that the file claims is not believed."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except DAMAGED as error:
            raise corrupt(f"zip: {type(error).__name__}") from error
        self._entries = {_plain_name(entry.filename): entry for entry in self._zip.infolist()}
        self._left = UNPACKED_BYTES

    def __contains__(self, name: str) -> bool:
        return _plain_name(name) in self._entries

    def names(self) -> frozenset[str]:
        """In lower case."""
        return frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """Raises ``Fault`` where it is not there, damaged, encrypted or more than is left of the cap."""
        entry = self._entries.get(_plain_name(name))
        if entry is None:
            raise corrupt("zip: a part is missing")
        if entry.flag_bits & ENCRYPTED:
            raise Fault(FaultCode.PASSWORD)
        try:
            with self._zip.open(entry) as part:
                content = part.read(self._left + 1)
        except DAMAGED as error:
            raise corrupt(f"zip: {type(error).__name__}") from error
        self._left -= len(content)
        if self._left < 0:
            raise Fault(FaultCode.UNPACKS_TOO_LARGE, most=UNPACKED_BYTES)
        return content

    def read_if_there(self, name: str) -> bytes:
        return self.read(name) if name in self else b""


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def packed(parts: Mapping[str, bytes]) -> BytesIO:
    """A zip of those that are not empty, for calamine: it sees what was checked and nothing else."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            if content:
                archive.writestr(name, content)
    target.seek(0)
    return target
