"""Starts the process that reads a file, and takes in its answer."""

import logging
import marshal
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from typing import IO, Any

from budgets.imports.untrusted.faults import FaultCode
from budgets.imports.untrusted.limits import ANSWER_BYTES, WALL_SECONDS
from budgets.imports.untrusted.process import PROGRAM, READ
from budgets.imports.untrusted.raw_sheet import RawSheet

ROOT = Path(__file__).resolve().parents[3]
AT_ONCE = 2
"""Files that are read at the same time: each may take a gibibyte."""
ENDED_BY: dict[int, FaultCode] = {
    signal.SIGXCPU: FaultCode.TOO_SLOW,
    signal.SIGABRT: FaultCode.TOO_MUCH_MEMORY,  # how calamine ends where there is no more
    signal.SIGKILL: FaultCode.TOO_MUCH_MEMORY,  # how the system ends what it has no more for
}
log = logging.getLogger(__name__)
_turn = BoundedSemaphore(AT_ONCE)


@dataclass(eq=False)  # not frozen: Python notes on an exception where it went
class Unread(Exception):
    """What is wrong with the file, for ``wording``."""

    code: FaultCode
    details: Mapping[str, Any] = field(default_factory=dict)


def read_apart(content: bytes) -> tuple[str, list[RawSheet]]:
    """The form and the sheets.  Raises ``Unread``."""
    verdict, *rest = _answer(content)
    if verdict == READ:
        form, sheets = rest
        return form, [RawSheet(*sheet) for sheet in sheets]
    code, details, cause = rest
    if cause:
        log.warning("a file could not be read: %s", cause)
    raise Unread(FaultCode(code), details)


def _answer(content: bytes) -> Any:
    """Through files, not pipes: the system itself then holds the answer to its largest size."""
    with TemporaryFile() as source, TemporaryFile() as answer:
        source.write(content)
        source.seek(0)
        status = _run(source, answer)
        if status:
            log.warning("the reading of a file ended with status %s", status)
            raise Unread(ENDED_BY.get(-status, FaultCode.CORRUPT))
        answer.seek(0)
        return marshal.loads(answer.read(ANSWER_BYTES))


def _run(source: IO[bytes], answer: IO[bytes]) -> int:
    """Without the settings of the application in its environment."""
    environment = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    command = [sys.executable, "-I", "-c", PROGRAM, str(ROOT)]
    try:
        with _turn:
            return subprocess.run(
                command,
                stdin=source,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=WALL_SECONDS,
                check=False,
            ).returncode
    except subprocess.TimeoutExpired:
        raise Unread(FaultCode.TOO_SLOW) from None
