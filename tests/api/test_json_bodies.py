"""A body that is too large or too deep is refused, whatever it is sent to."""

import pytest

from api import json_bodies
from api.problems import KINDS


def sent(api, demo, text, method="POST", address="goals", if_match="*"):
    headers = {"Authorization": f"Bearer {api.token}", "If-Match": if_match}
    address = f"/api/v1/plans/{demo.pk}/{address}"
    return api.client.generic(method, address, text, content_type="application/json", headers=headers)


def test_body_that_is_too_large_is_not_read(demo, finance_api, monkeypatch):
    monkeypatch.setattr(json_bodies, "LARGEST", 100)
    answer = sent(finance_api, demo, '{"title": "' + 100 * "a" + '"}')
    assert (answer.status_code, answer.json()["type"]) == (413, KINDS["too-large"].type)


def test_body_may_be_larger_than_a_form(demo, finance_api, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    assert sent(finance_api, demo, '{"title": "Een doel"}').status_code == 201


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 100_000, '{"a":' * 100_000, '{"title": NaN}', '{"title": 1e999}'),
        *('{"title": "\\ud800"}', '{"\\ud800": 1}', '{"\\ud800": 1, "\\ud800": 1}', b'{"title": "\xff"}'),
        *('{"title": "een", "title": "ander"}', "null", "", "{"),
    ],
)
def test_body_that_cannot_be_read(demo, finance_api, text):
    answer = sent(finance_api, demo, text)
    assert (answer.status_code, answer.json()["type"]) == (400, KINDS["invalid-input"].type)


@pytest.mark.parametrize(
    "value", ['"\\ud800"', "1e999", *("[" * deep + "]" * deep for deep in (900, 950, 980))]
)
def test_what_is_sent_back_to_who_saw_another_state_can_be_sent(demo, finance_api, value):
    text = f'{{"title": {value}}}'
    answer = sent(finance_api, demo, text, "PATCH", "goals/beleidscoordinatie", '"ander"')
    assert answer.status_code in (400, 412)


def test_name_that_is_there_twice_is_named(demo, finance_api):
    detail = sent(finance_api, demo, '{"title": "een", "title": "ander"}').json()["detail"]
    assert detail == "‘title’ staat twee keer in hetzelfde object."
