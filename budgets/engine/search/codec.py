"""``Question`` and ``Answer`` as JSON, for who asks now and reads later.

Amounts are whole cents and fractions text, as in ``budgets.engine.codec``.  What is
written is read again by the same version of the application: there is no schema.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from budgets.engine.choice_codec import choice_from_json
from budgets.engine.codec import to_json
from budgets.engine.data import Choice
from budgets.engine.search.answer import Answer
from budgets.engine.search.question import Question


def question_to_json(question: Question) -> str:
    """The same question always gives the same text."""
    return _text(question)


def question_from_json(text: str) -> Question:
    """Raises ``ValueError`` where the text is not a question."""
    question: Question = _read(Question, text)
    return question


def answer_to_json(answer: Answer) -> str:
    return _text(answer)


def answer_from_json(text: str) -> Answer:
    """Raises ``ValueError`` where the text is not an answer."""
    answer: Answer = _read(Answer, text)
    return answer


def _text(value: Any) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _read(kind: Any, text: str) -> Any:
    try:
        return _value(kind, json.loads(text))
    except (KeyError, TypeError, AttributeError, ZeroDivisionError) as error:
        raise ValueError(f"not a {kind.__name__.lower()}: {error}") from error


def _plain(value: Any) -> Any:
    if isinstance(value, Choice):
        return to_json(value)
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Fraction) else value


def _value(kind: Any, plain: Any) -> Any:
    """The plain value as the type that a field says it has."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        some = next(each for each in get_args(kind) if each is not type(None))
        return None if plain is None else _value(some, plain)
    if origin is tuple:
        kinds = get_args(kind)
        each = [kinds[0]] * len(plain) if kinds[-1] is Ellipsis else kinds
        return tuple(_value(of, item) for of, item in zip(each, plain, strict=True))
    if origin is not None:  # a mapping by text
        return {key: _value(get_args(kind)[1], each) for key, each in plain.items()}
    if kind is Choice:
        return choice_from_json(plain)
    if kind is Fraction:
        return Fraction(plain)
    if names := _types(kind):
        return kind(**{name: _value(of, plain[name]) for name, of in names})
    if type(plain) is not kind:
        raise TypeError(f"{plain!r} is no {kind.__name__}")
    return plain


@cache
def _types(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass; none of any other type."""
    if not is_dataclass(kind):
        return ()
    hints = get_type_hints(kind)
    return tuple((each.name, hints[each.name]) for each in fields(kind))
