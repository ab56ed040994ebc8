"""The worked examples of the API's page, run as they are printed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from measures.models import Plan
from municipalities.models import User
from tests.api.conftest import Api

PAGE = Path(settings.BASE_DIR) / "docs/api.md"
PROGRAMS = {"bash": ["bash", "-euo", "pipefail", "-c"], "python": [sys.executable, "-W", "error", "-c"]}
EXAMPLE = re.compile(r"^### (\d)\. (.+?)$(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(bash|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = {int(number): dict(BLOCK.findall(text)) for number, _, text in EXAMPLE.findall(PAGE.read_text())}
SAID = {
    (1, "bash"): '"resultAfterTarget":["714335.65","596609.65","656093.65","656093.65"]',
    (1, "python"): "costs {2021: '21701192.00', 2022: '21973406.00'",
    (2, "bash"): '"result":["786706.00","736480.00","833464.00","833464.00"]',
    (2, "python"): "(geen) {2021: '786706.00', 2022: '668980.00', 2023: '728464.00', 2024: '728464.00'}",
    (3, "bash"): '{"year":2024,"amount":"275000.00","proMemorie":false}',
    (3, "python"): "2023: '274000.00'",
    (4, "bash"): '"line":"regel-1"',
    (4, "python"): "Beschermd en veilig thuis wonen",
    (5, "bash"): '"madeBy":"financien"',
    (5, "python"): "Beleid titel Beleidscoördinatie → Beleid",
}


def test_page_has_five_examples_in_two_languages():
    assert {(number, kind) for number, blocks in EXAMPLES.items() for kind in blocks} == set(SAID)


@pytest.mark.parametrize(("number", "kind"), SAID, ids=lambda value: str(value))
def test_example_runs_as_printed(live_server, demo, number, kind):
    user = User.objects.get(username="financien")
    api = Api(user)
    if number == 5:
        api.patch(f"plans/{demo.pk}/goals/{demo.goals.first().code}", {"title": "Beleid"}, If_Match="*")
    known = {"API": f"{live_server.url}/api/v1", "TOKEN": api.token, "PLAN": str(demo.pk)}
    ran = subprocess.run(
        [*PROGRAMS[kind], EXAMPLES[number][kind]],
        env=os.environ | known,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert SAID[number, kind] in ran.stdout
    assert Plan.objects.get(pk=demo.pk).revision == demo.revision + (number in (3, 5))
