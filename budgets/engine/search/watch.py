"""Telling how far a search is, and stopping it."""

from collections.abc import Callable
from dataclasses import dataclass

from budgets.engine.search.answer import Found

Progress = Callable[[float, Found | None], None]
"""Called now and then with the share that is done, 0 to 1, and the best that was found until then."""
Stop = Callable[[], bool]
"""Asked a few times per second whether to stop."""


class Stopped(Exception):
    """``stop`` said so."""


@dataclass(frozen=True)
class Watch:
    progress: Progress | None = None
    stop: Stop | None = None

    def tell(self, share: float, best: Found | None = None) -> None:
        """Raises ``Stopped``."""
        if self.progress is not None:
            self.progress(share, best)
        if self.stop is not None and self.stop():
            raise Stopped
