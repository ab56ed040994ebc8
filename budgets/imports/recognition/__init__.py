"""Recognising a budget in any workbook, and reading it with a mapping."""

from budgets.imports.recognition.forms import fitted, form_of
from budgets.imports.recognition.interpret import interpret
from budgets.imports.recognition.reasons import column_reasons
from budgets.imports.recognition.sheets import propose

__all__ = ["column_reasons", "fitted", "form_of", "interpret", "propose"]
