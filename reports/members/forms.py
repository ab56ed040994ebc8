"""What somebody fills in about a municipality that takes part, and about a centre municipality."""

from typing import Any

from django import forms

from budgets.actions.membership import LONGEST_TASK, may_be_centre, region_tasks, stands_of
from municipalities.models import Municipality, Region, RegionMember
from reports.measures.forms import PlainForm

NO_DATE = "Dit is geen datum. Schrijf die als 31-12-2025."
CHOOSE = {"required": "Kies een gemeente.", "invalid_choice": "Deze gemeente staat niet in de lijst."}


def _date(label: str, help_text: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        error_messages={"invalid": NO_DATE},
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "dd-mm-jjjj"}),
    )


def _municipality(rows: Any, label: str = "Gemeente") -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        queryset=rows,
        label=label,
        to_field_name="code",
        empty_label="Kies een gemeente",
        error_messages=CHOOSE,
    )


class MemberForm(PlainForm):
    """``gemeente`` only where one is added."""

    KEYS = {
        "gemeente": "municipality",
        "vanaf": "member_from",
        "tot_en_met": "member_until",
        "taken": "tasks",
    }
    vanaf = _date("Deelnemer vanaf", "Leeg is: vanaf het begin.")
    tot_en_met = _date("Deelnemer tot en met", "Leeg is: de gemeente blijft.")

    def __init__(
        self, data: Any = None, *, region: Region, member: RegionMember | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, stands=None if member is None else stands_of(member), **kwargs)
        if member is None:
            listed = Municipality.objects.exclude(memberships__region=region)
            self.fields = {"gemeente": _municipality(listed)} | self.fields
            self._dress("gemeente", self.fields["gemeente"])
        tasks = [(task, task[:1].upper() + task[1:]) for task in region_tasks(region)]
        self.fields["taken"] = forms.MultipleChoiceField(
            label="Alleen voor deze taken",
            required=False,
            choices=tasks,
            widget=forms.CheckboxSelectMultiple,
            help_text="Vinkt u niets aan, dan doet de gemeente mee aan alle taken van de regio.",
            error_messages={"invalid_choice": "Kies taken uit de lijst."},
        )
        self.fields["andere_taak"] = forms.CharField(
            label="Een andere taak", required=False, max_length=LONGEST_TASK
        )
        self._dress("andere_taak", self.fields["andere_taak"])

    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in ("taken", "andere_taak")]

    def values(self) -> dict[str, Any]:
        """The municipality is not among them."""
        given = self.cleaned_data
        tasks = sorted({*given["taken"], *filter(None, [given["andere_taak"].casefold()])})
        return {"member_from": given["vanaf"], "member_until": given["tot_en_met"], "tasks": tasks}


class CentreForm(PlainForm):
    KEYS = {"gemeente": "municipality", "taak": "task"}
    taak = forms.CharField(
        label="Taak",
        max_length=LONGEST_TASK,
        help_text="Bijvoorbeeld beschermd wonen.",
        error_messages={"required": "Vul in voor welke taak."},
    )

    def __init__(self, data: Any = None, *, region: Region, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["gemeente"] = _municipality(may_be_centre(region))
        self._dress("gemeente", self.fields["gemeente"])
