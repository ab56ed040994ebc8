"""Every write to a scenario: atomic, in the history, safe when two people do it at once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify

from budgets.actions.choice_rules import check_option, check_part
from budgets.engine import Choice, to_json
from budgets.models import Proposal, Scenario
from budgets.refusals import Locked
from budgets.snapshot import budget_data
from budgets.texts import is_free_slug, one_line
from measures.models import Plan
from municipalities.models import User
from municipalities.refusals import Gone, Refused

LONGEST_SLUG = 80
WAY_OUT = "Maak een kopie, of trek het voorstel eerst in."


def create_scenario(
    *, plan: Plan, name: str, by: User, copy_of: Scenario | None = None, choice: Choice | None = None
) -> Scenario:
    """A new scenario with nothing on, with the choice of ``copy_of``, or with ``choice``.

    Raises ``Refused`` when the name is empty or taken, ``UnknownOption`` where the budget has
    no option that ``choice`` has on.
    """
    name = _clean_name(name)
    if choice is not None:
        _refuse_unknown(plan, choice.on)
        _refuse_no_level(plan, choice)
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=plan.pk)  # one new name at a time
        _refuse_taken(plan, name)
        scenario = Scenario(plan=plan, slug=_free_slug(plan, name), name=name, created_by=by)
        if copy_of is not None:
            scenario.choice_json = copy_of.choice_json
        if choice is not None:
            scenario.choice_json = to_json(choice)
        save_scenario(scenario, by)
    return scenario


def free_name(plan: Plan, name: str) -> str:
    """The name as it would be kept, with a number behind it where it is taken."""
    name = _clean_name(name)
    taken = {other.casefold() for other in plan.scenarios.values_list("name", flat=True)}
    numbered = (f"{name[: _longest_name() - 5]} ({number})" for number in range(2, len(taken) + 3))
    return next(each for each in (name, *numbered) if each.casefold() not in taken)


def change_scenario(
    *, scenario: Scenario, name: str | None = None, choice: Choice | None = None, by: User
) -> Scenario:
    """Another name, another choice, or both as one step in its history; None stays as it is.

    The address stays too, so that a link that was mailed still works.  Raises ``Refused``
    when the name is empty or taken, ``UnknownOption`` where ``choice`` turns on what the
    budget does not have, ``Locked``, or ``Gone`` when the scenario is.
    """
    name = None if name is None else _clean_name(name)
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=scenario.plan_id)
        locked = locked_scenario(scenario)
        fields = ["changed_at"]
        if name not in (None, locked.name):
            _refuse_taken(locked.plan, name, except_for=locked)
            locked.name = name
            fields.append("name")
        if choice is not None and choice != locked.choice:
            _refuse_unknown(locked.plan, choice.on - locked.choice.on)
            locked.choice_json = to_json(choice)
            fields.append("choice_json")
        if len(fields) > 1:
            save_scenario(locked, by, fields)
    return locked


def delete_scenario(*, scenario: Scenario, by: User) -> None:
    """Deletes it; its history stays.  Raises ``Gone`` when somebody was first."""
    with transaction.atomic():
        locked = locked_scenario(scenario)
        locked._history_user = by
        locked.delete()


def switch_options(*, scenario: Scenario, switched: Mapping[str, bool], by: User) -> Scenario:
    """Turns these options on or off and leaves the others as they are now.

    Two people who switch at once do not undo each other: each change is made on
    the scenario as it then stands.  Switching what already stood so changes
    nothing and leaves no history.  An option that the budget no longer has can be
    turned off, not on.  Raises ``UnknownOption`` or ``Gone``.
    """
    _refuse_unknown(scenario.plan, (code for code, on in switched.items() if on))
    with transaction.atomic():
        locked = locked_scenario(scenario)
        before = locked.choice
        turned_on = {code for code, on in switched.items() if on}
        keep_choice(locked, replace(before, on=before.on.difference(switched) | turned_on), by)
    return locked


def locked_scenario(scenario: Scenario, *, proposed_too: bool = False) -> Scenario:
    """The row as it now stands, held until the transaction ends; plan and role as on ``scenario``.

    Every write to a scenario passes here.  Raises ``Locked`` where it is proposed,
    unless ``proposed_too``, or ``Gone``.
    """
    try:
        locked = Scenario.objects.select_for_update().get(pk=scenario.pk)
    except Scenario.DoesNotExist:
        raise Gone(f"Het scenario ‘{scenario.name}’ is intussen verwijderd. Er is niets bewaard.") from None
    if locked.proposal_id is not None and not proposed_too:
        raise Locked(f"{why_locked(locked)} Er is niets bewaard. {WAY_OUT}")
    locked.plan = scenario.plan
    if hasattr(scenario, "role"):
        locked.role = scenario.role
    return locked


def why_locked(scenario: Scenario) -> str:
    """Who proposed it and when; of a scenario that is proposed."""
    found = Proposal.objects.defer("data_json", "choice_json").select_related("proposed_by")
    proposal = found.get(scenario=scenario, withdrawn_at=None)
    who = proposal.proposed_by.display_name
    day = date_format(timezone.localtime(proposal.proposed_at), "j F Y")
    return f"Het scenario ‘{scenario.name}’ is op {day} voorgesteld door {who} en daarom vergrendeld."


def keep_choice(locked: Scenario, choice: Choice, by: User) -> None:
    """As the choice of a scenario that is held; the same choice is no step in its history."""
    if choice != locked.choice:
        locked.choice_json = to_json(choice)
        save_scenario(locked, by, ["choice_json", "changed_at"])


def save_scenario(scenario: Scenario, by: User, fields: list[str] | None = None) -> None:
    scenario._history_user = by
    try:
        with transaction.atomic(savepoint=False):
            scenario.save(update_fields=fields)
    except IntegrityError as error:
        raise Refused("Een ander heeft zojuist een scenario met deze naam gemaakt.", "name") from error


def _longest_name() -> int:
    return Scenario._meta.get_field("name").max_length or 0


def _clean_name(name: str) -> str:
    return one_line(name, longest=_longest_name(), field="name", needed="Geef het scenario een naam.")


def _refuse_unknown(plan: Plan, on: Iterable[str]) -> None:
    data = budget_data(plan)
    for code in on:
        check_option(data, code)


def _refuse_no_level(plan: Plan, choice: Choice) -> None:
    data = budget_data(plan)
    for option in map(data.option, choice.on):
        check_part(data, option.code, choice.part_of(option))


def _refuse_taken(plan: Plan, name: str, except_for: Scenario | None = None) -> None:
    others = plan.scenarios.all()
    if except_for is not None:
        others = others.exclude(pk=except_for.pk)
    if name.casefold() in {other.casefold() for other in others.values_list("name", flat=True)}:
        raise Refused(f"Er is al een scenario met de naam ‘{name}’. Kies een andere naam.", "name")


def _free_slug(plan: Plan, name: str) -> str:
    """The name as an address, with a number behind it where that is taken."""
    start = slugify(name)[: LONGEST_SLUG - 5] or "scenario"
    taken = set(plan.scenarios.filter(slug__startswith=start).values_list("slug", flat=True))
    candidates = (start if i == 1 else f"{start}-{i}" for i in count(1))
    return next(slug for slug in candidates if slug not in taken and is_free_slug(slug))
