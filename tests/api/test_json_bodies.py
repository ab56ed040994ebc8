"""A body that is too large or too deep is refused, whatever it is sent to."""

import pytest

from api import json_bodies
from api.problems import KINDS


def sent(api, demo, text):
    headers = {"Authorization": f"Bearer {api.token}"}
    address = f"/api/v1/plans/{demo.pk}/goals"
    return api.client.generic("POST", address, text, content_type="application/json", headers=headers)


def test_body_that_is_too_large_is_not_read(demo, finance_api, monkeypatch):
    monkeypatch.setattr(json_bodies, "LARGEST", 100)
    answer = sent(finance_api, demo, '{"title": "' + 100 * "a" + '"}')
    assert (answer.status_code, answer.json()["type"]) == (413, KINDS["too-large"].type)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, '{"title": NaN}', "", "{"])
def test_body_that_cannot_be_read(demo, finance_api, text):
    answer = sent(finance_api, demo, text)
    assert (answer.status_code, answer.json()["type"]) == (400, KINDS["invalid-input"].type)
