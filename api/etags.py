"""What a state is called, and whether somebody has it already."""

import json
from functools import cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.http import parse_etags

from api.api_version import API_VERSION
from api.problems import KINDS, Problem

PACKAGES = ("api", "budgets", "decisions", "measures", "municipalities")
"""Where answers of the API are made."""
OTHER = "Stuur in If-Match de ETag van {of}."


def tag_of(*parts: Any) -> str:
    """The ETag of a state that these parts tell entirely; another version of the API gives another one."""
    text = json.dumps([API_VERSION, *parts], cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"))
    return f'"{sha256(text.encode()).hexdigest()[:24]}"'


def tag_of_state(*parts: Any) -> str:
    """The ETag of an answer that was not read, from what it follows from.

    Other code may make another answer of the same, so the release is a part of it; of a thing itself
    ``tag_of`` will do, and who saw it may write it also after a release.
    """
    return tag_of(release(), *parts)


@cache
def release() -> str:
    """Changes with the code that answers; worked out when first asked, in some hundredths of a second."""
    found = sha256()
    for package in PACKAGES:
        for path in sorted((settings.BASE_DIR / package).rglob("*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()


def is_known(tag: str, if_none_match: str | None) -> bool:
    """Whether the client has this state: weak comparison, as RFC 9110 has it for reading."""
    known = parse_etags(if_none_match or "")
    return "*" in known or tag in {each.removeprefix("W/") for each in known}


def require_match(if_match: str | None, tag: str, *, current: Any, sent: Any, of: str = "") -> None:
    """Raises ``Problem`` where the writer says nothing of what they saw, or saw something else.

    ``current`` is the state as it now stands, ``sent`` what the writer wanted of it, and ``of`` says in
    Dutch what the tag is of where that is not what stands at the address itself.
    """
    if not if_match:
        raise Problem("precondition-required", OTHER.format(of=of) if of else "")
    # Tags of ours are of the content, also where a proxy that compresses calls them weak.
    known = {each.removeprefix("W/") for each in parse_etags(if_match)}
    if "*" in known or tag in known:
        return
    detail = f"{KINDS['changed'].detail} {OTHER.format(of=of)}" if of else ""
    raise Problem("changed", detail, current=current, sent=sent, currentETag=tag)
