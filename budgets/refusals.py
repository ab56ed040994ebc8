"""What is refused because of what stands in a budget."""

from collections.abc import Mapping

from municipalities.refusals import Refused


class AtFields(Refused):
    """Refused at one field or more: ``problems`` has a sentence for each."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        field, message = next(iter(problems.items()))
        super().__init__(message, field)
        self.problems = dict(problems)


class Unreadable(Refused):
    """What is stored is damaged, or written by a newer version of the application."""


class Locked(Refused):
    """The scenario is proposed: it stays as it is until the proposal is withdrawn."""


class UnknownOption(Refused):
    """The budget has no option of this code."""


class Outdated(Refused):
    """What somebody looked at when they decided is not what stands there now."""
