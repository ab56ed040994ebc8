"""The real case as ``BudgetData``, read from a demo database of its own."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from budgets.engine import BudgetData, data_from_json

ROOT = Path(__file__).resolve().parent.parent
READ = """
import django; django.setup()
from budgets.engine import to_json
from budgets.snapshot import read
from measures.models import Plan
print(to_json(read(Plan.objects.select_related("region").get(slug="bo-2021-2024"))))
"""


def reference_data() -> BudgetData:
    """The demo, loaded into a temporary database and read back."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        python = [sys.executable]
        for command in (["manage.py", "migrate", "-v0"], ["manage.py", "load_demo", "-v0"]):
            subprocess.run([*python, *command], cwd=ROOT, env=environment, check=True)
        read = subprocess.run(
            [*python, "-c", READ], cwd=ROOT, env=environment, check=True, capture_output=True
        )
    return data_from_json(read.stdout.decode())
