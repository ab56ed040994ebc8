"""The description of the API as OpenAPI 3.0.3: drf-spectacular's, with what a resource says of itself."""

from typing import Any

import uritemplate
from django import forms
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from rest_framework import serializers

from api.described import RATE
from api.filters import LONGEST
from api.operation import OneOrMore, Operation, Parameter
from api.paging import DEFAULT_SIZE, MOST
from api.shapes import Shape

SIZE = Parameter(
    "pageSize",
    "Hoeveel rijen een pagina heeft.",
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_SIZE},
)
CURSOR = Parameter(
    "cursor",
    "Waar de vorige pagina ophield; staat in het adres in ‘next’.",
    {"type": "string", "minLength": 1, "maxLength": 2000},
)
REVISION = {"type": "integer", "minimum": 1, "description": "Nummer van de laatste wijziging van het plan."}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "De ETag van wat u gelezen hebt; is het intussen gewijzigd, dan is het antwoord 412.",
    "schema": {"type": "string", "minLength": 1},
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "description": "De ETag die u al hebt; is er niets nieuws, dan is het antwoord 304.",
    "schema": {"type": "string"},
}
PATH_WORDS = {
    "body": "Korte naam van het overleg.",
    "code": "Code.",
    "id": "Nummer, zoals in ‘id’.",
    "municipality": "CBS-code van de gemeente.",
    "number": "Nummer van de versie.",
    "plan": "Nummer van het beleidsplan.",
    "region": "Korte naam van de regio.",
    "revision": "Nummer van de wijziging.",
    "scenario": "Korte naam van het scenario.",
}


class ApiSchema(AutoSchema):
    """Of one method of a resource, as an ``Operation``."""

    view: Any

    @property
    def operation(self) -> Operation:
        own = getattr(getattr(self.view, self.view.action), "operation", None)
        if callable(own):
            own = own(self.view)
        return own if own is not None else self._standard(self.view)

    def get_operation_id(self) -> str:
        return self.operation.id

    def get_summary(self) -> str:
        return self.operation.summary

    def get_description(self) -> str:  # type: ignore[override]  # as drf-spectacular has it
        return self.operation.description or self.view.about

    def get_tags(self) -> list[str]:
        return [self.view.titles]

    def is_excluded(self) -> bool:
        return not hasattr(self.view, "shape") and not hasattr(
            getattr(self.view, self.view.action), "operation"
        )

    def _standard(self, view: Any) -> Operation:
        shape, title, titles = view.shape, view.title, view.titles
        match view.action:
            case "list":
                parameters = (SIZE, CURSOR, _sort(view), fields_parameter(shape), *_filters(view))
                return Operation(
                    f"list{view.many}",
                    f"{_capital(titles)} opvragen",
                    answer="page",
                    parameters=parameters,
                    tagged=True,
                )
            case "create":
                return Operation(
                    f"add{view.one}",
                    f"{_capital(title)} toevoegen",
                    request=shape,
                    answer=shape,
                    status=201,
                    tagged=True,
                    problems=(403, 409, 422),
                    headers={"Location": LOCATION},
                )
            case "partial_update":
                return Operation(
                    f"change{view.one}",
                    f"{_capital(title)} wijzigen",
                    request=shape,
                    answer=shape,
                    locks=True,
                    tagged=True,
                    problems=(403, 409, 422),
                )
            case "replace":
                return Operation(
                    f"replace{view.one}",
                    f"{_capital(title)} vervangen",
                    request=shape,
                    answer=shape,
                    locks=True,
                    tagged=True,
                    problems=(403, 409, 422),
                )
            case "destroy":
                return Operation(
                    f"remove{view.one}",
                    f"{_capital(title)} verwijderen",
                    status=204,
                    locks=True,
                    problems=(403, 409, 422),
                )
        return Operation(
            f"get{view.one}",
            f"{_capital(title)} opvragen",
            answer=shape,
            parameters=(fields_parameter(shape),),
            tagged=True,
        )

    def _get_parameters(self) -> list[dict[str, Any]]:
        found = self.operation
        parameters = [_worded(each) for each in self._resolve_path_parameters(self._variables())]
        parameters += [parameter.described() for parameter in found.parameters]
        if found.locks:
            parameters.append(IF_MATCH)
        if found.tagged and self.method == "GET":
            parameters.append(IF_NONE_MATCH)
        return parameters

    def _variables(self) -> list[str]:
        return sorted(uritemplate.variables(self.path))

    def _get_request_body(self, direction: Any = "request") -> dict[str, Any] | None:
        asked = self.operation.request
        if asked is None:
            return None
        schema = self._schema_of(asked, "request", partial=self.view.action == "partial_update")
        return {"content": {"application/json": {"schema": schema}}, "required": True}

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        found = self.operation
        names = ["API-Version", *(RATE if self.view.authentication_classes else ())]
        standard = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
        headers: dict[str, Any] = {**standard, **found.headers}
        if found.tagged:
            headers["ETag"] = {"$ref": "#/components/headers/ETag"}
        answer: dict[str, Any] = {"description": _SAID[found.status], "headers": headers}
        if found.answer is not None:
            schema = self._answer(found.answer)
            answer["content"] = {kind: {"schema": schema} for kind in found.media_types}
            if found.lines:
                line = {"oneOf": [schema, {"$ref": "#/components/schemas/Problem"}]}
                answer["content"]["application/x-ndjson"] = {"schema": line}
        answers = {str(found.status): answer}
        if found.tagged and self.method == "GET":
            answers["304"] = {"description": "Niets nieuws.", "headers": headers}
        return answers | {
            str(code): {"$ref": f"#/components/responses/Problem{code}"} for code in self._problems()
        }

    def _answer(self, asked: Any) -> dict[str, Any]:
        if asked == "page":
            return self._page()
        own: Any = getattr(self.view, "shape", None)
        if self.view.action == "retrieve" and asked is own:
            return self._some_of(own)
        return self._schema_of(asked, "response")

    def _problems(self) -> list[int]:
        found = self.operation
        codes = {*found.problems}
        if found.parameters or found.request is not None or "{" in self.path:
            codes.add(400)
        if self.view.authentication_classes:
            codes |= {401, 429}
        if "{" in self.path:
            codes.add(404)
        if found.request is not None:
            codes |= {400, 411, 413, 415}
        if found.locks:
            codes |= {400, 412, 428}
        return sorted(codes)

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        name: str = super().get_serializer_name(serializer, direction)
        return name.removesuffix("Shape")

    def _some_of(self, shape: type[Shape]) -> dict[str, Any]:
        """The shape as it is when only some of its fields were asked: none of them need be there."""
        whole = self.resolve_serializer(shape(), "response")
        schema = {name: value for name, value in whole.schema.items() if name != "required"}
        said = "Alle velden, of met ‘fields’ alleen de gevraagde."
        return self._component(f"{whole.name}Fields", schema | {"description": said})

    def _component(self, name: str, schema: dict[str, Any]) -> dict[str, Any]:
        component = ResolvedComponent(name=name, type=ResolvedComponent.SCHEMA, object=name, schema=schema)
        self.registry.register_on_missing(component)
        return dict(component.ref)

    def _schema_of(self, asked: Any, direction: Any, partial: bool = False) -> dict[str, Any]:
        if isinstance(asked, dict):
            return asked
        if isinstance(asked, OneOrMore):
            one = self._schema_of(asked.shape, direction, partial)
            many = {"type": "array", "items": one, "minItems": 1, "maxItems": asked.most}
            return {"oneOf": [one, many]}
        return dict(self.resolve_serializer(asked(partial=partial), direction).ref)

    def _page(self) -> dict[str, Any]:
        item = self._some_of(self.view.shape)
        properties = {
            "items": {"type": "array", "items": item},
            "next": {
                "type": "string",
                "format": "uri",
                "nullable": True,
                "description": "Adres van de volgende pagina; null op de laatste.",
            },
        }
        if "{plan}" in self.path:
            properties["revision"] = REVISION
        schema = {"type": "object", "properties": properties, "required": sorted(properties)}
        return self._component(f"{self.view.one}Page", schema)

    def _map_serializer_field(
        self, field: Any, direction: Any, bypass_extensions: bool = False
    ) -> dict[str, Any] | None:
        schema: dict[str, Any] | None = super()._map_serializer_field(field, direction, bypass_extensions)
        lists: Any = (serializers.ListSerializer, serializers.ListField)
        if schema and direction == "request" and isinstance(field, lists):
            least = field.min_length or int(not field.allow_empty)
            limits = {"minItems": least, "maxItems": field.max_length}
            schema |= {name: limit for name, limit in limits.items() if limit}
        return schema

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> dict[str, Any]:
        schema: dict[str, Any] = super()._map_basic_serializer(serializer, direction)
        if direction == "request" and isinstance(serializer, Shape):
            schema["additionalProperties"] = False
        if direction == "response" and isinstance(serializer, Shape):
            always = schema["properties"].keys() - serializer.sometimes
            schema["required"] = sorted(always)  # also what may be left out when it is sent
        return schema


LOCATION = {"description": "Adres van wat gemaakt is.", "schema": {"type": "string", "format": "uri"}}
_SAID = {200: "Gelukt.", 201: "Gemaakt.", 202: "Aangenomen.", 204: "Gelukt; er is geen inhoud."}


def _sort(view: Any) -> Parameter:
    names = [name for order in view.orders for name in (order, f"-{order}")]
    said = "Volgorde; met een - ervoor aflopend."
    return Parameter("sort", said, {"type": "string", "enum": names, "default": names[0]})


def fields_parameter(shape: type[Shape]) -> Parameter:
    names = shape().read_names
    schema = {"type": "array", "items": {"type": "string", "enum": names}, "minItems": 1}
    return Parameter("fields", "Alleen deze velden, met komma’s ertussen.", schema)


def _filters(view: Any) -> list[Parameter]:
    if view.filters is None:
        return []
    return [
        Parameter(name, str(each.extra.get("help_text") or each.label or ""), _type_of(each.field))
        for name, each in view.filters.get_filters().items()
    ]


def _type_of(field: Any) -> dict[str, Any]:
    choices: Any = getattr(field, "choices", None)
    if choices is not None:
        return {"type": "string", "enum": [str(value) for value, _ in choices if value != ""]}
    if isinstance(field, forms.IntegerField):
        return {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
    if isinstance(field, forms.DateTimeField):
        return {"type": "string", "format": "date-time"}
    return {"type": "string", "minLength": 1, "maxLength": LONGEST}


def _worded(parameter: dict[str, Any]) -> dict[str, Any]:
    return parameter | {
        "description": parameter.get("description") or PATH_WORDS.get(parameter["name"], "Code.")
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
