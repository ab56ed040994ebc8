"""Every address of the project, with what each role may do there: one module per subject, like the pages."""

from tests.integration.addresses import (
    account,
    budget,
    funding,
    grid,
    history,
    housing,
    imports,
    keys,
    measures,
    members,
    municipal,
    people,
    positions,
    search,
    versions,
)

MODULES = (
    *(budget, history, people, members, grid, municipal, funding, keys, housing, measures, versions),
    positions,
    search,
    account,
    imports,  # last: what it prepares counts on the revision
)
ADDRESSES = {name: requests for module in MODULES for name, requests in module.ADDRESSES.items()}


def prepare(plan):
    """What addresses need to be there: ``prepare(plan)`` of each module that has one, in their order."""
    for module in MODULES:
        getattr(module, "prepare", lambda plan: None)(plan)
