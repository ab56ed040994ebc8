"""Importeren: a file is brought, looked at, corrected and taken over."""
