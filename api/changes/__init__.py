"""Wijzigingen: the history of a plan, for who follows it."""
