"""Production settings: secrets, hosts and a database must be given, and static files get hashed names."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

GIVEN = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "a-long-and-secret-key-that-only-this-test-knows-0123456789",
    "ALLOWED_HOSTS": "begroting.example.nl",
    "DATABASE_URL": "sqlite:////tmp/unused-by-this-test.sqlite3",
}
SHOW = """
import json
from django.conf import settings as s
print(json.dumps({n: getattr(s, n) for n in (
    "DEBUG", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
    "ALLOWED_HOSTS")}))
"""


def run(*arguments, **changes):
    environment = {k: v for k, v in os.environ.items() if k not in GIVEN}
    environment |= {k: v for k, v in (GIVEN | changes).items() if v is not None}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_is_closed_by_default():
    shown = json.loads(run("-c", SHOW).stdout)
    assert shown == {
        "DEBUG": False,
        "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "ALLOWED_HOSTS": ["begroting.example.nl"],
    }


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_without_what_must_be_given_does_not_start(name):
    started = run("-c", SHOW, **{name: None})
    assert started.returncode != 0
    assert name in started.stderr


def test_debug_cannot_be_turned_on_in_production():
    assert json.loads(run("-c", SHOW, DEBUG="1").stdout)["DEBUG"] is False


def test_unknown_environment_does_not_start():
    assert "ENVIRONMENT must be" in run("-c", SHOW, ENVIRONMENT="productie").stderr


def test_static_files_of_production_find_each_other(tmp_path):
    """Collected for real: every module that a module imports is there under its hashed name.

    Style sheets are compressed as in production; of scripts, a hundred times as much, it is left out.
    """
    script = (
        "import django; from django.conf import settings; from whitenoise.compress import Compressor; "
        f"settings.STATIC_ROOT = r'{tmp_path}'; django.setup();"
        "left_out = (*Compressor.SKIP_COMPRESS_EXTENSIONS, 'js', 'mjs', 'map');"
        "settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = left_out;"
        "from django.core.management import call_command; call_command('collectstatic', '--noinput', '-v0')"
    )
    collected = run("-c", script)
    assert collected.returncode == 0, collected.stderr
    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    charts = (tmp_path / names["js/charts.js"]).read_text()
    assert names["js/waterfall.js"].rpartition("/")[2] in charts
    assert names["vendor/echarts/echarts.esm.min.mjs"]
    assert (tmp_path / f"{names['css/parts.css']}.br").exists()
