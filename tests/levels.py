"""Levels for an option of the demo: the real case has none, and its best combination is known without."""

from fractions import Fraction

from budgets.actions.options import change_option, option_values
from municipalities.models import User

LEVELS = {"blijft 300.000": 1, "blijft 200.000": 2, "vervalt": 4}


def give_levels(plan):
    """To the option ‘regisseur’; ``plan`` is then as it now stands."""
    option = plan.options.get(code="regisseur")
    option.plan = plan
    levels = {f"level:{place}": (title, Fraction(part)) for place, (title, part) in enumerate(LEVELS.items())}
    change_option(
        option=option, values=option_values(option) | levels, by=User.objects.get(username="financien")
    )
    plan.refresh_from_db()
