"""Bijstellingsopties: choices that can be switched on, with what each changes."""
