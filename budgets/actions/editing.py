"""What every edit of the budget shares: the row as it now stands, and not writing over another's work.

An editor's values travel as a flat mapping, such as ``{"title": …, "year:2022": …}``.
``seen`` holds the same keys with what the editor's screen showed.
"""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from django.db import models

from budgets.dutch_numbers import enumeration, shortest
from budgets.engine.money import cents_from_decimal
from budgets.models.fields import LARGEST_AMOUNT
from measures.models import Measure, Plan
from municipalities.refusals import Gone, Refused

Row = TypeVar("Row", bound=models.Model)
Values = dict[str, Any]
Limits = tuple[int, int]
"""The lowest and the highest percentage that may be."""
OF_INDEX: Limits = (-100, 100)
OF_TARGET: Limits = (0, 100)
OF_ADJUSTMENT: Limits = (-100, 1_000)
NEGATIVE_TARGET = "Een taakstelling kan niet negatief zijn."


class Meanwhile(Refused):
    """Somebody else changed the same value; ``key`` names it, ``current`` is what now stands there."""

    def __init__(self, message: str, key: str, current: str) -> None:
        super().__init__(message, key)
        self.key = key
        self.current = current


def fresh(row: Row) -> Row:
    """The row as it now stands; inside ``changing`` nobody else writes it.  Raises ``Gone``."""
    try:
        return type(row)._default_manager.get(pk=row.pk)
    except type(row).DoesNotExist:  # type: ignore[attr-defined]  # of the concrete model
        raise Gone(f"‘{row}’ is intussen verwijderd. Er is niets bewaard.") from None


def plain(value: Any) -> str:
    """A value as text, the same however it was read."""
    if value is None or value is False:
        return ""
    if value is True:
        return "ja"
    if isinstance(value, models.Model):
        return str(getattr(value, "code", value.pk))
    if isinstance(value, Decimal):
        return f"{value.normalize() + 0:f}"  # + 0: there is no minus zero
    lines = (" ".join(line.split()) for line in str(value).strip().splitlines())
    return "\n".join(lines)


def merge(
    current: Mapping[str, Any],
    wanted: Mapping[str, Any],
    seen: Mapping[str, Any] | None,
    *,
    label: Callable[[str], str],
    who: Callable[[str], str],
    words: Callable[[str, Any], Any] = lambda key, value: value,
) -> Values:
    """What must be written: only what this editor changed.

    Raises ``Meanwhile`` where somebody else changed the same value to another.
    """
    writes = {}
    for key, value in wanted.items():
        now = current.get(key)
        if value == now or (plain(value) == plain(now) and not isinstance(value, str)):
            continue
        if seen is not None and plain(seen.get(key)) != plain(now):
            if plain(value) in (plain(seen.get(key)), plain(now)):
                continue  # only the other changed it
            raise Meanwhile(
                f"{label(key)}: {who(key)} heeft hier intussen {_quoted(words(key, now))} van gemaakt, "
                f"u vulde {_quoted(words(key, value))} in. Er is niets bewaard. "
                "Bewaar nog eens als uw invulling moet gelden, of neem de andere over.",
                key,
                plain(now),
            )
        writes[key] = value
    return writes


def writer(rows: models.QuerySet[Any], field: str | None = None) -> str:
    """Who gave a row its present value, from its history rows."""
    last = None
    for row in rows.select_related("history_user").order_by("-history_id"):
        if last is not None and (field is None or getattr(row, field) != getattr(last, field)):
            break
        last = row
    user = last.history_user if last else None
    return user.display_name if user else "een ander"


def label_of(model: type[models.Model], key: str) -> str:
    """What the screen calls a value: a field's name, or the year of an amount."""
    if ":" in key:
        return key.rpartition(":")[2]
    name = str(getattr(model._meta.get_field(key), "verbose_name", key))
    return name[:1].upper() + name[1:]


def codes_of(model: type[Any], plan: Plan) -> set[str]:
    """Every code that a table of the plan has or ever had: a code is not given twice."""
    now = model._default_manager.filter(plan=plan).values_list("code", flat=True)
    return {*now, *model.history.filter(plan_id=plan.pk).values_list("code", flat=True)}


def refuse_taken_title(row: Any, title: str) -> None:
    """Raises ``Refused`` where another row of the same kind has this title.

    In the plan, or of a measure in its goal: "Overhead" may stand under each of them.
    """
    others = type(row)._default_manager.filter(plan=row.plan_id).exclude(pk=row.pk)
    where = ""
    if isinstance(row, Measure):
        others, where = others.filter(goal=row.goal_id), "onder dit doel "
    if title and title.casefold() in {other.casefold() for other in others.values_list("title", flat=True)}:
        raise Refused(
            f"Er is {where}al een {row._meta.verbose_name} met de naam ‘{title}’. Kies een andere naam.",
            "title",
        )


def next_position(siblings: models.QuerySet[Any]) -> int:
    highest: int | None = siblings.aggregate(highest=models.Max("position"))["highest"]
    return 0 if highest is None else highest + 1


def quoted_names(names: Collection[object]) -> str:
    """ "‘a’, ‘b’ en ‘c’", each once."""
    return enumeration([f"‘{name}’" for name in dict.fromkeys(map(str, names))])


def check_amount(amount: Decimal | None, field: str, *, negative_allowed: bool = True) -> None:
    """Raises ``Refused`` where the table cannot hold the amount, or may not."""
    if amount is None:
        return
    if abs(amount) > LARGEST_AMOUNT:
        raise Refused("Het bedrag is te groot: het mag hoogstens 999.999.999,99 zijn.", field)
    if amount != round(amount, 2):
        raise Refused("Een bedrag heeft hoogstens twee cijfers achter de komma.", field)
    if amount < 0 and not negative_allowed:
        raise Refused("Dit bedrag mag niet negatief zijn. Zet eerst ‘mag negatief zijn’ aan.", field)


def check_saving(amount: Decimal | None, field: str) -> None:
    """An amount that must be saved: what a target asks is never less than nothing.  Raises ``Refused``."""
    check_amount(amount, field)
    if amount is not None and amount < 0:
        raise Refused(NEGATIVE_TARGET, field)


def check_percentage(percentage: Fraction | Decimal, limits: Limits, field: str | None = None) -> None:
    """Raises ``Refused`` outside ``limits``, with a sentence that says them."""
    lowest, highest = limits
    if not lowest <= percentage <= highest:
        raise Refused(percentage_words(limits), field)


def percentage_words(limits: Limits) -> str:
    lowest, highest = (f"{limit:,}".replace(",", ".").replace("-", "−") for limit in limits)
    return f"Vul een percentage in van {lowest} tot en met {highest}, zoals 2,5."


def _quoted(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"‘{shortest(cents_from_decimal(value))}’"
    text = "ja" if value is True else "nee" if value is False else str(value or "")
    return f"‘{text}’" if text else "‘leeg’"
