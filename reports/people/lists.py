"""Who is in a region, and which role holds which right: as rows for the screen and for a download."""

import csv
import io
from typing import NamedTuple

from django.utils import timezone

from municipalities.models import Region, Role
from municipalities.rights import MATRIX, Right

YES_NO = {True: "ja", False: "nee"}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class RightRow(NamedTuple):
    label: str
    allowed: list[tuple[str, bool]]
    """What each role is called and whether it holds the right, in the order of ``Role.Kind``."""


def right_rows() -> list[RightRow]:
    return [
        RightRow(str(right.label), [(str(kind.label), kind in MATRIX[right]) for kind in Role.Kind])
        for right in Right
    ]


def roles_of(region: Region) -> list[Role]:
    """Everybody with a role here, by name; one query."""
    roles = Role.objects.filter(region=region).select_related("user", "municipality")
    return sorted(roles, key=lambda role: (name_of(role).casefold(), role.pk))


def name_of(role: Role) -> str:
    return role.user.display_name


def access_of(role: Role) -> str:
    """Whether the person can log in, in a word."""
    if not role.user.is_active:
        return "uitgeschakeld"
    return "actief" if role.user.has_usable_password() else "uitgenodigd"


def rights_csv(region: Region) -> bytes:
    """UTF-8 with a mark so that Excel sees it, semicolons, a line per person."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    heading = ["Naam", "Gebruikersnaam", "E-mailadres", "Rol", "Gemeente", "Toegang", "Laatst ingelogd"]
    writer.writerow([*heading, *(str(right.label) for right in Right)])
    for role in roles_of(region):
        writer.writerow([_harmless(cell) for cell in _cells(role)])
    return out.getvalue().encode("utf-8-sig")


def _cells(role: Role) -> list[str]:
    seen = role.user.last_login
    rights = (YES_NO[role.user.is_active and role.kind in MATRIX[right]] for right in Right)
    return [
        name_of(role),
        role.user.get_username(),
        role.user.email,
        role.get_kind_display(),
        role.municipality.name if role.municipality else "",
        access_of(role),
        timezone.localtime(seen).strftime("%d-%m-%Y %H:%M") if seen else "",
        *rights,
    ]


def _harmless(cell: str) -> str:
    """A spreadsheet takes a cell that starts like a formula for one; an apostrophe makes it text."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
