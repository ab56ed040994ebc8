"""Gives every row that is there a first history row: what later changes start from."""

from django.db import migrations
from django.utils import timezone

TABLES = [
    ("measures", ["Plan", "Goal", "Measure"]),
    (
        "budgets",
        [
            "CostLine",
            "CostAmount",
            "FundingStream",
            "StreamAmount",
            "SavingsTarget",
            "TargetAmount",
            "AdjustmentOption",
            "OptionLine",
            "OptionEffect",
            "MemorandumItem",
            "ControlTotal",
        ],
    ),
]


def begin(apps, schema_editor):
    now = timezone.now()
    for app, names in TABLES:
        for name in names:
            model, history = apps.get_model(app, name), apps.get_model(app, f"Historical{name}")
            kept = {f.attname for f in history._meta.fields}
            columns = [f.attname for f in model._meta.fields if f.attname in kept]
            rows = model.objects.values(*columns).order_by("pk").iterator(chunk_size=2000)
            history.objects.bulk_create(
                (history(history_date=now, history_type="+", **row) for row in rows), batch_size=500
            )


class Migration(migrations.Migration):
    dependencies = [("budgets", "0004_versions_stay"), ("measures", "0002_changes")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
