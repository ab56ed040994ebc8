"""How the parts of an Office package refer to each other."""

import posixpath
from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from budgets.imports.untrusted.parts import Parts
from budgets.imports.untrusted.xml_text import elements, plain_xml

ALL = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
ONE = (
    '<Relationship Id="{id}" Target="{target}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
)


class Target(NamedTuple):
    """What a relation points to: the last word of its type, and the name of a part."""

    kind: str
    part: str


def workbook_part(parts: Parts, usual: str) -> str:
    """The name of the part with the sheets: Excel on the web also writes xl/workbook2.xml."""
    if usual in parts:
        return usual
    named = [found.part for found in relations(parts, "").values() if found.kind == "officeDocument"]
    return named[0] if named else usual


def relations(parts: Parts, part: str) -> dict[str, Target]:
    """What a part refers to within the file, by the id of the relation; "" is the package itself."""
    folder, _, name = part.rpartition("/")
    content = parts.read_if_there(f"{folder}/_rels/{name}.rels")
    return {
        found.get("Id", ""): Target(
            found.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, found.get("Target", "").replace("\\", "/"))),
        )
        for tag, found in (elements(plain_xml(content)) if content else [])
        if tag == "Relationship" and found.get("TargetMode") != "External"
    }


def part_of(parts: Parts, targets: Mapping[str, Target], kind: str) -> bytes:
    """The part that is referred to as this kind; empty where there is none."""
    part = next((target.part for target in targets.values() if target.kind == kind), "")
    return parts.read_if_there(part) if part else b""


def relations_xml(kind: str, targets: Mapping[str, str]) -> bytes:
    """Of a package that we make: targets by id."""
    listed = (ONE.format(id=escape(name), target=target, kind=kind) for name, target in targets.items())
    return ALL.format("".join(listed)).encode()
