"""What the process of a search does: search, tell now and then how far it is, and stop when it must."""

import logging
from collections.abc import Callable
from time import monotonic

from django.db import DatabaseError

from budgets.actions.searches import Status, end_search, note_progress
from budgets.engine import choice_from_json
from budgets.engine.search import Answer, Found, question_from_json, search
from budgets.models import Search
from budgets.snapshot import budget_data

MOST_SECONDS = 300
"""After which a search ends with what it found."""
BEAT_SECONDS = 0.5
log = logging.getLogger(__name__)


class Watch:
    """Between the search and its row: says how far it is, hears whether to stop."""

    def __init__(self, pk: int, clock: Callable[[], float] = monotonic) -> None:
        self.pk = pk
        self.too_slow = self.stopped = False
        self._clock = clock
        self._share: float = 0
        self._best: Found | None = None
        self._deadline = clock() + MOST_SECONDS
        self._next = clock()

    def progress(self, share: float, best: Found | None) -> None:
        self._share, self._best = share, best

    def stop(self) -> bool:
        now = self._clock()
        self.too_slow = self.too_slow or now > self._deadline
        if now >= self._next and not self.stopped:
            self._next = now + BEAT_SECONDS
            self.stopped = not self._beat()
        return self.stopped or self.too_slow

    def _beat(self) -> bool:
        try:
            return note_progress(self.pk, self._share, self._best)
        except DatabaseError:  # it is busy for a moment: the next sign of life will do
            log.warning("search %s could not say how far it is", self.pk)
            return True


def work_on(pk: int, find: Callable[..., Answer] = search) -> None:
    """Until it is answered, stopped, too slow, or cannot be done; all of that is in its row."""
    row = Search.objects.select_related("plan__region").get(pk=pk)
    if row.status != Status.RUNNING:
        return
    if row.plan.revision != row.revision:
        end_search(pk, Status.FAILED)
        return
    watch = Watch(pk)
    try:
        answer = find(
            budget_data(row.plan),
            choice_from_json(row.choice_json),
            question_from_json(row.question_json),
            watch.progress,
            watch.stop,
        )
    except Exception:
        log.exception("search %s came to nothing", pk)
        end_search(pk, Status.FAILED)
        return
    end_search(pk, Status.TOO_SLOW if answer.stopped else Status.DONE, answer)
