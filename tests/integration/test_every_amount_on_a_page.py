"""Whatever a page shows as an amount can be asked where it comes from, or the test fails.

Other than in ``test_every_figure`` it does not matter how the page marks it: what reads as an amount or a
chance is one, in a table or in a sentence.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from budgets.actions.memorandum import change_memorandum_item
from budgets.actions.scenarios import create_scenario
from budgets.actions.streams import change_stream
from budgets.actions.versions import adopt_version
from budgets.models import FundingStream, MemorandumItem
from municipalities.models import User
from tests.integration.test_every_figure import OWN, PAGES, PLAN, _propose
from tests.unit.versions import DAY

pytestmark = pytest.mark.django_db

SEARCH = f"{PLAN}scenarios/zoeken/?wens=besparing&jaar_2023="
MORE = {
    "zekerheid": f"{PLAN}scenarios/ongewijzigd/?jaar=2023",
    "meekijken": f"{PLAN}scenarios/alle-bijstellingen/meekijken/",
    "zoeken": f"{SEARCH}300.000&scenario=ongewijzigd",
    "zoeken, gewogen": f"{SEARCH}300.000&gewicht_0=8&gewicht_2=2",
    "zoeken, eigen gewichten": f"{SEARCH}100.000&wegen=optie&eigen_mda=2,5&eigen_php=1",
    "zoeken, niet haalbaar": f"{SEARCH}900.000",
    "omgekeerd": f"{PLAN}omgekeerd/?gemeente=GM0406&jaar=2023&hoogstens=270000",
    "vergelijken, alle jaren": f"{PLAN}scenarios/vergelijken/?met=begroting&met=alle-bijstellingen&jaar=alle",
}
AMOUNT = re.compile(r"€\s?[\d.]+|(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])|\d+ op de 100")
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "use", "wbr"}
WHY = "a.why"
ASKED = ("a.ask", WHY)
"""A figure leads to its explanation; a finding to why it is there, with its figures."""
NOT_OURS = {
    "th": "a name that somebody gave, such as of a level: blijft 300.000",
    "caption": "says what a table is about",
    "option": "a field to fill in",
    "textarea": "a field to fill in",
    "svg": "a chart, with its table beneath",
    "script": "what a chart draws, with its table beside it",
    ".search-asked": "what was asked itself",
    ".search-ways": "another question, which leads to its answer",
    ".search-proof": "how many combinations there are",
    ".state": "the name of the level that an option is on at",
    ".claimed": "says again what stands with the option, where it is asked",
    ".said": "what somebody said",
    ".own-words": "what somebody entered as an adjustment, whose effect stands beside it",
    ".alert": "what somebody entered as the terms of a scenario",
    ".following__news": "says again what stands on the page",
    ".controls .why": "says what rounding allows, beside figures that are asked",
    ".option-gains .sub": "says what the amount before it consists of, as its explanation does",
    ".compare-table .sub": "what somebody changed, in words",
    ".key": "inhabitants, as they were counted",
    ".municipal-table .money": "inhabitants and shares beside the amounts",
    ".shares": "inhabitants and shares",
    ".is-same": "nothing",
}
"""What reads as an amount and is no figure of a budget, and what it is."""
KNOWN_TO_LACK = {
    "Niet haalbaar: er is": "what all that was asked falls short together; each by itself is in the list",
    "Het dichtst bij": "names of levels: blijft 300.000",
    "per jaar vanaf": "what somebody entered as an adjustment, which is a step of the way",
    "te weinig": "what was asked less what is reached, which leads on",
    "combinaties halen wat u vraagt": "how many combinations there are",
    "Een ontbrekende plaats kost": "entered with the agreement",
    "Het aandeel van": "what somebody who left would pay; the contribution itself is asked",
    "De post blijft op": "what the proposer wrote",
    "extra rijksmiddelen": "what the proposer wrote",
    "is p.m., geschat": "the estimate stands with the item, where it is asked",
}


@dataclass
class Element:
    tag: str
    classes: set
    parent: "Element | None"
    has_why: bool = False
    texts: list = field(default_factory=list)

    def up(self):
        yield self
        if self.parent:
            yield from self.parent.up()

    def fits(self, selector):
        tag, _, css = selector.partition(".")
        return tag in ("", self.tag) and (not css or css in self.classes)


class Reader(HTMLParser):
    """The texts of a page, each with the element that it is in."""

    def __init__(self):
        super().__init__()
        self.at = Element("", set(), None)
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        self.at = Element(tag, set((dict(attrs).get("class") or "").split()), self.at)
        if self.at.fits(WHY):
            for each in list(self.at.up())[:3]:
                each.has_why = True

    def handle_endtag(self, tag):
        if tag not in VOID and any(each.tag == tag for each in self.at.up()):
            while self.at.tag != tag:
                self.at = self.at.parent
            self.at = self.at.parent

    def handle_data(self, data):
        if data.strip():
            self.found.append((self.at, " ".join(data.split())))


def is_not_ours(element, selector):
    """``selector`` is of the element or of one around it; of two words both, the first further out."""
    inner, *outer = reversed(selector.split())
    for each in element.up():
        if each.fits(inner):
            return all(any(around.fits(one) for around in each.up()) for one in outer)
    return False


def unasked(page):
    """What reads as an amount and leads nowhere."""
    reader = Reader()
    reader.feed(page)
    main = [(at, said) for at, said in reader.found if any(each.tag == "main" for each in at.up())]
    for at, said in main:
        in_cell = at.tag == "td" and "money" in at.classes and re.search(r"\d", said)
        if not (in_cell or AMOUNT.search(said)):
            continue
        if any(each.fits(selector) for each in at.up() for selector in ASKED):
            continue
        if is_finding(at) or any(is_not_ours(at, selector) for selector in NOT_OURS):
            continue
        if not any(words in said for words in KNOWN_TO_LACK):
            yield said


def is_finding(at):
    """A sentence with "Waarom?" behind it."""
    return at.has_why and at.tag in ("span", "li", "p", "dd") and "sub" not in at.classes


@pytest.fixture
def everything(client, demo):
    """A budget with estimates, a version from before them, a scenario with terms and a proposal."""
    by = User.objects.get(username="financien")
    adopt_version(plan=demo, name="Ontwerp", kind="ontwerp", decided_on=DAY, by=by)
    item = MemorandumItem.objects.get(plan=demo)
    estimates = {"low": 0, "likely": 100_000, "high": 1_500_000}
    values = {f"{end}:{year}": euros for end, euros in estimates.items() for year in demo.years}
    change_memorandum_item(item=item, values={"title": item.title} | values, by=by)
    stream = FundingStream.objects.get(plan=demo, code="GB")
    values = {"title": stream.title, "kind": stream.kind, "low:2023": 2_000_000, "high:2023": 2_500_000}
    change_stream(stream=stream, values=values, by=by)
    create_scenario(plan=demo, name="Eigen", by=by, choice=OWN)
    _propose(demo)
    client.force_login(User.objects.get(username="lezer"), "django.contrib.auth.backends.ModelBackend")
    return client


def test_every_amount_on_every_page_can_be_asked(everything):
    lacking = {}
    for name, address in (PAGES | MORE).items():
        answer = everything.get(address, follow=True)
        if answer.status_code == 403:  # where figures are changed, which a reader may not
            assert name == "dekking"
            continue
        assert answer.status_code == 200, name
        if found := list(unasked(answer.content.decode())):
            lacking[name] = found
    assert lacking == {}


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<td class="money"><a class="ask" href="#">12</a></td>', []),
        ('<td class="money">12</td>', ["12"]),
        ("<p>Samen € 1.200.</p>", ["Samen € 1.200."]),
        ('<p>Samen <a class="ask" href="#">€ 1.200</a>.</p>', []),
        ('<li>Er kan € 1.200 niet. <a class="why" href="#">Waarom?</a></li>', []),
        ("<p>De kans is 4 op de 100.</p>", ["De kans is 4 op de 100."]),
        ("<p>In 2023.</p>", []),
    ],
)
def test_what_cannot_be_asked_is_seen(page, found):
    assert list(unasked(f"<main>{page}</main>")) == found
