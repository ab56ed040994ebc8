"""name → (arguments, method, data, the answer per role), as in ``budget``."""

ADDRESSES: dict = {}
