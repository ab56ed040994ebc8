"""``manage.py import_budget``: what the page does, with its difference as JSON."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from budgets.snapshot import budget_data
from measures.models import Plan
from tests.imports.test_import_actions import ROWS, xlsx

PLAN = "--plan=bo-2021-2024"


@pytest.fixture
def empty(demo):
    return Plan.objects.create(
        region=demo.region, slug="nieuw", title="Nieuw", first_year=2021, last_year=2024
    )


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "begroting.xlsx"
    path.write_bytes(xlsx(*ROWS))
    return path


def said(capsys, file, *options):
    call_command("import_budget", str(file), *options)
    return capsys.readouterr().out


def test_dry_run_says_columns_rows_findings_and_difference_and_writes_nothing(empty, file, capsys):
    answer = json.loads(said(capsys, file, "--plan=nieuw", "--dry-run", "--json"))
    (table,) = answer["tables"]
    assert [(column["column"], column["role"], column["year"]) for column in table["columns"]] == [
        ("A", "goal", None),
        ("B", "measure", None),
        ("C", "cost_type", None),
        ("D", "priority", None),
        ("E", "costs", 2021),
        ("F", "costs", 2022),
        ("G", "costs", 2023),
        ("H", "costs", 2024),
    ]
    assert table["rows"] == {"line": 3}
    assert [row["row"] for row in table["recognised_rows"]] == [2, 3, 4]
    assert answer["difference"]["totals"]["costs"]["after"] == ["300.00", "1320.75", "340.00", "360.00"]
    assert [line["after"] for line in answer["difference"]["lines"]][2] == ["p.m.", "1000.25", "0.00", None]
    assert answer["hindrances"] == []
    assert answer["applied_in"] is None
    empty.refresh_from_db()
    assert budget_data(empty).lines == ()


def test_applied_with_a_user(empty, file, capsys):
    assert "Overgenomen als wijziging 2." in said(capsys, file, "--plan=nieuw", "--user=financien")
    empty.refresh_from_db()
    assert len(budget_data(empty).lines) == 3
    again = said(capsys, file, "--plan=nieuw", "--dry-run")
    assert "Kostenposten ongewijzigd: 3" in again


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "Geef met --user een bestaande gebruiker op"),
        (["--user=niemand"], "Geef met --user een bestaande gebruiker op"),
        (["--user=lezer"], "Met uw rol kunt u geen bestanden inlezen"),
    ],
)
def test_not_applied_without_a_user_who_may(empty, file, capsys, options, words):
    with pytest.raises(CommandError, match=words):
        call_command("import_budget", str(file), "--plan=nieuw", *options)
    empty.refresh_from_db()
    assert budget_data(empty).lines == ()


def test_questions_are_said_and_answered(empty, file, tmp_path, capsys):
    said(capsys, file, "--plan=nieuw", "--user=financien")
    fewer = tmp_path / "minder.xlsx"
    fewer.write_bytes(xlsx(*ROWS[:2]))
    with pytest.raises(CommandError, match="1 vraag is nog niet beantwoord"):
        call_command("import_budget", str(fewer), "--plan=nieuw", "--user=financien")
    assert "? gone:line:meldpunt-overhead: Meldpunt" in capsys.readouterr().out
    said(capsys, fewer, "--plan=nieuw", "--user=financien", "--answer", "gone:*=delete")
    assert len(budget_data(Plan.objects.get(slug="nieuw")).lines) == 2


def test_mapping_that_was_printed_is_taken(empty, file, tmp_path, capsys):
    answer = json.loads(said(capsys, file, "--plan=nieuw", "--dry-run", "--json"))
    for column in answer["mapping"]["tables"][0]["columns"]:
        if column["role"] == "priority":
            column["role"] = "note"
    mapping = tmp_path / "indeling.json"
    mapping.write_text(json.dumps(answer))
    changed = json.loads(said(capsys, file, "--plan=nieuw", "--dry-run", "--json", f"--mapping={mapping}"))
    assert changed["tables"][0]["columns"][3]["role"] == "note"
    mapping.write_text("geen JSON")
    with pytest.raises(CommandError, match="kolomindeling is niet te lezen"):
        call_command("import_budget", str(file), "--plan=nieuw", "--dry-run", f"--mapping={mapping}")


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "niet te lezen"), (b"", "leeg"), (b"%PDF-1.7 ...", "pdf-bestand")],
    ids=["missing", "empty", "pdf"],
)
def test_file_that_is_none_is_said(demo, tmp_path, content, words):
    path = tmp_path / "begroting.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        call_command("import_budget", str(path), PLAN, "--dry-run")


def test_exported_file_comes_back_without_a_change(demo, tmp_path, capsys):
    for name in ("uit.xlsx", "uit.ods"):
        path = Path(tmp_path / name)
        call_command("export_budget", "bo-2021-2024", f"--output={path}")
        capsys.readouterr()
        answer = json.loads(said(capsys, path, PLAN, "--dry-run", "--json"))
        assert answer["own_export"]
        assert answer["unchanged_lines"] == 57
        assert answer["hindrances"] == [
            "er is niets om over te nemen: wat hieruit gelezen wordt, is gelijk aan de begroting"
        ]
