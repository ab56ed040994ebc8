"""Every operation of the API, with what each role may do: one module per subject, like the resources.

name of the address → method → (arguments, body, the answer per role).  An operation that takes one thing
names a thing that the role may act on, and in "?" what is asked of it; ``prepare(plan)`` of a module makes
what must be there.  Modules are found by themselves, in alphabetical order.
"""

from importlib import import_module
from pkgutil import iter_modules

MODULES = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
OPERATIONS = {
    (name, method): asked
    for module in MODULES
    for name, methods in module.OPERATIONS.items()
    for method, asked in methods.items()
}


def prepare(plan):
    for module in MODULES:
        getattr(module, "prepare", lambda plan: None)(plan)
