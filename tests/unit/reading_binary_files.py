"""Workbooks in binary forms, made record by record: no library writes these."""

import struct

from tests.unit.reading_files import RELATION, RELATIONS, zipped

FREE, END_OF_CHAIN, TABLE, LIST = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
SECTOR, MINI_SECTOR, SMALL = 512, 64, 4096
IN_HEADER = 109
"""Sectors of the table that the header lists; the rest is in a sector of its own."""


class Sectors:
    """Sectors of one size, and which follows each."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.content = b""
        self.following: list[int] = []

    def put(self, content: bytes) -> int:
        """Where it starts."""
        first, count = len(self.following), -(-len(content) // self.size)
        self.content += content.ljust(count * self.size, b"\0")
        self.following += [*range(first + 1, first + count), END_OF_CHAIN][:count] if count else []
        return first if count else END_OF_CHAIN

    def table(self) -> bytes:
        return b"".join(struct.pack("<I", number) for number in self.following)


def compound(streams: dict[str, bytes]) -> bytes:
    """A container of streams; a small one goes into the stream of small ones, as it must."""
    sectors, mini = Sectors(SECTOR), Sectors(MINI_SECTOR)
    placed = [
        _entry(name, 2, (mini if len(content) < SMALL else sectors).put(content), len(content))
        for name, content in streams.items()
    ]
    root = _entry("Root Entry", 5, sectors.put(mini.content), len(mini.content))
    directory = sectors.put(b"".join((root, *placed)))
    first_mini = sectors.put(mini.table())
    in_table = -(-(len(sectors.following) + 2) * 4 // (SECTOR - 4))
    listed = [*range(len(sectors.following), len(sectors.following) + in_table)]
    in_list = listed[IN_HEADER:]
    first_more = listed[-1] + 1 if in_list else END_OF_CHAIN
    sectors.following += [TABLE] * in_table + ([LIST] if in_list else [])
    table = sectors.table().ljust(in_table * SECTOR, b"\xff")
    more = struct.pack(f"<{len(in_list)}I", *in_list).ljust(SECTOR - 4, b"\xff") if in_list else b""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIII", 0, in_table, directory, 0, SMALL, first_mini)
    header += struct.pack("<III", 1, first_more, 1 if in_list else 0)
    header += struct.pack(f"<{len(listed[:IN_HEADER])}I", *listed[:IN_HEADER]).ljust(IN_HEADER * 4, b"\xff")
    return header + sectors.content + table + (more + struct.pack("<I", END_OF_CHAIN) if in_list else b"")


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
    return head + struct.pack("<III", FREE, FREE, FREE) + bytes(36) + struct.pack("<IQ", first, size)


def biff(*records: tuple[int, bytes]) -> bytes:
    """Records of an .xls stream."""
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in records)


def xls(*cells: tuple[int, bytes], book: tuple[tuple[int, bytes], ...] = ()) -> bytes:
    """An .xls with one sheet of these records, and ``book`` among those for the whole workbook."""
    start = (0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    name = b"Begroting"

    def whole(at: int) -> bytes:
        sheet = (0x85, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name)
        return biff(start, *book, sheet, (0x0A, b""))

    body = biff((0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)), *cells, (0x0A, b""))
    return compound({"Workbook": whole(len(whole(0))) + body})


def binary(kind: int, data: bytes = b"") -> bytes:
    """A record of an .xlsb part."""
    head = bytes([kind]) if kind < 128 else bytes((kind & 0x7F | 0x80, kind >> 7))
    size, digits = len(data), []
    while True:
        digits.append(size & 0x7F | (0x80 if size > 0x7F else 0))
        size >>= 7
        if not size:
            return head + bytes(digits) + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(sheet_data: bytes, *, before: bytes = b"", after: bytes = b"", styles: bytes = b"") -> bytes:
    """An .xlsb with one sheet: these records of rows and cells, and those before and after them."""
    listed = struct.pack("<II", 0, 1) + wide("rId1") + wide("Begroting")
    sheet = binary(129) + binary(148, bytes(16)) + before + binary(145) + sheet_data + binary(146) + after
    return zipped(
        {
            "xl/workbook.bin": b"".join(
                (binary(131), binary(143), binary(156, listed), binary(144), binary(132))
            ),
            "xl/_rels/workbook.bin.rels": RELATIONS.format(
                RELATION.format(1, "worksheet", "worksheets/sheet1.bin")
                + RELATION.format(2, "styles", "styles.bin")
            ),
            "xl/worksheets/sheet1.bin": sheet + binary(130),
            **({"xl/styles.bin": styles} if styles else {}),
        }
    )
