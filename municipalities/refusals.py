"""What a rule of state refuses: one kind of error, with a Dutch sentence for the person who asked."""


class Refused(Exception):
    """``message`` is for the screen; ``field`` names the input that it belongs to, if any."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowed(Refused):
    """Refused because of what this person may do: with another role it would be done."""


class Gone(Refused):
    """What was asked for existed, but somebody deleted it meanwhile."""
