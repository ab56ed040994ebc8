"""Reading a JSON body: no larger and no deeper than anybody needs, and in no other way than it was meant."""

import json
from collections.abc import Sequence
from typing import Any

from rest_framework.exceptions import ErrorDetail, ParseError, ValidationError
from rest_framework.parsers import BaseParser

from api.problems import Problem

LARGEST = 10_000_000
"""Bytes; a thousand choices with two hundred options each are a good four million."""
TWICE = "‘{name}’ staat twee keer in hetzelfde object."


class StrictJSONParser(BaseParser):
    """The library would read a body of any size, take the last of two values, and fall over deep nesting.

    It is none of the library's own parsers for JSON: of those it holds the body to a form's size first.
    """

    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        said = (parser_context or {})["request"].META.get("CONTENT_LENGTH") or "0"
        if not said.isdigit() or int(said) > LARGEST:
            raise Problem("too-large")
        try:
            found = json.loads(stream.read().decode("utf-8-sig"), object_pairs_hook=_each_once)
            _written(found)
        except (ValueError, RecursionError):
            raise ParseError from None
        return found


def _each_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        name = next(name for place, name in enumerate(names) if name in names[:place])
        _written(name)
        raise ValidationError([ErrorDetail(TWICE.format(name=name), code="twice")])
    return found


def _written(value: Any) -> None:
    """Raises an error where an answer cannot say it again: half of a pair of surrogates, 1e999."""
    json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
