"""What the description says of an operation that is not one of the five of every resource."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the query; ``schema`` is its OpenAPI type."""

    name: str
    description: str
    schema: Mapping[str, Any]
    required: bool = False

    def described(self) -> dict[str, Any]:
        found = {
            "name": self.name,
            "in": "query",
            "description": self.description,
            "schema": dict(self.schema),
        }
        return found | ({"required": True} if self.required else {})


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """A body that is one of a shape, or a list of at most so many."""

    shape: Any
    most: int


@dataclass(frozen=True, slots=True)
class Operation:
    """``request`` and ``answer`` are shapes, or components given as OpenAPI; None is without body."""

    id: str
    summary: str
    description: str = ""
    request: Any = None
    answer: Any = None
    status: int = 200
    parameters: tuple[Parameter, ...] = ()
    problems: tuple[int, ...] = ()
    """Beside those that follow from the rest."""
    locks: bool = False
    """Whether If-Match is asked."""
    tagged: bool = False
    """Whether the answer has an ETag."""
    media_types: tuple[str, ...] = ("application/json",)
    headers: Mapping[str, Any] = field(default_factory=dict)
    lines: bool = False
    """Whether the answer to more than one is a line for each: the answer, or a problem."""


def operation(id: str, summary: str, **more: Any) -> Callable[[View], View]:
    """Says it of a method of a resource."""

    def say(view: View) -> View:
        view.operation = Operation(id, summary, **more)  # type: ignore[attr-defined]  # a mark on a function
        return view

    return say


def described_by(say: Callable[[Any], Operation]) -> Callable[[View], View]:
    """The same of a method that several resources share: ``say`` is given the resource."""

    def mark(view: View) -> View:
        view.operation = say  # type: ignore[attr-defined]  # a mark on a function
        return view

    return mark
