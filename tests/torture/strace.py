"""What a program wrote and made, seen by strace from outside: every buffer in full, every path, every socket.

Needs strace, and root because the program forbids its peers to look into it (C6).
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

WRITES = ("write", "pwrite64", "writev", "pwritev", "pwritev2", "sendto", "sendmsg", "sendmmsg", "vmsplice")
MAKES = (
    *("open", "openat", "openat2", "creat", "mkdir", "mkdirat", "mknod", "mknodat", "rename", "renameat", "renameat2"),
    *("link", "linkat", "symlink", "symlinkat", "bind", "connect", "memfd_create", "mmap", "copy_file_range"),
    *("sendfile", "splice", "ftruncate"),
)
LONGEST = 1 << 26
"""Bytes of a buffer that are shown: more than anything the program writes at once."""

_CALL = re.compile(rb"^(?:\d+ +)?(\w+)\(")
_STRING = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_AT = re.compile(rb"(?:AT_FDCWD|\d+)<([^>]*)>")
_MAPPED = re.compile(rb"PROT_WRITE[^,]*, MAP_SHARED[^,]*, \d+<([^>]*)>")


class TraceFailed(AssertionError):
    """The program did not do what it was to do, or could not be watched."""


@dataclass
class Trace:
    """What was seen: `hits` (canary and call), paths that were made or opened to be written, addresses, mappings."""

    hits: list[str] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    mapped: set[str] = field(default_factory=set)
    networks: list[str] = field(default_factory=list)
    octets: int = 0
    """Bytes that were written in all: a check that the watcher saw something."""


def can_trace() -> bool:
    """Whether this machine can watch."""
    return shutil.which("strace") is not None and os.geteuid() == 0


def watch(command: list[str], canaries: Iterable[str], log: Path, surroundings: Mapping[str, str]) -> Trace:
    """Run a command to its end under strace and look through everything. Raises TraceFailed when it ended badly."""
    if not can_trace():
        raise TraceFailed("What a program writes can be watched only as root and with strace. Run this as root.")
    line = ["strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", str(LONGEST), "-e", "signal=none", "-o", str(log)]
    line += ["-e", "trace=" + ",".join(f"?{name}" for name in (*WRITES, *MAKES))]
    done = subprocess.run(
        [*line, *command], env=dict(surroundings), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise TraceFailed(f"{done.returncode}: {done.stdout}{done.stderr}")
    return look_through(log, canaries)


def look_through(log: Path, canaries: Iterable[str]) -> Trace:
    """Read a trace that was written with -xx and -y."""
    trace, looked_for = Trace(), {word: forms(word) for word in canaries}
    with log.open("rb") as lines:
        for line in lines:
            found = _CALL.match(line)
            if found is None:
                continue
            name = found.group(1).decode()
            if name in WRITES:
                _look_at(line, name, looked_for, trace)
            else:
                _note_path(line, name, trace)
    return trace


def forms(word: str) -> tuple[bytes, ...]:
    """The ways in which a word could lie in a buffer, as strace prints bytes: UTF-8, UTF-16, hex, base64."""
    octets = word.encode()
    plain = [octets, word.encode("utf-16-le"), octets.hex().encode(), octets.hex().upper().encode()]
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + octets)
        plain.append(text[-(-8 * shift // 6) : len(text) - 4])
    return tuple(shown(form) for form in plain)


def shown(octets: bytes) -> bytes:
    """Bytes as -xx prints them."""
    return b"".join(b"\\x%02x" % octet for octet in octets)


def _look_at(line: bytes, name: str, looked_for: Mapping[str, tuple[bytes, ...]], trace: Trace) -> None:
    trace.octets += line.count(b"\\x")
    if b'"...' in line:
        trace.hits.append(f"{name}: a buffer was longer than the watcher shows")
    for word, ways in looked_for.items():
        if any(way in line for way in ways):
            trace.hits.append(f"{word} in {name} to {_plain(_AT.search(line))}")


def _note_path(line: bytes, name: str, trace: Trace) -> None:
    if b" = -1 " in line and name != "connect":
        return
    if name == "mmap":
        if mapped := _MAPPED.search(line):
            trace.mapped.add(_plain(mapped))
    elif name == "connect":
        if b"AF_INET" in line:
            trace.networks.append(line.decode("utf-8", "replace").strip())
    elif name.startswith("open") and not re.search(rb"O_CREAT|O_WRONLY|O_RDWR|O_TMPFILE", line):
        return
    elif name in ("memfd_create", "copy_file_range", "sendfile", "splice", "ftruncate"):
        trace.paths.add(f"{name}:{_plain(_AT.search(line))}" if name == "memfd_create" else _plain(_AT.search(line)))
    else:
        trace.paths.update(_made(line, name))


def _made(line: bytes, name: str) -> Iterator[str]:
    """The paths a call names; a link and a new name count under both.

    What is named from an unknown working directory stays as it is, and so is in nobody's folder.
    """
    folder = _plain(_AT.search(line))
    for octets, _ in _STRING.findall(line):
        path = _octets(octets).decode("utf-8", "replace")
        yield os.path.normpath(path if path.startswith(("/", "@", "\0")) else f"{folder}/{path}")


def _plain(found: re.Match[bytes] | None) -> str:
    if found is None:
        return ""
    text = found.group(1)
    return (_octets(text) if text.startswith(b"\\x") else text).decode("utf-8", "replace")


def _octets(text: bytes) -> bytes:
    return bytes.fromhex(text.replace(b"\\x", b"").decode())
