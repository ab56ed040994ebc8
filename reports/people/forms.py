"""What an administrator fills in about somebody."""

from typing import Any

from django import forms

from municipalities.models import Municipality, Region, Role, User
from municipalities.people import RoleChangedMeanwhile, members_of, state_of
from municipalities.refusals import Refused
from reports.looks import SELECT, TEXTBOX

FIELDS = {"email": "email", "name": "naam", "role": "rol", "municipality": "gemeente"}
"""The fields that a refusal may name → as the form calls them."""
TEXT = {"class": TEXTBOX, "autocomplete": "off"}
LONGEST_NAME = User._meta.get_field("first_name").max_length or 0


class RoleForm(forms.Form):
    rol = forms.ChoiceField(
        label="Rol",
        choices=[("", "Kies een rol"), *Role.Kind.choices],
        error_messages={"required": "Kies een rol.", "invalid_choice": "Kies een rol uit de lijst."},
        widget=forms.Select(attrs={"class": SELECT}),
    )
    gemeente = forms.ModelChoiceField(
        Municipality.objects.none(),
        label="Gemeente (niet verplicht)",
        required=False,
        empty_label="De hele regio",
        error_messages={"invalid_choice": "Kies een gemeente uit de lijst."},
        widget=forms.Select(attrs={"class": SELECT}),
    )

    def __init__(self, *args: Any, region: Region, now: Municipality | None = None, **kwargs: Any) -> None:
        """``now`` stays to be chosen, also where that municipality has left the region."""
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        choice = self.fields["gemeente"]
        assert isinstance(choice, forms.ModelChoiceField)
        allowed = [*members_of(region).values_list("pk", flat=True), *([now.pk] if now else [])]
        choice.queryset = Municipality.objects.filter(pk__in=allowed)
        if self.is_bound:
            for name in self.errors:
                self._mark_wrong(name)

    def refuse(self, refused: Refused) -> None:
        """Says what a rule of state refused, at its field."""
        field = FIELDS.get(refused.field or "")
        self.add_error(field if field in self.fields else None, refused.message)
        if field in self.fields:
            self._mark_wrong(field)

    def _mark_wrong(self, name: str) -> None:
        if name in self.fields:
            self.fields[name].widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"fout-{name}"}


class ChangeForm(RoleForm):
    """Another role for who has one.  ``seen`` is how the page showed it: see ``change_role``."""

    def __init__(self, data: Any = None, *, role: Role) -> None:
        now = {"rol": role.kind, "gemeente": role.municipality_id}
        super().__init__(data, initial=now, region=role.region, now=role.municipality)
        self.seen = state_of(role) if data is None else str(data.get("gezien", ""))

    def refuse(self, refused: Refused) -> None:
        """What another made of it now counts as seen: saving once more confirms."""
        super().refuse(refused)
        if isinstance(refused, RoleChangedMeanwhile):
            self.seen = state_of(refused.role)


class InviteForm(RoleForm):
    naam = forms.CharField(
        label="Naam",
        max_length=LONGEST_NAME,
        error_messages={
            "required": "Vul de naam in.",
            "max_length": "De naam is te lang: %(show_value)d tekens, het mogen er %(limit_value)d zijn.",
        },
        widget=forms.TextInput(attrs=TEXT),
    )
    email = forms.EmailField(
        label="E-mailadres",
        max_length=150,
        error_messages={
            "required": "Vul het e-mailadres in.",
            "invalid": "Dit is geen volledig e-mailadres. Een voorbeeld: naam@gemeente.nl.",
            "max_length": "Het adres is te lang: %(show_value)d tekens, het mogen er %(limit_value)d zijn.",
        },
        widget=forms.EmailInput(attrs=TEXT),
    )
    field_order = ["naam", "email", "rol", "gemeente"]
