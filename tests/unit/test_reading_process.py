"""The process that reads: what it may, what it knows, and how it ends."""

import os
import subprocess
import sys

import pytest

from budgets.imports.reading import child, read_book, reading
from budgets.imports.untrusted.limits import CPU_SECONDS, FILE_BYTES, MEMORY_BYTES
from municipalities.refusals import Refused
from tests.unit.reading_files import xlsx

FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'


def in_the_process(program: str) -> str:
    """What a program prints that runs as the process does, with the project at hand."""
    command = [sys.executable, "-I", "-c", f"import sys; sys.path.append({str(child.ROOT)!r}); {program}"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_process_knows_no_django_numpy_or_openpyxl():
    program = (
        "import budgets.imports.untrusted.process; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    )
    known = set(in_the_process(program).split())
    assert {"budgets", "python_calamine"} <= known
    assert not {"django", "numpy", "openpyxl", "config", "municipalities", "measures"} & known


def test_process_has_its_limits():
    program = (
        "import resource as r; from budgets.imports.untrusted.limits import confine; confine(); "
        "print(r.getrlimit(r.RLIMIT_AS)[0], r.getrlimit(r.RLIMIT_CPU)[0], r.getrlimit(r.RLIMIT_CORE)[0])"
    )
    assert in_the_process(program) == f"{MEMORY_BYTES} {CPU_SECONDS} 0"


def test_process_gets_no_settings_of_the_application(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    program = "import marshal, os, sys; sys.stdout.buffer.write(marshal.dumps(('read', str(os.environ), [])))"
    monkeypatch.setattr(child, "PROGRAM", program)
    environment, _ = child.read_apart(b"x")
    assert "environ" in environment
    assert "geheim" not in environment


ENDS = {
    "runs out of time on the clock": ("import time; time.sleep(60)", "duurde te lang"),
    "runs out of time of the processor": (
        "import resource as r; r.setrlimit(r.RLIMIT_CPU, (1, 9))\nwhile True: pass",
        "duurde te lang",
    ),
    "is ended by the system": ("import os; os.kill(os.getpid(), 9)", "te veel geheugen"),
    "ends itself": ("import os; os.abort()", "te veel geheugen"),
    "trips": ("raise SystemExit(3)", "is beschadigd"),
}


@pytest.mark.parametrize(("program", "words"), ENDS.values(), ids=ENDS)
def test_process_that_ends_early_becomes_a_sentence(program, words, monkeypatch):
    monkeypatch.setattr(child, "PROGRAM", program)
    monkeypatch.setattr(child, "WALL_SECONDS", 1.0 if "sleep" in program else 30.0)
    with pytest.raises(Refused, match=words):
        read_book("begroting.xlsx", f"{program}".encode())


def test_cause_is_logged_without_a_word_of_the_file(caplog):
    with pytest.raises(Refused):
        read_book("begroting.xlsx", xlsx('<row r="1"><c r="A1" t="zeer geheim"><v>1</v></c></row>'))
    assert "CalamineError" in caplog.text
    assert "geheim" not in caplog.text


def test_file_is_read_once_for_all_steps(monkeypatch):
    content = xlsx(FIRST)  # once: a zip holds the time at which it was made
    book = read_book("eenmaal.xlsx", content)
    monkeypatch.setattr(child, "_answer", None)  # whoever reads again, trips over this
    assert read_book("eenmaal.xlsx", content) is book


def test_two_books_are_kept_and_the_oldest_goes(read_here):
    first, second, third = (f"a;{number}".encode() for number in range(3))
    kept = read_book("a.csv", first)
    read_book("a.csv", second)
    assert read_book("a.csv", first) is kept
    read_book("a.csv", third)
    assert read_book("a.csv", first) is kept
    assert len(reading._books) == 2


def test_same_bytes_under_another_name_are_another_book(read_here):
    assert read_book("een.csv", b"x;y").sheets[0].name == "een"
    assert read_book("twee.csv", b"x;y").sheets[0].name == "twee"


def test_large_book_is_not_kept(read_here, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_KEPT", 1)
    assert read_book("groot.csv", b"p;q") is not read_book("groot.csv", b"p;q")


def test_no_process_is_started_for_what_is_refused_at_once(monkeypatch):
    monkeypatch.setattr(child, "_answer", None)
    for content in (b"", bytes(FILE_BYTES + 1)):
        with pytest.raises(Refused):
            read_book("begroting.xlsx", content)


def test_process_reads_without_a_folder_or_home(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "PYTHONPATH", "PATH", "VIRTUAL_ENV"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONSTARTUP", os.devnull)
    assert read_book("elders.xlsx", xlsx(FIRST)).sheets[0].rows == ((1.0,),)
