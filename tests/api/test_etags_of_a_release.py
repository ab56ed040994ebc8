"""Another release may answer otherwise: what was computed is asked anew, what was read may be written."""

import pytest

from api import etags

COMPUTED = ["result", "figures", "findings", "goals", "budget", "explanations?figure=costs&year=2023"]


@pytest.fixture
def release(monkeypatch):
    def other():
        monkeypatch.setattr(etags, "release", lambda: "other code")

    return other


@pytest.mark.parametrize("address", COMPUTED)
def test_answer_that_follows_from_a_state_is_another_one_after_a_release(finance_api, release, address):
    known = finance_api.seen(address)
    assert finance_api.get(address, If_None_Match=known).status_code == 304
    release()
    assert finance_api.get(address, If_None_Match=known).status_code == 200


def test_who_read_a_thing_before_a_release_may_write_it_after(finance_api, demo, release):
    address = f"goals/{demo.goals.first().code}"
    known = finance_api.seen(address)
    release()
    assert finance_api.patch(address, {"title": "Anders"}, If_Match=known).status_code == 200


def test_release_is_told_by_what_the_code_says(settings, tmp_path):
    def told(text):
        settings.BASE_DIR = tmp_path
        for package in etags.PACKAGES:
            (tmp_path / package).mkdir(exist_ok=True)
        (tmp_path / "budgets" / "engine.py").write_text(text)
        return etags.release.__wrapped__()

    assert told("1") == told("1") != told("2")
