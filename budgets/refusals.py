"""What is refused because of what stands in a budget."""

from municipalities.refusals import Refused


class Unreadable(Refused):
    """What is stored is damaged, or written by a newer version of the application."""


class Locked(Refused):
    """The scenario is proposed: it stays as it is until the proposal is withdrawn."""


class UnknownOption(Refused):
    """The budget has no option of this code."""


class Outdated(Refused):
    """What somebody looked at when they decided is not what stands there now."""
