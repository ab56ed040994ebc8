"""The options of a budget of which lines moved: an effect goes over its lines in the order of the budget."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from budgets.engine.data import Effect, Line, Option


def in_order_of(lines: Iterable[Line], options: Sequence[Option]) -> tuple[Option, ...]:
    """As reading the tables gives them: the last cents of an effect go to other lines where these moved."""
    places = {line.code: place for place, line in enumerate(lines)}
    return tuple(
        replace(option, effects=tuple(_effects(option.effects, places)))
        if any(effect.lines for effect in option.effects)
        else option
        for option in options
    )


def _effects(effects: Sequence[Effect], places: dict[str, int]) -> Iterable[Effect]:
    """Those of one line stay among themselves; ``effects`` come by year."""
    of_one = (effect for effect in effects if len(effect.lines) == 1)
    waiting = iter(sorted(of_one, key=lambda effect: (effect.year, places[effect.lines[0]])))
    for effect in effects:
        if len(effect.lines) == 1:
            yield next(waiting)
        else:
            yield replace(effect, lines=tuple(sorted(effect.lines, key=places.__getitem__)))
