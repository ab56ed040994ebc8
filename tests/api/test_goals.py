"""Goals, and with them what every resource does."""

import pytest
from django.test import Client

from api.authentication import NO_CSRF
from api.filters import EMPTY
from api.goals import Goals
from budgets.actions.measures import add_goal
from measures.models import Goal


def test_goals_are_read_in_the_order_of_the_budget(finance_api, demo):
    answer = finance_api.get("goals")
    assert answer.status_code == 200
    assert answer["API-Version"] == "1.0.0"
    found = answer.json()
    assert [goal["title"] for goal in found["items"]] == [goal.title for goal in demo.goals.all()]
    assert (found["next"], found["revision"]) == (None, demo.revision)


@pytest.mark.parametrize("address", ["goals", "goals?fields=code", "goals/beleidscoordinatie"])
def test_what_is_known_already_is_not_sent_again(finance_api, address):
    first = finance_api.get(address)
    again = finance_api.get(address, If_None_Match=first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    goal = finance_api.get("goals").json()["items"][0]["code"]
    finance_api.patch(f"goals/{goal}", {"title": "Anders"}, If_Match=finance_api.seen(f"goals/{goal}"))
    assert finance_api.get("goals", If_None_Match=first["ETag"]).status_code == 200


def test_pages_go_on_where_the_one_before_ended(finance_api, demo):
    found, address = [], "goals?pageSize=3&sort=-position"
    while address:
        page = finance_api.get(address).json()
        found += [goal["code"] for goal in page["items"]]
        address = page["next"]
        if len(found) == 3:  # what is added at the start meanwhile does not shift the rest
            Goal.objects.create(plan=demo, code="nieuw", title="Nieuw", position=99)
    assert found == [goal.code for goal in demo.goals.exclude(code="nieuw").order_by("-position")]


def test_goal_is_added_changed_and_removed(finance_api, demo):
    added = finance_api.post("goals", {"title": "Leeg doel"})
    assert (added.status_code, added.json()["code"]) == (201, "leeg-doel")
    assert added["Location"].endswith("/goals/leeg-doel")
    changed = finance_api.patch("goals/leeg-doel", {"title": "Ander doel"}, If_Match=added["ETag"])
    assert changed.json()["title"] == "Ander doel"
    assert finance_api.delete("goals/leeg-doel", If_Match=changed["ETag"]).status_code == 204
    assert finance_api.get("goals/leeg-doel").status_code == 404
    assert demo.changes.count() == 3


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "/title", "required"),
        ({"title": ""}, "/title", "blank"),
        ({"title": "x", "status": "vastgesteld"}, "/status", "unknown"),
        ({"title": "x", "code": "y"}, "/code", "fixed"),
        (["title"], "", "invalid"),
    ],
)
def test_wrong_input_is_told_at_its_field(finance_api, body, pointer, code):
    answer = finance_api.post("goals", body)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    problem = answer.json()
    assert problem["type"] == "/api/v1/problems/invalid-input"
    (error,) = problem["errors"]
    assert (error["in"], error["location"], error["code"]) == ("body", {"pointer": pointer}, code)


@pytest.mark.parametrize(
    "query",
    [
        "x=1",
        "pageSize=1&pageSize=2",
        "pageSize=0",
        "pageSize=1001",
        "cursor=x",
        "sort=pk",
        "fields=code,role",
    ],
)
def test_unknown_or_wrong_parameter_is_refused(finance_api, query):
    answer = finance_api.get(f"goals?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["in"]) == (400, "query")


def test_who_saw_another_state_is_told_both(finance_api):
    finance_api.post("goals", {"title": "Leeg doel"})
    seen = finance_api.seen("goals/leeg-doel")
    finance_api.patch("goals/leeg-doel", {"title": "Van een ander"}, If_Match=seen)
    answer = finance_api.patch("goals/leeg-doel", {"title": "Van mij"}, If_Match=seen)
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (412, "/api/v1/problems/changed")
    assert (problem["current"]["title"], problem["sent"]) == ("Van een ander", {"title": "Van mij"})
    assert (
        finance_api.patch(
            "goals/leeg-doel", {"title": "Van mij"}, If_Match=problem["currentETag"]
        ).status_code
        == 200
    )
    assert finance_api.delete("goals/leeg-doel").status_code == 428


@pytest.mark.parametrize(
    ("username", "scope", "status", "kind"),
    [
        ("lezer", "write", 403, "forbidden"),
        ("financien", "read", 403, "scope"),
        ("buurregio", "write", 404, "not-found"),
    ],
)
def test_who_may_not_add_a_goal(api, username, scope, status, kind):
    answer = api(username, scope).post("goals", {"title": "Doel"})
    assert (answer.status_code, answer.json()["type"]) == (status, f"/api/v1/problems/{kind}")


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer rbg_x"}, {"Authorization": "Basic x"}])
def test_without_a_valid_token_nothing_is_told(client, demo, header):
    answer = client.get(f"/api/v1/plans/{demo.pk}/goals", headers=header)
    assert (answer.status_code, answer.json()["status"]) == (401, 401)
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_address_that_is_not_there_answers_with_a_problem(finance_api):
    answer = finance_api.get("/api/v1/bestaat-niet")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert (
        finance_api.post("goals/beleidscoordinatie", {}).json()["type"]
        == "/api/v1/problems/method-not-allowed"
    )


def test_what_an_address_takes_can_be_asked(finance_api):
    answer = finance_api("options", "goals")
    assert (answer.status_code, answer["Allow"]) == (204, "GET, POST, HEAD, OPTIONS")


def test_who_is_logged_in_writes_with_the_code_of_this_site(financial, demo):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = financial.cookies
    address = f"/api/v1/plans/{demo.pk}/goals"
    refused = browser.post(address, {"title": "Doel"}, "application/json")
    assert (refused.status_code, refused.json()["detail"]) == (403, NO_CSRF)
    browser.cookies["csrftoken"] = 32 * "a"
    headers = {"X-CSRFToken": 32 * "a"}
    assert browser.post(address, {"title": "Doel"}, "application/json", headers=headers).status_code == 201


def test_page_is_of_one_revision_where_somebody_writes_meanwhile(finance_api, demo, monkeypatch):
    shown = Goals.shown

    def slowly(self, rows, **more):
        if not demo.changes.exists():  # after the rows are read
            add_goal(plan=demo, title="Intussen", by=self.user)
        return shown(self, rows, **more)

    monkeypatch.setattr(Goals, "shown", slowly)
    page = finance_api.get("goals")
    assert (page.json()["revision"], page.json()["items"][-1]["title"]) == (2, "Intussen")
    assert finance_api.get("goals", If_None_Match=page["ETag"]).status_code == 304


@pytest.mark.parametrize("asked", ["fields=code,title", "fields=code&fields=title"])
def test_list_in_an_address_has_commas_or_its_name_once_per_item(finance_api, asked):
    first = finance_api.get(f"goals?{asked}").json()["items"][0]
    assert first == {"code": "beleidscoordinatie", "title": "Beleidscoördinatie"}
    code = finance_api.get("goals/beleidscoordinatie?fields=code")
    assert code.json() == {"code": "beleidscoordinatie"}


@pytest.mark.parametrize("asked", ["goals?fields=", "goals?fields=code,", "result?fields=costs,,income"])
def test_empty_name_in_a_list_is_said_so(finance_api, asked):
    answer = finance_api.get(asked)
    assert (answer.status_code, answer.json()["detail"]) == (400, f"fields: {EMPTY}")


def test_tag_that_a_proxy_made_weak_is_still_of_what_was_read(finance_api):
    made = finance_api.post("goals", {"title": "Leeg doel"})
    assert finance_api.get("goals/leeg-doel", If_None_Match=f"W/{made['ETag']}").status_code == 304
    changed = finance_api.patch("goals/leeg-doel", {"title": "Ander doel"}, If_Match=f"W/{made['ETag']}")
    assert (changed.status_code, changed.json()["title"]) == (200, "Ander doel")
    assert finance_api.delete("goals/leeg-doel", If_Match=f"W/{made['ETag']}").status_code == 412


@pytest.mark.parametrize("of", ["goals", "streams", "targets", "memorandum-items"])
def test_lists_are_also_sorted_by_title(finance_api, of):
    titles = [each["title"] for each in finance_api.get(f"{of}?sort=-title").json()["items"]]
    assert titles == sorted(titles, reverse=True) != []


def test_goals_with_a_text_in_their_title(finance_api):
    found = finance_api.get("goals?titleContains=VEILIG").json()["items"]
    assert [each["code"] for each in found] == ["beschermd-en-veilig-thuis"]
