"""Looking for combinations: name → (arguments, method, data, the answer per role), as in ``budget``."""

from urllib.parse import urlencode

from budgets.actions.searches import seal_of
from budgets.engine import Choice, to_json
from budgets.engine.search import Question, Wanted, question_to_json
from budgets.models import Search
from municipalities.models import Role, User
from tests.integration.addresses.roles import MAKE, PLAN, READ

SEARCH = PLAN | {"search": 990_301}
QUESTION = {"wens": "besparing", "jaar_2023": "300000"}
ASKED = {"vraag": urlencode(QUESTION)}
OF_ANOTHER = dict.fromkeys(Role.Kind.values, 422)
"""Who asked it stops it, nobody else."""


def prepare(plan):
    """A search of somebody of the region, at work."""
    question = Question(wanted=(Wanted("realised", 2023, 100_00),))
    Search.objects.create(
        pk=SEARCH["search"],
        plan=plan,
        revision=plan.revision,
        seal=seal_of(plan, Choice(), question),
        choice_json=to_json(Choice()),
        question_json=question_to_json(question),
        asked_by=User.objects.get(username="adviseur"),
    )


ADDRESSES = {
    "search": [(PLAN, "get", {}, READ), (PLAN, "get", QUESTION, READ)],
    "search_start": [(PLAN, "post", ASKED, READ)],
    "search_progress": [(SEARCH, "get", QUESTION, READ)],
    "search_stop": [(SEARCH, "post", ASKED, OF_ANOTHER)],
    "search_scenario": [(PLAN, "post", ASKED | {"combinatie": "1 mda"}, MAKE)],
}
