"""What an editor's screen showed, as every form that changes something sends it along.

Who does not say what they saw cannot know what they write over: they are refused like
somebody whose page is old.
"""

import json
from collections.abc import Mapping
from typing import Any

NOT_SAID = (
    "Niet te zien is wat hier stond toen u deze pagina opende; misschien heeft een ander intussen iets "
    "gewijzigd. Er is niets bewaard. Open de pagina opnieuw om te zien wat er nu staat, of bewaar nog eens "
    "als uw invulling moet gelden."
)


def read_seen(sent: Mapping[str, Any]) -> dict[str, str] | None:
    """The hidden field ``gezien``: an object in JSON, or None where it is not there or cannot be read."""
    try:
        seen = json.loads(sent.get("gezien", ""))
    except (ValueError, RecursionError):
        return None
    return {str(key): str(value) for key, value in seen.items()} if isinstance(seen, dict) else None
