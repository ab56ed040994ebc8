"""``all_results``: what every combination of the options comes to, in every year."""

from dataclasses import dataclass

from budgets.engine.data import BudgetData, Choice
from budgets.engine.ints import Ints, ints
from budgets.engine.search.figures import add_result
from budgets.engine.search.model import Model
from budgets.engine.search.question import Question
from budgets.engine.search.space import Space, State, space_of
from budgets.engine.search.tabulate import Table


@dataclass(frozen=True)
class Combinations:
    """Every combination, the first option changing slowest: off, then on at each of its levels.

    Plain options: combination ``i`` has the last option on where bit 0 of ``i`` is 1.
    """

    space: Space
    result: Ints
    """(years, combinations): income less costs, cents"""
    savings_target: Ints
    """(years,): the same for all"""

    @property
    def result_after_target(self) -> Ints:
        """(years, combinations), worked out when asked for."""
        return self.result - self.savings_target[:, None]

    def __len__(self) -> int:
        return self.space.size

    def state(self, place: int) -> State:
        """How every option stands in a combination."""
        return self.space.state(place)

    def choice(self, place: int) -> Choice:
        return self.space.choice_of(self.state(place))


def all_results(
    data: BudgetData, choice: Choice, among: tuple[str, ...] | None = None, any_level: tuple[str, ...] = ()
) -> Combinations:
    """The result in every year of the plan of all combinations; arguments as in ``Question``.

    Takes eight bytes per combination and year, and little beside it.  Raises ``TooLarge``.
    """
    model = Model(space_of(data, choice, Question(among=among, any_level=any_level)))
    table = Table.of(model.space, len(data.years))
    for year in range(len(data.years)):
        add_result(table, year, model, year)
    return Combinations(model.space, table.finish(), ints(model.base.savings_target))
