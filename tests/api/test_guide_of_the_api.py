"""The page of the API for people: what its text says, on this server, and the Dutch of every word."""

import json
import re

import pytest

from api.pages import described
from scripts.api_guide import SOURCE, TARGET, rendered

GLOSSARY = re.compile(r"^## Woorden$(.*?)^## ", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def text():
    return SOURCE.read_text()


@pytest.fixture
def page(client, db):
    answer = client.get("/api/v1/guide")
    assert answer.status_code == 200
    return answer.content.decode()


def test_page_says_what_the_text_says(text):
    assert TARGET.read_text() == rendered(text), "write it anew: python -m scripts.api_guide"


def test_examples_have_the_address_of_this_server(page):
    assert "export API=http://testserver/api/v1" in page
    assert "&quot;http://testserver/api/v1/plans/1/amounts?pageSize=1000&quot;" in page
    assert "begroting.example" not in page
    assert "verbatim" not in page


def test_every_example_is_on_it(page, text):
    assert page.count('<pre class="example"') == text.count("```") // 2 == 12
    assert "{{&quot;amount&quot;, Currency.Type}" in page


def test_who_browses_the_description_finds_it(client, page, db):
    browsed = client.get("/api/v1/documentation").content.decode()
    for link in re.findall(r'href="/api/v1/guide#([^"]+)"', browsed):
        assert f'id="{link}"' in page
    assert browsed.count('href="/api/v1/guide#') == 3


def test_every_word_in_an_address_has_its_dutch(text):
    rows = [line.split("|")[1] for line in GLOSSARY.search(text)[1].splitlines() if line.startswith("| ")]
    known = set(re.split(r"[,()`]", ",".join(rows).replace(" ", "-")))
    known = {each.strip("-") for each in known}
    segments = {
        segment
        for path in json.loads(described())["paths"]
        for segment in path.split("/")
        if segment and not segment.startswith("{")
    }
    assert len(segments) > 40
    missing = {each for each in segments if not {each, _one(each)} & known and not _parts(each) <= known}
    assert missing == set()


def _parts(segment):
    return {_one(part) for part in segment.split("-")}


def _one(word):
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    return word.removesuffix("s")
