"""Fixing versions: complete, gapless, never changed; read back as they were fixed; carried over."""

import datetime
import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from budgets.actions.carry_over import STREAMS, carry_over, carry_over_problems
from budgets.actions.measures import RESERVED_MEASURES, add_line, add_measure, end_measure
from budgets.actions.versions import adopt_version, adoption_problems, same_as_previous, version_data
from budgets.engine import compute, data_from_json, to_json, unchanged
from budgets.models import BudgetVersion, CostAmount, CostLine
from budgets.refusals import Unreadable
from budgets.snapshot import budget_data, read
from measures.changes import changing
from measures.models import Plan
from municipalities.models import User
from municipalities.refusals import Refused
from tests.unit.test_scenario_actions import at_once

ROOT = Path(__file__).parents[2]
DAY = datetime.date(2020, 10, 1)


@pytest.fixture
def finance(demo):
    return User.objects.get(username="financien")


@pytest.fixture
def adopt(demo, finance):
    def adopt(name="Ontwerp", kind="ontwerp", **given):
        return adopt_version(plan=demo, name=name, kind=kind, by=finance, **({"decided_on": DAY} | given))

    return adopt


def change(plan, by, amount="1.00"):
    with changing(plan, by=by):
        first = CostAmount.objects.get(cost_line__plan=plan, cost_line__number=1, year=2021)
        first.amount = Decimal(amount)
        first.save(update_fields=["amount"])


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
        ({"decided_on": timezone.localdate() + datetime.timedelta(days=2)}, "decided_on"),
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
    assert answer["result_after_target"] == ["714335.65", "1316261.65", "1464535.65", "1464535.65"]
    target = tmp_path / "versie.xlsx"
    call_command("export_budget", "bo-2021-2024", "--fixed-version=1", f"--output={target}")
    assert target.read_bytes()[:2] == b"PK"
    with pytest.raises(CommandError, match="Versie 2 bestaat niet") as error:
        call_command("compute", "bo-2021-2024", "--fixed-version=2")
    assert error.value.returncode == 2


def test_carried_over_plan_computes_what_the_engine_says(demo, adopt, finance):
    version = adopt()
    index = {"personnel": Fraction("2.5"), "material": Fraction(1), STREAMS: Fraction(2)}
    plan = carry_over(
        version=version, title="Nieuw plan", first_year=2025, last_year=2028, index=index, by=finance
    )
    old, new = version_data(version), budget_data(plan)
    assert (plan.slug, new.years, new.options) == ("nieuw-plan", (2025, 2026, 2027, 2028), ())
    assert [line.code for line in new.lines] == [line.code for line in old.lines]
    assert [line.measure_code for line in new.lines] == [line.measure_code for line in old.lines]
    assert [line.note for line in new.lines] == [line.note for line in old.lines]
    assert [target.percentage for target in new.targets] == [Fraction(3)]
    line = next(line for line in old.lines if line.cost_type == "personnel" and line.amounts[-1])
    first = line.amounts[-1] * Fraction("1.025")
    assert abs(new.line(line.code).amounts[0] - first) <= Fraction(1, 2)
    assert new.stream("GB").amounts[0] == 246059190  # 2.412.345,00 × 1,02
    assert new.stream("GB").amounts[1] == 250980374  # × 1,02² = 2.509.803,738
    change = plan.changes.get()
    assert change.made_by == finance
    assert "versie 1" in change.remark


def test_carried_over_from_a_version_of_schema_1(demo, adopt, finance):
    version = adopt()
    text = (ROOT / "tests/engine/stored/schema-1.json").read_text("utf-8")
    version.data_json, version.sha256 = text, hashlib.sha256(text.encode()).hexdigest()
    plan = carry_over(version=version, title="Nieuw", first_year=2025, last_year=2026, index={}, by=finance)
    lines = budget_data(plan).lines
    assert [line.measure for line in lines] == [line.measure for line in data_from_json(text).lines]
    assert plan.measures.count() == demo.measures.count()


def test_measure_of_a_version_of_schema_1_gets_no_code_that_is_an_address(demo, adopt, finance):
    version = adopt()
    content = json.loads((ROOT / "tests/engine/stored/schema-1.json").read_text("utf-8"))
    names = sorted(RESERVED_MEASURES)
    for line, name in zip(content["lines"], names, strict=False):
        line["measure"] = name
    version.data_json = json.dumps(content)
    version.sha256 = hashlib.sha256(version.data_json.encode()).hexdigest()
    plan = carry_over(version=version, title="Nieuw", first_year=2025, last_year=2026, index={}, by=finance)
    assert plan.measures.filter(title__in=names).count() == len(names)
    assert not plan.measures.filter(code__in=RESERVED_MEASURES).exists()


def test_measure_that_ended_stays_behind_and_one_without_lines_comes_along(demo, adopt, finance):
    goal = demo.goals.first()
    ended, empty = (
        add_measure(goal=goal, title=title, note="Toelichting.", by=finance) for title in ("Proef", "Leeg")
    )
    add_line(measure=ended, values={"cost_type": "material"}, by=finance)
    end_measure(measure=ended, last_year=2022, by=finance)
    plan = carry_over(version=adopt(), title="Nieuw", first_year=2025, last_year=2028, index={}, by=finance)
    assert not plan.measures.filter(title="Proef").exists()
    assert not CostLine.objects.filter(plan=plan, measure__title="Proef").exists()
    new = plan.measures.get(title="Leeg")
    assert (new.code, new.note, new.goal.title, new.last_year) == (
        empty.code,
        "Toelichting.",
        goal.title,
        None,
    )
    assert new.cost_lines.count() == 0
    assert plan.measures.count() == demo.measures.count() - 1


def test_notes_of_measure_and_line_stay_apart_in_the_new_plan(demo, adopt, finance):
    measure = add_measure(goal=demo.goals.first(), title="Inloop", note="Voor allen.", by=finance)
    for note in ("", "Huur.", "Huur."):
        add_line(measure=measure, values={"cost_type": "material", "note": note}, by=finance)
    plan = carry_over(version=adopt(), title="Nieuw", first_year=2025, last_year=2025, index={}, by=finance)
    new = plan.measures.get(title="Inloop")
    assert (new.note, [line.note for line in new.cost_lines.all()]) == ("Voor allen.", ["", "Huur.", "Huur."])


def test_everything_that_is_wrong_with_a_new_plan_is_said_at_once(demo, adopt):
    wrong = {"material": Fraction(101), STREAMS: Fraction(-101)}
    problems = carry_over_problems(adopt(), demo.title, 2024, 2020, wrong)
    assert [refused.field for refused in problems] == [
        "title",
        "first_year",
        "last_year",
        "material",
        STREAMS,
    ]


@pytest.mark.django_db(transaction=True)
def test_people_beginning_a_plan_of_one_title_at_once_get_one_plan():
    call_command("load_demo", verbosity=0)
    plan, finance = Plan.objects.get(slug="bo-2021-2024"), User.objects.get(username="financien")
    version = adopt_version(plan=plan, name="O", kind="ontwerp", decided_on=DAY, by=finance)
    given = {"version": version, "first_year": 2025, "last_year": 2025, "index": {}, "by": finance}
    errors = at_once(*[lambda: carry_over(title="Nieuw", **given)] * 2)
    assert [(type(error), error.field) for error in errors] == [(Refused, "title")]
    assert Plan.objects.filter(title="Nieuw").count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "bescherming  EN opvang 2021–2024"}, "title"),
        ({"first_year": 2024}, "first_year"),
        ({"first_year": 2201}, "first_year"),
        ({"last_year": 2024}, "last_year"),
        ({"last_year": 2075}, "last_year"),
        ({"index": {"material": Fraction(101)}}, "material"),
    ],
)
def test_new_plan_that_cannot_be_is_refused_at_its_field(demo, adopt, finance, given, field):
    before = Plan.objects.count()
    asked = {"title": "Nieuw", "first_year": 2025, "last_year": 2028, "index": {}} | given
    with pytest.raises(Refused) as refusal:
        carry_over(version=adopt(), by=finance, **asked)
    assert refusal.value.field == field
    assert Plan.objects.count() == before


def test_amounts_that_grow_too_large_are_refused(demo, adopt, finance):
    change(demo, finance)
    with changing(demo, by=finance):
        for amount in CostAmount.objects.filter(cost_line__plan=demo, cost_line__number=1, year=2024):
            amount.amount = Decimal("999999999.99")
            amount.save(update_fields=["amount"])
    kind = CostLine.objects.get(plan=demo, number=1).cost_type
    with pytest.raises(Refused, match="groter dan"):
        carry_over(
            version=adopt(), title="N", first_year=2025, last_year=2025, index={kind: Fraction(1)}, by=finance
        )


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
    restore = f"{sys.executable} manage.py migrate -v 0 && {sys.executable} manage.py loaddata -v 0 {dump}"
    command = ["bash", "-c", f"{restore} && {sys.executable} manage.py check_versions"]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if connection.vendor == "sqlite":
        command = [str(ROOT / "scripts/with-postgres"), *command]
        if not (list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb")):
            pytest.skip("PostgreSQL is not on this machine (Debian: apt-get install postgresql)")
    else:
        environment["DATABASE_URL"] = f"sqlite:///{tmp_path / 'other.sqlite3'}"
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


def test_new_plan_is_split_as_the_last_year_was(demo, finance):
    version = adopt_version(
        plan=demo, name="Basis", kind="concept", decided_on=datetime.date(2020, 10, 1), by=finance
    )
    made = carry_over(version=version, title="Nieuw", first_year=2025, last_year=2026, index={}, by=finance)
    old, new = version_data(version), read(made)
    assert [each.code for each in new.municipalities] == [
        each.code for each in old.municipalities if each.code != "GM0457"
    ]
    result, before = compute(new), compute(old)
    for each in new.municipalities:
        for name in ("contribution", "need"):
            assert set(result.allocation.figure(each.code, name)) == {
                before.allocation.figure(each.code, name)[-1]
            }
    assert {(c.line, c.stream, c.share, c.assumed) for c in new.cover} == {
        (c.line, c.stream, c.share, c.assumed) for c in old.cover
    }
    assert made.keys.get().count_year == 2023
