"""Every write to a search: asked, worked on, stopped, answered."""

from datetime import timedelta
from hashlib import sha256

from django.db import connection, transaction
from django.utils import timezone

from budgets import search_process
from budgets.engine import Choice, to_json
from budgets.engine.search import Answer, Found, Question, answer_to_json, question_to_json
from budgets.models import Search
from measures.models import Plan
from municipalities.models import User
from municipalities.refusals import Refused

KEPT = timedelta(days=7)
"""After which a search is dropped, whatever came of it."""
SILENT = timedelta(seconds=60)
"""Without a sign of life for so long, its process is gone."""
STOPPING = timedelta(seconds=5)
"""So long its process has to hear that it is stopped, and to write what it found."""
MOST_AT_ONCE = 4
"""Searches of all people together: each takes a processor."""
BEGINS = 7_301_842
"""What PostgreSQL knows the beginning of a search by; nothing else in the database has this number."""
Status = Search.Status


def seal_of(plan: Plan, choice: Choice, question: Question) -> str:
    """The same for the same question about the same budget."""
    text = "\n".join([str(plan.pk), str(plan.revision), to_json(choice), question_to_json(question)])
    return sha256(text.encode()).hexdigest()


def start_search(*, plan: Plan, choice: Choice, question: Question, by: User) -> Search:
    """Begins to search in a process of its own; what the same person was searching for stops.

    Somebody who already has an answer to this question, or is waiting for it, gets that.
    Raises ``Refused`` where too many people search at once.
    """
    with transaction.atomic():
        _one_at_a_time()
        _clear_up()
        seal = seal_of(plan, choice, question)
        running = Search.objects.filter(status=Status.RUNNING)
        if found := Search.objects.filter(
            plan=plan, seal=seal, status__in=[Status.RUNNING, Status.DONE]
        ).first():
            return found
        running.filter(asked_by=by).update(status=Status.REPLACED)
        if running.count() >= MOST_AT_ONCE:
            raise Refused("Er wordt door anderen al veel gezocht. Probeer het over een minuut opnieuw.")
        search = Search.objects.create(
            plan=plan,
            revision=plan.revision,
            seal=seal,
            choice_json=to_json(choice),
            question_json=question_to_json(question),
            asked_by=by,
        )
        transaction.on_commit(lambda: search_process.launch(search.pk))
    return search


def stop_search(*, search: Search, by: User) -> None:
    """Asks its process to stop; what was found until then becomes its answer.

    Raises ``Refused`` where somebody else asked it.  Does nothing where it has ended.
    """
    if search.asked_by_id != by.pk:
        raise Refused("Alleen wie de zoekvraag stelde, kan haar stoppen.")
    running = Search.objects.filter(pk=search.pk, status=Status.RUNNING)
    running.update(status=Status.STOPPED, beat_at=timezone.now())


def note_progress(pk: int, share: float, best: Found | None) -> bool:
    """A sign of life from the process; whether it is to go on."""
    values = {"beat_at": timezone.now(), "share": share}
    if best is not None:
        values["best_json"] = to_json(best.choice)
    return bool(Search.objects.filter(pk=pk, status=Status.RUNNING).update(**values))


def end_search(pk: int, status: Search.Status, answer: Answer | None = None) -> None:
    """How it ended; who stopped it meanwhile is right."""
    text = "" if answer is None else answer_to_json(answer)
    now = timezone.now()
    if not Search.objects.filter(pk=pk, status=Status.RUNNING).update(
        status=status, answer_json=text, beat_at=now
    ):
        Search.objects.filter(pk=pk, status=Status.STOPPED).update(answer_json=text, beat_at=now)


def search_with(plan: Plan, seal: str) -> Search | None:
    """The latest search of this seal, or None."""
    return Search.objects.filter(plan=plan, seal=seal).select_related("plan__region").first()


def is_silent(search: Search) -> bool:
    """Whether it should be running but its process no longer is."""
    return search.status == Status.RUNNING and search.beat_at < timezone.now() - SILENT


def is_stopping(search: Search) -> bool:
    """Whether what it found until it was stopped may still come."""
    waits = search.status == Status.STOPPED and not search.answer_json
    return waits and search.beat_at > timezone.now() - STOPPING


def _one_at_a_time() -> None:
    """Who begins a search waits for who was just beginning one, until that is counted by all.

    No row is there to hold: what is counted are the rows of everybody together.  On SQLite
    a transaction has the whole database to itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BEGINS])


def _clear_up() -> None:
    """Drops what is old, and ends what has lost its process."""
    now = timezone.now()
    Search.objects.filter(asked_at__lt=now - KEPT).delete()
    Search.objects.filter(status=Status.RUNNING, beat_at__lt=now - SILENT).update(status=Status.FAILED)
