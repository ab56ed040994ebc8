"""Every write to a budget: atomic, in the history, safe when two people do it at once."""
