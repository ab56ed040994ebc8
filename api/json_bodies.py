"""Reading a JSON body: no larger and no deeper than anybody needs."""

from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from api.problems import Problem

LARGEST = 10_000_000
"""Bytes; a thousand choices with two hundred options each are a good four million."""


class BoundedJSONParser(JSONParser):
    """The library would read a body of any size, and fall over one that is nested ten thousand deep."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        said = (parser_context or {})["request"].META.get("CONTENT_LENGTH") or "0"
        if not said.isdigit() or int(said) > LARGEST:
            raise Problem("too-large")
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError from None
