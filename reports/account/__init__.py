"""Mijn account: who somebody is, and the tokens that programs work with in their name."""
