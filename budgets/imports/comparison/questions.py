"""What only a person can decide, and what they decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["rename", "conflict", "gone", "back"]
KINDS: tuple[Kind, ...] = ("rename", "conflict", "gone", "back")
"""A line under another name; a value that both changed; a line that is not in the file; a line that was
deleted here and changed there."""
ALL = "*"
ANSWERS: dict[Kind, tuple[str, ...]] = {
    "rename": ("same", "new"),
    "conflict": ("file", "ours"),
    "gone": ("keep", "delete"),
    "back": ("leave", "add"),
}
"""The first changes least, but of a rename and a conflict, where there is no such thing."""


@dataclass(frozen=True, slots=True)
class Question:
    """``key`` names it in a form: its kind and what it is about, joined by a colon."""

    key: str
    kind: Kind
    subject: str
    """What it is about: the name of a line, stream or measure."""
    what: str
    """Of a conflict: the year or field, in Dutch."""
    ours: str
    """What the budget has, as the screen shows it."""
    file: str
    """What the file has."""
    before: str = ""
    """Of a conflict: what both had."""
    place: str = ""
    """Where in the file, as "Begroting!F23"."""
    answer: str = ""
    """One of ``ANSWERS`` of its kind; empty while nobody decided."""
    because: str = ""
    """Why it is asked, or why an answer cannot be."""


@dataclass
class Inquiry:
    """Collects the questions of one comparison and gives the answers that there are.

    ``answers`` maps the key of a question, or "<kind>:*" for all others of the kind, to one of
    ``ANSWERS``; what is no answer counts as none.
    """

    answers: Mapping[str, str]
    asked: list[Question] = field(default_factory=list)

    def ask(
        self,
        kind: Kind,
        about: str,
        *,
        subject: str,
        what: str = "",
        ours: str = "",
        file: str = "",
        before: str = "",
        place: str = "",
        because: str = "",
    ) -> str:
        """The answer, or an empty text."""
        key = f"{kind}:{about}"
        answer = self.answers.get(key) or self.answers.get(f"{kind}:{ALL}", "")
        answer = answer if answer in ANSWERS[kind] else ""
        self.asked.append(Question(key, kind, subject, what, ours, file, before, place, answer, because))
        return answer


def unanswered(questions: Iterable[Question]) -> list[Question]:
    return [question for question in questions if not question.answer]
