"""Telling how far a search is, and stopping it."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from budgets.engine.search.answer import Found

Progress = Callable[[float, Found | None], None]
"""Called now and then with the share that is done, 0 to 1, and the best that was found until then."""
Stop = Callable[[], bool]
"""Asked a few times per second whether to stop."""
PAUSE = 0.2
"""Seconds between two questions while the solver is at work: it would ask thousands of times."""


class Stopped(Exception):
    """``stop`` said so; ``nearest`` is the combination that was best then, ``bound`` what none is below."""

    def __init__(self, nearest: Found | None = None, bound: float | None = None) -> None:
        super().__init__()
        self.nearest, self.bound = nearest, bound


@dataclass
class Watch:
    """The clock in it decides when to ask, never what the answer is."""

    progress: Progress | None = None
    stop: Stop | None = None
    best: Found | None = None
    share: float = 0.0
    asked_at: float = 0.0

    def tell(self, share: float, best: Found | None = None) -> None:
        """Raises ``Stopped``."""
        self.share, self.best = max(self.share, share), self.best or best
        if self._stops():
            raise Stopped

    def stops(self) -> bool:
        """Whether to stop; asked as often as one likes."""
        return monotonic() - self.asked_at >= PAUSE and self._stops()

    def _stops(self) -> bool:
        if self.progress is not None:
            self.progress(self.share, self.best)
        stops = self.stop is not None and self.stop()
        self.asked_at = monotonic()
        return stops
