"""name → (arguments, method, data, the answer per role), as in ``budget``."""

from typing import Any

ADDRESSES: dict[str, Any] = {}
