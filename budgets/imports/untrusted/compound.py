"""The container of Excel 97–2003 and of encrypted workbooks: streams in chains of sectors ([MS-CFB])."""

import struct
from collections.abc import Iterator

from budgets.imports.untrusted.faults import corrupt

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
END = 0xFFFFFFFA
"""From here on a number is no sector but "end of chain", "free" and the like."""
HEADER_CHAINS = 109
ENTRY_BYTES = 128
STREAM = 2
ROOT = 5


class Compound:
    """Raises ``Fault`` where the container is damaged; a chain that runs in a circle is."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512:
            raise corrupt("compound: header")
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        directory, self._small = struct.unpack_from("<I4xI", content, 48)
        first_mini, first_more = struct.unpack_from("<I4xI", content, 60)
        if shift not in (9, 12) or mini_shift != 6:
            raise corrupt("compound: sizes")
        self._content = content
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        self._next = self._table(first_more)
        entries = self._stream(directory)
        self._entries = dict(_entries(entries))
        self._next_mini = _numbers(self._stream(first_mini)) if first_mini < END else ()
        self._mini = self._stream(self._entries[""][0]) if "" in self._entries else b""

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        first, size = self._entries[name]
        if size >= self._small:
            return self._stream(first)[:size]
        mini = self._mini_size
        return b"".join(
            self._mini[sector * mini : (sector + 1) * mini] for sector in _chain(first, self._next_mini)
        )[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _stream(self, first: int) -> bytes:
        return b"".join(self._sector(sector) for sector in _chain(first, self._next))

    def _table(self, first_more: int) -> tuple[int, ...]:
        """Which sector follows each: itself in sectors, of which the header lists the first."""
        listed = list(struct.unpack_from(f"<{HEADER_CHAINS}I", self._content, 76))
        more = first_more
        for _ in range(len(self._content) // self._size):
            if more >= END:
                break
            numbers = _numbers(self._sector(more))
            if not numbers:
                raise corrupt("compound: list of sectors")
            listed += numbers[:-1]
            more = numbers[-1]
        used = [sector for sector in listed if sector < END]
        if len(used) > len(self._content) // self._size:
            raise corrupt("compound: list of sectors")
        return _numbers(b"".join(self._sector(sector) for sector in used))


def _chain(first: int, following: tuple[int, ...]) -> Iterator[int]:
    sector = first
    for _ in range(len(following)):
        if sector >= END:
            return
        if sector >= len(following):
            raise corrupt("compound: a chain leads outside the file")
        yield sector
        sector = following[sector]
    if sector < END:
        raise corrupt("compound: a chain in a circle")


def _numbers(content: bytes) -> tuple[int, ...]:
    count = len(content) // 4
    return struct.unpack_from(f"<{count}I", content)


def _entries(directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    """Name, first sector and size of each stream, wherever it is; "" is the root, with all small ones."""
    for at in range(0, len(directory) - ENTRY_BYTES + 1, ENTRY_BYTES):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        first, size = struct.unpack_from("<II", directory, at + 116)
        name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        if kind in (STREAM, ROOT):
            yield ("" if kind == ROOT else name), (first, size)
