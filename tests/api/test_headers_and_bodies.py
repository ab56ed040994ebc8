"""What HTTP asks beside the content: what an answer varies by, HEAD, and a body that tells its length."""

from io import BytesIO

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from config.wsgi import application


@pytest.fixture
def asked(finance_api, demo):
    """Through WSGI, where nobody tidies up an answer as the client of the tests does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)

    def ask(method, address, body=b"", **environment):
        known = {"HTTP_AUTHORIZATION": f"Bearer {finance_api.token}"}
        environ = RequestFactory().generic(method, f"/api/v1/plans/{demo.pk}/{address}", **known).environ
        environ |= {"wsgi.input": BytesIO(body)} | environment
        found = {}
        answer = application(environ, lambda status, headers: found.update(dict(headers), status=status))
        content = b"".join(answer)
        answer.close()
        return found, content

    yield ask
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("address", ["goals", "result?fields=costs", "weg", "goals?x=1"])
def test_answer_varies_by_who_asks(asked, address):
    headers, _ = asked("GET", address)
    assert {"Authorization", "Cookie"} <= {each.strip() for each in headers["Vary"].split(",")}


@pytest.mark.parametrize("address", ["goals", "result?fields=costs", "bestaat-niet/zo"])
def test_head_is_get_without_the_content(asked, address):
    got, content = asked("GET", address)
    head, nothing = asked("HEAD", address)
    assert (nothing, head["status"]) == (b"", got["status"])
    assert head["Content-Length"] == str(len(content))
    assert head.get("ETag") == got.get("ETag")


def test_body_without_a_length_is_not_taken_for_an_empty_one(asked):
    pieces = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    headers, content = asked("POST", "compute", b'{"options": []}', CONTENT_TYPE="application/json", **pieces)
    assert headers["status"].startswith("411")
    assert headers["Content-Type"] == "application/problem+json"
    assert b"/api/v1/problems/length-required" in content
