"""Who decides: bodies, what they say about options, and who looks on while a scenario is shown."""

from decisions.models.bodies import Body
from decisions.models.following import Follower, Presentation
from decisions.models.positions import Position

__all__ = ["Body", "Follower", "Position", "Presentation"]
