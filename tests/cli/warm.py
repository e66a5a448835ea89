"""A program that has read in the command line, and makes each command a process of its own from there.

Reading in takes most of a short command's time, and the tests give some two hundred. A command is a fork with its own
surroundings, streams and end, and enters as ``python -m ojm_desktop`` does; where no process can be forked it is
started in full.
"""

from __future__ import annotations

import json
import os
import runpy
import select
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

CAN_FORK = hasattr(os, "fork")
READ_IN = ("ojm_desktop.cli", "ojm_desktop.service.printing", "ojm_desktop.report.agreement_pdf")
SECONDS = 240


def run(words: Sequence[str], surroundings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """``python -m ojm_desktop WORDS`` without a terminal; raises TimeoutExpired after four minutes."""
    command = [sys.executable, "-m", "ojm_desktop", *words]
    if not CAN_FORK:
        return subprocess.run(
            command,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        asked = {
            "words": list(words),
            "env": dict(surroundings),
            "cwd": str(Path.cwd()),
            "out": str(out),
            "err": str(err),
        }
        code = _ask(json.dumps(asked))
        return subprocess.CompletedProcess(command, code, out.read_text("utf-8"), err.read_text("utf-8"))


def _ask(line: str) -> int:
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(line.encode() + b"\n")
    server.stdin.flush()
    ready, _, _ = select.select([server.stdout], [], [], SECONDS)
    if not ready:
        raise subprocess.TimeoutExpired(line, SECONDS)
    return int(server.stdout.readline())


@cache
def _server() -> subprocess.Popen[bytes]:
    """Ends with the tests: its input is closed then."""
    command = [sys.executable, "-m", "tests.cli.warm"]
    surroundings = {**os.environ, "PYTHONWARNINGS": "error"}
    return subprocess.Popen(command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def serve() -> int:
    """One command a line of input; its exit code, a line of output. What a forked command ends with."""
    for name in READ_IN:
        __import__(name)
    told = os.fdopen(os.dup(1), "w")
    while line := _line():
        child = os.fork()
        if child == 0:
            told.close()
            return _become(json.loads(line))
        _, status = os.waitpid(child, 0)
        told.write(f"{os.waitstatus_to_exitcode(status)}\n")
        told.flush()
    return 0


def _line() -> bytes:
    """The next line, read by the byte: what is read ahead would be inherited."""
    read = bytearray()
    while not read.endswith(b"\n"):
        octet = os.read(0, 1)
        if not octet:
            return b""
        read += octet
    return bytes(read)


def _become(asked: dict[str, object]) -> int:
    """This process is the command from now on; its exit code when it ends by itself."""
    words, surroundings = asked["words"], asked["env"]
    assert isinstance(words, list)
    assert isinstance(surroundings, dict)
    for stream, path, mode in (
        (0, os.devnull, os.O_RDONLY),
        (1, str(asked["out"]), os.O_WRONLY | os.O_CREAT),
        (2, str(asked["err"]), os.O_WRONLY | os.O_CREAT),
    ):
        opened = os.open(path, mode, 0o600)
        os.dup2(opened, stream)
        os.close(opened)
    os.environ.clear()
    os.environ.update(surroundings)
    os.chdir(str(asked["cwd"]))
    sys.argv = ["ojm_desktop", *words]
    runpy.run_module("ojm_desktop", run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    sys.exit(serve())
