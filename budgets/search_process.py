"""The process beside the server that works on one search; they know each other through its row."""

import subprocess
import sys
from threading import Thread

from django.conf import settings


def launch(pk: int) -> None:
    """Starts ``manage.py run_search``, in a session of its own: it outlives a worker that is renewed."""
    process = subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_search", str(pk)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    Thread(target=process.wait, daemon=True).start()  # so that the system may forget it
