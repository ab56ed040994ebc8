"""Who asks: the bearer of a token, or somebody who is logged in in this browser."""

from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import (
    BaseAuthentication,
    SessionAuthentication,
    get_authorization_header,
)
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from api.throttling import count_wrong_token
from municipalities.models import ApiToken, User
from municipalities.tokens import token_of

WRONG_TOKEN = (
    "Dit token is niet geldig: het bestaat niet, is verlopen of is ingetrokken. "
    "Maak bij Mijn account een nieuw."
)
NO_BEARER = "Stuur het token als ‘Authorization: Bearer …’."
NO_CSRF = (
    "Wie in de browser is ingelogd, wijzigt alleen vanaf deze site en met haar CSRF-code in X-CSRFToken. "
    "Een programma gebruikt een token. Er is niets bewaard."
)
READ_ONLY = "Dit token mag alleen lezen. Maak bij Mijn account een token dat ook mag wijzigen."


class BearerAuthentication(BaseAuthentication):
    """``Authorization: Bearer <token>``; ``request.auth`` is the token."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        kind, _, text = get_authorization_header(request).decode("latin-1").partition(" ")
        if not kind:
            return None
        if kind.lower() != "bearer" or not text.strip():
            raise AuthenticationFailed(NO_BEARER)
        token = token_of(text.strip(), request=request._request)
        if token is None:
            count_wrong_token(request)
            raise AuthenticationFailed(WRONG_TOKEN)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="Regiobegroting"'


class BrowserAuthentication(SessionAuthentication):
    """Who is logged in; another site cannot write in their name."""

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied:
            raise PermissionDenied(NO_CSRF) from None


class WithinScope(BasePermission):
    """A token that may only read writes nothing; what reads with POST stands in ``Resource.reads``."""

    message = READ_ONLY
    code = "scope"

    def has_permission(self, request: Request, view: Any) -> bool:
        token = request.auth
        if not isinstance(token, ApiToken) or token.scope == ApiToken.Scope.WRITE:
            return True
        return request.method in ("GET", "HEAD", "OPTIONS") or view.action in view.reads


class BrowserScheme(SessionScheme):
    target_class = "api.authentication.BrowserAuthentication"


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = "api.authentication.BearerAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Een token van Mijn account: alleen om te lezen, of ook om te wijzigen.",
        }
