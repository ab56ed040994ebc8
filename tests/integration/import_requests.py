"""What the tests of Importeren ask of its pages, and read from them."""

import re

from django.urls import reverse

from budgets.models import CostAmount, CostLine

NAMES = ["gooi-en-vechtstreek", "bo-2021-2024"]
LIST = reverse("imports", args=NAMES)
HTMX = {"HX-Request": "true"}
ONE_CHANGE = {("regel-2", 2021): 300_000}
"""Was 235.106."""
SEEN = {"heeft_gezien": "1", "gezien": "1"}
"""The warnings: the totals in the file were not computed anew."""


def address(file, name="import"):
    return reverse(name, args=[*NAMES, file.pk])


def shown(client, file, **options):
    return client.get(address(file), **options).content.decode()


def seal_on(page):
    return re.search(r'name="zegel" value="([^"]*)"', page)[1]


def mapped(client, file, changes, **options):
    return client.post(address(file, "import_mapping"), {"blad": "0"} | changes, **options)


def answered(client, file, answers, **options):
    return client.post(address(file, "import_answers"), answers, **options)


def applied(client, file, seal=None):
    sent = {"zegel": seal_on(shown(client, file)) if seal is None else seal}
    return client.post(address(file, "import_apply"), sent, follow=True).content.decode()


def amount_of(code, year):
    return CostAmount.objects.get(cost_line__code=code, cost_line__plan__slug=NAMES[1], year=year)


def amount(code, year):
    return amount_of(code, year).amount


def line_of(code):
    return CostLine.objects.get(code=code, plan__slug=NAMES[1])


# Choosing a file.
