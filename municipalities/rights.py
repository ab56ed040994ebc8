"""Who may do what: the one table of roles and rights, and the rules that follow from it.

A right is asked of anything that belongs to a region and says so in ``region_id``:
``user.has_perm(Right.AMOUNTS, plan)``.
"""

from typing import Protocol

import rules
from django.db import models

from municipalities.models import Role, User

ADMINISTRATOR, POLICY, FINANCE = Role.Kind.ADMINISTRATOR, Role.Kind.POLICY, Role.Kind.FINANCE
ALDERMAN, READER = Role.Kind.ALDERMAN, Role.Kind.READER


class Right(models.TextChoices):
    """A thing that a role allows; its label is how the screen says it."""

    READ = "budgets.read", "Alles in de regio bekijken en als Excel ophalen"
    MAKE_SCENARIOS = "budgets.make_scenarios", "Scenario’s maken, en de eigen scenario’s wijzigen"
    CHANGE_SCENARIOS = "budgets.change_scenarios", "Alle scenario’s wijzigen en verwijderen"
    PROPOSE = (
        "budgets.propose_scenarios",
        "Een scenario dat u mag wijzigen voorstellen en zo vergrendelen, en dat voorstel weer intrekken",
    )
    WITHDRAW = "budgets.withdraw_proposals", "Elk voorstel intrekken, ook dat van een ander"
    MEASURES = (
        "budgets.change_measures",
        "Doelen, maatregelen, kostenposten en de deelname van gemeenten toevoegen, wijzigen en verplaatsen",
    )
    OPTIONS = "budgets.change_options", "Bijstellingsopties en hun effecten toevoegen en wijzigen"
    AMOUNTS = "budgets.change_amounts", "Bedragen van kostenposten wijzigen, posten met bedragen verwijderen"
    STREAMS = (
        "budgets.change_streams",
        "Baten, taakstellingen, p.m.-posten, dekking en verdeelsleutels wijzigen",
    )
    POSITIONS = (
        "decisions.record_position",
        "Standpunten van gemeenten en overleggen vastleggen; wie bij één gemeente hoort, alleen van die",
    )
    IMPORT = "budgets.import_budget", "Een bestand inlezen in de begroting"
    VERSIONS = "budgets.adopt_version", "Versies vaststellen en een nieuw beleidsplan beginnen"
    PEOPLE = "municipalities.manage_people", "Mensen uitnodigen, rollen geven en toegang beëindigen"
    MEMBERS = "municipalities.change_members", "Deelnemende gemeenten en centrumgemeenten wijzigen"


MATRIX: dict[Right, frozenset[Role.Kind]] = {
    Right.READ: frozenset(Role.Kind),
    Right.MAKE_SCENARIOS: frozenset({ADMINISTRATOR, POLICY, FINANCE, ALDERMAN}),
    Right.CHANGE_SCENARIOS: frozenset({ADMINISTRATOR, POLICY, FINANCE}),
    Right.PROPOSE: frozenset({ADMINISTRATOR, POLICY, FINANCE, ALDERMAN}),
    Right.WITHDRAW: frozenset({ADMINISTRATOR}),
    Right.MEASURES: frozenset({ADMINISTRATOR, POLICY, FINANCE}),
    Right.OPTIONS: frozenset({ADMINISTRATOR, POLICY, FINANCE}),
    Right.AMOUNTS: frozenset({ADMINISTRATOR, FINANCE}),
    Right.STREAMS: frozenset({ADMINISTRATOR, FINANCE}),
    Right.POSITIONS: frozenset({ADMINISTRATOR, POLICY}),
    Right.IMPORT: frozenset({ADMINISTRATOR, FINANCE}),
    Right.VERSIONS: frozenset({ADMINISTRATOR, FINANCE}),
    Right.PEOPLE: frozenset({ADMINISTRATOR}),
    Right.MEMBERS: frozenset({ADMINISTRATOR}),
}


class OfRegion(Protocol):
    """A plan, a scenario, a version, or the region itself."""

    @property
    def region_id(self) -> int: ...


def role_in(user: User, thing: OfRegion) -> str | None:
    """The role of ``user`` in the region of ``thing``; no query after ``visible_to(user)``."""
    known: str | None = getattr(thing, "role", None)
    if known:
        return known
    return Role.objects.filter(user=user, region=thing.region_id).values_list("kind", flat=True).first()


def holds(right: Right) -> rules.predicates.Predicate:
    """The rule that somebody's role in the region of the thing allows ``right``."""

    def allowed(user: User, thing: OfRegion | None) -> bool:
        return thing is not None and role_in(user, thing) in MATRIX[right]

    return rules.predicate(allowed, name=right.name.lower())


for _right in Right:
    rules.add_perm(_right.value, rules.is_active & holds(_right))
