"""The description against what is answered: schemathesis asks all that it allows, and much that it does not.

Every request has a plan that is there and mostly a thing that is there, for behind an address that is not
found nothing is tested.  What a request wrote is undone before the next one.
"""

import re
from collections import defaultdict
from contextlib import contextmanager
from urllib.parse import parse_qs

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.urls import get_resolver
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ensure_resource_availability,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    use_after_free,
)

from api.pages import described
from budgets.snapshot import budget_data
from config.wsgi import application
from municipalities.models import User
from tests.api.conftest import Api
from tests.api.operations import OPERATIONS, prepare
from tests.kept_demo import budgets_read_once

EXAMPLES = 4
STEPS = 6
PER_OPERATION = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    verbosity=Verbosity.quiet,
    suppress_health_check=list(HealthCheck),
)
REPLACED = {ParameterLocation.PATH, ParameterLocation.HEADER}
"""What stands there is put right before it is asked."""
ANSWER_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def one_connection():
    """A server closes its connection after a request; here the test has put its rows on it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


@pytest.fixture
def demo(demo):
    prepare(demo)
    demo.refresh_from_db()
    with budgets_read_once({(demo.pk, demo.revision): budget_data(demo)}):
        yield demo


@pytest.fixture
def schema(db):
    described.cache_clear()
    with one_connection():
        return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def administrator(demo, settings):
    settings.API_REQUESTS_PER_MINUTE = 10**9
    return Api(User.objects.get(username="beheerder"))


@pytest.fixture
def known(administrator, demo, schema):
    """What may stand in an address: {"/plans/{plan}/goals/{code}": {"plan": [1], "code": [...]}}."""
    return {
        operation.ok().path: _known(administrator, demo, operation.ok().path)
        for operation in schema.get_all_operations()
    }


def _known(api, plan, path):
    found = {}
    for name in re.findall(r"{(\w+)}", path):
        before = path.partition(f"/{{{name}}}")[0]
        listed = api.get("/api/v1" + before.format(**{key: values[0] for key, values in found.items()}))
        items = listed.json().get("items", []) if listed.status_code == 200 else []
        found[name] = [
            item[key] for item in items for key in (name, "code", "id", "slug", "number") if key in item
        ]
        found[name] = [plan.pk] if name == "plan" else found[name] or ["x"]
    return found


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
def test_every_operation_answers_as_described(schema, administrator, known, mode):
    wrong = defaultdict(list)
    for found in schema.get_all_operations():
        operation = found.ok()
        try:
            _ask(operation, mode, administrator, known[operation.path])
        except BaseExceptionGroup as failures:
            wrong[operation.label] += [str(failure) for failure in failures.exceptions]
        except Exception as failure:  # of schemathesis itself, such as nothing to negate
            if "negative" not in str(failure).lower():
                wrong[operation.label].append(str(failure))
    assert not wrong, "\n\n".join(f"{label}\n" + "\n".join(said) for label, said in wrong.items())


def _ask(operation, mode, api, known):
    @PER_OPERATION
    @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
    def ask(case, data):
        for name, values in known.items():
            case.path_parameters[name] = data.draw(st.sampled_from(values))
        if case.headers and "If-Match" in case.headers:
            case.headers["If-Match"] = "*"
        with undone(), one_connection():
            answer = case.call(headers={"Authorization": f"Bearer {api.token}"})
            may_be_right = REPLACED.intersection(filter(case.meta.is_negative_at, ParameterLocation))
            case.validate_response(answer, checks=ANSWER_CHECKS[:-1] if may_be_right else ANSWER_CHECKS)

    ask()


def test_what_is_asked_rightly_is_answered_as_described(schema, administrator, demo):
    """The requests of the table of operations, which all come to something for an administrator."""
    for (name, method), (arguments, body, answers) in OPERATIONS.items():
        template, names = get_resolver().reverse_dict.getlist(name)[0][0][0]
        path = "/" + template.removeprefix("api/v1/") % {each: f"{{{each}}}" for each in names}
        values = {each: arguments.get(each, demo.pk) for each in names}
        query = {key: found[-1] for key, found in parse_qs(arguments.get("?", "")).items()}
        case = schema[path][method.upper()].Case(
            path_parameters=values,
            query=query,
            headers={} if method == "get" else {"If-Match": "*"},
            **({} if body is None else {"body": body, "media_type": "application/json"}),
        )
        with undone(), one_connection():
            answer = case.call(headers={"Authorization": f"Bearer {administrator.token}"})
        assert answer.status_code < 300 if answers["beheerder"] == 200 else answer.status_code >= 400, name
        case.validate_response(answer, checks=ANSWER_CHECKS[:-1])


def test_what_one_operation_makes_the_next_takes(schema, administrator, demo):
    there = {
        "plan": demo.pk,
        "region": demo.region.slug,
        "goal": demo.goals.first().code,
        "measure": demo.measures.first().code,
        "municipality": "GM0406",
    }

    class Machine(schema.as_state_machine()):
        def setup(self):
            self.outer = transaction.atomic()
            self.outer.__enter__()

        def teardown(self):
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

        def get_call_kwargs(self, case):
            return {"headers": {"Authorization": f"Bearer {administrator.token}"}}

        def validate_response(self, response, case, **_):
            case.validate_response(
                response, checks=[*ANSWER_CHECKS, use_after_free, ensure_resource_availability]
            )

        def before_call(self, case):
            """A plan, a region and things that are there; what a link brought along stays."""
            address = case.path_parameters or {}
            address |= {name: there[name] for name in ("plan", "region") if name in address}
            if case.headers and not re.fullmatch(r'"\w+"', case.headers.get("If-Match", '"x"')):
                case.headers["If-Match"] = "*"
            if isinstance(case.body, dict):
                case.body |= {name: there[name] for name in there if name in case.body}

    with one_connection():
        Machine.run(settings=settings(PER_OPERATION, max_examples=EXAMPLES * 10, stateful_step_count=STEPS))
