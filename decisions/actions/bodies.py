"""Every write to the bodies of a region."""

from typing import Any

from django.db import transaction

from budgets.texts import free_code, one_line
from decisions.models import Body
from municipalities.models import Region, User
from municipalities.refusals import Gone, Refused

LONGEST: int = Body._meta.get_field("name").max_length or 0
RESERVED = frozenset({"nieuw"})


def add_body(*, region: Region, name: str, by: User) -> Body:
    """A new one at the end.  Raises ``Refused`` where the name is empty or taken."""
    name = _clean(name)
    with transaction.atomic():
        Region.objects.select_for_update().get(pk=region.pk)  # one new name at a time
        _refuse_taken(region, name)
        taken = {*RESERVED, *Body.history.filter(region=region).values_list("slug", flat=True)}
        slug = free_code(name, taken, longest=80, otherwise="overleg")
        body = Body(region=region, name=name, slug=slug, position=region.bodies.count())
        body._history_user = by
        body.save()
    return body


def rename_body(*, body: Body, name: str, by: User) -> Body:
    """Another name; its positions stay.  Raises ``Refused`` or ``Gone``."""
    name = _clean(name)
    with transaction.atomic():
        Region.objects.select_for_update().get(pk=body.region_id)
        now = _fresh(body)
        if name != now.name:
            _refuse_taken(now.region, name, except_for=now)
            now.name = name
            now._history_user = by
            now.save(update_fields=["name"])
    return now


def check_without_positions(body: Body) -> None:
    """Raises ``Refused`` where it has a position: that would go along unseen."""
    count = body.positions.count()
    if count:
        what = "een standpunt" if count == 1 else f"{count} standpunten"
        raise Refused(f"‘{body}’ heeft nog {what}. Trek die eerst in.")


def delete_body(*, body: Body, by: User) -> None:
    """Raises ``Refused`` where it has positions, or ``Gone``."""
    with transaction.atomic():
        Region.objects.select_for_update().get(pk=body.region_id)
        now = _fresh(body, held=True)
        check_without_positions(now)
        now._history_user = by
        now.delete()


def _fresh(body: Body, *, held: bool = False) -> Body:
    """``held``: until the transaction ends nobody records a position of it."""
    rows = Body.objects.select_related("region")
    try:
        return (rows.select_for_update(of=("self",)) if held else rows).get(pk=body.pk)
    except Body.DoesNotExist:
        raise Gone(f"‘{body}’ is intussen verwijderd. Er is niets bewaard.") from None


def _clean(name: str) -> str:
    return one_line(name, longest=LONGEST, field="name", needed="Geef het overleg een naam.")


def _refuse_taken(region: Region, name: str, except_for: Any = None) -> None:
    others = region.bodies.exclude(pk=except_for.pk) if except_for else region.bodies.all()
    if name.casefold() in {other.casefold() for other in others.values_list("name", flat=True)}:
        raise Refused(f"Er is al een overleg met de naam ‘{name}’. Kies een andere naam.", "name")
