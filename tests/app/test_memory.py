"""After a lock nothing of the study is in the process's memory, because it is another process's (L3)."""

from __future__ import annotations

import secrets
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import sys
from ojm_desktop.app import relaunch
word = sys.stdin.readline().strip()
held = [word + str(number) for number in range(50)]
print("holding", flush=True)
sys.stdin.readline()
relaunch.command = lambda arguments: [sys.executable, "-c", "print('replaced', flush=True); input()"]
relaunch.relaunch()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of another process is read through /proc")
def test_that_l3_no_answer_is_left_in_the_memory_of_the_process_that_took_over() -> None:
    canary = secrets.token_hex(16).encode()
    child = subprocess.Popen([sys.executable, "-c", CODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None
    assert child.stdout is not None
    with child:
        child.stdin.write(canary + b"\n")
        child.stdin.flush()
        assert child.stdout.readline() == b"holding\n"
        assert copies(child.pid, canary) > 0, "the search must be able to find it"
        child.stdin.write(b"\n")
        child.stdin.flush()
        assert child.stdout.readline() == b"replaced\n"
        assert copies(child.pid, canary) == 0
        child.stdin.write(b"\n")
        child.stdin.close()


def copies(process: int, words: bytes) -> int:
    """How often the words stand in a process's readable memory."""
    found = 0
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            span, rights, *rest = line.split()
            if "r" not in rights or (rest and rest[-1].startswith("[v")):
                continue
            first, last = (int(end, 16) for end in span.split("-"))
            memory.seek(first)
            try:
                found += (memory.read(last - first) or b"").count(words)
            except OSError:
                continue  # a page that went away meanwhile
    return found
