"""Fixing versions: complete, gapless, never changed; read back as they were fixed."""

import datetime
import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from budgets.actions.versions import adopt_version, adoption_problems, same_as_previous, version_data
from budgets.engine import to_json, unchanged
from budgets.models import BudgetVersion, CostLine
from budgets.refusals import Unreadable
from budgets.snapshot import read
from measures.models import Plan
from municipalities.models import User
from municipalities.refusals import Refused
from tests.kept_tables import kept
from tests.unit.test_scenario_actions import at_once
from tests.unit.versions import DAY, change

ROOT = Path(__file__).parents[2]
RESTORE = """
import sys, django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("loaddata", sys.argv[1], verbosity=0)
call_command("check_versions")
"""


def test_version_is_the_budget_as_it_stands(demo, adopt, finance):
    before = Plan.objects.get(pk=demo.pk).revision
    version = adopt(decision="AB 12", remark="Eerste regel\nTweede")
    stored = BudgetVersion.objects.get(pk=version.pk)
    assert stored.data_json == to_json(read(demo))
    assert stored.sha256 == hashlib.sha256(stored.data_json.encode()).hexdigest()
    assert version_data(stored) == read(demo)
    assert (stored.number, stored.amendment, stored.revision) == (1, None, before)
    assert (stored.created_by, stored.decided_on, stored.decision) == (finance, DAY, "AB 12")


def test_version_made_is_one_change(demo, adopt, finance):
    before = Plan.objects.get(pk=demo.pk).revision
    adopt()
    change = demo.changes.first()
    assert (change.revision, change.made_by) == (before + 1, finance)
    assert change.touched == " budgetversion.+ "
    assert "Ontwerp" in change.remark


def test_version_shows_what_was_fixed_after_later_changes(demo, adopt, finance):
    version = adopt()
    change(demo, finance)
    CostLine.objects.filter(plan=demo).update(note="later")
    stored = BudgetVersion.objects.get(pk=version.pk)
    assert unchanged(version_data(stored)).costs == (2170119200, 2197340600, 2191434200, 2191434200)
    assert unchanged(read(demo)).costs[0] < 2170119200


def test_amendments_have_numbers_of_their_own(demo, adopt, finance):
    adopt(kind="vastgesteld")
    made = []
    for amount in ("1.00", "2.00"):
        change(demo, finance, amount)
        made.append(adopt(f"Wijziging {amount}", kind="begrotingswijziging"))
    assert [(version.number, version.amendment) for version in made] == [(2, 1), (3, 2)]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \u200b\u202e "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"decision": "x" * 201}, "decision"),
        ({"kind": "x"}, "kind"),
        ({"decided_on": timezone.localdate() + datetime.timedelta(days=9)}, "decided_on"),
    ],
)
def test_version_that_cannot_be_is_refused_at_its_field(demo, adopt, given, field):
    before = Plan.objects.get(pk=demo.pk).revision
    with pytest.raises(Refused) as refusal:
        adopt(**given)
    assert refusal.value.field == field
    assert not BudgetVersion.objects.exists()
    assert Plan.objects.get(pk=demo.pk).revision == before


def test_version_of_the_same_kind_needs_a_change(demo, adopt, finance):
    adopt()
    with pytest.raises(Refused, match="gelijk aan versie 1"):
        adopt(name="Nog eens")
    equal = adopt("Vastgesteld", kind="vastgesteld")
    assert (equal.number, same_as_previous(equal)) == (2, True)
    change(demo, finance)
    other = adopt("Ontwerp 2")
    assert (other.number, same_as_previous(other)) == (3, False)


def test_name_of_another_version_is_refused_whatever_its_capitals(demo, adopt, finance):
    adopt("Begroting")
    change(demo, finance)
    with pytest.raises(Refused, match="Versie 1 heet al zo") as refusal:
        adopt(" BEGROTING ")
    assert refusal.value.field == "name"
    assert adopt("Begroting 2").number == 2


def test_everything_that_is_wrong_with_a_version_is_said_at_once(demo, adopt):
    adopt("A")
    tomorrow, later = (timezone.localdate() + datetime.timedelta(days=days) for days in (1, 2))
    found = [refused.field for refused in adoption_problems(demo, "a", "x", later, "x" * 201)]
    assert found == ["name", "kind", "decided_on", "decision"]
    assert list(adoption_problems(demo, None, None, None, None)) == []
    assert list(adoption_problems(demo, "B", "concept", tomorrow, "")) == []


def test_budget_that_changed_after_it_was_seen_is_not_fixed(demo, adopt, finance):
    seen = Plan.objects.get(pk=demo.pk).revision
    change(demo, finance)
    with pytest.raises(Refused, match="gewijzigd nadat u deze pagina opende"):
        adopt(seen_revision=seen)
    assert adopt(seen_revision=seen + 1).number == 1


def test_version_that_is_refused_leaves_no_gap(demo, adopt):
    adopt()
    with pytest.raises(Refused):
        adopt()
    assert adopt("Concept", kind="concept").number == 2


def test_stored_text_that_changed_is_not_shown(demo, adopt):
    version = adopt()
    version.data_json = version.data_json.replace("27371500", "27371501", 1)
    version.sha256 = version.sha256[::-1]
    with pytest.raises(Unreadable, match="vingerafdruk"):
        version_data(version)


def test_version_of_an_unknown_schema_is_said(demo, adopt):
    version = adopt()
    version.data_json = '{"schema":99}'
    version.sha256 = hashlib.sha256(version.data_json.encode()).hexdigest()
    with pytest.raises(Unreadable, match="kan niet worden gelezen"):
        version_data(version)


@pytest.mark.parametrize(
    "write",
    [
        lambda pk: BudgetVersion.objects.filter(pk=pk).update(name="Anders"),
        lambda pk: BudgetVersion.objects.filter(pk=pk).update(data_json="{}"),
        lambda pk: BudgetVersion.objects.get(pk=pk).save(),
        lambda pk: BudgetVersion.objects.filter(pk=pk).delete(),
        lambda pk: BudgetVersion.objects.get(pk=pk).delete(),
        lambda pk: BudgetVersion.objects.filter(pk=pk)._raw_delete("default"),
        lambda pk: raw("UPDATE budgets_budgetversion SET sha256 = '' WHERE id = %s", pk),
        lambda pk: raw("DELETE FROM budgets_budgetversion WHERE id = %s", pk),
    ],
)
def test_database_refuses_to_change_or_delete_a_version(demo, adopt, write):
    version = adopt()
    before = BudgetVersion.objects.filter(pk=version.pk).values().get()
    with pytest.raises(DatabaseError), transaction.atomic():
        write(version.pk)
    assert BudgetVersion.objects.filter(pk=version.pk).values().get() == before


def raw(statement, *arguments):
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)


def test_database_refuses_a_number_that_is_not_the_next(demo, adopt):
    version = adopt()
    version.pk, version.number = None, 3
    with pytest.raises(DatabaseError), transaction.atomic():
        version.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_people_fixing_at_once_get_numbers_in_a_row():
    call_command("load_demo", verbosity=0)
    plan, finance = Plan.objects.get(slug="bo-2021-2024"), User.objects.get(username="financien")
    kinds = ["concept", "ontwerp", "vastgesteld", "begrotingswijziging"]

    def job(kind):
        return lambda: adopt_version(plan=plan, name=kind, kind=kind, decided_on=DAY, by=finance)

    assert at_once(*map(job, kinds)) == []
    versions = BudgetVersion.objects.filter(plan=plan).order_by("number")
    assert [version.number for version in versions] == [1, 2, 3, 4]
    assert {version.kind for version in versions} == set(kinds)
    assert len(set(versions.values_list("revision", flat=True))) == 4


@pytest.mark.django_db(transaction=True)
def test_people_fixing_the_same_kind_at_once_get_one_version():
    call_command("load_demo", verbosity=0)
    plan, finance = Plan.objects.get(slug="bo-2021-2024"), User.objects.get(username="financien")
    errors = at_once(
        *[lambda: adopt_version(plan=plan, name="O", kind="ontwerp", decided_on=DAY, by=finance)] * 2
    )
    assert [type(error) for error in errors] == [Refused]
    assert list(BudgetVersion.objects.values_list("number", flat=True)) == [1]


def test_commands_compute_and_export_a_version(demo, adopt, finance, capsys, tmp_path):
    adopt()
    change(demo, finance)
    call_command("compute", "bo-2021-2024", "--fixed-version=1", "--scenario=alle-bijstellingen", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["version"] == 1
    assert answer["resultAfterTarget"] == ["714335.65", "1316261.65", "1464535.65", "1464535.65"]
    target = tmp_path / "versie.xlsx"
    call_command("export_budget", "bo-2021-2024", "--fixed-version=1", f"--output={target}")
    assert target.read_bytes()[:2] == b"PK"
    with pytest.raises(CommandError, match="Versie 2 bestaat niet") as error:
        call_command("compute", "bo-2021-2024", "--fixed-version=2")
    assert error.value.returncode == 2


def test_check_of_all_versions_prints_every_hash(demo, adopt, capsys):
    version = adopt()
    call_command("check_versions")
    assert capsys.readouterr().out == f"gooi-en-vechtstreek/bo-2021-2024 1 {version.sha256}\n"


def test_check_of_versions_fails_where_one_does_not_match(demo, adopt, monkeypatch, capsys):
    adopt()
    monkeypatch.setattr("budgets.management.commands.check_versions.is_sound", lambda version: False)
    with pytest.raises(SystemExit) as stopped:
        call_command("check_versions")
    assert stopped.value.code == 1
    assert "KLOPT NIET" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_hash_is_the_same_after_a_dump_and_a_restore_on_the_other_database(tmp_path):
    call_command("load_demo", verbosity=0)
    plan, finance = Plan.objects.get(slug="bo-2021-2024"), User.objects.get(username="financien")
    for kind in ("concept", "ontwerp"):
        version = adopt_version(plan=plan, name=f"É ‘€’ {kind}", kind=kind, decided_on=DAY, by=finance)
        change(plan, finance)
    dump = tmp_path / "dump.json"
    leave_out = ["contenttypes", "auth.permission", "sessions"]
    call_command("dumpdata", exclude=leave_out, output=str(dump))
    expected = [
        f"gooi-en-vechtstreek/bo-2021-2024 {v.number} {v.sha256}" for v in plan.versions.order_by("number")
    ]
    assert version.number == len(expected) == 2
    command = [sys.executable, "-c", RESTORE, str(dump)]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if connection.vendor == "sqlite":
        command = [str(ROOT / "scripts/with-postgres"), *command]
        if not (list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb")):
            pytest.skip("PostgreSQL is not on this machine (Debian: apt-get install postgresql)")
    else:
        other = tmp_path / "other.sqlite3"
        environment["DATABASE_URL"] = f"sqlite:///{other}"
        if kept().exists():  # then it need not be migrated again
            shutil.copyfile(kept(), other)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.splitlines() == expected


def test_reading_a_version_twice_reads_once(demo, adopt, django_assert_num_queries):
    pk = adopt().pk
    version_data(BudgetVersion.objects.get(pk=pk))
    deferred = BudgetVersion.objects.defer("data_json").get(pk=pk)
    with django_assert_num_queries(0):
        data = version_data(deferred)
    assert replace(data, derived={}) == read(demo)
