"""Every address of the project, with what each role may do there: one module per subject, like the pages."""

from tests.integration.addresses import budget, grid, history, measures, people, versions

ADDRESSES = {
    name: requests
    for module in (budget, people, grid, measures, history, versions)
    for name, requests in module.ADDRESSES.items()
}
