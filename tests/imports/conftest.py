"""LibreOffice as somebody at a desk: opens a workbook, edits it, saves it."""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

FILTERS = {
    "xlsx": "Calc MS Excel 2007 XML",
    "ods": "calc8",
    "xls": "MS Excel 97",
}
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script"
  script:name="Module1" script:language="StarBasic">
{basic}
</script:module>
"""
OPENED = """
Function Opened(url As String)
  Dim props(0) As New com.sun.star.beans.PropertyValue
  props(0).Name = "Hidden"
  props(0).Value = True
  Opened = StarDesktop.loadComponentFromURL(url, "_blank", 0, props())
End Function
Sub Store(doc As Object, url As String, filter As String)
  Dim props(0) As New com.sun.star.beans.PropertyValue
  props(0).Name = "FilterName"
  props(0).Value = filter
  doc.storeToURL(url, props())
End Sub
"""


@dataclass(frozen=True)
class Edit:
    """``basic`` are statements in LibreOffice Basic about ``doc``; the result is saved as ``form``."""

    name: str
    basic: str
    form: str = "xlsx"


@pytest.fixture(scope="session")
def edited_in_libreoffice(tmp_path_factory):
    """Applies edits to a workbook, each to a copy of its own; the files by name.  One start for all."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not on this machine (Debian: apt-get install libreoffice-calc)")
    profile = tmp_path_factory.mktemp("libreoffice-desk")
    command = [program, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
    first = profile / "eerst.csv"
    first.write_text("1")
    convert = [*command, "--convert-to", "ods", "--outdir", str(profile), str(first)]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)  # makes the profile
    module = profile / "user/basic/Standard/Module1.xba"

    def edit(workbook: Path, edits: Sequence[Edit]) -> dict[str, Path]:
        folder = tmp_path_factory.mktemp("edited")
        found = {each.name: folder / f"{each.name}.{each.form}" for each in edits}
        steps = [
            f"  doc = Opened({_quoted(workbook.as_uri())})\n{each.basic}\n"
            f"  Store doc, {_quoted(found[each.name].as_uri())}, {_quoted(FILTERS[each.form])}\n"
            "  doc.close(True)"
            for each in edits
        ]
        basic = f"{OPENED}\nSub Main\n{chr(10).join(steps)}\nEnd Sub"
        escaped = basic.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        module.write_text(MACRO.format(basic=escaped))
        subprocess.run(
            [*command, "macro:///Standard.Module1.Main"], check=True, capture_output=True, timeout=300
        )
        missing = [name for name, path in found.items() if not path.exists()]
        assert not missing, f"LibreOffice did not write {missing}"
        return found

    return edit


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
