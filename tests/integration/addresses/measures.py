"""name → (arguments, method, data, the answer per role), as in ``budget``."""

from budgets.actions.measures import add_goal, add_line, add_measure
from budgets.actions.memorandum import add_memorandum_item
from budgets.actions.options import add_option
from budgets.actions.streams import add_stream, add_target
from municipalities.models import User
from tests.integration.addresses.roles import EDIT, FINANCE, PLAN, READ

GOAL = PLAN | {"goal": "leeg-doel"}
MEASURE = PLAN | {"measure": "proefmaatregel"}
LINE = MEASURE | {"line": "proefmaatregel-personeelskosten"}
OPTION = PLAN | {"option": "proefoptie"}
STREAM = PLAN | {"stream": "proefstroom"}
TARGET = PLAN | {"target": "proeftaak"}
ITEM = PLAN | {"item": "proefpost"}
ITEM_FORM = {
    "naam": "Andere post",
    "eerste_jaar": "2021",
    "laatste_jaar": "2022",
    "laag_2021": "1",
    "hoog_2021": "2",
}


def prepare(plan):
    """Things that nothing else hangs on, so that they may also go; the line has an amount."""
    by = User.objects.get(username="adviseur")
    add_goal(plan=plan, title="Leeg doel", by=by)
    measure = add_measure(goal=plan.goals.first(), title="Proefmaatregel", by=by)
    line = add_line(measure=measure, values={"cost_type": "personnel"}, by=by)
    line.amounts.create(year=plan.first_year, amount=100)
    add_option(plan=plan, values={"title": "Proefoptie", "kind": "schrappen"}, by=by)
    add_stream(plan=plan, values={"title": "Proefstroom", "kind": "overig"}, by=by)
    years = {"first_year": plan.first_year, "last_year": plan.last_year}
    add_memorandum_item(plan=plan, values={"title": "Proefpost"} | years, by=by)
    add_target(plan=plan, values={"title": "Proeftaak", f"year:{plan.first_year}": 5}, by=by)


def form(arguments, data, answers):
    """A form's two requests."""
    return [(arguments, "get", {}, answers), (arguments, "post", data, answers)]


ADDRESSES = {
    "measure": [(MEASURE, "get", {}, READ)],
    "measure_new": form(PLAN, {"naam": "Nieuwe maatregel", "doel": "leeg-doel"}, EDIT),
    "measure_change": form(MEASURE, {"naam": "Anders", "doel": "leeg-doel"}, EDIT),
    "measure_end": form(MEASURE, {"laatste_jaar": "2023"}, EDIT),
    "measure_delete": form(MEASURE, {}, FINANCE),
    "line_new": form(MEASURE, {"soort": "material"}, EDIT),
    "line_change": form(LINE, {"soort": "overhead"}, EDIT),
    "line_delete": form(LINE, {}, FINANCE),
    "structure": [(PLAN, "get", {}, READ), (PLAN, "post", {"naam": "Nieuw doel"}, EDIT)],
    "structure_move": [
        (PLAN, "post", {"soort": "doel", "code": "leeg-doel", "richting": "op"}, EDIT),
        (PLAN, "post", {"soort": "optie", "code": "proefoptie", "richting": "op"}, EDIT),
        (PLAN, "post", {"soort": "stroom", "code": "proefstroom", "richting": "op"}, FINANCE),
    ],
    "goal_change": form(GOAL, {"naam": "Ander doel"}, EDIT),
    "goal_delete": form(GOAL, {}, EDIT),
    "options": [(PLAN, "get", {}, READ)],
    "option": [(OPTION, "get", {}, READ)],
    "option_new": form(PLAN, {"naam": "Nieuwe optie", "soort": "ombuigen"}, EDIT),
    "option_change": form(OPTION, {"naam": "Andere optie", "soort": "ombuigen"}, EDIT),
    "option_delete": form(OPTION, {}, EDIT),
    "streams": [(PLAN, "get", {}, READ)],
    "stream_new": form(PLAN, {"naam": "Nieuwe stroom", "soort": "overig"}, FINANCE),
    "stream_change": form(STREAM, {"naam": "Andere stroom", "soort": "overig"}, FINANCE),
    "stream_delete": form(STREAM, {}, FINANCE),
    "target_new": form(PLAN, {"naam": "Nieuwe taak", "jaar_2022": "10"}, FINANCE),
    "target_change": form(TARGET, {"naam": "Andere taak", "jaar_2022": "10"}, FINANCE),
    "target_delete": form(TARGET, {}, FINANCE),
    "memorandum_new": form(PLAN, ITEM_FORM, FINANCE),
    "memorandum_change": form(ITEM, ITEM_FORM, FINANCE),
    "memorandum_delete": form(ITEM, {}, FINANCE),
}
