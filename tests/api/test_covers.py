"""Which stream pays what: of a line, of a measure, and all of it in one list."""

import pytest

LINE, MEASURE = "cost-lines/regel-40/cover", "measures/een-sterk-247-veilig-thuis/cover"


@pytest.fixture
def replaced(finance_api):
    """Replaces the cover of the line, or of another address."""

    def replace(*streams, address=LINE):
        return finance_api("put", address, {"streams": list(streams)}, If_Match=finance_api.seen(address))

    return replace


def said(answer):
    return [
        (payer["stream"], payer["share"], [entry["amount"] for entry in payer["amounts"]], payer["assumed"])
        for payer in answer.json()["streams"]
    ]


NONE = [None] * 4


def test_line_is_paid_by_parts_of_streams(finance_api):
    answer = finance_api.get(LINE)
    assert said(answer) == [("DUVO", "1/3", NONE, False), ("GB", "2/3", NONE, False)]
    assert (answer.json()["line"], answer.json()["followsMeasure"]) == ("regel-40", False)
    assert said(finance_api.get("cost-lines/regel-7/cover")) == [("DUVO", None, ["80000.00"] * 4, True)]


def test_cover_is_replaced_as_a_whole(replaced, finance_api):
    answer = replaced(
        {"stream": "MO", "share": "2/8", "assumed": True},
        {"stream": "EB", "amounts": [{"year": 2023, "amount": "10.00"}]},
    )
    assert said(answer) == [
        ("MO", "1/4", NONE, True),
        ("EB", None, [None, None, "10.00", None], False),
    ]
    assert (finance_api.get(LINE).json(), finance_api.seen(LINE)) == (answer.json(), answer["ETag"])
    assert said(replaced({"stream": "EB", "share": "1"})) == [("EB", "1", NONE, False)]


def test_line_without_cover_follows_its_measure(replaced, finance_api):
    answer = replaced()
    assert (said(answer), answer.json()["followsMeasure"]) == ([], True)
    assert said(replaced({"stream": "GB", "share": "1/7"}, address=MEASURE)) == [("GB", "1/7", NONE, False)]
    found = finance_api.get("covers?measure=een-sterk-247-veilig-thuis&stream=GB").json()["items"]
    assert [(cover["line"], cover["share"]) for cover in found] == [
        ("regel-41", "2/3"),
        ("regel-42", "2/3"),
        ("regel-43", "2/3"),
        ("regel-44", "2/3"),
        (None, "1/7"),
    ]


GB, DUVO = {"stream": "GB", "share": "1/2"}, {"stream": "DUVO", "share": "1/2"}


@pytest.mark.parametrize(
    ("streams", "status", "pointer"),
    [
        ([GB, GB], 400, "/streams/1/stream"),
        ([{"stream": "X", "share": "1"}], 400, "/streams/0/stream"),
        ([{"stream": "GB"}], 400, "/streams/0/share"),
        ([{"stream": "GB", "amounts": [{"year": 2023, "amount": None}]}], 400, "/streams/0/share"),
        ([GB, {"stream": "EB", "share": 0.5}], 400, "/streams/1/share"),
        ([{"stream": "GB", "share": "0"}], 400, "/streams/0/share"),
        ([{"stream": "GB", "share": "4/3"}], 422, "/streams/0/share"),
        ([GB, DUVO, {"stream": "EB", "share": "1/100"}], 422, "/streams/0/share"),  # the last in the plan
        ([{"stream": "GB", "share": "1/1000001"}], 422, "/streams/0/share"),
        ([DUVO, GB | {"amounts": [{"year": 2023, "amount": "1.00"}]}], 422, "/streams/1/share"),
        (
            [
                DUVO,
                {
                    "stream": "GB",
                    "amounts": [{"year": 2023, "amount": "1.00"}, {"year": 2022, "amount": "-1.00"}],
                },
            ],
            422,
            "/streams/1/amounts/1",
        ),
        ([{"stream": "GB", "amounts": [{"year": 2025, "amount": "1.00"}]}], 422, "/streams/0/amounts/0"),
    ],
)
def test_refusal_points_at_the_stream_that_was_sent(replaced, streams, status, pointer):
    answer = replaced(*streams)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["location"]["pointer"]) == (status, pointer)


def test_cover_is_replaced_only_by_who_saw_it(finance_api, api):
    body = {"streams": []}
    assert finance_api("put", LINE, body).status_code == 428
    problem = finance_api("put", LINE, body, If_Match='"oud"').json()
    assert (problem["current"]["line"], problem["sent"]) == ("regel-40", body)
    assert api("adviseur")("put", LINE, body, If_Match="*").status_code == 403
    assert finance_api.get("cost-lines/bestaat-niet/cover").status_code == 404


def test_all_covers_stand_in_one_list(finance_api, demo):
    found = finance_api.get("covers").json()["items"]
    assert len(found) == 32
    assert [cover["stream"] for cover in found] == sorted(
        (cover["stream"] for cover in found), key=["DUVO", "MO", "BW", "GB"].index
    )
    line = demo.cost_lines.get(code="regel-7")
    assert [cover for cover in found if cover["amounts"][0]["amount"]] == [
        {
            "measure": line.measure.code,
            "line": "regel-7",
            "stream": "DUVO",
            "share": None,
            "amounts": [{"year": year, "amount": "80000.00"} for year in demo.years],
            "assumed": True,
            "currency": "EUR",
        }
    ]
    assumed = finance_api.get("covers?assumed=true&line=regel-32").json()["items"]
    assert [cover["stream"] for cover in assumed] == ["MO", "BW"]
    assert finance_api.queries("covers") == finance_api.queries("covers?pageSize=1")


def test_pages_of_covers_go_on_where_the_one_before_ended(finance_api):
    found, address = [], "covers?pageSize=5&sort=-stream"
    while address:
        page = finance_api.get(address).json()
        found += page["items"]
        address = page["next"]
    assert found == list(reversed(finance_api.get("covers").json()["items"]))
