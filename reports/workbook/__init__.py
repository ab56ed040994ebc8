"""The budget as a workbook that keeps calculating: formulas throughout, the engine's values beside them."""

from reports.workbook.about import About
from reports.workbook.book import build_workbook
from reports.workbook.forms import Form

__all__ = ["About", "Form", "build_workbook"]
