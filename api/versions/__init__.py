"""Versies: the budget as it was fixed, as it now stands, and what lies between."""
