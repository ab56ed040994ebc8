"""The empty test database, kept between runs on SQLite: building it takes most of the time of a small run."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

BEFORE = "test-tables-"
UNDER_WAY = "test-building-"


def kept() -> Path:
    """Where it is kept, by the migrations, and what they read, that it is made of."""
    made_of = sha256((settings.BASE_DIR / "requirements-dev.txt").read_bytes())
    for app in apps.get_app_configs():
        here = Path(app.path)
        if here.is_relative_to(settings.BASE_DIR) and ".venv" not in here.parts:
            for file in sorted([*here.glob("migrations/*.py"), *here.glob("data/**/*")]):
                if file.is_file():
                    made_of.update(file.name.encode() + file.read_bytes())
    return settings.VAR_DIR / f"{BEFORE}{made_of.hexdigest()[:16]}.sqlite3"


def keep() -> None:
    """Keeps the tables as the migrations made them, and none of before.  Several may do so at once."""
    place = kept()
    for old in set(place.parent.glob(f"{BEFORE}*")) - {place}:
        old.unlink(missing_ok=True)
    ours = place.with_name(f"{UNDER_WAY}{Path(database_name()).stem}")
    with closing(sqlite3.connect(ours)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    ours.replace(place)


def database_name() -> str:
    return str(connection.settings_dict["TEST"]["NAME"])
