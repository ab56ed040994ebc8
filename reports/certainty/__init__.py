"""How sure a scenario is: the range of its result, the chance of a deficit, and what does not recur."""
