"""The same workbook as an OpenDocument spreadsheet: looks, printing, names, and formulas that calculate."""

from reports.workbook.ods.package import saved

__all__ = ["saved"]
