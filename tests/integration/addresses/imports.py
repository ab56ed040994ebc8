"""Bringing in a file: the list, one file with what can be done to it, and a kept mapping."""

from budgets.actions.imports import bring_file, mapping_of, preview_of
from budgets.models import ImportFile, ImportMapping
from budgets.snapshot import budget_data
from municipalities.models import User
from tests.import_workbooks import Upload, plain_workbook
from tests.integration.addresses.roles import FINANCE, PLAN

FILE = PLAN | {"file": 990_201}
MAPPING = PLAN | {"mapping": 990_202}
CHOSEN = {"bestand": Upload(b"")}
SEEN = {"zegel": ""}
"""Filled in by ``prepare``: what is brought, and the seal of what the page of the file shows."""


def prepare(plan):
    """A file that changes one amount, with a known number, and a kept mapping."""
    plan.refresh_from_db()
    by, data = User.objects.get(username="financien"), budget_data(plan)
    CHOSEN["bestand"].content = plain_workbook(data, cells={("regel-2", 2021): 235_107})
    brought = bring_file(plan=plan, name="begroting.xlsx", content=CHOSEN["bestand"].content, by=by)
    ImportFile.objects.filter(pk=brought.pk).update(id=FILE["file"])
    file = ImportFile.objects.get(pk=FILE["file"])
    SEEN["zegel"] = preview_of(file, plan).seal
    ImportMapping.objects.create(
        pk=MAPPING["mapping"],
        region=plan.region,
        form="een vorm",
        name="oud.xlsx",
        mapping_json=file.mapping_json,
        used_by=by,
    )
    assert mapping_of(file).tables


ADDRESSES = {
    "imports": [(PLAN, "get", {}, FINANCE), (PLAN, "post", CHOSEN, FINANCE)],
    "import": [(FILE, "get", {}, FINANCE)],
    "import_mapping": [(FILE, "post", {"blad": "0", "kolom-0-2": "skip"}, FINANCE)],
    "import_answers": [(FILE, "post", {"heeft_totalen": "1"}, FINANCE)],
    "import_apply": [(FILE, "post", SEEN, FINANCE)],
    "import_drop": [(FILE, "post", {}, FINANCE)],
    "mapping_forget": [(MAPPING, "post", {}, FINANCE)],
}
