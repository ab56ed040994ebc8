"""What every resource of the API does: list, one, add, change and remove, each in one way.

A resource says which rows there are, in which shape, and which action writes them; see ``goals`` for the
smallest.  What is here finds them for this user, filters, sorts, pages, tags and locks.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.cache import patch_vary_headers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSetMixin

from api.api_version import API_VERSION, VERSION_HEADER
from api.etags import is_known, require_match, tag_of, tag_of_state
from api.filters import EMPTY, ApiFilters, check_filters, filtered
from api.paging import page_of, read_cursor, size_of
from api.problems import NotThere, invalid, pointer_of
from api.schema import ApiSchema
from api.shapes import NO_OBJECT, Shape
from municipalities.models import User

Values = dict[str, Any]
UNKNOWN_PARAMETER = "Deze parameter bestaat hier niet."
PARAMETER_TWICE = "Deze parameter mag er maar één keer staan."
PAGING = ("pageSize", "cursor", "sort", "fields")
LISTS = ("fields", "sides")
"""Parameters that are lists: some clients put commas between the items, others repeat the name."""


class Resource(ViewSetMixin, APIView):
    """Rows of one kind that this user may see."""

    schema = ApiSchema()

    one: ClassVar[str]
    """In ids of operations, as "Goal"."""
    many: ClassVar[str]
    title: ClassVar[str]
    """In Dutch sentences, as "doel"."""
    titles: ClassVar[str]
    about: ClassVar[str] = ""
    shape: ClassVar[type[Shape]]
    filters: ClassVar[type[ApiFilters] | None] = None
    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {"position": ("position", "pk")}
    """Names to sort by and their fields, the last one unique and none null; the first name is the default."""
    lookup: ClassVar[str] = "code"
    """The field by which a row stands in its address; of a relation with ``__``."""
    variable: ClassVar[str] = ""
    """What the address calls that field, where it has another name there."""
    missing: ClassVar[str] = "Dit bestaat niet of niet meer."
    reads: ClassVar[frozenset[str]] = frozenset()
    """Actions that write nothing although they are asked with POST."""
    right: ClassVar[str] = ""
    """What a role needs to add, change or remove."""
    action: str
    rate: Mapping[str, str] = {}
    """Headers that say how much may still be asked."""

    # What a resource says of itself.

    def rows(self) -> QuerySet[Any]:
        """All that there are for this user, with what the shape needs in a constant number of queries."""
        raise NotImplementedError

    def complete(self, rows: Sequence[Any]) -> None:
        """Gives these rows what the shape needs and ``rows`` cannot bring, all of them at once."""

    def add(self, values: Values) -> Model:
        raise NotImplementedError

    def update(self, row: Any, values: Values) -> Model:
        raise NotImplementedError

    def delete_row(self, row: Any) -> None:
        raise NotImplementedError

    def state(self) -> tuple[Any, ...] | None:
        """What the list hangs on, where that is known without reading it."""
        return None

    def list_more(self) -> dict[str, Any]:
        """What a page of the list says beside its rows."""
        return {}

    def at_one_moment(self, read: Callable[[], Values]) -> Values:
        """What ``read`` finds, in as many queries as it takes, while nobody writes between them."""
        return read()

    @contextmanager
    def held(self) -> Iterator[None]:
        """A transaction in which nobody else writes these rows."""
        with transaction.atomic():
            yield

    def require(self, row: Any = None) -> None:
        """Raises ``PermissionDenied`` where the user may not do this action."""
        raise NotImplementedError

    # What follows from it.

    @property
    def user(self) -> User:
        assert isinstance(self.request.user, User)  # IsAuthenticated let nobody else in
        return self.request.user

    def check_permissions(self, request: Request) -> None:
        """Counts first: who may not do what they ask, asks all the same."""
        if request.user.is_authenticated:
            super().check_throttles(request)
        super().check_permissions(request)

    def check_throttles(self, request: Request) -> None:
        """Done with the permissions."""

    def options(self, request: Any, *_: Any, **__: Any) -> Response:
        """What can be asked here stands in ``Allow``, as with every answer."""
        return self.answer(None, status=204)

    def list(self, request: Request, **_: Any) -> Response:
        self.check_query(*PAGING, *self._filter_names())
        names, order = self._asked_fields(), self._asked_order()
        size, cursor = size_of(request.query_params.get("pageSize")), request.query_params.get("cursor")
        check_filters(self.filters, request)  # a wrong one is refused also where nothing is new
        after = None if cursor is None else read_cursor(cursor, order)
        tag = self._tag_of_state()
        if tag and is_known(tag, request.headers.get("If-None-Match")):
            return self.answer(None, tag=tag, status=304)

        def read() -> dict[str, Any]:
            rows, address = filtered(self.filters, request, self.rows()), request.build_absolute_uri()
            page = page_of(rows, order, size, after, address, complete=self.complete)
            items = [_only(names, item) for item in self.shown(page.rows, many=True)]
            return {**self.list_more(), "items": items, "next": page.next}

        content = self.at_one_moment(read)
        return self.tagged(content, self._tag_of_state())

    def retrieve(self, request: Request, **_: Any) -> Response:
        self.check_query("fields")
        names, content = self._asked_fields(), self.shown(self.row())
        return self.tagged(_only(names, content), tag_of(content))

    def create(self, request: Request, **_: Any) -> Response:
        self.check_query()
        self.require()
        with self.held():
            made = self.add(self.read())
            key = self.key_of(made)
            content = self.shown(self.row(key))
        location = reverse(self._detail_name(), kwargs=self.kwargs | {self.named(): key}, request=request)
        return self.answer(content, tag=tag_of(content), status=201, Location=location)

    def partial_update(self, request: Request, **_: Any) -> Response:
        return self._updated(partial=True)

    def replace(self, request: Request, **_: Any) -> Response:
        """PUT, of what is only ever written as a whole."""
        return self._updated(partial=False)

    def _updated(self, *, partial: bool) -> Response:
        self.check_query()
        with self.held():
            row = self.row()
            self.require(row)
            self.require_seen(row)
            changed = self.update(row, self.read(row if partial else None))
            content = self.shown(self.row(self.key_of(changed)))
        return self.answer(content, tag=tag_of(content))

    def destroy(self, request: Request, **_: Any) -> Response:
        self.check_query()
        with self.held():
            row = self.row()
            self.require(row)
            self.require_seen(row)
            self.delete_row(row)
        return self.answer(None, status=204)

    def row(self, key: Any = None) -> Any:
        """The row of the address, as it now stands.  Raises ``NotThere``."""
        key = self.kwargs[self.named()] if key is None else key
        found = self.rows().filter(**{self.lookup: key}).first()
        if found is None:
            raise NotThere(self.missing)
        self.complete([found])
        return found

    @classmethod
    def named(cls) -> str:
        """What stands for the key in the address."""
        return cls.variable or cls.lookup

    def key_of(self, row: Any) -> Any:
        """How the row stands in its address."""
        return attrgetter(self.lookup.replace("__", "."))(row)

    def require_seen(self, row: Any) -> None:
        """Raises ``Problem`` where the writer did not see the row as it now stands."""
        content = self.shown(row)
        sent = self.request.data if self.request.method != "DELETE" else None
        require_match(self.request.headers.get("If-Match"), tag_of(content), current=content, sent=sent)

    def read(self, row: Any = None, shape: type[Shape] | None = None) -> Values:
        """What was sent, checked, by the names of the code.  Of a ``row`` only what changes need be there."""
        kind = shape or self.shape
        is_empty = not int(self.request.META.get("CONTENT_LENGTH") or 0)
        if is_empty or self.request.data is None:  # neither is the same as {}
            raise ValidationError(NO_OBJECT)
        serializer = kind(row, data=self.request.data, partial=row is not None, context=self.context())
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def shown(self, thing: Any, *, many: bool = False, shape: type[Shape] | None = None) -> Any:
        serializer: BaseSerializer[Any] = (shape or self.shape)(thing, many=many, context=self.context())
        return serializer.data

    def context(self) -> dict[str, Any]:
        return {"request": self.request, "user": self.user}

    def pointer(self, field: str) -> str:
        """Where in the body stands what an action calls ``field``."""
        return pointer_of(field, self.request.data)

    def check_query(self, *known: str) -> None:
        """Raises ``Problem`` for what would be passed over unseen: an unknown one, or the first of two."""
        for name, values in self.request.query_params.lists():
            if name not in known:
                raise invalid(name, UNKNOWN_PARAMETER, code="unknown")
            if len(values) > 1 and name not in LISTS:
                raise invalid(name, PARAMETER_TWICE, code="twice")

    def tagged(self, content: Any, tag: str | None = None) -> Response:
        """The answer with its ETag, or 304 where the client has it."""
        tag = tag or tag_of(content)
        if is_known(tag, self.request.headers.get("If-None-Match")):
            return self.answer(None, tag=tag, status=304)
        return self.answer(content, tag=tag)

    def answer(self, content: Any, *, tag: str | None = None, status: int = 200, **headers: str) -> Response:
        known = {"ETag": tag} if tag else {}
        return Response(content, status, headers=known | headers)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response[VERSION_HEADER] = API_VERSION
        patch_vary_headers(response, ("Authorization", "Cookie"))
        for name, value in self.rate.items():
            response[name] = value
        return response

    def _tag_of_state(self) -> str | None:
        state = self.state()
        return None if state is None else tag_of_state(*state, self.request.get_full_path())

    def _filter_names(self) -> tuple[str, ...]:
        return tuple(self.filters.get_filters()) if self.filters else ()

    def listed(self, name: str) -> Sequence[str] | None:
        """A parameter that is a list, with commas or once per item; None where it is not there.

        Raises ``Problem`` where an item is empty.
        """
        values = self.request.query_params.getlist(name)
        items = ",".join(values).split(",")
        if values and "" in items:
            raise invalid(name, EMPTY, code="blank")
        return items if values else None

    def _asked_fields(self) -> frozenset[str] | None:
        asked = self.listed("fields")
        if asked is None:
            return None
        names = frozenset(asked)
        if wrong := sorted(names.difference(self.shape(context=self.context()).read_names)):
            raise invalid("fields", f"Dit veld bestaat hier niet: {', '.join(wrong)}.")
        return names

    def _asked_order(self) -> tuple[str, ...]:
        asked = self.request.query_params.get("sort", next(iter(self.orders)))
        fields = self.orders.get(asked.removeprefix("-"))
        if fields is None:
            raise invalid("sort", f"Sorteren kan op {', '.join(self.orders)}, met een - ervoor aflopend.")
        return tuple(_reversed(field) for field in fields) if asked.startswith("-") else fields

    def _detail_name(self) -> str:
        return f"api-{self.one}"


def _only(names: frozenset[str] | None, item: Mapping[str, Any]) -> Mapping[str, Any]:
    return item if names is None else {name: value for name, value in item.items() if name in names}


def _reversed(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"
