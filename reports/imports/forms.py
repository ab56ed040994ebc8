"""Choosing a file."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from budgets.imports.untrusted.limits import FILE_BYTES
from reports.imports.words import too_large
from reports.versions.forms import HouseForm

KINDS = ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv"


class UploadForm(HouseForm):
    """Looks at the size only: what is in it is for ``bring_file`` to judge."""

    bestand = forms.FileField(
        label="Bestand",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": KINDS, "class": "file-drop", "data-largest": FILE_BYTES}),
        error_messages={
            "required": "Kies eerst een bestand.",
            "invalid": "Er is geen bestand aangekomen. Kies het opnieuw.",
        },
    )

    def clean_bestand(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["bestand"]
        if (file.size or 0) > FILE_BYTES:
            raise forms.ValidationError(too_large(file.name or "", file.size or 0))
        return file
