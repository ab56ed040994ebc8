"""Reading JSON that says its schema: exact, and refusing what is not of the form."""

import json
from typing import Any

NOT_OF_THE_FORM = (KeyError, TypeError, AttributeError, ZeroDivisionError)


def content_of(text: str, schemas: range) -> dict[str, Any]:
    content = json.loads(text, parse_float=_refuse, parse_constant=_refuse)
    schema = content.get("schema") if isinstance(content, dict) else None
    if type(schema) is not int or schema not in schemas:
        raise ValueError(f"expected an object of schema {' or '.join(map(str, schemas))}")
    return dict(content)


def whole_of(value: object) -> int:
    if type(value) is not int:
        raise TypeError(f"{value!r} must be a whole number")
    return value


def text_of(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} must be text")
    return value


def _refuse(number: str) -> None:
    raise TypeError(f"{number}: amounts are whole cents, percentages are text")
