"""A finding: something that deserves a look."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """``subject`` is a code of what it is about; ``amount`` is in cents per year named."""

    code: str
    subject: str
    years: tuple[int, ...]
    amount: int | None = None
    base: int | None = None
    """The amount that it is held against, where there is one."""
