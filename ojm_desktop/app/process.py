"""What the process refuses before anything secret is in it: core dumps, and being read by its peers (C6)."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_PR_GET_DUMPABLE: Final = 3
_PR_SET_DUMPABLE: Final = 4


def harden() -> None:
    """Forbid core dumps and, on Linux, reading of this process's memory by its peers. Raises OSError if that fails.

    Whatever file is made from now on, settings and log among them, is its owner's alone.
    """
    if sys.platform == "win32":
        return
    import os
    import resource

    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux" and ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "The memory of the program could not be shut to other programs.")


def is_hardened() -> bool:
    """Whether both hold now, read back from the system; on systems without them there is nothing to hold."""
    if sys.platform == "win32":
        return True
    import resource

    closed = resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
    if sys.platform == "linux":
        closed = closed and ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) == 0
    return closed
