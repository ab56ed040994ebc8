"""Who decides: bodies, and what municipalities and bodies say about options."""

from decisions.models.bodies import Body
from decisions.models.positions import Position

__all__ = ["Body", "Position"]
