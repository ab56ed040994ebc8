"""Nobody writes over what they cannot have seen: every form that changes something says what it showed.

The forms are those of the table of addresses whose page has a filled-in ``gezien``.
"""

import pytest
from django.test import Client
from django.urls import reverse

from budgets.models import Proposal
from decisions.models import Body
from measures.models import Plan
from municipalities.models import Role, User
from tests.integration.addresses import ADDRESSES, prepare
from tests.integration.forms import seen_on
from tests.integration.test_isolation import logged_in, visit

FORMS = [
    (name, arguments, data)
    for name, requests in ADDRESSES.items()
    for arguments, method, data, _ in requests
    if method == "post" and arguments and any(asked[1] == "get" for asked in requests)
]
CHANGES_SOMETHING = {
    "adjustment_change",
    "body_rename",
    "goal_change",
    "housing_kind_change",
    "housing_realised",
    "housing_terms",
    "key_change",
    "key_uses",
    "line_change",
    "line_cover",
    "measure_change",
    "member_change",
    "measure_cover",
    "measure_end",
    "memorandum_change",
    "option_change",
    "participation",
    "person",
    "position",
    "scenario_propose",
    "scenario_terms",
    "stream_change",
    "target_change",
    "version_adopt",
}
NOT_SEEN = [{}, {"gezien": "[["}, {"gezien": "[1]"}, {"gezien": "[" * 200_000}]
SAYS = ("Niet te zien is wat hier stond", "nadat u deze pagina opende", "Intussen gewijzigd door")


@pytest.fixture
def admin(demo):
    prepare(demo)
    return User.objects.get(username="beheerder")


def written(plan):
    """What stands where these forms write."""
    return [
        Plan.objects.filter(pk=plan.pk).values_list("revision").get(),
        *plan.scenarios.order_by("pk").values_list("choice_json"),
        *plan.versions.values_list("number"),
        *Role.objects.filter(region=plan.region_id).order_by("pk").values_list("kind"),
        *Body.objects.filter(region=plan.region_id).order_by("pk").values_list("name"),
        *plan.positions.order_by("pk").values_list("option", "stance", "reason"),
        *Proposal.objects.filter(scenario__plan=plan).values_list("scenario"),
    ]


def with_a_filled_in_seen(client):
    for name, arguments, data in FORMS:
        address = reverse(name, kwargs=arguments)
        if seen_on(client.get(address).content.decode()):
            yield name, address, data


def test_forms_that_say_what_they_showed_are_these(admin):
    with visit(logged_in(admin)) as client:
        assert {name for name, _, _ in with_a_filled_in_seen(client)} == CHANGES_SOMETHING


@pytest.mark.parametrize("told", NOT_SEEN, ids=["missing", "broken", "list", "deep"])
def test_form_that_does_not_say_what_was_seen_is_refused_and_saves_the_second_time(demo, admin, told):
    wrong, session = [], logged_in(admin)
    with visit(session) as client:
        forms = list(with_a_filled_in_seen(client))
    for name, address, data in forms:
        with visit(session) as client:
            before = written(demo)
            answer = client.post(address, data | told)
            page = answer.content.decode()
            if answer.status_code != 200 or not any(words in page for words in SAYS):
                wrong.append((name, answer.status_code, "was not refused"))
            if written(demo) != before:
                wrong.append((name, "wrote something"))
            again = client.post(address, data | {"gezien": seen_on(page) or ""})
            if again.status_code != 302 or written(demo) == before:
                wrong.append((name, again.status_code, "did not save the second time"))
    assert wrong == []


def test_terms_that_somebody_else_made_meanwhile_are_not_written_over(demo, admin):
    """The page that found none says that it showed nothing."""
    terms = demo.housing_terms
    amount = terms.amount
    client = Client()
    client.force_login(admin, "django.contrib.auth.backends.ModelBackend")
    address = reverse("housing_terms", args=[demo.region.slug, demo.slug])
    answer = client.post(address, {"bedrag": "1", "prijspeil": "2021", "gezien": ""})
    assert SAYS[0] in answer.content.decode()
    terms.refresh_from_db()
    assert terms.amount == amount
