"""Asking the API as a program does: with a token."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from municipalities.models import ApiToken, User
from municipalities.tokens import create_token

OF_THE_USE = re.compile(
    r'\s*(INSERT INTO|DELETE FROM) "?municipalities_requestcount\b|UPDATE "municipalities_apitoken"'
)


class Api:
    """Asks addresses under /api/v1/ with the token of somebody; ``base`` is put before them."""

    def __init__(self, user: User, scope: str = ApiToken.Scope.WRITE, base: str = "") -> None:
        expires_on = timezone.localdate() + timedelta(days=30)
        _, self.token = create_token(user=user, name="Proef", scope=scope, expires_on=expires_on, by=user)
        self.base = base
        self.client = Client()

    def __call__(self, method, address, body=None, **headers):
        address = address if address.startswith(("/", "http")) else f"/api/v1/{self.base}{address}"
        said = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        known = {"Authorization": f"Bearer {self.token}"} | named
        return self.client.generic(method.upper(), address, headers=known, **said)

    def get(self, address, **headers):
        return self("get", address, **headers)

    def post(self, address, body, **headers):
        return self("post", address, body, **headers)

    def patch(self, address, body, **headers):
        return self("patch", address, body, **headers)

    def delete(self, address, **headers):
        return self("delete", address, **headers)

    def queries(self, address):
        """How many questions to the database the answer takes, of somebody who asked something before.

        Without those that count and note the use of the token, which are more when a minute begins.
        """
        self.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert self.get(address).status_code == 200
        return sum(not OF_THE_USE.match(query["sql"]) for query in asked)

    def seen(self, address):
        """The ETag of what somebody just read."""
        return self.get(address)["ETag"]


@pytest.fixture
def api(demo):
    """Makes an ``Api`` of somebody of the demo, under the demo's plan."""

    def of(username="financien", scope=ApiToken.Scope.WRITE, base=f"plans/{demo.pk}/"):
        return Api(User.objects.get(username=username), scope, base)

    return of


@pytest.fixture
def finance_api(api):
    return api()
