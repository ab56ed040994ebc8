"""What every test may ask for."""

import os
import shutil
import subprocess
from contextlib import nullcontext
from pathlib import Path

import pytest

REQUIRED = os.environ.get("REQUIRE_BROWSER") == "1"


def pytest_configure(config):
    from django.conf import settings

    # Hashing a password is slow on purpose; the tests log in often.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.AXES_ENABLED = False  # ``client.login`` has no request; its own tests switch it on
    # Static files are looked up when one is asked for: every test client would else read about all of them.
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where the gate runs, a browser or LibreOffice test may not be skipped."""
    report = yield
    marked = [name for name in ("browser", "libreoffice") if item.get_closest_marker(name)]
    if REQUIRED and marked and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"a {marked[0]} test was skipped where it must run: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings):
    """Whether the tables of an earlier run are taken; they lie ready then."""
    from django.db import connection

    from tests.kept_tables import database_name, kept

    if connection.vendor != "sqlite" or not kept().exists():
        return False
    shutil.copyfile(kept(), database_name())
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    from django.db import connection

    from tests.kept_tables import database_name, keep

    if connection.vendor == "sqlite" and not django_db_keepdb:
        with django_db_blocker.unblock():
            keep()
    yield
    if django_db_keepdb:
        connection.close()
        for end in ("", "-wal", "-shm"):
            Path(f"{database_name()}{end}").unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def no_kept_snapshots():
    """A snapshot is kept per plan and revision; another test's plan may have the same numbers."""
    from budgets.snapshot import forget_snapshots

    forget_snapshots()
    yield
    forget_snapshots()


@pytest.fixture(scope="session", autouse=True)
def only_what_is_filled_is_emptied():
    """After a test with transactions, as each test in a browser is."""
    from django.test import TransactionTestCase

    from tests.emptied_tables import empty_tables

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty_tables())
        yield


@pytest.fixture(scope="session")
def kept_demo(django_db_setup, django_db_blocker):
    """The tables of the demo, which ``load_demo`` filled once."""
    from tests.kept_demo import keep_demo

    with django_db_blocker.unblock():
        return keep_demo()


@pytest.fixture
def demo(kept_demo, db):
    """The demo, as ``load_demo`` made it: the plan of Gooi en Vechtstreek."""
    from django.db import connection

    from measures.models import Plan
    from tests.kept_demo import budgets_read_once, enter_kept_demo

    enter_kept_demo(kept_demo)
    plan = Plan.objects.select_related("region").get(slug="bo-2021-2024")
    with budgets_read_once(kept_demo.budgets) if connection.in_atomic_block else nullcontext():
        yield plan


@pytest.fixture(scope="session", autouse=True)
def counted_queries_have_those_of_the_budget():
    """Who counts what a request asks, counts the reading of the budget too, as ``demo`` had it kept."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from budgets.snapshot import forget_snapshots

    enter = CaptureQueriesContext.__enter__

    def forget_and_enter(counted):
        if connection.in_atomic_block:
            forget_snapshots()
        return enter(counted)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CaptureQueriesContext, "__enter__", forget_and_enter)
        yield


@pytest.fixture(scope="session")
def reference_data(kept_demo):
    """``BudgetData`` of the demo."""
    (data,) = [data for data in kept_demo.budgets.values() if data.plan == "bo-2021-2024"]
    return data


@pytest.fixture(scope="session")
def recalculate(tmp_path_factory):
    """Has LibreOffice open, recalculate and save workbooks; skips where it is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not on this machine (Debian: apt-get install libreoffice-calc)")
    profile = tmp_path_factory.mktemp("libreoffice-profile")

    def convert(paths: list[Path], out_dir: Path, to: str = "xlsx") -> list[Path]:
        command = [program, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", to]
        subprocess.run(
            [*command, "--outdir", str(out_dir), *map(str, paths)],
            check=True,
            capture_output=True,
            timeout=300,
        )
        return [out_dir / path.with_suffix(f".{to.partition(':')[0]}").name for path in paths]

    return convert


@pytest.fixture
def finance(demo):
    """The finance adviser of the demo's region."""
    from municipalities.models import User

    return User.objects.get(username="financien")


@pytest.fixture
def financial(client, finance):
    """A client who is logged in as that one."""
    client.force_login(finance, "django.contrib.auth.backends.ModelBackend")
    return client
