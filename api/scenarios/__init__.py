"""Scenario’s: named choices on a plan, what was proposed of them, and what was done to them."""
