"""P.m. items: the years in which they are p.m., and what they are thought to cost."""

import pytest

ESTIMATED = {
    "title": "Huisvesting",
    "firstYear": 2022,
    "lastYear": 2023,
    "municipality": "GM0457",
    "estimates": [{"year": 2023, "low": "10.00", "likely": "20.00", "high": "30.00"}],
}


@pytest.fixture
def changed(finance_api):
    """Changes the item that is ``ESTIMATED``."""
    address = finance_api.post("memorandum-items", ESTIMATED)["Location"]
    return lambda **body: finance_api.patch(address, body, If_Match=finance_api.seen(address))


def lows(item):
    return [entry["low"] for entry in item["estimates"]]


def test_item_of_the_budget_is_pro_memorie_in_its_years(finance_api):
    (item,) = finance_api.get("memorandum-items?municipality=GM0457").json()["items"]
    assert (item["code"], item["municipality"]) == ("risico-weesp", "GM0457")
    assert (item["firstYear"], item["lastYear"]) == (2021, 2024)
    assert item["proMemorieYears"] == [2021, 2022, 2023, 2024]
    assert lows(item) == [None] * 4


def test_item_is_added_changed_and_removed(finance_api, changed):
    item = changed().json()
    assert (item["proMemorieYears"], lows(item)) == ([2022, 2023], [None, None, "10.00", None])
    assert finance_api.queries("memorandum-items?pageSize=2") == finance_api.queries(
        "memorandum-items?pageSize=1"
    )
    answer = changed(municipality=None, lastYear=2022, note="Nog onbekend")
    item = answer.json()
    assert (item["municipality"], item["note"], lows(item)) == (None, "Nog onbekend", [None] * 4)
    assert finance_api.delete("memorandum-items/huisvesting", If_Match=answer["ETag"]).status_code == 204


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"title": "Risico Weesp"}, 422, "/title"),
        ({"title": "\u200b"}, 422, "/title"),
        ({"note": "x" * 4001}, 400, "/note"),
        ({"firstYear": 2020}, 422, "/firstYear"),
        ({"firstYear": 2024}, 422, "/lastYear"),
        ({"firstYear": None}, 400, "/firstYear"),
        ({"municipality": "GM0363"}, 400, "/municipality"),
        ({"proMemorieYears": [2021]}, 400, "/proMemorieYears"),
        (
            {"estimates": [{"year": 2024, "low": "1.00", "likely": None, "high": "2.00"}]},
            422,
            "/estimates/0/low",
        ),
        (
            {"estimates": [{"year": 2022, "low": "3.00", "likely": None, "high": "2.00"}]},
            422,
            "/estimates/0/low",
        ),
        (
            {"estimates": [{"year": 2022, "low": "1.00", "likely": None, "high": "2"}]},
            400,
            "/estimates/0/high",
        ),
    ],
)
def test_refusal_points_at_what_was_sent(changed, body, status, pointer):
    answer = changed(**body)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["location"]["pointer"]) == (status, pointer)
